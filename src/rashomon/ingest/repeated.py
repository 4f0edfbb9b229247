"""Lines that stand in several articles of one outlet: what a page's template says, not its article.

One page cannot tell "Sign up here." from text; thirty of one outlet can. Counted are articles, not
lines, and no article that is a copy of another one: a wire report that an outlet printed three
times is no template. Background that an outlet repeats ("The ferry sank in spring, ...") is text,
so sentences must stand in many more articles than labels, and one that attributes always stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urlsplit

from rashomon.ingest.article import Found, content_id
from rashomon.ingest.boilerplate import key, reads_like_a_sentence
from rashomon.ingest.normal import count
from rashomon.ingest.saying import attributes, sentences
from rashomon.ingest.taken import Taken
from rashomon.model import Article, LeftOut, Part, PartKind
from rashomon.spans import Span
from rashomon.text import paragraphs

LEAST_ARTICLES, LEAST_SHARE = 3, 0.05
"""A line that is no sentence: in so many articles of the outlet, and in such a share of them."""
LEAST_ARTICLES_SENTENCE, LEAST_SHARE_SENTENCE = 5, 0.2
"""The same for a line that reads like a sentence."""

_HELD: frozenset[PartKind] = frozenset(("table", "blockquote", "correction", "editor's note"))
"""Lines in these stay: the head of a table is the same in every article that has one."""
_DATELINE = re.compile(r"[A-Z][A-Z.'’]{2,}\b.{0,40}[-–—]$")
_LONG_WORDS = 10
_COPY = 0.5
_MOST_LINES = 1_000_000
_HELD_PAGES = 500
_LEAST_LEFT = 0.5
_QUOTED = 3


@dataclass(slots=True)
class _Outlet:
    articles: int = 0
    lines: dict[int, int] = field(default_factory=dict)
    """How many articles hold a line, by the hash of its words."""


class Repeated:
    """Which lines of an article its outlet repeats; fed with the articles of any outlets.

    Memory is bounded: 8 bytes' hashes of at most ``most_lines`` lines are held; beyond that, those
    met once are forgotten, which can only make a repeated line look rarer.
    """

    def __init__(self, *, most_lines: int = _MOST_LINES) -> None:
        if most_lines < 1:
            raise ValueError("most_lines must be at least 1")
        self._most = most_lines
        self._held = 0
        self._outlets: dict[str, _Outlet] = {}

    def add(self, article: Article) -> bool:
        """Count an article's lines; False where it names no outlet or copies one counted before."""
        name = outlet_key(article)
        if name is None:
            return False
        outlet = self._outlets.setdefault(name, _Outlet())
        lines = [key(span.of(article.text)) for span in article.paragraphs]
        hashes = {_hash(words): words.count(" ") >= _LONG_WORDS - 1 for words in lines if words}
        long = [known for known, is_long in hashes.items() if is_long]
        if long and sum(known in outlet.lines for known in long) >= _COPY * len(long):
            return False
        outlet.articles += 1
        for known in hashes:
            self._held += known not in outlet.lines
            outlet.lines[known] = outlet.lines.get(known, 0) + 1
        if self._held > self._most:
            self._forget()
        return True

    def _forget(self) -> None:
        for outlet in self._outlets.values():
            outlet.lines = {known: n for known, n in outlet.lines.items() if n > 1}
        self._held = sum(len(outlet.lines) for outlet in self._outlets.values())

    def others(self, article: Article) -> tuple[int, ...]:
        """For each paragraph, how many other articles of the outlet hold it; 0 for too few.

        The article itself is taken to be one of those that were added.
        """
        outlet = self._outlets.get(outlet_key(article) or "")
        if outlet is None:
            return (0,) * len(article.paragraphs)
        return tuple(
            _enough(outlet.lines.get(_hash(key(line)), 0), outlet.articles, line)
            for line in (span.of(article.text) for span in article.paragraphs)
        )

    def sift(self, article: Article) -> Article:
        """The article without the lines its outlet repeats; they are listed in ``left_out``.

        A sentence that attributes stays and is told in the notes. So do all lines where the id was
        given with the text (others may hold offsets into it), and where half would go.
        """
        others = self.others(article)
        if not any(others):
            return article
        texts = [span.of(article.text) for span in article.paragraphs]
        held = [part.span for part in article.parts if part.kind in _HELD]
        gone = [
            number > 0
            and not any(map(attributes, sentences(text)))
            and not any(part.start <= span.start < part.end for part in held)
            for text, span, number in zip(texts, article.paragraphs, others, strict=True)
        ]
        left = sum(len(t) for t, g in zip(texts, gone, strict=True) if not g)
        fixed = article.id != content_id(_found(article))
        if fixed or left < _LEAST_LEFT * sum(map(len, texts)):
            gone = [False] * len(gone)
        stays = [text for text, n, out in zip(texts, others, gone, strict=True) if n and not out]
        notes = article.notes
        if stays:
            shown = "; ".join(repr(_short(text)) for text in stays[:_QUOTED])
            notes += (
                f"{count(len(stays), 'line')} kept that other articles of this outlet hold too: "
                f"{shown}",
            )
        if not any(gone):
            return replace(article, notes=notes)
        return _without(replace(article, notes=notes), gone, others)


