"""What changed from one version of an article to the next, claim by claim.

The texts are held against each other first, word by word; only then the claims in which words
changed are looked at. What is the same in both texts can so never be an edit, however an annotator
reads it; what is not the same is told, in a claim or, where no claim holds it, by its sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rashomon.comparison.altered import Told, Versions, spans, told
from rashomon.comparison.paired import Hunk, Paired, pair
from rashomon.comparison.stated import stated
from rashomon.comparison.worded import Worded, worded
from rashomon.edited import ClaimEdit, Edit, EditedField, EditKind, FieldEdit, SentenceEdit
from rashomon.model import Article, Reading, Span, Spans

# The share of a claim's words (Dice) that another has too for it to be the same claim, edited.
_SAME_CLAIM = 0.3
# The share of its content's words that are gone (or new) for it to be dropped (or added).
_MOST = 0.5
_FIELDS: tuple[tuple[EditedField, Callable[[Article], str | None]], ...] = (
    ("title", lambda a: a.title),
    ("authors", lambda a: ", ".join(a.authors) or None),
    ("outlet", lambda a: a.outlet),
    ("published", lambda a: a.published),
    ("modified", lambda a: a.modified),
)


def edit(before: Reading, after: Reading) -> Edit:
    """What changed from ``before`` to ``after``, two readings of versions of one article.

    Claims stand in the order of the later text, dropped ones where they stood.
    """
    paired = pair(worded(before.article.text), worded(after.article.text))
    says, inside = _newly_stated(after.article, paired)
    hunks = [h for h in paired.hunks if h.gone or not inside.issuperset(h.new) or h.marks]
    versions = Versions(before, after, paired)
    claims, left = _claims(versions, hunks)
    return Edit(
        url=after.article.url or before.article.url,
        before=before.article.id,
        after=after.article.id,
        claims=tuple(claims),
        sentences=tuple(_sentences(versions, left)),
        fields=tuple(fields(before.article, after.article)),
        stated=says,
    )


def fields(before: Article, after: Article) -> Iterator[FieldEdit]:
    """The fields of the two articles that differ in more than their typesetting."""
    for name, value in _FIELDS:
        one, other = value(before), value(after)
        if one != other and [w.key for w in worded(one or "").words] != [
            w.key for w in worded(other or "").words
        ]:
            yield FieldEdit(field=name, before=one, after=other)


def _newly_stated(article: Article, paired: Paired) -> tuple[Spans, set[int]]:
    """Where the later text says that it was changed and the older does not; the words there."""
    starts = [word.span.start for word in paired.after.words]
    says: list[Span] = []
    inside: set[int] = set()
    for span in stated(article):
        places = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        if any(paired.back[j] is None for j in places):
            says.append(span)
            inside.update(places)
    return tuple(says), inside


def _claims(versions: Versions, hunks: Sequence[Hunk]) -> tuple[list[ClaimEdit], list[Hunk]]:
    """The claims that changed, and the hunks that none of them holds."""
    paired = versions.paired
    old, new = told(versions.before, paired.before), told(versions.after, paired.after)
    touches_old = _touching(old, [(h, h.gone) for h in hunks])
    touches_new = _touching(new, [(h, h.new) for h in hunks])
    same = _same(old, new, paired, {*touches_old}, {*touches_new})
    order = {id(hunk): n for n, hunk in enumerate(hunks)}
    touched: dict[tuple[int, int], list[Hunk]] = {}
    for a, b in same.items():
        both = {id(h) for h in (*touches_old.get(a, ()), *touches_new.get(b, ()))}
        # A whole sentence that came or went within a long quotation is told as such.
        places = sorted(order[i] for i in both)
        touched[a, b] = [hunks[n] for n in places if not hunks[n].whole]
    _innermost(touched, old)
    found: list[tuple[int, ClaimEdit]] = []
    held: set[int] = set()
    for (a, b), here in touched.items():
        if not here:
            continue
        held.update(map(id, here))
        row = _changed(versions, here, old=old[a], new=new[b])
        found.append((min(new[b].words, default=0), row))
    taken, stood = set(same.values()), _stood(paired)
    for a, here in touches_old.items():
        if a not in same and _share(old[a].content, paired.to) > _MOST:
            held.update(map(id, here))
            found.append((stood[min(old[a].words)], _alone("dropped", old[a], paired.before)))
    for b, here in touches_new.items():
        if b not in taken and _share(new[b].content, paired.back) > _MOST:
            held.update(map(id, here))
            found.append((min(new[b].words), _alone("added", new[b], paired.after)))
    # A claim of which only the attribution went may be none to the annotator any more.
    for a, here in touches_old.items():
        if a not in same and {id(h) for h in here} - held:
            row = _changed(versions, here, old=old[a])
            found.append((stood[min(old[a].words)], row))
            held.update(map(id, here))
    for b, here in touches_new.items():
        if b not in taken and {id(h) for h in here} - held:
            found.append((min(new[b].words), _changed(versions, here, new=new[b])))
            held.update(map(id, here))
    found.sort(key=lambda row: row[0])
    return [row for _, row in found], [h for h in hunks if id(h) not in held]


def _touching(claims: Sequence[Told], hunks: Iterable[tuple[Hunk, range]]) -> dict[int, list[Hunk]]:
    """For each claim, by its number, the hunks that hold words of it or lie within it."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for place in claim.words:
            holders[place].append(number)
    found: dict[int, list[Hunk]] = defaultdict(list)
    for hunk, places in hunks:
        near = places or (places.start,)
        for number in dict.fromkeys(n for place in near for n in holders[place]):
            if claims[number].touched(places):
                found[number].append(hunk)
    return found


