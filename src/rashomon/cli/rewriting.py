"""``--llm-model`` and ``--llm-url``: a model the user brings, to rewrite summaries."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.request import getproxies, proxy_bypass

import click

from rashomon.errors import UsageError
from rashomon.rewriting.endpoint import Endpoint

F = TypeVar("F", bound=Callable[..., Any])

KEY = "RASHOMON_LLM_KEY"
OPENAI_KEY = "OPENAI_API_KEY"
_OPENAI = "api.openai.com"
DEFAULT_TIMEOUT_S = 60.0


def with_rewriting(command: F) -> F:
    """The command with the options that bring a model."""
    options = [
        click.option(
            "--llm-model",
            metavar="NAME",
            help="Let this model rewrite the summaries; each sentence is checked against the "
            'article, and ours stays where it fails. Needs --llm-url and the extra "llm".',
        ),
        click.option(
            "--llm-url",
            metavar="URL",
            help="Where the model is: a server that speaks the OpenAI API, such as "
            "http://localhost:11434/v1 (Ollama). The sentences of summaries are sent there. A key "
            f"is read from {KEY} (for {_OPENAI} also from {OPENAI_KEY}).",
        ),
        click.option(
            "--llm-timeout",
            "llm_timeout_s",
            type=click.FloatRange(min=0, max=3600, min_open=True),
            default=DEFAULT_TIMEOUT_S,
            show_default=True,
            metavar="SECONDS",
            help="How long an answer may take.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def endpoint(model: str | None, url: str | None, timeout_s: float) -> Endpoint | None:
    """The endpoint the options name, with key and proxy from the environment; None without them.

    Raises :class:`~rashomon.errors.UsageError` where one of the two is missing or unusable.
    """
    if model is None and url is None:
        return None
    if model is None:
        raise UsageError("--llm-url says where, but not which model; give --llm-model NAME too")
    if url is None:
        raise UsageError(
            "--llm-model names a model, but not where it is; give --llm-url too, such as "
            "--llm-url http://localhost:11434/v1"
        )
    bare = Endpoint(model=model, url=url, timeout_s=timeout_s)
    return Endpoint(model=model, url=url, timeout_s=timeout_s, key=_key(bare), proxy=_proxy(bare))


def _key(found: Endpoint) -> str | None:
    # OpenAI's key is sent to OpenAI alone: many have it set for other programs, and whoever tries
    # another server here does not mean to hand it over.
    names = (KEY, OPENAI_KEY) if found.host == f"https://{_OPENAI}" else (KEY,)
    return next((key for name in names if (key := os.environ.get(name, "").strip())), None)


def _proxy(found: Endpoint) -> str | None:
    """The proxy the environment names for that address; none for one on this machine."""
    scheme, _, host = found.host.partition("://")
    if found.host_class == "this machine" or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(scheme) or proxies.get("all") or None
