"""Who speaks, how firmly and on what evidence, scored against ledgers made by hand.

Usage: python benchmarks/ledger.py [--annotator learned] [--errors speaker|commitment|grounds]

Prints Markdown: what each claim carries when its spans are given (the key's), the same through the
whole of ``rashomon read``, evidence and verification by kind, and speakers across the articles of
one event. ``--errors`` lists what is wrong instead. The ten wikinews ledgers, the events and the
texts stand outside the repository, in ../shared or where RASHOMON_SHARED points; the key of twenty
more articles is ``benchmarks/keys/ledgers.json``, labels on found spans, for tuning,
``benchmarks/keys/labels.json`` (see ``benchmarks/keys/README.md``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import FOUND, SHARED

from rashomon.annotate.attribution import Annotator, Attribution
from rashomon.annotate.parse import Parse, load_parser
from rashomon.annotate.pipeline import annotate
from rashomon.comparison.speakers import link
from rashomon.model import Article, Claim, MadeBy, Reading, Span, Speaker
from rashomon.registry import load_annotator
from rashomon.text import paragraphs, quote, sha256, words

OWN_KEY = Path(__file__).resolve().parent / "keys" / "ledgers.json"
OLD_KEY = SHARED / "data" / "gold" / "wikinews.ledgers.json"
LABELS = OWN_KEY.with_name("labels.json")
TEXTS = (
    "events/wikinews_medium",
    "events/syria.dev",
    "events/gun_violence.train",
)
# Classes with fewer rows are left out of macro F1, as score_ledgers.py does.
FEW = 10

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One row of a key and the claim that stands for it."""

    article: Article
    row: Row
    claim: Claim
    speakers: Mapping[str, Speaker]

    @property
    def name(self) -> str | None:
        """The name of the claim's speaker, or None where it was left open."""
        speaker = self.speakers.get(self.claim.speaker or "")
        return speaker.name if speaker else None


