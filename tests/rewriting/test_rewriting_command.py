"""``rashomon read --llm-model --llm-url``: real processes, and a model's server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import answering
import pytest

from rashomon.cli.rewriting import endpoint

FELL = "The bridge over the Orrin fell on Tuesday evening."
HURT = "The mayor said that 12 people were hurt."
TEXT = f"{FELL} {HURT}"
EASIER = {
    FELL: "On Tuesday evening the bridge over the Orrin fell.",
    HURT: "According to the mayor, 12 people were hurt.",
}
KEY = "key-of-nobody-51"


def read(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in {"RASHOMON_LLM_KEY", "OPENAI_API_KEY"}}
    done = subprocess.run(
        [sys.executable, "-m", "rashomon", "read", "--annotator", "rules", *words, "-"],
        input=TEXT.encode(),
        capture_output=True,
        env={**clean, **environment},
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def test_a_model_rewrites_what_stands_up_and_the_output_says_so() -> None:
    bad = {**EASIER, HURT: "According to the mayor, 15 people were hurt."}
    with answering.serving(answering.model(bad.__getitem__)) as asked:
        done = read("--json", "--llm-model", "tiny", "--llm-url", asked.url, RASHOMON_LLM_KEY=KEY)
    assert done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    assert [(s["text"], s["rewritten"]) for s in reading["summary"]["sentences"]] == [
        (EASIER[FELL], True),
        (HURT, False),
    ]
    assert reading["made_by"]["rewritten_by"] == {"model": "tiny", "host": "this machine"}
    note = "summary: 1 of 2 sentences rewritten by tiny; 1 kept: number changed"
    assert note in reading["notes"]
    assert asked.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in done.stdout + done.stderr
    [notice] = done.stderr.splitlines()
    assert asked.url.removesuffix("/v1") in notice
    assert "on this machine" in notice


def test_the_digest_and_the_page_mark_the_models_sentences(tmp_path: Path) -> None:
    bad = {**EASIER, HURT: ""}
    page = tmp_path / "page.html"
    with answering.serving(answering.model(bad.__getitem__)) as asked:
        done = read("--html", str(page), "--llm-model", "tiny", "--llm-url", asked.url)
    assert done.returncode == 0, done.stderr
    assert f"{EASIER[FELL]} [rewritten]" in done.stdout
    assert f"{HURT} [rewritten]" not in done.stdout
    said = "What is marked as rewritten is in the words of tiny, checked against the article."
    assert said in done.stdout
    assert "authorization" not in asked.headers[0]
    html = page.read_text(encoding="utf-8")
    assert html.count('<span class="chip">rewritten</span>') == 1
    assert said in html


def test_without_the_options_nothing_is_sent_marked_or_said() -> None:
    with answering.serving(answering.model(EASIER.__getitem__)) as asked:
        done = read("--json", RASHOMON_LLM_KEY=KEY, OPENAI_BASE_URL=asked.url)
    reading = json.loads(done.stdout)
    assert asked.bodies == []
    assert done.stderr == ""
    assert reading["made_by"]["rewritten_by"] is None
    assert not any(s["rewritten"] for s in reading["summary"]["sentences"])


def test_a_server_that_fails_costs_no_reading_and_the_exit_code_says_so() -> None:
    with answering.serving(lambda handler, _: handler.put(b"{}", 503)) as asked:
        done = read("--json", "-q", "--llm-model", "tiny", "--llm-url", asked.url)
    assert done.returncode == 1
    assert [s["text"] for s in json.loads(done.stdout)["summary"]["sentences"]] == [FELL, HURT]
    notice, error, total = done.stderr.splitlines()
    assert "go to http://127.0.0.1" in notice
    assert "the server failed (HTTP 503)" in error
    assert total.startswith("rashomon: 1 item")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--llm-model", "tiny"), "--llm-url http://localhost:11434/v1"),
        (("--llm-url", "http://localhost:11434/v1"), "--llm-model NAME"),
        (("--llm-model", "tiny", "--llm-url", "localhost:11434"), "http://localhost:11434/v1"),
        (("--llm-model", "tiny", "--llm-url", "http://h", "--llm-timeout", "0"), "--llm-timeout"),
    ],
)
def test_half_a_model_is_wrong_use(words: tuple[str, ...], told: str) -> None:
    done = read(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_without_the_extra_the_command_ends_before_it_reads(tmp_path: Path) -> None:
    # A module of that name that cannot be imported, found first.
    (tmp_path / "httpx2.py").write_text("raise ImportError('not installed')", encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    done = read("--llm-model", "tiny", "--llm-url", "http://localhost:9", PYTHONPATH=path)
    assert done.returncode == 2
    assert 'pip install "rashomon[llm]"' in done.stderr
    assert done.stdout == ""
    # Nothing else needs it.
    assert read("--json", PYTHONPATH=path).returncode == 0


def test_openais_key_goes_to_openai_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "openais")
    monkeypatch.delenv("RASHOMON_LLM_KEY", raising=False)

    def key(url: str) -> str | None:
        made = endpoint("m", url, 5.0)
        assert made is not None
        return made.key

    assert key("https://api.openai.com/v1") == "openais"
    for other in (
        "http://api.openai.com/v1",
        "https://api.openai.com.example.org/v1",
        "https://llm.example.org/v1",
        "http://localhost:11434/v1",
    ):
        assert key(other) is None
    monkeypatch.setenv("RASHOMON_LLM_KEY", "ours")
    assert key("https://api.openai.com/v1") == key("http://localhost:11434/v1") == "ours"


def test_a_proxy_of_the_environment_is_for_other_machines_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "inside.example")

    def proxy(url: str) -> str | None:
        made = endpoint("m", url, 5.0)
        assert made is not None
        return made.proxy

    assert proxy("https://llm.example.org/v1") == "http://proxy.example:3128"
    assert proxy("https://inside.example/v1") is None
    assert proxy("http://127.0.0.1:11434/v1") is None
