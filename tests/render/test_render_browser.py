"""The page in a real browser: no errors, no sideways scrolling on a phone, claims light up."""

from __future__ import annotations

import functools
import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import made_up_event as made
import pytest

from rashomon import flow
from rashomon.model import EventComparison
from rashomon.render.page import comparison_page, reading_page

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--enable-logging=stderr", "--virtual-time-budget=4000",
)  # fmt: skip

# The page stands in a frame as wide as the screen it is tried on; the page around it measures.
HARNESS = """<!DOCTYPE html><meta charset="utf-8"><pre id="out"></pre>
<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>
const frame = document.getElementById("f");
frame.addEventListener("load", () => {{
  const d = frame.contentDocument, w = frame.contentWindow;
  for (const x of d.querySelectorAll("details")) x.open = true;
  const press = (key) => d.body.dispatchEvent(new w.KeyboardEvent("keydown", {{key, bubbles: true}}));
  const inBox = (e) => e.closest(".scroll, .rail, .vh, .skip, .prevnext");
  const out = {{
    policy: d.querySelector("meta[http-equiv]").content.length,
    scrollWidth: d.documentElement.scrollWidth,
    wide: [...d.body.querySelectorAll("*")].filter(
      (e) => !inBox(e) && e.getBoundingClientRect().right > {width} + 1).map((e) => e.outerHTML.slice(0, 120)),
    tools: !d.getElementById("tools").hidden,
    styled: w.getComputedStyle(d.body).margin === "0px",
  }};
  press("j"); out.first = w.location.hash;
  press("j"); out.second = w.location.hash;
  press("k"); out.back = w.location.hash;
  press("n"); out.stop = w.location.hash;
  press("?"); out.help = d.getElementById("help").open;
  d.getElementById("help").close();
  const filter = d.getElementById("filter");
  const shown = () => [...d.querySelectorAll(".item")].filter((e) => !e.classList.contains("off")).length;
  out.all = shown(); filter.value = "diesel"; filter.dispatchEvent(new w.Event("input"));
  out.some = shown(); press("Escape"); out.again = shown();
  w.location.hash = "#a1-c3";
  setTimeout(() => {{
    const lit = (role) => [...d.querySelectorAll("#a1 .txt .k3" + role)].map((e) => ({{
      text: e.textContent, label: w.getComputedStyle(e, "::before").content,
      outline: w.getComputedStyle(e).outlineStyle}}));
    out.lit = {{s: lit("s"), u: lit("u"), c: lit("c")}};
    out.dark = [...d.querySelectorAll("#a1 .txt [class*=k1]")].map((e) => w.getComputedStyle(e).outlineStyle);
    document.getElementById("out").textContent = JSON.stringify(out);
  }}, 200);
}});
</script>"""  # noqa: E501 -- script, not Python


@pytest.fixture(scope="module")
def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium on this machine, and CI is set: install it (apt: chromium)")
        pytest.skip("no chromium on this machine: the page is not tried in a browser")
    return found


# Folds left as they are, and each press with what is then open. Not every browser lays out what is
# folded, or unfolds it for a link: the style makes this one like those.
FOLDED = """<!DOCTYPE html><meta charset="utf-8"><pre id="out"></pre>
<iframe id="f" style="width:1280px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>
const frame = document.getElementById("f");
frame.addEventListener("load", () => {{
  const d = frame.contentDocument, w = frame.contentWindow, out = [];
  const older = new w.CSSStyleSheet();
  older.replaceSync("details:not([open])>:not(summary){{display:none}}");
  d.adoptedStyleSheets = [older];
  for (const key of "nnnp") {{
    d.body.dispatchEvent(new w.KeyboardEvent("keydown", {{key, bubbles: true}}));
    out.push([w.location.hash, d.querySelectorAll(".artfold[open]").length]);
  }}
  document.getElementById("out").textContent = JSON.stringify(out);
}});
</script>"""


# The page without its script: every label of a summary pressed, and which lengths are then shown.
CHOSEN = """<!DOCTYPE html><meta charset="utf-8"><pre id="out"></pre>
<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>
const frame = document.getElementById("f");
frame.addEventListener("load", () => {{
  const d = frame.contentDocument, w = frame.contentWindow, out = {{shown: [], focus: []}};
  out.script = !d.getElementById("tools").hidden;
  d.querySelector(".offer").open = true;
  const seen = (e) => e.getClientRects().length > 0;
  const shown = () => [...d.querySelectorAll(".offer .len")].map(seen);
  out.shown.push(shown());
  for (const label of d.querySelectorAll(".lens > label")) {{
    label.click(); out.shown.push(shown());
  }}
  for (const radio of d.querySelectorAll(".lens > input")) {{
    radio.focus(); out.focus.push(d.activeElement === radio);
  }}
  const first = [...d.querySelectorAll("details.sent")].find(seen);
  first.open = true;
  out.words = seen(first.querySelector("blockquote"));
  document.getElementById("out").textContent = JSON.stringify(out);
}});
</script>"""


