"""Full names of persons, for sentences that give them by the last name only."""

from __future__ import annotations

import re

from rashomon.model import Reading, Span, Spans
from rashomon.summarize.sentences import quotations, single_quotations
from rashomon.summarize.wording import name_of

# No "and" of two people, no "Vollin of the mission".
_FULL_NAME = re.compile(
    r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|(?!and\b|of\b|the\b|for\b)[a-z]{2,3}))* [A-Z][\w’'-]+"
)
_TITLES = "Mr Mrs Ms Miss Dr President Senator Governor Minister Mayor Secretary General".split()


def full_names(reading: Reading) -> list[str]:
    """The full names of persons who speak, less those whose last name another person has, too."""
    article = reading.article.text
    names = []
    for speaker in reading.speakers:
        name = name_of(speaker)
        first, _, last = (name or "").rpartition(" ")
        if name is None or speaker.type != "person" or not _FULL_NAME.fullmatch(name):
            continue
        others = re.findall(rf"([A-Z][\w’'-]+) {re.escape(last)}(?!\w)", article)
        in_title = (reading.article.title or "").count(name)
        if in_title and article.count(name) <= in_title:
            # "Derelict Holt": a headline's capitals make names of any words.
            continue
        if set(others) <= {*first.split(), *_TITLES}:
            names.append(name)
    return list(dict.fromkeys(names))


def completed(text: str, name: str) -> str:
    """The text with its first bare last name completed, unless that is quoted or part of more."""
    first, _, last = name.rpartition(" ")
    quoted = _quoted(text)
    bare = re.compile(rf"(?<![\w’'\]-])(?<![A-Z][\w.] ){re.escape(last)}(?!\w)(?! [A-Z])")
    for match in bare.finditer(text):
        before = text[: match.start()].rstrip()
        follows_a_name = re.search(r"(?:^|\s)[\[(“\"]?[A-Z][\w.’'-]*$", before)
        bracketed = before.rfind("[") > before.rfind("]")
        if follows_a_name or bracketed or any(q.start <= match.start() < q.end for q in quoted):
            # The first mention decides: what follows "Mr Holt" needs no first name.
            return text
        return f"{text[: match.start()]}[{first}] {text[match.start() :]}"
    return text


def _quoted(text: str) -> Spans:
    whole = Span(0, len(text))
    return (*quotations(text, whole), *single_quotations(text, whole))
