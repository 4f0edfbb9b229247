"""A reading with a person's corrections applied: claims and speakers of one article.

What the lines name is looked up in the reading as the annotator left it, so their order does not
matter; only where two lines give one speaker two names does the later count. A line whose words
or names are not found, or are found twice, changes nothing and is an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from rashomon.anchors import Quote, find
from rashomon.annotate.named import Named
from rashomon.corrections import (
    CommitmentOf,
    Corrections,
    Line,
    NotAClaim,
    NotTheSameSpeaker,
    OfWords,
    SameSpeaker,
    SpeakerOf,
    apart,
    scope,
)
from rashomon.errors import OrphanError
from rashomon.model import Claim, Reading, Span, Spans, Speaker
from rashomon.text import inside, name_words, overlap, quote, words

# Two annotators give one content with other edges. Below this share of common words it may be
# another content.
_SAME_CONTENT = 0.8
# Words at the edge of a content that one annotator takes in and another leaves out.
_EDGES = frozenset({"that", "whether", "if", "to", "the", "a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A corrected reading without its summary, the lines that fitted, and those that did not.

    ``used`` are the lines that changed something here, or found it to be so already.
    """

    reading: Reading
    used: frozenset[Line]
    orphans: tuple[OrphanError, ...]


class _MisfitError(Exception):
    """Why a line cannot be applied."""


class _NoClaimError(_MisfitError):
    """The words stand there, and no claim has them."""


def correct(reading: Reading, corrections: Corrections) -> Corrected:
    """The reading with the corrections that hold in its article.

    Inner claims of a dropped claim go to the one around it, an item of the record that rests on
    nothing else goes, and so does a speaker that nobody speaks for any more. Orphans stand in the
    reading's notes as well. ``made_by`` gets the corrections' hash even where none applied.
    """
    work = _Work(reading, corrections.of(reading.article))
    work.run()
    return work.finish(corrections.sha256)


def fitting(reading: Reading, correction: OfWords) -> tuple[str, ...]:
    """The ids of the claims that the correction names by their words; none where it fits none."""
    try:
        return _Work(reading, ())._fitting(correction)
    except _MisfitError:
        return ()


