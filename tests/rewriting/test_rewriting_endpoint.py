"""Where a model is: which addresses are taken, what kind of place each is, what is never shown."""

from __future__ import annotations

import pytest

from rashomon.errors import UsageError
from rashomon.rewriting.endpoint import Endpoint


def at(url: str, **other: str) -> Endpoint:
    return Endpoint(model="m", url=url, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions"),
        ("https://h.example/openai/v1", "https://h.example/openai/v1/chat/completions"),
        ("https://h.example/v1/chat/completions", "https://h.example/v1/chat/completions"),
        ("https://h.example/v1?version=2#x", "https://h.example/v1/chat/completions?version=2"),
    ],
)
def test_a_base_address_leads_to_chat_completions(url: str, asked: str) -> None:
    assert at(url).address == asked


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://localhost:1", "this machine"),
        ("http://LOCALHOST.:1", "this machine"),
        ("http://model.localhost", "this machine"),
        ("http://127.8.0.1", "this machine"),
        ("http://[::1]:8080", "this machine"),
        ("http://[::ffff:127.0.0.1]", "this machine"),
        ("http://0.0.0.0:8000", "this machine"),
        ("http://192.168.1.4", "private network"),
        ("http://[fe80::1%25eth0]", "private network"),
        ("https://8.8.8.8", "elsewhere"),
        ("https://localhost.example.org", "elsewhere"),
        ("https://127.0.0.1.example.org", "elsewhere"),
    ],
)
def test_the_kind_of_place_is_told_by_the_address_alone(url: str, place: str) -> None:
    assert at(url).host_class == place
    assert ("leave this machine" in at(url).notice) == (place != "this machine")


def test_the_notice_says_what_goes_where_and_that_it_is_unencrypted() -> None:
    notice = at("http://192.168.1.4:8000/v1?key=hush").notice
    assert "sentences of each summary" in notice
    assert "http://192.168.1.4:8000" in notice
    assert "unencrypted" in notice
    assert "hush" not in notice
    assert "unencrypted" not in at("https://192.168.1.4:8000").notice


@pytest.mark.parametrize(
    "url", ["", "localhost:11434", "ftp://h.example", "http://", "http://h:port", "http://[::1"]
)
def test_what_is_no_address_is_refused_with_one_that_is(url: str) -> None:
    with pytest.raises(UsageError, match="http://localhost:11434/v1"):
        at(url)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    for url in ("https://me:hush@h.example/v1", "https://me:hush@h.example:no/v1"):
        with pytest.raises(UsageError) as caught:
            at(url)
        assert "hush" not in str(caught.value)


def test_neither_key_nor_proxy_is_shown() -> None:
    shown = repr(at("https://h.example", key="hush-1", proxy="http://me:hush-2@p.example"))
    assert "hush" not in shown


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ"])
def test_a_key_that_fits_no_header_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UsageError) as caught:
        at("https://h.example", key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("timeout_s", [0.0, -1.0, 4000.0, float("nan")])
def test_a_time_that_cannot_be_is_refused(timeout_s: float) -> None:
    with pytest.raises(UsageError, match="timeout"):
        Endpoint(model="m", url="http://localhost", timeout_s=timeout_s)


def test_a_model_without_a_name_is_refused() -> None:
    with pytest.raises(UsageError, match="name"):
        Endpoint(model=" ", url="http://localhost")
