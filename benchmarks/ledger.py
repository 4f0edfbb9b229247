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
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ledger_scores import (
    OLD_KEY,
    Across,
    Judged,
    across_syria,
    across_wikinews,
    b_cubed,
    f1,
    given_spans,
    grounds_counts,
    keys,
    macro_f1,
    merged_across,
    norm,
    passages,
    spans_of,
    speaker_right,
    speakers_right,
    through_read,
    unnamed_right,
    wrongly_merged,
)

from rashomon.annotate.attribution import Annotator
from rashomon.parse import load_parser
from rashomon.registry import load_annotator
from rashomon.text import quote


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
    named = [i for i in items if norm(i.row["speaker"]) != "unnamed"]
    unnamed = [i for i in items if norm(i.row["speaker"]) == "unnamed"]
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
        unnamed = norm(row["speaker"]) == "unnamed"
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
    spans = [
        quote(text, spans_of([e["span"]])) for w in ("evidence", "verification") for e in row[w]
    ]
    ours = [quote(text, (e.span,)) for e in claim.evidence]
    ours += [quote(text, (v.span,)) for v in claim.verification]
    return f"{', '.join(wrong)}; key {spans} ours {ours}" if wrong else None


if __name__ == "__main__":
    sys.exit(main())