class _Work:
    def __init__(self, reading: Reading, lines: Sequence[Line]) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.lines = lines
        self.claims = {claim.id: claim for claim in reading.claims}
        self.named = Named(self.text, reading.speakers)
        self.dropped: dict[str, Line] = {}
        self.done: dict[Line, str] = {}
        self.kept: set[Line] = set()  # what they say was so already
        self.orphans: list[tuple[Line, str]] = []

    def run(self) -> None:
        placed = [(line, claims) for line in self.lines if (claims := self._claims_of(line))]
        for line in self.lines:
            if isinstance(line.correction, NotTheSameSpeaker):
                with self._reported(line):
                    self._split(line, line.correction)
        decided: dict[tuple[str, str], tuple[Line, str]] = {}
        for wanted in (NotAClaim, CommitmentOf, SpeakerOf):
            for line, claims in placed:
                if isinstance(line.correction, wanted):
                    self._decide(line, claims, decided)
        for line in self.lines:
            if isinstance(line.correction, SameSpeaker):
                with self._reported(line):
                    self._merge(line, line.correction)

    @contextmanager
    def _reported(self, line: Line) -> Iterator[None]:
        """A line that does not fit is an orphan, and the others go on."""
        try:
            yield
        except _MisfitError as error:
            self.orphans.append((line, str(error)))

    # Claims, by their words

    def _claims_of(self, line: Line) -> tuple[str, ...]:
        """The ids of the claims that a line names by their words; none for the other kinds."""
        made = line.correction
        if not isinstance(made, OfWords):
            return ()
        try:
            return self._fitting(made)
        except _NoClaimError as error:
            if isinstance(made, NotAClaim):
                # Another annotator, or a better one, did not take it for a claim.
                self.kept.add(line)
            else:
                self.orphans.append((line, str(error)))
        except _MisfitError as error:
            self.orphans.append((line, str(error)))
        return ()

    def _places(self, made: OfWords) -> tuple[Spans, ...]:
        return find(self.text, Quote(made.exact, made.prefix or "", made.suffix or ""))

    def _fitting(self, made: OfWords) -> tuple[str, ...]:
        shown = _quoted(made.exact)
        places = self._places(made)
        if not places:
            around = " between these prefix and suffix" if made.prefix or made.suffix else ""
            raise _MisfitError(f"its words {shown} do not stand there{around}")
        if len(places) > 1:
            raise _MisfitError(
                f"its words {shown} stand there more than once; "
                'add those before them as "prefix" or those after them as "suffix"'
            )
        place = places[0]
        claims = [c for c in self.reading.claims if self._has_cue(c, made.cue)]
        if isinstance(made, SpeakerOf):
            found = _by_source(self.text, claims, place)
            if found:
                return found
        same = _by_content(self.text, claims, place)
        if not same:
            what = "source or content" if isinstance(made, SpeakerOf) else "content"
            raise _NoClaimError(f"no claim has {shown} as its {what}")
        if len(same) > 1:
            raise _MisfitError(
                f"more than one claim has {shown} as its content; "
                'add the words that attribute it as "cue": "said"'
            )
        return same

    def _has_cue(self, claim: Claim, cue: str | None) -> bool:
        return cue is None or name_words(quote(self.text, claim.cue)) == name_words(cue)

    def _decide(
        self, line: Line, ids: tuple[str, ...], decided: dict[tuple[str, str], tuple[Line, str]]
    ) -> None:
        made = line.correction
        answer: str = made.commitment if isinstance(made, CommitmentOf) else made.kind
        if isinstance(made, SpeakerOf):
            answer = " ".join(name_words(made.name))
        if not isinstance(made, NotAClaim):
            # One "she" may be the source of several claims, and not all of them go.
            left = tuple(id_ for id_ in ids if id_ not in self.dropped)
            if not left:
                why = f"{self.dropped[ids[0]]} says that it is not a claim"
                self.orphans.append((line, why))
                return
            ids = left
        for id_ in ids:
            first, known = decided.setdefault((id_, made.kind), (line, answer))
            if known != answer:
                self.orphans.append((line, f"{first} says something else of the same words"))
                return
        if isinstance(made, NotAClaim):
            self.dropped.update(dict.fromkeys(ids, line))
            content = _quoted(quote(self.text, self.claims[ids[0]].content))
            self.done[line] = f"not a claim: {content}"
        elif isinstance(made, CommitmentOf):
            self._commit(line, made, ids[0])
        elif isinstance(made, SpeakerOf):
            with self._reported(line):
                self._speak(line, made, ids)

    def _commit(self, line: Line, made: CommitmentOf, id_: str) -> None:
        claim = self.claims[id_]
        if claim.commitment == made.commitment:
            self.kept.add(line)
            return
        self.claims[id_] = replace(claim, commitment=made.commitment)
        content = _quoted(quote(self.text, claim.content))
        self.done[line] = f"{made.commitment}, not {claim.commitment}: {content}"

    def _speak(self, line: Line, made: SpeakerOf, ids: tuple[str, ...]) -> None:
        claims = [self.claims[id_] for id_ in ids]
        if any(claim.kind == "own voice" for claim in claims):
            raise _MisfitError("it is in the outlet's own voice and has no source")
        # By name only: the words to correct are themselves a mention of whom they were taken for.
        bearers = self.named.bearing(made.name, mentions=False)
        if len(bearers) > 1:
            raise _MisfitError(f"{len(bearers)} speakers there are called {made.name}")
        if bearers:
            target = bearers[0]
        elif made.type is not None:
            target = self.named.add(made.name, made.type)
        else:
            raise _MisfitError(
                f"no speaker there is called {made.name}; "
                'to add one, give its "type": "person", "office", "organisation", ...'
            )
        if all(claim.speaker == target for claim in claims):
            self.kept.add(line)
            return
        former = dict.fromkeys(c.speaker for c in claims if c.speaker not in (None, target))
        was = ", ".join(self.named.speakers[id_].name for id_ in former if id_) or "left open"
        for claim in claims:
            self.named.move(claim.source, to=target)
            self.claims[claim.id] = replace(claim, speaker=target, candidates=())
        shown = _quoted(quote(self.text, claims[0].source or claims[0].content))
        self.done[line] = f"the speaker of {shown} is {made.name}, not {was}"
        if was == "left open":
            self.done[line] = f"the speaker of {shown} is {made.name}; it was left open"

    # Speakers, by their names

    def _split(self, line: Line, made: NotTheSameSpeaker) -> None:
        one, other = made.names
        split = self.named.split(one, other, type_=made.type)
        for part in split:
            for claim in list(self.claims.values()):
                if claim.speaker == part.old and overlap(claim.source, part.spans):
                    self.claims[claim.id] = replace(claim, speaker=part.new)
        if split:
            self.done[line] = f"two speakers, not one: {one}; {other}"
            return
        missing = [name for name in (one, other) if not self.named.met(name)]
        if not missing:
            self.kept.add(line)
        elif made.article is not None:
            raise _MisfitError(f"no speaker there is called {' or '.join(missing)}")

    def _merge(self, line: Line, made: SameSpeaker) -> None:
        shown, *others = made.names
        found = {name: self.named.bearing(name) for name in made.names}
        for name, bearers in found.items():
            if len(bearers) > 1:
                raise _MisfitError(f"{len(bearers)} speakers there are called {name}")
        if not any(found[name] for name in others):
            if made.article is not None:
                raise _MisfitError(f"no speaker there is called {' or '.join(others)}")
            return
        barriers = [names for _, names in apart(self.lines)]
        one = next(id_ for name in made.names for id_ in found[name])
        ids = [one]
        for name in made.names:
            for id_ in found[name]:
                if id_ not in ids and not self.named.kept_apart(ids, id_, barriers):
                    ids.append(id_)
        if not found[shown] and self.named.must_not_be(ids, shown, barriers):
            # A narrower line excepts it: nothing here is to be called by the first name.
            return
        before = self.named.speakers[one]
        names = [self.named.speakers[id_].name for id_ in ids]
        self.named.merge(ids, name=shown, type_=made.type)
        new = dict.fromkeys(ids, one)
        for claim in self.claims.values():
            self.claims[claim.id] = _with_speakers(claim, new)
        if self.named.speakers[one] == before:
            self.kept.add(line)
            return
        also = ", ".join(dict.fromkeys(name for name in names if name != shown))
        self.done[line] = f"one speaker: {shown}"
        if made.type and made.type != before.type:
            self.done[line] += f", {made.type}"
        if also:
            self.done[line] += f"; also named {also}"

    # The end

    def finish(self, digest: str) -> Corrected:
        claims = tuple(
            replace(claim, inside=self._outer(claim))
            for claim in self.claims.values()
            if claim.id not in self.dropped
        )
        made = self.reading.made_by
        hashes = dict.fromkeys((*(made.overrides_sha256 or "").split(", "), *digest.split(", ")))
        place = {line: number for number, line in enumerate(self.lines)}
        orphans = sorted(self.orphans, key=lambda orphan: place[orphan[0]])
        # Lines that hold everywhere are so already in most articles: not worth a word in each.
        kept = [k for k in self.kept - set(self.done) if scope(k.correction)[0] == "article"]
        result = replace(
            self.reading,
            made_by=replace(made, overrides_sha256=", ".join(filter(None, hashes))),
            claims=claims,
            speakers=self._heard(claims),
            record=tuple(
                replace(item, claims=left)
                for item in self.reading.record
                if (left := tuple(c for c in item.claims if c not in self.dropped))
            ),
            summary=None,
            notes=(
                *self.reading.notes,
                *(f"correction not applied: {line}: {why}" for line, why in orphans),
                *(
                    f"correction not needed: {line}: it is so already"
                    for line in sorted(kept, key=lambda k: place[k])
                ),
            ),
            corrections=(
                *self.reading.corrections,
                *(line.applied(self.done[line]) for line in self.lines if line in self.done),
            ),
        )
        return Corrected(
            reading=result,
            used=frozenset({*self.done, *self.kept, *(line for line, _ in orphans)}),
            orphans=tuple(
                OrphanError(str(line), f"does not fit article {result.article.id}: {why}")
                for line, why in orphans
            ),
        )

    def _outer(self, claim: Claim) -> str | None:
        outer = claim.inside
        while outer in self.dropped:
            outer = self.claims[outer].inside
        return outer

    def _heard(self, claims: Iterable[Claim]) -> tuple[Speaker, ...]:
        """The speakers without those who are behind nothing any more."""
        before = _referred(self.reading.claims) | self.named.made
        gone = before - _referred(claims)
        return tuple(s for s in self.named.speakers.values() if s.id not in gone)


