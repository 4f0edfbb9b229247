from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.captured import Capture
from rashomon.model import Article, Claim, MadeBy, Reading, Span, Speaker
from rashomon.store.library import Library
from rashomon.store.migrations import STEPS, VERSION
from rashomon.store.place import APPLICATION_ID
from rashomon.text import sha256

URL = "https://north.example/harbour"
FIRST = "The harbour office of Vell said that four boats were lost in the storm of Sunday night."
SECOND = "Nobody saw the fifth boat after the lamps of the pier had gone out, the office said."
TEXT = f"{FIRST}\n{SECOND}"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def article(text: str = TEXT, id_: str = URL) -> Article:
    return Article(id=id_, url=URL, text=text)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(of: Article, annotator: str = "rules@1") -> Reading:
    """A reading with two claims, one for each sentence."""
    said = Claim(
        id="c1",
        kind="indirect",
        source=(span("The harbour office of Vell", of.text),),
        cue=(span("said that", of.text),),
        content=(span("four boats were lost in the storm of Sunday night", of.text),),
        speaker="s1",
    )
    seen = Claim(
        id="c2",
        kind="indirect",
        cue=(span("the office said", of.text),),
        content=(span("Nobody saw the fifth boat", of.text),),
    )
    made_by = MadeBy(rashomon="0.1.0", annotator=annotator, text_sha256=sha256(of.text))
    speakers = (Speaker(id="s1", name="harbour office of Vell", type="office"),)
    return Reading(made_by=made_by, article=of, claims=(said, seen), speakers=speakers)


def fetched(library: Library, text: str, day: int) -> int:
    """Keep a page with this text and put the article that was made of it."""
    body = text.encode()
    at = f"2031-05-{day:02}T10:00:00Z"
    kept = library.keep(Capture(item=URL, body=body, url=URL, captured=at, status=200))
    library.put(article(text), capture=kept.id)
    return kept.id


def words(library: Library) -> dict[str, list[str] | None]:
    """By the id of the claim: the words at its places in the newest version, None of an orphan."""
    text = library.versions(URL)[-1].text
    found: dict[str, list[str] | None] = {}
    for claim in library.anchors(URL):
        places = [q.place for q in claim.quotes]
        assert all(place is None for place in places) == claim.orphan
        found[claim.claim] = None if claim.orphan else [p.of(text) for p in places if p]
    return found


WHOLE = {
    "c1": [
        "The harbour office of Vell",
        "said that",
        "four boats were lost in the storm of Sunday night",
    ],
    "c2": ["the office said", "Nobody saw the fifth boat"],
}


def test_claims_of_a_reading_are_kept_with_the_words_of_each_of_their_spans(
    library: Library,
) -> None:
    fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    assert words(library) == WHOLE
    first, second = library.anchors(URL)
    assert (first.speaker, first.commitment, first.orphan) == (
        "harbour office of Vell", "asserts", False,
    )  # fmt: skip
    assert first.places("content") == (span("four boats were lost in the storm of Sunday night"),)
    assert first.link is not None and first.link.startswith(f"{URL}#:~:text=")
    assert second.speaker is None


def test_a_claim_is_found_where_a_newer_version_moved_it_and_is_an_orphan_where_it_is_gone(
    library: Library,
) -> None:
    fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    fetched(library, f"A line that stood nowhere before it.\n{FIRST}", 2)
    assert words(library) == {"c1": WHOLE["c1"], "c2": None}
    gone = list(library.anchors(URL))[1]
    assert gone.link is None and gone.places("content") is None


def test_an_orphan_is_found_again_when_its_words_come_back(library: Library) -> None:
    fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    fetched(library, FIRST, 2)
    assert words(library)["c2"] is None
    fetched(library, f"What is above it is new.\n{TEXT}", 3)
    assert words(library) == WHOLE


def test_the_first_text_seen_again_brings_back_its_very_places(library: Library) -> None:
    first = fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    fetched(library, FIRST, 2)
    assert words(library)["c2"] is None
    library.see(first, at="2031-05-03T10:00:00Z")
    assert words(library) == WHOLE


def test_an_older_version_that_comes_late_moves_no_claim(library: Library) -> None:
    fetched(library, TEXT, 5)
    library.put_reading(reading(article()))
    before = list(library.anchors(URL))
    fetched(library, FIRST, 2)
    assert list(library.anchors(URL)) == before


