"""How ``benchmarks/ledger.py`` scores: what a claim carries, held against keys made by hand."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import FOUND, SHARED
from read_articles import article_of

from rashomon.annotate.attribution import Annotator, Attribution
from rashomon.annotate.pipeline import annotate
from rashomon.comparison.speakers import link
from rashomon.model import Article, Claim, MadeBy, Reading, Span, Speaker
from rashomon.parse import Parse
from rashomon.text import sha256, words

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
                source=spans_of(row["source"]),
                cue=spans_of(row["cue"]),
                content=spans_of(row["content"]),
                inside=where[row["inside"]] if row["inside"] is not None else None,
            )
            for row in rows
        )

    def notes(self, article: Article) -> tuple[str, ...]:
        """Nothing."""
        return ()


def spans_of(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
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
                found[row["id"]] = article_of(row)
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
            place = spans_of(row["source"]), spans_of(row["cue"]), spans_of(row["content"])
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
        for i, j in matched(texts[name].text, [spans_of(r["content"]) for r in rows], claims):
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


def norm(name: str | None) -> str:
    """The words of a name; "U.S." and "US" are one."""
    return " ".join(_WORD.findall(re.sub(r"(?<=\b\w)\.", "", name or "").lower()))


def same_name(given: str | None, gold: str | None) -> bool:
    """Whether one name is the other or holds it as whole words (score_ledgers.py)."""
    one, other = norm(given), norm(gold)
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
        named = {n for n, kind in golds if kind != "unnamed" and norm(n) != "unnamed"}
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
        speaker_right(i) or (norm(i.row["speaker"]) == "unnamed" and unnamed_right(i))
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