class KeyAnnotator:
    """Gives the spans of a key, so that only what is made of them is scored."""

    name = "key@1"
    languages = frozenset({"en"})
    weights_sha256 = None

    def __init__(self, key: Mapping[str, Sequence[Row]]) -> None:
        self.key = key

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The rows of the key, in its order."""
        rows = self.key[article.id]
        where = {row["i"]: n for n, row in enumerate(rows)}
        return tuple(
            Attribution(
                source=_spans(row["source"]),
                cue=_spans(row["cue"]),
                content=_spans(row["content"]),
                inside=where[row["inside"]] if row["inside"] is not None else None,
            )
            for row in rows
        )

    def notes(self, article: Article) -> tuple[str, ...]:
        """Nothing."""
        return ()


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def articles_of(ids: Iterable[str]) -> dict[str, Article]:
    """The articles with these ids, from the shared events."""
    wanted = set(ids)
    found: dict[str, Article] = {}
    for name in TEXTS:
        if wanted <= set(found):
            break
        path = SHARED / "data" / f"{name}.jsonl"
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row["id"] in wanted:
                found[row["id"]] = Article(
                    id=row["id"],
                    text=row["text"],
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=row.get("published"),
                    language="en",
                    paragraphs=paragraphs(row["text"]),
                )
    return found


def read(article: Article, annotator: Annotator) -> Reading:
    """The reading, without its summary."""
    made = annotate(article, annotator)
    return Reading(
        made_by=MadeBy(rashomon="-", annotator=annotator.name, text_sha256=sha256(article.text)),
        article=article,
        claims=made.claims,
        speakers=made.speakers,
        record=made.record,
    )


def given_spans(key: Mapping[str, Sequence[Row]]) -> list[Judged]:
    """Every row with the claim that the pipeline makes of its own spans."""
    texts, annotator, judged = articles_of(key), KeyAnnotator(key), []
    for name, rows in key.items():
        reading = read(texts[name], annotator)
        speakers = {s.id: s for s in reading.speakers}
        claims: dict[Any, list[Claim]] = defaultdict(list)
        for claim in reading.claims:
            claims[claim.source, claim.cue, claim.content].append(claim)
        for row in rows:
            place = _spans(row["source"]), _spans(row["cue"]), _spans(row["content"])
            claim = claims[place].pop(0)
            judged.append(Judged(article=texts[name], row=row, claim=claim, speakers=speakers))
    return judged


def through_read(key: Mapping[str, Sequence[Row]], annotator: Annotator) -> list[Judged]:
    """The rows that the annotator finds, matched as score_ledgers.py does."""
    texts, judged = articles_of(key), []
    for name, rows in key.items():
        reading = read(texts[name], annotator)
        speakers = {s.id: s for s in reading.speakers}
        claims = [c for c in reading.claims if c.kind != "own voice"]
        for i, j in matched(texts[name].text, [_spans(r["content"]) for r in rows], claims):
            judged.append(
                Judged(article=texts[name], row=rows[i], claim=claims[j], speakers=speakers)
            )
    return judged


def matched(
    text: str, gold: Sequence[tuple[Span, ...]], claims: Sequence[Claim]
) -> list[tuple[int, int]]:
    """Pairs of a gold content and a claim at word Jaccard >= .5, one to one, best first."""
    golds = [{at.start for at, _ in words(text, spans)} for spans in gold]
    found = [{at.start for at, _ in words(text, c.content)} for c in claims]
    pairs = sorted(
        (
            (len(g & f) / len(g | f), i, j)
            for i, g in enumerate(golds)
            for j, f in enumerate(found)
            if g & f
        ),
        reverse=True,
    )
    at: dict[int, int] = {}
    for likeness, i, j in pairs:
        if likeness >= FOUND and i not in at and j not in at.values():
            at[i] = j
    return sorted(at.items())


# Speakers

_WORD = re.compile(r"\w+")


def _norm(name: str | None) -> str:
    """The words of a name; "U.S." and "US" are one."""
    return " ".join(_WORD.findall(re.sub(r"(?<=\b\w)\.", "", name or "").lower()))


def same_name(given: str | None, gold: str | None) -> bool:
    """Whether one name is the other or holds it as whole words (score_ledgers.py)."""
    one, other = _norm(given), _norm(gold)
    return bool(one and other) and (
        one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "
    )


def speaker_right(item: Judged) -> bool:
    """As score_ledgers.py has it, and an unnamed source is right when it is unnamed in ours."""
    gold = item.row["speaker"]
    if same_name(item.name, gold):
        return True
    return not gold and item.claim.speaker is None


def unnamed_right(item: Judged) -> bool:
    """Whether a source that the key leaves nameless is nameless in ours too, whatever its words."""
    speaker = item.speakers.get(item.claim.speaker or "")
    return (
        speaker is None
        or speaker.type in {"unnamed", "witness", "expert", "public"}
        or speaker.name.islower()
    )


def wrongly_merged(items: Sequence[Judged]) -> list[tuple[str, str, str]]:
    """Speakers of one article that join an unnamed source to a named one, or two persons."""
    groups: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for item in items:
        if item.claim.speaker and item.row["speaker"]:
            place = (item.article.id, item.claim.speaker)
            groups[place].add((item.row["speaker"], item.row["speaker_type"]))
    wrong = []
    for (article, speaker), golds in sorted(groups.items()):
        named = {n for n, kind in golds if kind != "unnamed" and _norm(n) != "unnamed"}
        persons = {n for n, kind in golds if kind == "person"}
        two = any(not same_name(a, b) for a in persons for b in persons)
        if (named and len(named) < len({n for n, _ in golds})) or two:
            wrong.append((article, speaker, "; ".join(sorted(n for n, _ in golds))))
    return wrong


# Commitment


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Of the classes with at least ten rows in the key, in percent."""
    golds = Counter(gold for gold, _ in pairs)
    scores = []
    for kind in [k for k, n in golds.items() if n >= FEW]:
        right = sum(g == p == kind for g, p in pairs)
        scores.append(200 * right / (golds[kind] + sum(p == kind for _, p in pairs)))
    return sum(scores) / len(scores) if scores else 0.0


