"""One request: its deadline, its size, what it carries, and what errors never say."""

from __future__ import annotations

import asyncio
import socket
import time
import traceback

import answering
import pytest

from rashomon.rewriting.endpoint import Endpoint
from rashomon.rewriting.sending import MOST_BYTES, AskError, send

KEY = "key-7c1f-of-nobody"
BODY = {"model": "m", "messages": [], "temperature": 0, "seed": 1, "response_format": {"type": "x"}}


def endpoint(url: str, timeout_s: float = 10.0) -> Endpoint:
    return Endpoint(model="m", url=url, key=KEY, timeout_s=timeout_s)


def failing(url: str, timeout_s: float = 10.0) -> AskError:
    with pytest.raises(AskError) as caught:
        send(endpoint(url, timeout_s), BODY)
    told = "".join(traceback.format_exception(caught.value))
    assert KEY not in told
    return caught.value


def test_the_answer_and_the_key_go_to_the_path_of_chat_completions() -> None:
    with answering.serving(lambda handler, _: handler.put(b"{}")) as asked:
        answer, left_out = send(endpoint(asked.url), BODY)
    assert (answer, left_out) == (b"{}", ())
    assert asked.paths == ["/v1/chat/completions"]
    assert asked.headers[0]["authorization"] == f"Bearer {KEY}"
    assert asked.bodies == [BODY]


def test_without_a_key_no_header_claims_one() -> None:
    with answering.serving(lambda handler, _: handler.put(b"{}")) as asked:
        send(Endpoint(model="m", url=asked.url), BODY)
    assert "authorization" not in asked.headers[0]


def test_an_environment_with_a_proxy_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with answering.serving(lambda handler, _: handler.put(b"{}")) as asked:
        assert send(endpoint(asked.url), BODY)[0] == b"{}"


def test_it_works_where_a_loop_runs_already_as_in_a_notebook() -> None:
    async def cell(url: str) -> bytes:
        return send(endpoint(url), BODY)[0]

    with answering.serving(lambda handler, _: handler.put(b"{}")) as asked:
        assert asyncio.run(cell(asked.url)) == b"{}"


def test_an_option_the_server_refuses_by_name_is_left_out_and_said() -> None:
    def answer(handler: answering.Handler, asked: answering.Asked) -> None:
        if "temperature" in asked.bodies[-1]:
            handler.put(b'{"error": {"message": "Unsupported value: temperature"}}', 400)
        elif "response_format" in asked.bodies[-1]:
            handler.put(b'{"error": "unknown field response_format"}', 422)
        else:
            handler.put(b"{}")

    with answering.serving(answer) as asked:
        assert send(endpoint(asked.url), BODY) == (b"{}", ("temperature", "response_format"))
    assert [sorted(BODY.keys() - body.keys()) for body in asked.bodies] == [
        [],
        ["temperature"],
        ["response_format", "temperature"],
    ]


def test_a_server_that_refuses_for_another_reason_is_asked_once() -> None:
    refusal = b'{"error": {"message": "the context is too long"}}'
    with answering.serving(lambda handler, _: handler.put(refusal, 400)) as asked:
        error = failing(asked.url)
    assert str(error) == "the server failed (HTTP 400): the context is too long"
    assert not error.lasting
    assert len(asked.bodies) == 1


def test_a_failing_server_is_said_with_its_own_words_on_one_line() -> None:
    words = b'{"error": {"message": "out of\\n\\u001b[31mmemory' + b"!" * 9000 + b'"}}'
    with answering.serving(lambda handler, _: handler.put(words, 500)) as asked:
        error = failing(asked.url)
    assert str(error).startswith("the server failed (HTTP 500): out of [31mmemory!!!")
    assert len(str(error)) < 300
    assert not error.lasting


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_not_repeated_though_the_server_repeats_it(status: int) -> None:
    words = f'{{"error": {{"message": "wrong key {KEY[:-2]}"}}}}'.encode()
    with answering.serving(lambda handler, _: handler.put(words, status)) as asked:
        error = failing(asked.url)
    assert KEY[:-2] not in str(error)
    assert error.lasting


def test_a_key_that_any_other_error_repeats_is_hidden() -> None:
    words = f'{{"error": "cannot serve {KEY}"}}'.encode()
    with answering.serving(lambda handler, _: handler.put(words, 503)) as asked:
        assert "cannot serve [hidden]" in str(failing(asked.url))


def test_an_unknown_model_is_the_end_for_all() -> None:
    words = b'{"error": {"message": "model \'m\' not found"}}'
    with answering.serving(lambda handler, _: handler.put(words, 404)) as asked:
        error = failing(asked.url)
    assert "model 'm' not found" in str(error)
    assert error.lasting


def test_a_redirect_is_not_followed() -> None:
    with (
        answering.serving(lambda handler, _: handler.put(b"{}")) as other,
        answering.serving(lambda handler, _: handler.put(b"", 307, Location=other.url)) as asked,
    ):
        error = failing(asked.url)
    assert "leads elsewhere" in str(error)
    assert other.bodies == []


def test_a_server_that_is_not_there_is_said() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: nobody else answers there
        error = failing(f"http://127.0.0.1:{held.getsockname()[1]}/v1")
    assert "cannot be reached" in str(error)
    assert error.lasting


def test_a_server_that_hangs_up_is_said() -> None:
    with answering.serving(lambda handler, _: handler.connection.shutdown(2)) as asked:
        assert "the connection failed" in str(failing(asked.url))


def silent(_: answering.Handler, asked: answering.Asked) -> None:
    asked.over.wait(20)


def dripping(handler: answering.Handler, asked: answering.Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "4000")
    handler.end_headers()
    while not asked.over.wait(0.05):
        handler.wfile.write(b" ")


def dripping_headers(handler: answering.Handler, asked: answering.Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not asked.over.wait(0.05):
        handler.wfile.write(b"x")


@pytest.mark.parametrize("slow", [silent, dripping, dripping_headers])
def test_the_time_is_for_all_of_an_answer_however_it_comes(slow: object) -> None:
    with answering.serving(slow) as asked:  # type: ignore[arg-type]
        begun = time.monotonic()
        error = failing(asked.url, timeout_s=0.5)
        took = time.monotonic() - begun
    assert str(error) == "no whole answer within 0.5 s"
    assert 0.4 < took < 5


def test_an_answer_without_end_is_cut_off() -> None:
    def endless(handler: answering.Handler, asked: answering.Asked) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not asked.over.is_set():
            handler.wfile.write(b"x" * 65536)

    with answering.serving(endless) as asked:
        assert f"more than {MOST_BYTES:,} bytes" in str(failing(asked.url))


def test_a_compressed_answer_is_not_opened() -> None:
    with answering.serving(
        lambda handler, _: handler.put(b"\x1f\x8b", Content_Encoding="gzip")
    ) as asked:
        assert "compressed" in str(failing(asked.url))
