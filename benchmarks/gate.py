"""Holds the scores above their floors; exits with 1 where one fell.

    python benchmarks/gate.py             checks
    python benchmarks/gate.py --measure   prints what it measures, as floors.toml has it

Floors stand in ``benchmarks/floors.toml``: each is what was measured less the margin stated there,
with the digest of its data. A floor is raised when a score has risen, and never lowered to pass:
a change that costs a score says so, with the figure, in the changelog and in the floors file.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import anchors
import claims
import dates
import faults
import grouping
import ledger_scores
import pages
import quantities
import relations
import safety
import salience
import summaries
import tolls
from read_articles import digest as read_digest
from safety_measure import FAULTS

from rashomon.registry import annotator_names, load_annotator

FLOORS = Path(__file__).resolve().parent / "floors.toml"
Scores = dict[str, float]


def digest(*paths: Path) -> str:
    """The first twelve hex digits of the SHA-256 of the files, one after the other."""
    made = hashlib.sha256()
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


def of_claims(annotator: str) -> tuple[Scores, str]:
    """PolNeAR's dev part, by the shared scorer."""
    data = claims.SHARED / "data" / "attribution" / "polnear.dev.jsonl"
    scores = claims.score(load_annotator(annotator), data)
    return {
        "triple F1": scores["triple"]["F1"],
        "triple exact F1": scores["triple_exact"]["F1"],
        "content exact F1": scores["content_exact"]["F1"],
        "content soft F1": scores["content_soft"]["F1"],
        "cue exact F1": scores["cue_exact"]["F1"],
        **{f"triple F1, {kind}": scores[f"by_{kind}"]["triple"]["F1"] for kind in claims.KINDS},
    }, digest(data)


def of_ledgers(annotator: str) -> tuple[Scores, str]:
    """The ten full ledgers, which hold claims inside claims."""
    count = claims.ledger_counts(load_annotator(annotator))
    shares = {
        "precision": ("found", "given"),
        "recall": ("found", "gold"),
        "inside another, found": ("inside found", "inside"),
        "of these, in the right claim": ("inside right", "inside found"),
    }
    return {
        name: round(100 * count[part] / max(1, count[whole]), 1)
        for name, (part, whole) in shares.items()
    }, digest(claims.SHARED / "data/gold/wikinews.ledgers.json")


def of_grouping() -> tuple[Scores, str]:
    """gun_violence.dev with dates, and wikinews_medium without."""
    events = grouping.SHARED / "data" / "events"
    files = ("gun_violence.dev.jsonl", "wikinews_medium.jsonl")
    dated = grouping.measure(files[0], dated=True, alike=0.8)[0]
    undated = grouping.measure(files[1], dated=False)[0]
    return {
        "gun_violence pairwise F1": round(100 * dated.f1, 1),
        "gun_violence B-cubed F1": round(100 * dated.bcubed, 1),
        "wikinews pairwise F1": round(100 * undated.f1, 1),
        "wikinews B-cubed F1": round(100 * undated.bcubed, 1),
    }, digest(*(events / name for name in files))


def of_pages() -> tuple[Scores, str]:
    """The text of the benchmark's pages."""
    texts = {name: pages.ours(page) for name, page in pages.load().items()}
    f1, _, _, noise, first, last = pages.score(texts)
    return {
        "F1": round(100 * float(f1), 1),
        "first lines kept": round(100 - float(first.rstrip("%")), 1),
        "last lines kept": round(100 - float(last.rstrip("%")), 1),
        "pages less their boilerplate lines": round(100 - float(noise), 1),
    }, digest(pages.TRUTH)


def of_anchors() -> tuple[Scores, str]:
    """Spans of three hundred claims found again in edited articles."""
    spans, claims_ = anchors.total(anchors.picked()[:300])
    return {
        "found again": anchors.found_again(spans),
        "not at a wrong place": round(100 - anchors.wrong(spans), 2),
        "claims found again": anchors.found_again(claims_),
    }, read_digest("polnear.dev")


def of_dates() -> tuple[Scores, str]:
    """The report part of the key to dates."""
    scores, files = dates.measure()
    return scores, digest(*files)