# Evidence and verification


def grounds_counts(
    items: Sequence[Judged], fellow: Callable[[str, str], str | None]
) -> dict[str, Counter[str]]:
    """By kind, how many (claim, kind) pairs are in the key, given, and both.

    ``fellow`` turns "evidence" or "verification" and the key's word into ours, None to leave out.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        gold = {
            f"{what}: {kind}"
            for what in ("evidence", "verification")
            for entry in item.row[what]
            if (kind := fellow(what, entry["kind"]))
        }
        given = {f"evidence: {e.kind}" for e in item.claim.evidence}
        given |= {f"verification: {v.kind}" for v in item.claim.verification}
        for kind in gold | given:
            counts[kind]["key"] += kind in gold
            counts[kind]["given"] += kind in given
            counts[kind]["both"] += kind in gold and kind in given
    return counts


def passages(items: Sequence[Judged], fellow: Callable[[str, str], str | None]) -> Counter[str]:
    """The same by passage, whichever claims it is linked to: in the key, given, and both.

    Words of one kind that overlap are one passage.
    """
    count: Counter[str] = Counter()
    articles: dict[str, list[Judged]] = defaultdict(list)
    for item in items:
        articles[item.article.id].append(item)
    for rows in articles.values():
        gold = {
            (kind, *entry["span"])
            for item in rows
            for what in ("evidence", "verification")
            for entry in item.row[what]
            if (kind := fellow(what, entry["kind"]))
        }
        given: set[tuple[Any, ...]] = {(e.kind, *e.span) for i in rows for e in i.claim.evidence}
        given |= {(v.kind, *v.span) for i in rows for v in i.claim.verification}

        def meets(one: tuple[Any, ...], others: set[tuple[Any, ...]]) -> bool:
            return any(one[0] == k and one[1] < e and s < one[2] for k, s, e in others)

        count["key"] += len(gold)
        count["given"] += len(given)
        count["found"] += sum(meets(g, given) for g in gold)
        count["right"] += sum(meets(g, gold) for g in given)
    return count


def f1(count: Mapping[str, int]) -> float:
    """Of the counts "key", "given" and "both", in percent."""
    whole = count["key"] + count["given"]
    return 200 * count["both"] / whole if whole else 0.0


# Speakers across articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """One source of the key in one article, and the speaker that ours has there."""

    event: str
    gold: str
    kind: str
    given: str
    names: str


def across_wikinews(annotator: Annotator) -> tuple[list[Across], int]:
    """The attributed accounts of the events key whose words a claim holds, and of how many."""
    key = json.loads((SHARED / "data" / "gold" / "wikinews.events.json").read_text("utf-8"))
    items, wanted = [], 0
    for event, told in key.items():
        ids = list(told["outlets"])
        linked = _linked(ids, annotator)
        at = {r.article.id: r for r in linked[0]}
        seen = set()
        for account in [a for q in told["questions"].values() for a in q["accounts"]]:
            for place in account["articles"]:
                if account["source"] == "OWN" or place["voice"] == "own_voice":
                    continue
                spot = (place["id"], tuple(place["span"]), account["source"])
                if spot in seen:
                    continue
                seen.add(spot)
                wanted += 1
                claim = _claim_at(at[place["id"]], Span(*place["span"]))
                if claim is not None and claim.speaker:
                    source = told["sources"][account["source"]]
                    items.append(
                        Across(
                            event=event,
                            gold=account["source"],
                            kind=source["type"],
                            given=claim.speaker,
                            names=f"{source['name']} = {linked[1][claim.speaker]}",
                        )
                    )
    return items, wanted


def across_syria(annotator: Annotator) -> tuple[list[Across], int]:
    """The sources of the conflict pairs on Syria, by their own spans."""
    path = SHARED / "data" / "gold" / "conflicts.jsonl"
    pairs = [
        r for r in map(json.loads, path.read_text("utf-8").splitlines()) if r["set"] == "syria"
    ]
    sources: dict[str, dict[tuple[str, tuple[int, int]], str]] = defaultdict(dict)
    for pair in pairs:
        for side in (pair["a"], pair["b"]):
            if side["source"]:
                place = (side["article"], tuple(side["source"]))
                sources[pair["event"]][place] = side["speaker"]
    items, wanted = [], 0
    for event, places in sources.items():
        readings, names = _linked(sorted({a for a, _ in places}), annotator)
        at = {r.article.id: r for r in readings}
        for (article, span), gold in places.items():
            wanted += 1
            claim = next(
                (
                    c
                    for c in at[article].claims
                    if c.speaker and any(s < span[1] and span[0] < e for s, e in c.source)
                ),
                None,
            )
            if claim is not None and claim.speaker:
                kind = "unnamed" if gold.startswith("unnamed") else "named"
                items.append(
                    Across(
                        event=event,
                        gold=gold,
                        kind=kind,
                        given=claim.speaker,
                        names=f"{gold} = {names[claim.speaker]}",
                    )
                )
    return items, wanted


def _linked(ids: Sequence[str], annotator: Annotator) -> tuple[Sequence[Reading], dict[str, str]]:
    texts = articles_of(ids)
    linked = link([read(texts[i], annotator) for i in ids if i in texts], [ids])
    return linked.readings, {s.id: s.name for s in linked.speakers}


def _claim_at(reading: Reading, span: Span) -> Claim | None:
    """The claim that says these words: of those that hold them or nearly, the closest one."""
    text = reading.article.text
    gold = {at.start for at, _ in words(text, (span,))}
    best: tuple[float, int, Claim] | None = None
    for number, claim in enumerate(reading.claims):
        said = {at.start for at, _ in words(text, claim.content)}
        if claim.kind != "own voice" and said and len(gold & said) >= FOUND * len(gold):
            key = (len(gold & said) / len(gold | said), number, claim)
            if best is None or key[0] > best[0]:
                best = key
    return best[2] if best else None


def b_cubed(items: Sequence[Across]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent, averaged over the items (Bagga and Baldwin 1998)."""
    golds, givens, both = Counter[Any](), Counter[Any](), Counter[Any]()
    for item in items:
        golds[item.event, item.gold] += 1
        givens[item.event, item.given] += 1
        both[item.event, item.gold, item.given] += 1
    precision = recall = 0.0
    for item in items:
        shared = both[item.event, item.gold, item.given]
        precision += shared / givens[item.event, item.given]
        recall += shared / golds[item.event, item.gold]
    p, r = 100 * precision / len(items), 100 * recall / len(items)
    return p, r, 2 * p * r / (p + r)