def _referred(claims: Iterable[Claim]) -> set[str]:
    return {
        id_
        for claim in claims
        for id_ in (claim.speaker, *claim.candidates, *(v.by for v in claim.verification))
        if id_ is not None
    }


def _with_speakers(claim: Claim, new: dict[str, str]) -> Claim:
    """The claim with speakers renamed; candidates that are one speaker now are an answer."""
    speaker = new.get(claim.speaker, claim.speaker) if claim.speaker else None
    candidates = tuple(dict.fromkeys(new.get(c, c) for c in claim.candidates))
    if speaker is None and len(candidates) == 1 < len(claim.candidates):
        speaker, candidates = candidates[0], ()
    return replace(
        claim,
        speaker=speaker,
        candidates=candidates,
        verification=tuple(
            replace(v, by=new.get(v.by, v.by) if v.by else None) for v in claim.verification
        ),
    )


def _quoted(exact: str) -> str:
    return f"“{' '.join(exact.split())}”"


def _core(text: str, spans: Iterable[Span]) -> frozenset[Span]:
    """The words of the spans, without "that", "to", "the" at their beginning."""
    found = list(words(text, spans))
    while len(found) > 1 and found[0][1].casefold() in _EDGES:
        found.pop(0)
    return frozenset(span for span, _ in found)


def _by_content(text: str, claims: Sequence[Claim], place: Spans) -> tuple[str, ...]:
    """The claims with this content; where none has it exactly, those with nearly this one."""
    sought = _core(text, place)
    shares = []
    for claim in claims:
        core = _core(text, claim.content)
        shares.append(len(core & sought) / (len(core | sought) or 1))
    for least in (1.0, _SAME_CONTENT):
        found = tuple(c.id for c, share in zip(claims, shares, strict=True) if share >= least)
        if found:
            return found
    return ()


def _by_source(text: str, claims: Sequence[Claim], place: Spans) -> tuple[str, ...]:
    """The claims with this source, or with a longer or shorter one at the same place."""
    sought = _core(text, place)
    sourced = [claim for claim in claims if claim.source]
    exact = tuple(c.id for c in sourced if _core(text, c.source) == sought)
    if exact or _by_content(text, claims, place):
        return exact
    near = [
        c
        for c in sourced
        if inside(place, c.source) or (inside(c.source, place) and not overlap(c.content, place))
    ]
    if len({c.source for c in near}) > 1:
        raise _MisfitError(f"{_quoted(quote(text, place))} holds the sources of several claims")
    return tuple(c.id for c in near)