Run = Callable[[str, int], tuple[dict[str, Any], str]]

PAGES = {
    "comparison": lambda: comparison_page(made.single_event()),
    "reading": lambda: reading_page([made.courier(), made.lantern(), made.arabic()]),
}


def measure(
    chromium: str, folder: Path, page: str, width: int, harness: str = HARNESS
) -> tuple[Any, str]:
    file = folder / "harness.html"
    file.write_text(harness.format(width=width, page=html.escape(page)), "utf-8")
    command = [
        chromium, *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900",
        "--dump-dom", file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    written = re.search(r'<pre id="out">(.+?)</pre>', done.stdout, re.DOTALL)
    assert written, f"the page did not load: {done.stderr[-2000:]}"
    return json.loads(html.unescape(written.group(1))), done.stderr


@pytest.fixture(scope="module")
def tried(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    @functools.cache
    def run(name: str, width: int) -> tuple[dict[str, Any], str]:
        return measure(chromium, tmp_path_factory.mktemp("browser"), PAGES[name](), width)

    return run


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_works_in_a_browser_and_never_scrolls_sideways(
    tried: Run, name: str, width: int
) -> None:
    out, messages = tried(name, width)
    errors = [x for x in messages.splitlines() if "CONSOLE" in x]
    assert not errors
    assert out["policy"] > 100
    assert out["scrollWidth"] <= width
    assert not out["wide"]
    assert out["styled"]
    assert out["tools"]


def test_keys_step_through_claims_and_articles_and_the_filter_can_be_cleared(tried: Run) -> None:
    out, _ = tried("comparison", 1280)
    assert re.fullmatch(r"#a\d-c\d", out["first"])
    assert out["second"] != out["first"]
    assert out["back"] == out["first"]
    assert re.fullmatch(r"#[ae]\d", out["stop"])
    assert out["help"]
    assert 0 < out["some"] < out["all"] == out["again"]


def test_stepping_through_the_articles_opens_those_that_are_folded(
    chromium: str, tmp_path: Path
) -> None:
    whole = made.single_event()
    today = made.today()
    readings = tuple(
        replace(today, article=replace(today.article, id=f"r{i}", outlet=f"Post {i}"))
        for i in range(13)
    )
    ids = tuple(r.article.id for r in readings)
    event = EventComparison(id="ev1", title="Fire", articles=ids)
    page = comparison_page(replace(whole, articles=readings, events=(event,)))
    out, _ = measure(chromium, tmp_path, page, 1280, FOLDED)
    stops = [stop for stop, _ in out]
    opened = [count for _, count in out]
    start = opened.index(1)  # the event itself comes before its articles
    assert opened[start:] == [*range(1, len(opened) - start), len(opened) - start - 1]
    assert stops[start : start + 2] == ["#a1", "#a2"]
    assert stops[-1] == stops[-3]


def test_following_a_link_to_a_claim_lights_up_its_source_cue_and_content(tried: Run) -> None:
    out, _ = tried("comparison", 1280)
    lit = out["lit"]
    assert "".join(x["text"] for x in lit["s"]) == "He"
    assert "".join(x["text"] for x in lit["u"]) == "denied"
    assert "".join(x["text"] for x in lit["c"]) == "the depot held any fuel"
    assert {x["outline"] for role in lit.values() for x in role} == {"solid"}
    assert [lit[role][0]["label"] for role in "suc"] == ['"source"', '"cue"', '"content"']
    assert set(out["dark"]) == {"none"}


def test_the_lengths_of_a_summary_are_chosen_without_script(chromium: str, tmp_path: Path) -> None:
    courier = made.courier()
    reading = replace(courier, summary=flow.summary(courier, time_s=60))
    page = reading_page([reading], lengths={courier.article.id: flow.lengths(courier)})
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    out, messages = measure(chromium, tmp_path, page, 390, CHOSEN)
    assert "CONSOLE" not in messages
    assert not out["script"]
    one, two, three = ([i == n for i in range(3)] for n in range(3))
    assert out["shown"] == [two, one, two, three]
    assert out["focus"] == [True] * 3
    assert out["words"]


def test_the_trial_itself_sees_a_page_that_is_too_wide_and_a_script_that_is_refused(
    chromium: str, tmp_path: Path
) -> None:
    page = PAGES["comparison"]()
    wide = page.replace("<main", "<p>" + "\u00a0w" * 400 + "</p><main", 1)
    wide = wide.replace("overflow-wrap:anywhere", "white-space:pre")
    refused = wide.replace("sha256-", "sha256-x")
    out, messages = measure(chromium, tmp_path, refused, 390)
    assert "CONSOLE" in messages
    assert not out["tools"]
    assert not out["styled"]
    assert out["scrollWidth"] > 390