def merged_across(items: Sequence[Across]) -> list[str]:
    """Speakers that join an unnamed source to a named one, or two persons of the key."""
    groups: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for item in items:
        groups[item.event, item.given].add((item.gold, item.kind, item.names))
    wrong = []
    for (event, _), golds in sorted(groups.items()):
        kinds = {kind == "unnamed" for _, kind, _ in golds}
        persons = {gold for gold, kind, _ in golds if kind == "person"}
        if len(kinds) == 2 or len(persons) > 1:
            wrong.append(f"{event}: " + "; ".join(sorted(n for _, _, n in golds)))
    return wrong


# Tables


def measure(annotator: Annotator) -> dict[str, float]:
    """What the gate holds: spans given, on the ledgers and the report part of the own key."""
    chosen = keys()
    scores: dict[str, float] = {}
    for label, name in (("ledgers", "ten wikinews ledgers"), ("own key", "own key, report")):
        items = given_spans(chosen[name][0])
        pairs = [(i.row["commitment"], i.claim.commitment) for i in items]
        scores[f"{label}, speaker"] = 100 * speakers_right(items) / len(items)
        scores[f"{label}, commitment"] = 100 * sum(g == p for g, p in pairs) / len(pairs)
        scores[f"{label}, commitment macro F1"] = macro_f1(pairs)
    found = grounds_counts(
        [*given_spans(chosen["own key, tune"][0]), *given_spans(chosen["own key, report"][0])],
        lambda what, kind: kind,
    )
    scores["own key, evidence and verification F1"] = f1(sum(found.values(), Counter()))
    scores["events, B-cubed F1"] = b_cubed(across_wikinews(annotator)[0])[2]
    scores["conflicts, B-cubed F1"] = b_cubed(across_syria(annotator)[0])[2]
    return {name: round(value, 1) for name, value in scores.items()}


