"""Answers of models, good and bad: what is taken for a sentence, and what is not."""

from __future__ import annotations

import json

import pytest
from answering import completion, numbered

from rashomon.rewriting.answers import answered, misshapen
from rashomon.rewriting.sending import AskError

OURS = "The bridge over the Orrin fell on Tuesday, the mayor of Harrow said."


@pytest.mark.parametrize(
    "content",
    [
        numbered("One.", "Two."),
        "```json\n" + numbered("One.", "Two.") + "\n```",
        "<think>\nTwo of them, {easy}.\n</think>\n\n" + numbered("One.", " Two.\n"),
        '{"sentences": [{"number": 2, "text": "Two."}, {"number": 1, "text": "One."}]}',
    ],
)
def test_sentences_are_taken_by_their_numbers(content: str) -> None:
    assert answered(completion(content), 2) == {1: "One.", 2: "Two."}


def test_a_sentence_that_is_not_given_is_missing_and_the_others_are_there() -> None:
    content = '{"sentences": [{"number": 2, "text": "Two."}]}'
    assert answered(completion(content), 3) == {2: "Two."}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not the JSON"),
        (b"<html>Gateway</html>", "not the JSON"),
        (b"\xff\xfe\x00", "not the JSON"),
        (b"[" * 100_000, "not the JSON"),
        (b'{"choices": []}', "not the JSON"),
        (b'{"choices": "none"}', "not the JSON"),
        (b"null", "not the JSON"),
        (completion(None), "not the JSON"),
        (completion("One.\nTwo."), "not the JSON"),
        (completion('{"sentences": ["One.", "Two."]}'), "not the JSON"),
        (completion('{"sentences": {"1": "One."}}'), "not the JSON"),
        (completion('{"sentences": [{"number": true, "text": "One."}]}'), "not the JSON"),
        (completion('{"sentences": [{"number": 1, "text": null}]}'), "not the JSON"),
        (completion('{"sentences": [{"number": 1, "text": "On'), "not the JSON"),
        (completion("  \n"), "empty"),
        (completion(numbered("One."), finish_reason="length"), "cut short"),
        (completion("", refusal="I cannot."), "refused"),
        (completion("", finish_reason="content_filter"), "refused"),
        (completion(numbered("One.", "Two.", "Three.")), "3 sentences, 2 were asked for"),
        (completion('{"sentences": [{"number": 3, "text": "x"}]}'), "numbers"),
        (completion('{"sentences": [{"number": 0, "text": "x"}]}'), "numbers"),
        (completion(json.dumps({"sentences": [{"number": 1, "text": "x"}] * 2})), "numbers"),
    ],
)
def test_an_answer_that_is_not_what_was_asked_for_is_none(body: bytes, why: str) -> None:
    with pytest.raises(AskError, match=why):
        answered(body, 2)


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ("", "no sentence given"),
        ("**The mayor** said that the bridge fell.", "markup"),
        ("- The mayor said that the bridge fell.", "markup"),
        ("1. The mayor said that the bridge fell.", "markup"),
        ("The [mayor](x) said that the bridge fell.", "markup"),
        ("The mayor said that <b>the bridge</b> fell.", "markup"),
        ("The mayor said that the bridge fell, see https://h.example.", "an address added"),
        ("The mayor spoke. The bridge fell.", "more than one sentence"),
        ("The mayor of Harrow said that the bridge fell" + " and fell" * 20 + ".", "much longer"),
        ("The mayor of Harrow said that the bridge", "no whole sentence"),
        ("The mayor said that \u202ethe bridge fell.", "characters that are no text"),
        ("The mayor said that the \x1b[31mbridge fell.", "characters that are no text"),
        ("The mayor said that the bridge fell \ud800.", "characters that are no text"),
    ],
)
def test_words_that_are_no_plain_sentence_are_not_taken(theirs: str, why: str) -> None:
    assert misshapen(OURS, theirs) == why


def test_a_plain_sentence_is_taken() -> None:
    assert misshapen(OURS, "The mayor of Harrow said the bridge over the Orrin fell.") is None


def test_what_our_own_sentence_has_is_held_against_no_other() -> None:
    ours = "The site www.orrin.example said: “It fell. We saw it.”"
    assert misshapen(ours, "“It fell. We saw it,” said the site www.orrin.example.") is None
