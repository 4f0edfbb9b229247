"""Text of HTML pages: ours beside trafilatura's, in one run.

Run: python benchmarks/pages.py      (the shared data beside the repository, or RASHOMON_SHARED)

Scores come from the shared scorer, which runs as it is. The other columns are ours. Widgets: eight
texts, each as a plain paragraph, a classed div and a div that is one link, above, amid and below
the text, one at a time, in a sample of the pages: the share that survives, and that costs a line
of the text. Pages per second of CPU time are those of one process after loading, the three taking
turns page by page.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lxml.html
import trafilatura

from rashomon.ingest import read_bytes
from rashomon.model import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "data" / "html" / "pages"
TRUTH = SHARED / "data" / "html" / "ground-truth.json"
SCORER = SHARED / "bench" / "score_pages.py"
SCORES = re.compile(
    r"F1 (\S+) precision (\S+) recall (\S+); boilerplate lines per 100 pages (\S+); "
    r"first line lost (\S+), last (\S+)"
)
WIDGETS = (
    "Skip the details: see the story in five bullet points",
    "Have our editors' picks sent to you each morning. Register here",
    "Share: Facebook · X · Email · Print",
    "Press play to hear this article, 6 min",
    "Recommended: Who moved the old lighthouse?",
    "Previous: Mayor of Tollford opens a bridge over the river",
    "Cookies help us improve this site. Accept or manage them",
    "Use our app to read offline",
)
FORMS = ("p", "div", "link")
PLACES = ("top", "middle", "end")
MOST_PAGES = 20
"""Pages that are planted, evenly out of those whose text can be found: 1,440 plantings."""

Extract = Callable[[bytes], str]


def ours(page: bytes) -> str:
    return "\n".join(
        article.text for article in read_bytes(page, item="page") if isinstance(article, Article)
    )


def default(page: bytes) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def precise(page: bytes) -> str:
    return trafilatura.extract(page, include_comments=False, favor_precision=True) or ""


def score(texts: dict[str, str]) -> tuple[str, ...]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        command = [sys.executable, str(SCORER), str(TRUTH), file.name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = SCORES.search(said)
    if match is None:
        raise SystemExit(f"the scorer said something else than expected: {said!r}")
    return match.groups()


def plant(page: bytes, body: str) -> Iterator[tuple[str, str, str, bytes]]:
    """The page without a widget, then with one: its text, form and place.

    Nothing where the page's text is not found in its paragraphs.
    """
    tree: Any = lxml.html.document_fromstring(page.decode("utf-8", "replace").encode("utf-8"))
    lines = {flat(line) for line in body.split("\n") if len(line.split()) > 8}
    found = [p for p in tree.iter("p") if flat("".join(p.itertext())) in lines]
    if len(found) < 3:
        return
    yield "", "", "", lxml.html.tostring(tree, encoding="utf-8")
    for text in WIDGETS:
        for form in FORMS:
            for place in PLACES:
                element = widget(text, form)
                if place == "top":
                    found[0].addprevious(element)
                else:
                    beside = found[-1] if place == "end" else found[len(found) // 2]
                    element.tail, beside.tail = beside.tail, None
                    beside.addnext(element)
                yield text, form, place, lxml.html.tostring(tree, encoding="utf-8")
                element.drop_tree()


def widget(text: str, form: str) -> Any:
    element: Any = lxml.html.Element("p" if form == "p" else "div")
    if form == "link":
        link: Any = lxml.html.Element("a", href="/elsewhere")
        link.text = text
        element.append(link)
        return element
    if form == "div":
        element.set("class", "promo-box")
    element.text = text
    return element


def flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def survives(extract: Extract, pages: dict[str, bytes], truth: dict[str, Any]) -> tuple[str, ...]:
    """The shares of plantings that survive and that cost a line; and which survive how often."""
    tried, lost, left = 0, 0, Counter[str]()
    sample = [
        name for name, page in pages.items() if next(plant(page, truth[name]["articleBody"]), None)
    ]
    for name in sample[:: max(1, len(sample) // MOST_PAGES)][:MOST_PAGES]:
        plantings = plant(pages[name], truth[name]["articleBody"])
        whole = extract(next(plantings)[-1])
        lines = [flat(line) for line in whole.split("\n") if line.strip()]
        for text, form, place, page in plantings:
            have = flat(extract(page))
            tried += 1
            lost += any(line not in have for line in lines)
            if flat(text) in have:
                left.update((text, form, place))
    named = ", ".join(f"{what} {count}" for what, count in left.most_common())
    survived = sum(left[form] for form in FORMS)
    return f"{100 * survived / tried:.1f}%", f"{100 * lost / tried:.1f}%", f"{tried} ({named})"


def rates(ways: Mapping[str, Extract], pages: dict[str, bytes]) -> dict[str, float]:
    """Pages per CPU second of each way."""
    spent = dict.fromkeys(ways, 0.0)
    for page in pages.values():
        for label, extract in ways.items():
            start = time.process_time()
            extract(page)
            spent[label] += time.process_time() - start
    return {label: len(pages) / seconds for label, seconds in spent.items()}


def load() -> dict[str, bytes]:
    """The pages by their ids."""
    files = sorted(PAGES.glob("*.html.gz"))
    return {
        file.name.removesuffix(".html.gz"): gzip.decompress(file.read_bytes()) for file in files
    }


def main() -> None:
    if not PAGES.is_dir():
        raise SystemExit(f"no pages in {PAGES}; set RASHOMON_SHARED to the shared folder")
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    pages = load()
    digest = hashlib.sha256(TRUTH.read_bytes())
    for name, page in pages.items():
        digest.update(name.encode() + page)
    print(f"{len(pages)} pages, sha256 {digest.hexdigest()}")
    print(
        f"rashomon {version('rashomon')}, trafilatura {version('trafilatura')}, "
        f"lxml {version('lxml')}, Python {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores\n"
    )
    ways = {
        "rashomon": ours,
        "trafilatura, default": default,
        "trafilatura, favor_precision": precise,
    }
    for extract in ways.values():
        extract(next(iter(pages.values())))  # load what is loaded at the first page
    rate = rates(ways, pages)
    columns = ["F1", "precision", "recall", "boilerplate lines per 100 pages", "first line lost"]
    columns += ["last line lost", "widgets that survive", "that cost a line"]
    columns += ["pages per CPU second"]
    print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    notes = []
    for label, extract in ways.items():
        scores = score({name: extract(page) for name, page in pages.items()})
        *shares, note = survives(extract, pages, truth)
        print(f"| {label} | {' | '.join((*scores, *shares, f'{rate[label]:.0f}'))} |", flush=True)
        notes.append(f"{label}: plantings {note}")
    share = rate["rashomon"] / rate["trafilatura, favor_precision"]
    print(f"\nSpeed: {share:.2f} of bare trafilatura with favor_precision", *notes, sep="\n")


if __name__ == "__main__":
    main()
