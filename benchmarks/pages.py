"""Text of HTML pages: ours beside trafilatura's, in one run.

Run: python benchmarks/pages.py      (the shared data beside the repository, or RASHOMON_SHARED)

Scores come from the shared scorer, which runs as it is. The last two columns are ours: pages in
which planted widget text survives (a call to a summary above and below the text, a neighbouring
article's headline below it), and pages per second of CPU time of one process, after loading.
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
from collections.abc import Callable
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
SUMMARY = "No time to read? Get a summary"
HEADLINES = ("Mayor of Tollford opens a bridge over the river", "Who moved the old lighthouse?")

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


def plant(page: bytes, body: str) -> bytes | None:
    """The page with widgets as paragraphs around the text; None where its text cannot be found."""
    tree: Any = lxml.html.document_fromstring(page.decode("utf-8", "replace").encode("utf-8"))
    lines = [flat(line) for line in body.split("\n") if len(line.split()) > 8]
    found = [p for p in tree.iter("p") if any(flat("".join(p.itertext())) == ln for ln in lines)]
    if len(found) < 3:
        return None

    def paragraph(text: str) -> Any:
        element: Any = lxml.html.Element("p")
        element.text = text
        return element

    found[0].addprevious(paragraph(SUMMARY))
    below = (SUMMARY, "Previous Article", HEADLINES[0], "Next Article", HEADLINES[1])
    for text in reversed(below):
        element = paragraph(text)
        element.tail, found[-1].tail = found[-1].tail, None
        found[-1].addnext(element)
    planted: bytes = lxml.html.tostring(tree, encoding="utf-8")
    return planted


def flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def survives(extract: Extract, pages: list[bytes]) -> str:
    count = sum(any(w in text for w in (SUMMARY, *HEADLINES)) for text in map(extract, pages))
    return f"{count} of {len(pages)}"


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
    planted = [
        made for name, page in pages.items() if (made := plant(page, truth[name]["articleBody"]))
    ]
    print(f"{len(pages)} pages, sha256 {digest.hexdigest()}")
    print(
        f"rashomon {version('rashomon')}, trafilatura {version('trafilatura')}, "
        f"lxml {version('lxml')}, Python {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores\n"
    )
    print(
        "| | F1 | precision | recall | boilerplate lines per 100 pages | first line lost ", end=""
    )
    print("| last line lost | widgets survive in | pages per CPU second |")
    print("|---|---|---|---|---|---|---|---|---|")
    for label, extract in (
        ("rashomon", ours),
        ("trafilatura, default", default),
        ("trafilatura, favor_precision", precise),
    ):
        extract(next(iter(pages.values())))  # load what is loaded at the first page
        start = time.process_time()
        texts = {name: extract(page) for name, page in pages.items()}
        rate = len(pages) / (time.process_time() - start)
        cells = (*score(texts), survives(extract, planted), f"{rate:.0f}")
        print(f"| {label} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
