"""Readings, comparisons and events on the terminal: rich where there is one, plain where piped.

Plain means one item a line, nothing cut, no colour codes and no boxes, so that ``grep`` and
``diff`` work on it. Text of articles is never read as rich markup and never carries control
characters to the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from rashomon.model import (
    Article,
    Claim,
    ClaimRef,
    Comparison,
    Covers,
    Event,
    EventComparison,
    Reading,
    Relation,
    Statement,
)
from rashomon.render.clean import clean, line
from rashomon.render.digest import (
    ALTERED,
    CHANGES,
    LOST,
    Digest,
    Lookup,
    about_counts,
    correction,
    day,
    digest,
    lookup,
    nothing_to_compare,
    outlet,
    plural,
    title,
    toll_words,
)
from rashomon.render.headline import LEADS, on_points, tallies
from rashomon.render.lengths import PARTS, covered, duration
from rashomon.render.origins import behind, named, reason
from rashomon.render.passages import answer
from rashomon.render.quotations import altered
from rashomon.render.rests import counted
from rashomon.render.view import anonymity, chips, grounds, order, rewritten_by, shared_chips
from rashomon.text import quote

SHOWN = 12
"""Single claims a digest lists: a real event has hundreds, the page and the JSON hold all."""
PAIRS = 6
"""Pairs of statements that a digest lists on one question."""

_SPACE = re.compile(r"\s+")

Part = tuple[str, str]
"""Words and the style they have in a terminal."""


def put(console: Console, *parts: Part, indent: int = 0) -> None:
    """One line: wrapped under its own indent in a terminal, whole when piped."""
    text = Text()
    for words, style in parts:
        # Folded, but not stripped: the space between two parts is one of them.
        text.append(_SPACE.sub(" ", clean(words)), style=style)
    rows = [text]
    if console.is_terminal:
        # Wrapped lines hang under the first one, so that a claim stays one shape.
        rows = list(text.wrap(console, max(20, console.width - indent - 2)))
    for i, row in enumerate(rows):
        row.rstrip()
        console.print(
            Text(" " * (indent + 2 * bool(i))) + row, highlight=False, emoji=False, soft_wrap=True
        )


def _heading(console: Console, words: str, count: int | None = None, about: str = "") -> None:
    console.print()
    tail: list[Part] = [(" ", ""), (f"({count})", "dim")] if count is not None else []
    if about:
        tail.append((f": about {about}", "dim"))
    put(console, (words, "bold"), *tail)


def _claim_line(
    console: Console, reading: Reading, claim: Claim, names: Mapping[str, str], depth: int
) -> None:
    article = reading.article
    words = line(answer(article.text, claim))
    how = "; ".join((claim.commitment, *(c for c in chips(claim) if c != claim.commitment)))
    source = line(quote(article.text, claim.source))
    speaker = names.get(claim.speaker, "") if claim.speaker else ""
    if claim.kind == "own voice":
        first, cue = "own voice", ""
    else:
        first, cue = source or "(no source)", line(quote(article.text, claim.cue)) or "(no cue)"
        if speaker and speaker.casefold() not in source.casefold():
            first += f" (= {speaker})"
        elif claim.candidates:
            first += f" (left open: {' or '.join(names.get(c, c) for c in claim.candidates)})"
    parts: list[Part] = [(first, "cyan"), (" | ", "dim")]
    if cue:
        parts += [(cue, "italic yellow"), (" | ", "dim")]
    else:
        parts += [("-", "dim"), (" | ", "dim")]
    plain = claim.commitment == "asserts" and claim.stance == "neutral"
    parts += [(words, ""), (" | ", "dim"), (how, "dim" if plain else "bold magenta")]
    put(console, *parts, indent=2 + 4 * depth)
    below = [f"{what}: “{told}”" for what, told in grounds(article, claim, names)]
    unnamed = anonymity(next((s for s in reading.speakers if s.id == claim.speaker), None))
    if unnamed:
        below.insert(0, f"not named: {unnamed}")
    for told in below:
        put(console, (told, "dim"), indent=6 + 4 * depth)


def _summary_heading(console: Console, covers: Covers, length: str) -> None:
    """The heading of a summary: how long it is, and how much of the ledger it carries."""
    console.print()
    put(console, ("Summary", "bold"), (f" ({length}, {covered(covers)})", "dim"))


def print_reading(console: Console, reading: Reading, *, length: str = "") -> None:
    """Print one article for its reader: title, outlet, date, the summary, then the ledger.

    ``length`` is the length of the summary in words, where it is not its time ("5 sentences").

    Each claim is one line, "source | cue | content | commitment", and below it what is offered for
    it and how it was checked; claims inside a claim stand under it, indented.
    """
    article, look = reading.article, lookup([reading])
    put(console, (title(article), "bold"))
    facts = [outlet(article), day(article.published) or "no date", ", ".join(article.authors)]
    put(console, (" · ".join(filter(None, facts)), "dim"))
    if reading.summary and reading.summary.sentences:
        length = length or duration(reading.summary.time_s)
        _summary_heading(console, reading.summary.covers, length)
        for sentence in reading.summary.sentences:
            mark = " [rewritten]" if sentence.rewritten else ""
            put(console, (sentence.text, ""), (mark, "dim"), indent=2)
        if by := rewritten_by(reading):
            put(console, (by, "dim"), indent=2)
    for toll in reading.tolls:
        words = line(quote(article.text, toll.spans))
        put(console, (f"Toll: {toll_words(toll)}", "bold"), (f" (“{words}”)", "dim"))
    _heading(console, "Ledger", len(reading.claims))
    if not reading.claims:
        put(console, ("No claim was found.", "dim"), indent=2)
    depths: dict[str, int] = {}
    for claim in order(reading):
        depths[claim.id] = depths[claim.inside] + 1 if claim.inside is not None else 0
        _claim_line(console, reading, claim, look.names, depths[claim.id])
    if article.left_out:
        _heading(console, "Left out of the page", len(article.left_out))
        lost = [left for left in article.left_out if left.attributes]
        if lost:
            say = "says" if len(lost) == 1 else "say"
            put(console, (f"{plural(len(lost), 'line')} of it {say} who said something", "bold"))
        for left in article.left_out:
            put(
                console,
                (left.text, "" if left.attributes else "dim"),
                (" | ", "dim"),
                ("says who said something; " if left.attributes else "", "bold magenta"),
                (left.reason, ""),
                indent=2,
            )
    for note in (*article.notes, *reading.notes):
        put(console, ("Note: ", "bold"), (note, ""))
    for entry in reading.corrections:
        put(console, ("Corrected: ", "bold"), (correction(entry), ""))


def _carried(look: Lookup, statement: Statement) -> str:
    names = dict.fromkeys(outlet(look.article(ref)) for ref in statement.claims)
    return ", ".join(names)


def _said(look: Lookup, found: Digest, key: str) -> list[Part]:
    """Who says it, how, and in which exact words; then the outlets that carry it."""
    statement = found.statements[key]
    ref = _shown(look, statement)
    how = shared_chips(look, statement.claims)
    parts: list[Part] = [(found.name(look, key), "cyan")]
    if ref and (teller := look.teller(ref)):
        parts.append((f", as told by {teller}", "cyan"))
    if how:
        parts += [(" ", ""), (f"[{', '.join(how)}]", "bold magenta")]
    parts += [(": ", "dim"), (look.words(ref) if ref else statement.text, "")]
    if found.speaker_of.get(key, "") is not None:
        parts += [(" ", ""), (f"({_carried(look, statement)})", "dim")]
    return parts


def _shown(look: Lookup, statement: Statement) -> ClaimRef | None:
    for ref in statement.claims:
        if quote(look.article(ref).text, look.claims[ref].content) == statement.text:
            return ref
    return statement.claims[0] if statement.claims else None


def _relations(
    console: Console, look: Lookup, found: Digest, relations: Sequence[Relation], style: str
) -> None:
    """The pairs by the question they are about; a statement of several pairs is written once."""
    by_question: dict[str, list[Relation]] = {}
    for relation in relations:
        question = found.question(relation)
        head = f"About {relation.about}" + (f": {question.text}" if question else "")
        by_question.setdefault(head, []).append(relation)
    for head, pairs in by_question.items():
        put(console, (head, f"bold {style}"), indent=2)
        by_first: dict[str, list[Relation]] = {}
        for relation in pairs[:PAIRS]:
            by_first.setdefault(relation.a, []).append(relation)
        for key, mine in by_first.items():
            put(console, *_said(look, found, key), indent=4)
            for relation in mine:
                put(
                    console, (found.label(look, relation), style), (" ", ""),
                    *_said(look, found, relation.b), indent=4,
                )  # fmt: skip
                put(console, ("why: ", "dim"), (relation.why, "dim"), indent=4)
        if len(pairs) > PAIRS:
            more = f"and {plural(len(pairs) - PAIRS, 'more pair')}: --html or --json shows all"
            put(console, (more, "dim"), indent=4)


def _in_short(
    console: Console, event: EventComparison, look: Lookup, found: Digest, rewritten: int
) -> None:
    """The counts at the head of the page, with the points they are about."""
    counts = tallies(found, look, event, altered=rewritten)
    leads = {
        "contradict": list(on_points(found, look, found.part)),
        "agree": list(on_points(found, look, found.agree)),
        "unheard": [absent.name for absent in found.not_heard],
    }
    _heading(console, "In short")
    for tally in counts:
        if tally.count:
            named = leads.get(tally.kind, [])
            more = f"; and {len(named) - LEADS} more" if len(named) > LEADS else ""
            told = f": {'; '.join(named[:LEADS])}{more}" if named else ""
            about = f" ({tally.about})" if tally.about else ""
            put(
                console, (f"{tally.count:,} {tally.label}", "bold"), (about, "dim"), (told, ""),
                indent=2,
            )  # fmt: skip
    absent = [tally.absent for tally in counts if not tally.count and tally.absent]
    if absent:
        put(console, (f"Looked for and not found: {'; '.join(absent)}", "dim"), indent=2)


def _changes(console: Console, event: EventComparison, look: Lookup, found: Digest) -> None:
    """What one source said first and later, and what it said on several days."""
    rows = [(a, c) for a in event.accounts for c in a.changes if c.kind != "repeats"]
    if rows:
        _heading(console, "Who changed their account", len(rows))
    for account, change in rows:
        when = {s.statement: day(s.first) or "no date" for s in account.statements}
        put(console, (f"{change.kind}: {CHANGES[change.kind]}", "magenta"), indent=2)
        for key in (change.from_, change.to):
            dated = (f"{when.get(key, 'no date')}, ", "dim")
            put(console, dated, *_said(look, found, key), indent=4)
    again = [c.to for a in event.accounts for c in a.changes if c.kind == "repeats"]
    if again:
        _heading(console, "Who said the same again", len(again))
    for key in again:
        put(
            console, (f"{look.repeated(found.statements[key])}: ", "dim"),
            *_said(look, found, key), indent=2,
        )  # fmt: skip


def _by(look: Lookup, ref: ClaimRef) -> str:
    """Whom an outlet gives the words to; "" for its own voice."""
    return "" if look.claims[ref].kind == "own voice" else f" ({look.speaker(ref)})"


def _event(
    console: Console, comparison: Comparison, event: EventComparison, look: Lookup, length: str
) -> None:
    found = digest(event, look)
    put(console, (event.title or event.id, "bold underline"))
    articles = [look.readings[key].article for key in event.articles if key in look.readings]
    articles.sort(key=lambda a: (a.published or "9", outlet(a), a.id))
    for article in articles:
        facts = (outlet(article), day(article.published) or "no date", title(article))
        put(console, (" · ".join(facts), "dim"), indent=2)
    nothing = nothing_to_compare(event)
    if nothing:
        console.print()
        put(console, (nothing, "bold"))
    rewritten = list(altered(look, found))
    if len(event.articles) > 1:
        _in_short(console, event, look, found, len(rewritten))
    if event.summary.sentences:
        length = length or duration(event.summary.time_s)
        _summary_heading(console, event.summary.covers, length)
        for part, row in groupby(event.summary.sentences, lambda sentence: sentence.part):
            put(console, (PARTS[part], "dim"), indent=2)
            for sentence in row:
                put(console, (sentence.text, ""), indent=4)
    if event.edits:
        from rashomon.render.editlines import print_edits

        _heading(console, "Edited after publication", len(event.edits))
        print_edits(console, event, comparison)
    if len(event.articles) < 2:
        return
    for heading, relations, style in (
        ("Where accounts part", found.part, "red"),
        ("Where accounts agree", found.agree, "green"),
        ("What changed", found.changed, "magenta"),
    ):
        if relations:
            _heading(console, heading, len(relations), about_counts(relations))
            _relations(console, look, found, relations, style)
    _changes(console, event, look, found)
    _heading(console, "Who this rests on")
    put(console, (counted(articles, event.origins), ""), indent=2)
    for origin in event.origins:
        names = dict.fromkeys(
            outlet(look.readings[key].article) for key in origin.articles if key in look.readings
        )
        put(
            console, (named(origin), "bold"), (f" [{origin.how}]: ", "dim"),
            (", ".join(names), "cyan"), indent=4,
        )  # fmt: skip
        told = [reason(origin)]
        if origin.first in look.readings:
            told.append(f"first known in {outlet(look.readings[origin.first].article)}")
        elif any(a.published for a in articles):
            told.append("the dates do not tell which came first")
        if any(told):
            put(console, ("; ".join(filter(None, told)), "dim"), indent=6)
    carried = [s for s in event.statements if s.outlets > 1]
    if carried:
        _heading(console, "What several outlets carry", len(carried))
        for statement in carried[:SHOWN]:
            counts = behind(look, event.origins, statement) or plural(statement.origins, "origin")
            put(console, *_said(look, found, statement.id), (f" [{counts}]", "dim"), indent=2)
        if len(carried) > SHOWN:
            more = f"and {len(carried) - SHOWN} more: --html or --json shows all"
            put(console, (more, "dim"), indent=2)
    alone = (*found.one_source, *found.one_voice)
    if alone:
        _heading(console, "What one outlet alone tells", len(alone))
    for statement in alone[:SHOWN]:
        put(console, *_said(look, found, statement.id), indent=2)
    if len(alone) > SHOWN:
        own = len([s for s in alone[SHOWN:] if s in found.one_voice])
        left = f"and {len(alone) - SHOWN} more"
        if own:
            left += f", {plural(own, 'sentence')} in one outlet’s own voice among them"
        put(console, (f"{left}: --html or --json shows all", "dim"), indent=2)
    if found.lost or rewritten:
        _heading(console, "Lost on the way", len(found.lost) + len(rewritten))
    for lost in found.lost:
        put(
            console, (outlet(look.article(lost.own_voice)), "cyan"), (" ", ""),
            (LOST[lost.what], "yellow"), (f"{_by(look, lost.own_voice)}: ", "dim"),
            (look.words(lost.own_voice), ""), indent=2,
        )  # fmt: skip
        put(
            console, (outlet(look.article(lost.attributed)), "cyan"), (", ", ""),
            (look.speaker(lost.attributed), "cyan"), (": ", "dim"),
            (look.words(lost.attributed), ""), indent=4,
        )  # fmt: skip
        if lost.why:
            put(console, ("why: ", "dim"), (lost.why, "dim"), indent=4)
    for pair in rewritten:
        put(
            console, (outlet(look.article(pair.other)), "cyan"), (" ", ""),
            (ALTERED[pair.how], "yellow"), (": ", "dim"), (look.words(pair.other), ""), indent=2,
        )  # fmt: skip
        put(
            console, (outlet(look.article(pair.whole)), "cyan"), (", ", ""),
            (look.speaker(pair.whole), "cyan"), (": ", "dim"), (look.words(pair.whole), ""),
            indent=4,
        )  # fmt: skip
    if found.not_heard:
        _heading(console, "Named but not heard", len(found.not_heard))
        for absent in found.not_heard:
            put(console, (absent.name, "cyan"), (": ", "dim"), (absent.why, ""), indent=2)


def print_comparison(console: Console, comparison: Comparison, *, length: str = "") -> None:
    """Print, for each event, where accounts agree and part, who it rests on, what is lost.

    ``length`` is as for :func:`print_reading`.

    An event of one article, or without any relation, says so. It never says who is right.
    """
    look = lookup(comparison.articles, comparison)
    if not comparison.events:
        put(console, ("No event: nothing to compare.", "bold"))
    for i, event in enumerate(comparison.events):
        if i:
            console.print()
            console.print()
        _event(console, comparison, event, look, length)
    _corrections(console, comparison)


def _corrections(console: Console, comparison: Comparison) -> None:
    """What a person corrected, across the articles and in each, and what did not fit."""
    rows = [("", correction(entry)) for entry in comparison.corrections]
    rows += [
        (outlet(reading.article), correction(entry))
        for reading in comparison.articles
        for entry in reading.corrections
    ]
    if rows:
        _heading(console, "Corrected by a person", len(rows))
    for name, what in rows:
        first: list[Part] = [(name, "cyan"), (": ", "dim")] if name else []
        put(console, *first, (what, ""), indent=2)
    for note in comparison.notes:
        put(console, ("Note: ", "bold"), (note, ""))


def print_events(
    console: Console, events: Sequence[Event], articles: Mapping[str, Article]
) -> None:
    """Print each event with its articles and why they are together."""
    for i, event in enumerate(events):
        if i:
            console.print()
        put(
            console, (f"Event {event.id}", "bold"), (" ", ""),
            (f"({plural(len(event.articles), 'article')})", "dim"),
        )  # fmt: skip
        for key in event.articles:
            article = articles.get(key)
            if article is None:
                put(console, (key, "cyan"), indent=2)
                continue
            facts = (outlet(article), day(article.published), title(article))
            put(
                console, (key, "cyan"), (" ", ""),
                (" · ".join(f for f in facts if f), ""), indent=2,
            )  # fmt: skip
        for why in event.why:
            put(console, ("why: ", "dim"), (why, "dim"), indent=2)
