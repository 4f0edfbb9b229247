"""How long ``rashomon.check`` takes: a summary of five sentences against ten articles already read.

    python benchmarks/check_speed.py [--annotator rules]

The articles are our own, of made-up places, each some 650 words of a report with its own names and
numbers; the summary is of the first. Prints CPU milliseconds of a check (the best and the middle of
several, each with nothing kept from the one before), and their ratio to reading one such article.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Sequence

import rashomon
from rashomon.model import Article
from rashomon.registry import annotator_names
from rashomon.text import paragraphs

ARTICLES, RUNS = 10, 7
_TOWNS = "Velmark Torrin Ashmere Quellby Norvane Istra Maddock Pellow Sarn Ulvik".split()
_PEOPLE = "Brandt Reed Lask Holt Marek Doyle Varga Stein Okafor Lindqvist".split()
_FIRST = "Olga Tomas Ivan Maren Peter Ruth Anna Karl Grace Nils".split()
_BEAT = (
    "The {thing} at {town} failed on {day} night, injuring at least {n} people, police said.",
    "Mayor {first} {last} said the builders may have used weak steel in the {thing}.",
    "“We never saw the papers,” {last} told reporters at the town hall.",
    "The company that built the {thing}, {town} Works, denied the accusation.",
    "According to a spokesman of the fire service, nearly {m} people were there at the time.",
    "Prosecutor {other} said no arrests had been made and that the inquiry would take weeks.",
    "The council voted on {day} to close two other places until they have been examined.",
    "Witnesses reported hearing a loud crack before the lights went out in the street.",
    "Analysts believe the repair of the {thing} could cost {k} million crowns.",
    "A nurse at the hospital of {town} said {n} of the injured had been sent home.",
)
_THINGS = "bridge tower tunnel dam hall crane pier roof station chimney".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
SUMMARY = (
    "Police said at least 12 people were injured when the bridge at Velmark failed on Monday. "
    "Mayor Olga Brandt said the builders may have used weak steel, which the company denied. "
    "“We never saw the papers,” Brandt said. "
    "Prosecutor Tomas Reed said that no arrests had been made. "
    "Analysts believe the repair could cost 300 million crowns."
)


def articles() -> list[Article]:
    """Ten articles of four rounds of the same beats, with other names and numbers."""
    made = []
    for n in range(ARTICLES):
        rows = []
        for turn in range(4):
            at = (n + turn) % ARTICLES
            rows += [
                beat.format(
                    thing=_THINGS[at],
                    town=_TOWNS[at],
                    first=_FIRST[at],
                    last=_PEOPLE[at],
                    other=f"{_FIRST[(at + 1) % 10]} {_PEOPLE[(at + 1) % 10]}",
                    day=_DAYS[at % 5],
                    n=12 + at,
                    m=40 + 5 * at,
                    k=300 + 20 * at,
                )
                for beat in _BEAT
            ]
        text = "\n\n".join(" ".join(rows[i : i + 3]) for i in range(0, len(rows), 3))
        article = Article(id=f"a{n}", text=text, language="en", paragraphs=paragraphs(text))
        made.append(article)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annotator", choices=annotator_names(), default="learned")
    options = parser.parse_args(arguments)
    readings = [rashomon.read(article, annotator=options.annotator) for article in articles()]
    begun = time.process_time()
    rashomon.read(articles()[0], annotator=options.annotator)
    one = 1000 * (time.process_time() - begun)
    rashomon.check(SUMMARY, readings, annotator=options.annotator)
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        rashomon.check(SUMMARY, readings, annotator=options.annotator)
        taken.append(1000 * (time.process_time() - begun))
    words = sum(len(r.article.text.split()) for r in readings)
    best, middle = min(taken), statistics.median(taken)
    print(f"| check of 5 sentences against {ARTICLES} read articles ({words:,} words) | CPU ms |")
    print("|---|---|")
    print(f"| best of {RUNS} | {best:.0f} |")
    print(f"| middle | {middle:.0f} |")
    print(f"| ratio of the middle to reading one article ({one:.0f} ms) | {middle / one:.2f} |")
    print(f"\nrashomon {rashomon.__version__}, annotator {options.annotator}, ", end="")
    print(f"Python {platform.python_version()}; {platform.machine()}, {platform.system()}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
