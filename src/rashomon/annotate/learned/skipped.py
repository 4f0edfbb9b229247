"""What of a text the network cannot read, in words for the person who reads the result."""

from __future__ import annotations

import re
import unicodedata

from rashomon.annotate.learned.windows import WINDOW

# A longer run of signs without a space is one unknown piece (WordPiece's own limit, code points).
LONGEST_WORD = 100
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_LETTER = re.compile(r"[^\W\d_]")
_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_FEWEST_FOREIGN = 20  # letters: a name in its own script is no loss
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"\w+")


def notes(text: str) -> tuple[str, ...]:
    """One sentence for each kind of thing that was not read, or read in parts only."""
    found = []
    if not _LETTER.search(text):
        found.append("no claims looked for: the text holds no words")
    long = _LONG_WORD.findall(text)
    if long:
        found.append(
            f"{_counted(len(long), 'run')} of more than {LONGEST_WORD} characters without a space, "
            f"{sum(map(len, long))} characters in all: not read"
        )
    foreign = _BEYOND_LATIN.findall(text)
    if len(foreign) >= _FEWEST_FOREIGN:
        scripts = sorted({_script(c) for c in set(foreign)} - {""})
        found.append(
            f"{len(foreign)} letters in other scripts ({', '.join(scripts[:4])}): "
            "claims in them are not found"
        )
    # A word is one piece or more, so what has more words than a window is surely cut.
    cut = sum(_words_beyond(m.group()) for m in _SENTENCE.finditer(text))
    if cut:
        found.append(
            f"{_counted(cut, 'sentence')} of more than {WINDOW} words: read in pieces, "
            "claims across a cut may be missed"
        )
    return tuple(found)


def _words_beyond(sentence: str) -> bool:
    if len(sentence) < 2 * WINDOW:
        return False
    return sum(1 for _ in _WORD.finditer(sentence)) > WINDOW


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0].capitalize()
    return "Han" if name == "Cjk" else name


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