def of_relations() -> tuple[Scores, str]:
    """Relations of the eight events of the key: right of those said of a judged pair."""
    found = relations.measure()
    return {"precision": found.precision, "recall": found.recall}, digest(*relations.FILES)


def of_ledger() -> tuple[Scores, str]:
    """Speakers, commitment, evidence and speakers across articles, by keys made by hand."""
    gold = claims.SHARED / "data" / "gold"
    files = (
        ledger_scores.OLD_KEY,
        ledger_scores.OWN_KEY,
        gold / "wikinews.events.json",
        gold / "conflicts.jsonl",
    )
    return ledger_scores.measure(load_annotator("learned")), digest(*files)


def of_quantities() -> tuple[Scores, str]:
    """Quantities and causes of the key's report and later parts."""
    keys = (ledger_scores.OWN_KEY.with_name(f"{name}.json") for name in ("quantities", "causes"))
    return quantities.measure(), digest(*keys)


def of_support() -> tuple[Scores, str]:
    """Whether summaries are supported: SummEdits and BUMP, documents apart."""
    return summaries.measure(), digest(*summaries.FILES)


def of_faults() -> tuple[Scores, str]:
    """Planted faults found by the check, and faithful sentences that it does not accuse."""
    scores, files = faults.measure()
    return scores, digest(*files)


def of_tolls() -> tuple[Scores, str]:
    """Killed and injured right at 80% coverage: the hand key, and gun_violence.dev."""
    return tolls.measure(), digest(tolls.NUMBERS, tolls.DEV, tolls.INCIDENTS)


def of_summaries() -> tuple[Scores, str]:
    """What summaries of polnear.dev and of the ledgers keep of the gold contents they carry."""
    scores: Scores = {}
    for name, short in (("polnear.dev", "polnear"), ("wikinews, ledgers", "ledgers")):
        counts, _ = safety.run([name], peers=False)
        total = sum((row for row in counts.values()), Counter[str]())
        lost = sum(total[fault] for fault in FAULTS)
        scores[f"{short}, kept"] = round(100 * (1 - lost / max(1, total["carried"])), 1)
        scores[f"{short}, contents carried"] = float(total["carried"])
    return scores, digest(
        claims.SHARED / "data/attribution/polnear.dev.jsonl",
        claims.SHARED / "data/gold/wikinews.ledgers.json",
    )


def of_salience() -> tuple[Scores, str]:
    """ROUGE of ours against what people wrote, at the length of the first three sentences."""
    scores = salience.measure()["the first three sentences"]["ours"].mean(axis=0)
    return {name: round(float(scores[at]), 1) for at, name in enumerate(salience.MEASURES)}, digest(
        claims.SHARED / "data/entailment/bump.task1.jsonl"
    )


def measured() -> Mapping[str, Callable[[], tuple[Scores, str]]]:
    """What is measured, by the name of its table in the floors file."""
    return {
        **{f"claims.{name}": partial(of_claims, name) for name in annotator_names()},
        **{f"ledgers.{name}": partial(of_ledgers, name) for name in annotator_names()},
        "grouping": of_grouping,
        "pages": of_pages,
        "anchors": of_anchors,
        "dates": of_dates,
        "relations": of_relations,
        "tolls": of_tolls,
        "ledger": of_ledger,
        "quantities": of_quantities,
        "summaries": of_summaries,
        "support": of_support,
        "faults": of_faults,
        # Needs rouge-score and sumy, which are for this only: see salience.py.
        **({"salience": of_salience} if find_spec("rouge_score") and find_spec("sumy") else {}),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="print the scores, check nothing")
    options = parser.parse_args(arguments)
    floors = {} if options.measure else tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = 0
    for name, work in measured().items():
        scores, data = work()
        if options.measure:
            print(f'["{name}"]\ndata = "{data}"')
            for key, value in scores.items():
                print(f'"{key}" = {value}')
            continue
        table = floors.get(name)
        if table is None:
            print(f"FELL  {name}: has no floors in {FLOORS.name}")
            fallen += 1
            continue
        if table["data"] != data:
            print(f"FELL  {name}: other data ({data}) than the floors were measured on")
            fallen += 1
        for key, value in scores.items():
            held = value >= table[key]
            fallen += not held
            print(f"{'held ' if held else 'FELL '} {name}, {key}: {value} (floor {table[key]})")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