def speakers_right(items: Sequence[Judged]) -> int:
    """How many have the right speaker; a nameless one is right however it is described."""
    return sum(
        speaker_right(i) or (_norm(i.row["speaker"]) == "unnamed" and unnamed_right(i))
        for i in items
    )


def keys() -> dict[str, tuple[dict[str, list[Row]], Callable[[str, str], str | None]]]:
    """The keys by name, each with what turns its kinds of grounds into ours."""
    found: dict[str, tuple[dict[str, list[Row]], Callable[[str, str], str | None]]] = {
        "ten wikinews ledgers": (
            json.loads(OLD_KEY.read_text("utf-8")),
            # Its kinds of evidence and verification are others than ours: not compared.
            lambda what, kind: None,
        )
    }
    if OWN_KEY.is_file():
        parts = json.loads(OWN_KEY.read_text("utf-8"))
        for part in ("tune", "report"):
            found[f"own key, {part}"] = (parts[part], lambda what, kind: kind)
        labels = json.loads(LABELS.read_text("utf-8"))
        found["own labels, tune"] = (labels, lambda what, kind: kind)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--annotator", default="learned", help="its name in the registry")
    parser.add_argument(
        "--errors", choices=("speaker", "commitment", "stance", "grounds", "across")
    )
    parser.add_argument("--through-read", action="store_true", help="errors of found claims")
    parser.add_argument("--part", help="a key's name, or its beginning")
    options = parser.parse_args(arguments)
    if not OLD_KEY.is_file():
        print(f"{OLD_KEY} is not there; set RASHOMON_SHARED to the folder that holds data/")
        return 1
    load_parser()
    annotator: Annotator = load_annotator(options.annotator)
    chosen = {n: k for n, k in keys().items() if not options.part or n.startswith(options.part)}
    if options.errors:
        _errors(options.errors, chosen, annotator if options.through_read else None, annotator)
        return 0
    digest = hashlib.sha256(OLD_KEY.read_bytes()).hexdigest()[:12]
    print(f"# The ledger: {annotator.name}\n\nData: ledgers sha256 {digest}.\n")
    rows = []
    grounds = []
    told = []
    for name, (key, fellow) in chosen.items():
        ways = [("spans given", given_spans(key))]
        if not name.startswith("own labels"):  # these are no full ledgers
            ways.append(("through `read`", through_read(key, annotator)))
        for how, items in ways:
            rows.append(_row(name, how, items))
            if not name.startswith("own"):
                continue
            grounds.append((name, how, grounds_counts(items, fellow)))
            if how == "spans given":
                told.append((name, passages(items, fellow)))
    print(
        "| key | claims | speaker right | unnamed left unnamed | wrongly merged "
        "| commitment (macro F1) | stance |"
    )
    print("|---|---|---|---|---|---|---|")
    print("\n".join(rows), "\n")
    print("| evidence and verification | key | given | both | F1 |\n|---|---|---|---|---|")
    for name, how, counts in grounds:
        for kind, c in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
            if kind == "all" or how == "spans given":
                cells = (f"{name}, {how}: {kind}", c["key"], c["given"], c["both"], f"{f1(c):.0f}")
                print(f"| {' | '.join(map(str, cells))} |")
    print()
    print("| passages, whichever claims they are linked to | in the key | found | given | right |")
    print("|---|---|---|---|---|")
    for name, n in told:
        print(f"| {name} | {n['key']} | {n['found']} | {n['given']} | {n['right']} |")
    print()
    print("| speakers across articles | sources found | B-cubed P | R | F1 | wrongly merged |")
    print("|---|---|---|---|---|---|")
    for name, (found, wanted) in (
        ("eight wikinews events", across_wikinews(annotator)),
        ("conflicts on Syria", across_syria(annotator)),
    ):
        p, r, f = b_cubed(found)
        merged = len(merged_across(found))
        print(f"| {name} | {len(found)} of {wanted} | {p:.1f} | {r:.1f} | {f:.1f} | {merged} |")
    return 0


