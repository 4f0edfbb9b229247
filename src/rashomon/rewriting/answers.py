"""What a model answered: sentences by number, or the reason why it is no such answer."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from rashomon.model import Span
from rashomon.rewriting.sending import AskError
from rashomon.summarize.sentences import sentences as sentences_of

# Servers that do not take a model's thoughts apart put them before the answer, in this tag.
_THOUGHTS = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_MARKDOWN = re.compile(r"\*\*|__|`|^\s*(?:#+ |[-*•] |>|\d+[.)] )|\]\(|<[a-z/!]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")
# A sentence is to get easier, not longer; "the mayor of Harrow said" may take a few words more.
_LONGER = 1.3
_MORE_WORDS = 6


def answered(body: bytes, asked: int) -> dict[int, str]:
    """The sentences of an answer by number, 1 to ``asked``; one that is not given is missing.

    Raises :class:`AskError` for anything else: no JSON, a refusal, an answer cut short, a number
    that was not asked for or stands twice.
    """
    try:
        content = _content(json.loads(body))
        found = json.loads(_bare(content))["sentences"]
        rows = [(row["number"], row["text"]) for row in found]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise AskError("the answer is not the JSON asked for") from None
    if len(rows) > asked:
        raise AskError(f"the answer has {len(rows)} sentences, {asked} were asked for")
    result: dict[int, str] = {}
    for number, text in rows:
        # A bool is an int to Python, and no number.
        if type(number) is not int or not isinstance(text, str):
            raise AskError("the answer is not the JSON asked for")
        if not 1 <= number <= asked or number in result:
            raise AskError("the answer's numbers are not those asked for")
        result[number] = " ".join(text.split())
    return result


def misshapen(ours: str, theirs: str) -> str | None:
    """Why the words a model gives for a sentence are none that can stand in its place, or None."""
    if not theirs:
        return "no sentence given"
    if any(_is_odd(c) for c in set(theirs) - set(ours)):
        return "characters that are no text"
    if _MARKDOWN.search(theirs) and not _MARKDOWN.search(ours):
        return "markup"
    if _ADDRESS.search(theirs) and not _ADDRESS.search(ours):
        return "an address added"
    if _count(theirs) > _count(ours):
        return "more than one sentence"
    if len(theirs.split()) > _LONGER * len(ours.split()) + _MORE_WORDS:
        return "much longer"
    if _ENDS.search(ours) and not _ENDS.search(theirs):
        return "no whole sentence"
    return None


def _content(answer: Any) -> str:
    [choice] = answer["choices"]
    message = choice["message"]
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise AskError("the model refused")
    if choice.get("finish_reason") == "length":
        raise AskError("the answer was cut short; give the model a longer context")
    content = message["content"]
    if not isinstance(content, str):
        raise TypeError("no text")
    if not content.strip():
        raise AskError("the answer is empty")
    return content


def _bare(content: str) -> str:
    without = (
        _THOUGHTS.sub("", content, count=1) if content.lstrip().startswith("<think>") else content
    )
    fenced = _FENCE.fullmatch(without)
    return fenced.group(1) if fenced else without


def _is_odd(character: str) -> bool:
    """Controls, marks that turn text around, halves of pairs: what hides or breaks words."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _count(text: str) -> int:
    return len(sentences_of(text, paragraphs=(Span(0, len(text)),)))
