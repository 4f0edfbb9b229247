"""CPU time and peak memory of grouping on made-up crowds of articles, as a Markdown table.

    python benchmarks/scale.py 1000 10000 100000

The articles are made from gun_violence.train: each event is told again as often as needed, every
time with other names, other ages and numbers, other weekdays and other dates of publication, and
with a tenth of the sentences left out, each article its own. So there are as many events as in the
real set for its size, and each event has dozens of doubles that differ in nothing but who, where
and when: harder for grouping than real news, where most events also differ in words. Pairwise
scores say whether the doubles stayed apart. Each size runs in a process of its own, on one thread.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from grouping import load
from pairwise import score

from rashomon.grouping import group
from rashomon.grouping.terms import CALENDAR
from rashomon.model import Article

SEED = 20261126
_NAME = re.compile(r"(?<![.!?\n“\"] )(?<!^)\b[A-Z][a-z]{2,}\b", re.MULTILINE)
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{1,4}\b")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONSETS = "b br d dr f g gr h k l m n p r s st t tr v w z".split()
_VOWELS = "a e i o u ai au ea ie oa".split()
_ENDS = "n r l s m nd rt ck th lm sk x".split()


def name(chance: random.Random) -> str:
    """A name that nobody bears."""
    parts = chance.choice((2, 2, 3))
    made = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(parts))
    return (made + chance.choice(_ENDS)).capitalize()


def names_in(articles: Sequence[Article]) -> frozenset[str]:
    """The words that stand with a capital where no sentence begins."""
    texts = (f"{article.title or ''}\n{article.text}" for article in articles)
    found = {m.group() for text in texts for m in _NAME.finditer(text)}
    return frozenset(w for w in found if w in _WEEKDAYS or w.casefold() not in CALENDAR)


def told_again(article: Article, event: str, names: frozenset[str], time_: int) -> Article:
    """The article as one on another event, the same other event for all articles of ``event``."""
    days = random.Random(f"{SEED} {event} {time_}").randrange(1, 2500)

    def keyed(word: str) -> random.Random:
        return random.Random(f"{SEED} {event} {time_} {word}")

    def named(match: re.Match[str]) -> str:
        word = match.group()
        if word in _WEEKDAYS:
            return _WEEKDAYS[(_WEEKDAYS.index(word) + days) % 7]
        # At the beginning of a sentence too, where "Police" is no name and "Haskin" is.
        return name(keyed(word)) if word in names else word

    def counted(match: re.Match[str]) -> str:
        value = int(match.group())
        return str(max(1, value + keyed(match.group()).randrange(-9, 10)))

    def changed(text: str) -> str:
        return _NUMBER.sub(counted, _WORD.sub(named, text))

    own = random.Random(f"{SEED} {article.id} {time_}")
    sentences = re.split(r"(?<=[.!?])(?=\s)", article.text)
    kept = [s for at, s in enumerate(sentences) if at < 2 or own.random() > 0.1]
    day = date.fromisoformat(str(article.published)[:10]) + timedelta(days=days)
    return replace(
        article,
        id=f"{article.id}-{time_}",
        title=changed(article.title or ""),
        text=changed("".join(kept)),
        published=day.isoformat(),
    )


def crowd(count: int) -> tuple[list[Article], list[str]]:
    """So many articles, and the event of each."""
    articles, truth, _ = load("gun_violence.train.jsonl", dated=True)
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(truth[article.id], []).append(article)
    names = {event: names_in(some) for event, some in members.items()}
    made: list[Article] = []
    events: list[str] = []
    time_ = 0
    while len(made) < count:
        for article in articles[: count - len(made)]:
            event = truth[article.id]
            made.append(told_again(article, event, names[event], time_))
            events.append(f"{event} {time_}")
        time_ += 1
    return made, events


def measure(count: int) -> str:
    """One row of the table."""
    articles, truth = crowd(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    events = group(articles).events
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {one: event.id for event in events for one in event.articles}
    s = score(truth, [found[a.id] for a in articles])
    return (
        f"| {count} | {len(set(truth))} | {spent:.0f} | {count / spent:.0f} "
        f"| {peak / 1024:.0f} | {before / 1024:.0f} | {s.precision:.3f} | {s.recall:.3f} |"
    )


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return
    print(
        "| articles | events | CPU s | articles per CPU s "
        "| peak MB | before grouping, MB | pairwise P | R |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    for count in arguments:
        made = subprocess.run(
            [sys.executable, __file__, "one", count],
            env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        print(json.loads(made.stdout), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["1000", "10000"])