def test_an_article_made_again_tells_how_many_claims_kept_their_place(library: Library) -> None:
    capture = fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    same = library.put(article(), capture=capture)
    assert (same.claims_placed, same.claims_orphaned) == (0, 0), "none had to be looked for"
    put = library.put(article(FIRST), capture=capture)
    assert (put.claims_placed, put.claims_orphaned) == (1, 1)


def test_the_same_words_twice_are_not_guessed_at(library: Library) -> None:
    text = "The office said so. More words stand here than before. The office said so."
    read_in = article("The office said so.")
    fetched(library, read_in.text, 1)
    claim = Claim(id="c1", kind="direct", cue=(Span(11, 15),), content=(Span(16, 18),))
    made_by = MadeBy(rashomon="0.1.0", annotator="rules@1", text_sha256=sha256(read_in.text))
    library.put_reading(Reading(made_by=made_by, article=read_in, claims=(claim,)))
    fetched(library, text, 2)
    assert words(library) == {"c1": None}


def test_a_reading_put_again_has_its_claims_once_and_of_two_versions_the_last_is_told(
    library: Library,
) -> None:
    fetched(library, TEXT, 1)
    first = reading(article())
    made_by = dataclasses.replace(first.made_by, rashomon="0.0.9")
    library.put_reading(dataclasses.replace(first, made_by=made_by))
    library.put_reading(first)
    library.put_reading(first)
    assert [c.claim for c in library.anchors()] == ["c1", "c2"]
    assert len(library._all("SELECT 1 FROM claim")) == 4
    assert library.integrity() == ()


def test_a_claim_that_cannot_be_anchored_keeps_its_words_and_is_never_guessed(
    library: Library,
) -> None:
    endless = "x" * 5_000
    text = f"{endless} said no"
    fetched(library, text, 1)
    claim = Claim(id="c1", kind="direct", cue=(span("said", text),), content=(span("no", text),))
    made_by = MadeBy(rashomon="0.1.0", annotator="rules@1", text_sha256=sha256(text))
    library.put_reading(Reading(made_by=made_by, article=article(text), claims=(claim,)))
    assert words(library) == {"c1": ["said", "no"]}
    assert library._all("SELECT max(length(prefix)) AS most FROM anchor")[0]["most"] == 0
    fetched(library, "Others said no", 2)
    assert words(library) == {"c1": None}


def test_a_reading_that_came_before_its_article_is_found_with_it(library: Library) -> None:
    library.put_reading(reading(article()))
    assert list(library.anchors()) == []
    fetched(library, TEXT, 1)
    assert words(library) == WHOLE


def test_the_view_shows_people_the_words_and_places(library: Library) -> None:
    fetched(library, TEXT, 1)
    library.put_reading(reading(article()))
    rows = library._all("SELECT * FROM anchors")
    assert [(row["role"], row["exact"]) for row in rows][:2] == [
        ("source", "The harbour office of Vell"),
        ("cue", "said that"),
    ]
    assert {row["address"] for row in rows} == {URL}


def test_a_library_of_the_first_step_gets_anchors_for_the_readings_it_has(tmp_path: Path) -> None:
    from rashomon.codec import encode

    path = tmp_path / "old.db"
    made = reading(article())
    with sqlite3.connect(path) as plain:
        for statement in STEPS[0]:
            plain.execute(statement)
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        plain.execute("PRAGMA user_version = 1")
        plain.execute(
            "INSERT INTO article (part, address, article_id, url, authors, text, paragraphs, "
            "parts, left_out, notes, text_sha256, content_sha256, made_by, added) "
            "VALUES (0, ?, ?, ?, '[]', ?, '[]', '[]', '[]', '[]', ?, 'c', '0.1.0', ?)",
            (URL, URL, URL, TEXT, sha256(TEXT), "2031-05-01T00:00:00Z"),
        )
        for id_, text in ((URL, encode(made)), ("broken", "{}")):
            plain.execute(
                "INSERT INTO reading VALUES (?, 'rules@1', '', '0.1.0', ?, ?, ?)",
                (id_, made.made_by.text_sha256, "2031-05-01T00:00:00Z", text),
            )
    plain.close()
    with Library.open(path) as library:
        assert words(library) == WHOLE
        assert library.reading(URL, "rules@1") == made
        assert [row[0] for row in library._all("PRAGMA user_version")] == [VERSION]
        assert library.integrity() == ()
    with Library.open(path) as library:
        assert words(library) == WHOLE