def sifted(taken: Iterable[Taken], *, held: int = _HELD_PAGES) -> Iterator[Taken]:
    """The same, pages without the lines that their outlet repeats in the others.

    ``held`` items are looked at together before the first of them is given; of more, each lot is
    held against all that came before it and itself.
    """
    repeated = Repeated()
    stream = iter(taken)
    while lot := list(islice(stream, held)):
        for one in lot:
            if one.page and isinstance(one.result, Article):
                repeated.add(one.result)
        for one in lot:
            if one.page and isinstance(one.result, Article):
                yield one._replace(result=repeated.sift(one.result))
            else:
                yield one


def outlet_key(article: Article) -> str | None:
    """What tells outlets apart: the host of the address, or the name; None where there is none."""
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    name = host or article.outlet
    return name.casefold().removeprefix("www.").strip() or None if name else None


def _hash(words: str) -> int:
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _enough(held_by: int, articles: int, line: str) -> int:
    if _DATELINE.match(line):
        return 0
    sentence = reads_like_a_sentence(line)
    least = LEAST_ARTICLES_SENTENCE if sentence else LEAST_ARTICLES
    share = LEAST_SHARE_SENTENCE if sentence else LEAST_SHARE
    return held_by - 1 if held_by >= max(least, share * articles) else 0


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _found(article: Article) -> Found:
    return Found(
        text=article.text, url=article.url, outlet=article.outlet, title=article.title
    )  # what the id is made from


def _without(article: Article, gone: Sequence[bool], others: Sequence[int]) -> Article:
    pieces: list[str] = []
    moved: list[tuple[Span, int | None]] = []  # where each paragraph stands now
    left_out: list[LeftOut] = []
    length = 0
    for span, out, number in zip(article.paragraphs, gone, others, strict=True):
        text = span.of(article.text)
        if out:
            where = count(number, "other article")
            left_out.append(LeftOut(text=text, reason=f"stands in {where} of this outlet"))
            moved.append((Span(*span), None))
            continue
        if pieces:
            pieces.append("\n\n")
            length += 2
        moved.append((Span(*span), length))
        pieces.append(text)
        length += len(text)
    text = "".join(pieces)
    parts = tuple(part for old in article.parts if (part := _moved(old, moved)) is not None)
    first = sum(entry.attributes for entry in article.left_out)
    made = replace(
        article,
        text=text,
        paragraphs=paragraphs(text),
        parts=parts,
        left_out=(*article.left_out[:first], *left_out, *article.left_out[first:]),
    )
    return replace(made, id=content_id(_found(made)))


def _moved(part: Part, moved: Sequence[tuple[Span, int | None]]) -> Part | None:
    """The part where it stands now; None where all of it went."""
    inside = [
        (old, new)
        for old, new in moved
        if new is not None and old.start < part.span.end and part.span.start < old.end
    ]
    if not inside:
        return None
    (first_old, first), (last_old, last) = inside[0], inside[-1]
    start = first + max(0, part.span.start - first_old.start)
    end = last + min(part.span.end, last_old.end) - last_old.start
    return replace(part, span=Span(start, end))
