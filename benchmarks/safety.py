"""What summaries lose of who said it and how firmly, as a Markdown table; ours beside others'.

    pip install --target elsewhere/peers rouge-score sumy
    PYTHONPATH=elsewhere/peers python benchmarks/safety.py
    ... python benchmarks/safety.py --ours --cases     every fault of ours, with its words

Summaries at 15 s, 1 min and 3 min of all articles of polnear.dev (key: its gold spans), of
wikinews_medium (key: the ten ledgers where there is one, else our own claims) and of syria.dev
(key: our own claims).

A content counts as carried where one sentence holds half of its content words, or
six of its words in a row; then its source (its words, or the name printed for them) and its cue
must stand in that sentence.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections import Counter
from collections.abc import Iterator, Sequence

from other_summaries import PEERS, summary_of
from read_articles import SHARED, digest, readings, rows
from safety_measure import FAULTS, Case, Key, Told, measure

import rashomon
from rashomon.model import Reading, Span, Spans
from rashomon.summarize import summarize_article
from rashomon.summarize.article import WORDS_PER_MINUTE
from rashomon.summarize.sentences import sentences

TIMES = {"15 s": 15, "1 min": 60, "3 min": 180}
LEDGERS = SHARED / "data" / "gold" / "wikinews.ledgers.json"
SETS = ("polnear.dev", "wikinews, ledgers", "wikinews, own claims", "syria.dev, own claims")
# Rows of polnear.dev that are wrong in the key, for every summary: the article, the first code
# point of the content, and why.
WRONG_IN_THE_KEY = {
    ("huff-post_2016-09-16_black-lawmakers-rip-donald-trump", 1921): (
        "the first piece goes on from Moore's quotation; the key joins it with Clyburn's"
    ),
}
Counts = dict[tuple[str, str, str], Counter[str]]


def given(name: str) -> Iterator[tuple[Reading, list[Key]]]:
    """The readings of a set with the key of each."""
    if name == "polnear.dev":
        gold = {row["id"]: row["attributions"] for row in rows(name)}
        for reading in readings(name):
            given_rows = [_key(row) for row in gold[reading.article.id]]
            name_ = reading.article.id
            yield (
                reading,
                [
                    row
                    for row in given_rows
                    if row.content and (name_, row.content[0].start) not in WRONG_IN_THE_KEY
                ],
            )
        return
    source = name.partition(",")[0]
    ledgers = json.loads(LEDGERS.read_text("utf-8")) if source == "wikinews" else {}
    for reading in readings(source):
        gold_rows = ledgers.get(reading.article.id)
        if name.endswith("ledgers") and gold_rows is not None:
            yield reading, [_key(row) for row in gold_rows]
        elif not name.endswith("ledgers") and gold_rows is None:
            yield reading, own_claims(reading)


def own_claims(reading: Reading) -> list[Key]:
    """Our own claims as a key, less the pieces of theirs that the key itself gives to two speakers.

    In text without quotation marks a content's second piece, some sentences on, is at times joined
    to the wrong claim. Where the sentence of such a piece says whose words they are, by a claim of
    one piece, that counts. Gold is taken as it is.
    """
    text = reading.article.text
    told = [c for c in reading.claims if c.kind != "own voice"]
    cut = sentences(text, paragraphs=reading.article.paragraphs)

    def sentence_of(span: Span) -> Span:
        return next((s for s in cut if s.start <= span.start < s.end), span)

    owned = [
        (claim.id, sentence_of(piece), piece)
        for claim in told
        for piece in claim.content
        if any(_overlap(sentence_of(piece), source) for source in claim.source)
    ]
    rows_: list[Key] = []
    for claim in told:
        pieces = tuple(
            piece
            for piece in claim.content
            if not any(
                other != claim.id
                and _overlap(piece, words)
                and not any(_overlap(sentence, cue) for cue in claim.cue)
                for other, sentence, words in owned
            )
        )
        if pieces:
            rows_.append(Key(source=claim.source, cue=claim.cue, content=pieces))
    return rows_


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _key(row: dict[str, list[list[int]]]) -> Key:
    def spans(name: str) -> Spans:
        return tuple(Span(start, end) for start, end in row[name])

    return Key(source=spans("source"), cue=spans("cue"), content=spans("content"))


def summaries(reading: Reading, time_s: int, *, peers: bool) -> dict[str, Sequence[Told]]:
    """The summaries of one article for this time, by who makes them."""
    article = reading.article
    made: dict[str, Sequence[Told]] = {
        "ours": [
            Told(text=sentence.text, spans=sentence.spans)
            for sentence in summarize_article(reading, time_s=time_s).sentences
        ]
    }
    words = WORDS_PER_MINUTE * time_s // 60
    for peer in PEERS if peers else ():
        made[peer] = [
            Told(text=" ".join(span.of(article.text).split()), spans=(span,))
            for span in summary_of(peer, article, words=words)
        ]
    return made


def run(names: Sequence[str], *, peers: bool = True) -> tuple[Counts, list[tuple[str, str, Case]]]:
    """The counts by set, who and time; and our faults with their set and article."""
    counts: Counts = {}
    ours: list[tuple[str, str, Case]] = []
    for name in names:
        for reading, key in given(name):
            for time, time_s in TIMES.items():
                for who, summary in summaries(reading, time_s, peers=peers).items():
                    found = measure(reading.article, summary, key, reading.speakers)
                    row = counts.setdefault((name, who, time), Counter())
                    row.update(case.fault for case in found.cases)
                    row.update({"carried": found.carried, "sentences": len(summary)})
                    row.update({"summaries": 1, "empty": not summary})
                    if who == "ours":
                        ours += [(f"{name} {time}", reading.article.id, c) for c in found.cases]
    return counts, ours


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", action="store_true", help="print each of our faults, too")
    parser.add_argument("--ours", action="store_true", help="leave the others out")
    parser.add_argument("--sets", nargs="*", default=SETS, choices=SETS)
    options = parser.parse_args(arguments)
    cases: list[tuple[str, str, Case]] = []
    for name in options.sets:
        counts, ours = run([name], peers=not options.ours)
        cases += ours
        print(f"\n| {name} | time | sentences | contents carried | {' | '.join(FAULTS)} |")
        print("|---|---|---|---|" + "---|" * len(FAULTS))
        for (_, who, time), row in counts.items():
            cells = " | ".join(str(row[fault]) for fault in FAULTS)
            print(
                f"| {who} | {time} | {row['sentences']} | {row['carried']} | {cells} |", flush=True
            )
    if options.cases:
        _print_cases(cases)
    print(f"\nData: polnear.dev {digest('polnear.dev')}, wikinews {digest('wikinews')}, ", end="")
    print(f"syria.dev {digest('syria.dev')}; rashomon {rashomon.__version__}, ", end="")
    print(f"Python {platform.python_version()}.")


def _print_cases(cases: Sequence[tuple[str, str, Case]]) -> None:
    names = {where.split(",")[0].split(" ")[0] for where, _, _ in cases}
    texts = {reading.article.id: reading.article.text for n in names for reading in readings(n)}
    for where, article, case in cases:
        print(f"\n{case.fault}: {where}, {article} {case.what}\n  {case.told.text}")
        if case.key:
            for part in ("source", "cue", "content"):
                words = " | ".join(s.of(texts[article]) for s in getattr(case.key, part))
                print(f"    {part}: {' '.join(words.split())[:300]}")


if __name__ == "__main__":
    main()
