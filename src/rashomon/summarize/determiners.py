"""Whether a name is written with "the": "the Defence Ministry said", but "Orrin Lines said"."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?:the|a|an|some)\s", re.IGNORECASE)
# What is once "a news site" is "the news site" after.
_BEFORE = re.compile(r"\b(?:the|an?|this)\s$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\s")
# What a name that takes the article ends with, or has before "of" or "for".
_HEADS = frozenset(
    "academy administration agency army assembly association authority bank broadcaster"
    " bureau cabinet center centre channel church coalition coastguard command commission"
    " committee company congress council court department directorate embassy federation fleet"
    " force forces foundation fund government group guard headquarters hospital inquiry"
    " institute investigators lawmakers league legislature ministry mission monitor movement"
    " navy newspaper observatory office opposition organisation organization panel party"
    " police presidency prosecutor prosecutors rebels secretariat senate service services site"
    " society staff tribunal troops union university".split()
)


def with_article(text: str, name: str) -> str:
    """The name with "the" before it where the text writes it so, or where its kind asks for it.

    The text decides where it has the name within a sentence; otherwise the name's chief word does.

    >>> with_article("", "Northland Defence Ministry"), with_article("", "Orrin Lines")
    ('the Northland Defence Ministry', 'Orrin Lines')
    """
    if not name or _ARTICLE.match(name) or _POSSESSIVE.search(name) or not name[0].isupper():
        return name
    with_, without = 0, 0
    for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", text):
        if _BEFORE.search(text[max(0, match.start() - 5) : match.start()]):
            with_ += 1
        else:
            without += 1
    if with_ or without:
        return f"the {name}" if with_ >= without else name
    chief = re.split(r"\s(?:of|for|on|in)\s", name)[0].split()
    return f"the {name}" if len(chief) > 1 and chief[-1].casefold() in _HEADS else name


def within_sentence(words: str) -> str:
    """The words as they stand after others: "The ship" becomes "the ship", a name stays.

    >>> within_sentence("The ship sank"), within_sentence("Torv said")
    ('the ship sank', 'Torv said')
    """
    first = re.match(r"\[?([A-Z][a-z]*)(?![\w’'.-])", words)
    if not first or first.group(1).casefold() not in _SMALL:
        return words
    at = first.start(1)
    return words[:at] + words[at].lower() + words[at + 1 :]


# Words that are no names: only these lose their capital.
_SMALL = frozenset(
    "a an the at in on by for from to with without of after before during since until under over"
    " some many most more several all no none nobody both each every another other others one two"
    " three four five six seven eight nine ten about around nearly almost at least it he she they"
    " we his her its their our this that these those there when while if as although though because"
    " according officials witnesses police people residents investigators authorities".split()
)


def first_upper(words: str) -> str:
    """The words with a capital first letter, looking past an opening bracket."""
    at = 1 if words[:1] == "[" else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]