def _row(name: str, how: str, items: Sequence[Judged]) -> str:
    named = [i for i in items if _norm(i.row["speaker"]) != "unnamed"]
    unnamed = [i for i in items if _norm(i.row["speaker"]) == "unnamed"]
    pairs = [(i.row["commitment"], i.claim.commitment) for i in items]
    right = speakers_right(items)
    of_named = sum(map(speaker_right, named))
    cells = (
        f"{name}, {how}",
        str(len(items)),
        f"{100 * right / len(items):.1f} ({100 * of_named / len(named):.1f} of the named)",
        f"{sum(map(unnamed_right, unnamed))} of {len(unnamed)}",
        str(len(wrongly_merged(items))),
        f"{100 * sum(g == p for g, p in pairs) / len(pairs):.1f} ({macro_f1(pairs):.1f})",
        f"{100 * sum(i.row['stance'] == i.claim.stance for i in items) / len(items):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def _errors(
    what: str, chosen: Mapping[str, Any], found: Annotator | None, annotator: Annotator
) -> None:
    if what == "across":
        for sources, _ in (across_wikinews(annotator), across_syria(annotator)):
            _errors_across(sources)
        return
    for name, (key, fellow) in chosen.items():
        items = through_read(key, found) if found else given_spans(key)
        if what == "speaker":
            print(f"## {name}; merged: {wrongly_merged(items)}")
        for item in items:
            line = _error(what, item, fellow)
            if line:
                text, row, claim = item.article.text, item.row, item.claim
                start = min(s[0] for s in (*row["source"], *row["cue"], *row["content"]))
                print(f"{name[:8]} {item.article.id} @{start} {line}")
                print(
                    f"    {quote(text, claim.source)!r} | {quote(text, claim.cue)!r} | "
                    f"{quote(text, claim.content)[:150]!r}"
                )


def _errors_across(sources: Sequence[Across]) -> None:
    print("\n".join(merged_across(sources)), "\n")
    split: dict[tuple[str, str], set[str]] = defaultdict(set)
    joined: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in sources:
        split[source.event, source.gold].add(f"{source.given} {source.names}")
        joined[source.event, source.given].add(source.names)
    for what, groups in (("split", split), ("joined", joined)):
        for place, names in groups.items():
            if len(names) > 1:
                print(what, place, sorted(names))


def _error(what: str, item: Judged, fellow: Callable[[str, str], str | None]) -> str | None:
    row, claim = item.row, item.claim
    if what == "speaker":
        unnamed = _norm(row["speaker"]) == "unnamed"
        if speaker_right(item) or (unnamed and unnamed_right(item)):
            return None
        open_ = [item.speakers[c].name for c in claim.candidates]
        return f"{row['speaker']!r} but {item.name!r} {open_ or ''}"
    if what in {"commitment", "stance"}:
        gold, given = row[what], getattr(claim, what)
        return None if gold == given else f"{gold} but {given}"
    counts = grounds_counts([item], fellow)
    wrong = [
        f"{'missing' if c['key'] else 'too much'} {kind}"
        for kind, c in sorted(counts.items())
        if c["key"] != c["given"]
    ]
    text = item.article.text
    spans = [quote(text, _spans([e["span"]])) for w in ("evidence", "verification") for e in row[w]]
    ours = [quote(text, (e.span,)) for e in claim.evidence]
    ours += [quote(text, (v.span,)) for v in claim.verification]
    return f"{', '.join(wrong)}; key {spans} ours {ours}" if wrong else None


if __name__ == "__main__":
    sys.exit(main())