def _same(
    old: Sequence[Told],
    new: Sequence[Told],
    paired: Paired,
    touched_old: set[int],
    touched_new: set[int],
) -> dict[int, int]:
    """Which claims of the later reading those of the older one became, where any was touched."""
    holders: dict[int, list[int]] = defaultdict(list)
    beginning: dict[int, list[int]] = defaultdict(list)
    for b, claim in enumerate(new):
        for place in claim.content:
            holders[place].append(b)
        if claim.words:
            beginning[paired.after.words[min(claim.words)].sentence].append(b)
    rows = []
    for a, claim in enumerate(old):
        image = {j for i in claim.content if (j := paired.to[i]) is not None}
        sources = {j for i in claim.source if (j := paired.to[i]) is not None}
        candidates = {b for j in image for b in holders[j]}
        if claim.words and a in touched_old:
            sentence = paired.before.words[min(claim.words)].sentence
            candidates.update(beginning[paired.sentences.get(sentence, -1)])
        for b in candidates:
            if a not in touched_old and b not in touched_new:
                continue
            other = new[b]
            shared = len(image & other.content)
            likeness = 2 * shared / max(1, len(claim.content) + len(other.content))
            told_by = len(sources & other.source) / max(1, len(claim.source | other.source))
            if likeness >= _SAME_CLAIM or (shared and told_by >= _MOST):
                rows.append((-likeness - 0.2 * told_by, a, b))
            elif told_by >= _MOST and claim.cue and other.cue:
                rows.append((-0.1 * told_by, a, b))
    same: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(rows):
        if a not in same and b not in taken:
            same[a] = b
            taken.add(b)
    return same


def _innermost(touched: dict[tuple[int, int], list[Hunk]], old: Sequence[Told]) -> None:
    """A change within a claim within a claim is one of the inner claim alone."""
    number = {told.claim.id: n for n, told in enumerate(old)}
    of = {a: (a, b) for a, b in touched}
    for a, b in list(touched):
        inner = touched[a, b]
        outer = old[a].claim.inside
        while outer is not None:
            around = of.get(number[outer])
            if around is not None:
                ids = {id(h) for h in inner}
                touched[around] = [h for h in touched[around] if id(h) not in ids]
            outer = old[number[outer]].claim.inside


def _share(places: frozenset[int], other: Sequence[int | None]) -> float:
    """The share of the words that have no place in the other version."""
    return sum(other[i] is None for i in places) / max(1, len(places))


def _stood(paired: Paired) -> list[int]:
    """For each word of the older text about where in the later one it stood; -1 at its start."""
    found, last = [], -1
    for place in paired.to:
        last = last if place is None else place
        found.append(last)
    return found


def _changed(
    versions: Versions, here: Sequence[Hunk], *, old: Told | None = None, new: Told | None = None
) -> ClaimEdit:
    """A claim that changed; one of the two is None where the annotator marks no claim there."""
    what, why = versions.what(here, old, new)
    return ClaimEdit(
        kind="changed",
        before=old.claim.id if old else None,
        after=new.claim.id if new else None,
        what=what,
        why=why,
        gone=spans(versions.paired.before, [h.gone for h in here]),
        new=spans(versions.paired.after, [h.new for h in here]),
    )


def _alone(kind: str, claim: Told, text: Worded) -> ClaimEdit:
    words = spans(text, [range(i, i + 1) for i in claim.words])
    if kind == "dropped":
        return ClaimEdit(kind="dropped", before=claim.claim.id, after=None, gone=words)
    return ClaimEdit(kind="added", before=None, after=claim.claim.id, new=words)


def _sentences(versions: Versions, hunks: Sequence[Hunk]) -> Iterator[SentenceEdit]:
    """What changed outside the claims told, sentence by sentence."""
    paired = versions.paired
    origin = {b: a for a, b in paired.sentences.items()}
    rows: dict[tuple[int | None, int | None], list[Hunk]] = defaultdict(list)
    for hunk in hunks:
        one = paired.before.words[hunk.gone.start].sentence if hunk.gone else None
        other = paired.after.words[hunk.new.start].sentence if hunk.new else None
        if one is None and other is not None:
            one = origin.get(other)
        elif other is None and one is not None:
            other = paired.sentences.get(one)
        rows[one, other].append(hunk)
    for (one, other), here in rows.items():
        what, why = versions.what(here)
        kind: EditKind = "changed"
        if one is None or other is None:
            kind, why = "added" if one is None else "dropped", ""
            what = tuple(w for w in what if w != "wording")
        yield SentenceEdit(
            kind=kind,
            before=_sentence(paired.before, one),
            after=_sentence(paired.after, other),
            what=what,
            why=why,
            gone=spans(paired.before, [h.gone for h in here]),
            new=spans(paired.after, [h.new for h in here]),
        )


def _sentence(text: Worded, number: int | None) -> tuple[Span, ...]:
    return () if number is None else (text.span(text.sentences[number]),)
