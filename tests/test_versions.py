from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import rashomon
from rashomon.cli import cli
from rashomon.model import Article
from rashomon.store.library import Library
from rashomon.text import paragraphs
from rashomon.versions import versions

BODY = (
    "The mayor of Tollford, Ida Marn, said on Monday that {n} people died when the ferry Aurelle "
    "sank off Velle.\n\nPolice said the captain had fled from the wreck in a small boat.\n\n"
    "The company denied that the boat was unsafe."
)
OTHER = (
    "A dog that can count to nine has won the yearly contest of the village of Ostrand.\n\n"
    "The jury said nobody had seen a finer animal in that hall since the war."
)


def article(id_: str, text: str, *, url: str | None = "https://example.org/ferry") -> Article:
    return Article(
        id=id_, url=url, text=text, outlet="Tollford Post", title="Ferry sinks off Velle",
        language="en", paragraphs=paragraphs(text),
    )  # fmt: skip


OLD, NEW = article("old", BODY.format(n=40)), article("new", BODY.format(n=50))


def test_of_two_versions_the_later_captured_is_the_newest_whatever_the_order() -> None:
    old = replace(OLD, captured="2024-05-01T10:00:00Z", published="2024-05-02")
    new = replace(NEW, captured="2024-05-01T10:30:00Z", published="2024-05-01")
    for given in itertools.permutations((old, new)):
        found = versions(given)
        assert (found.newest, found.earlier, found.families) == ((new,), (old,), ((old, new),))
        assert "old: earlier version of new" in found.notes[0]


def test_without_captures_the_time_of_the_change_counts_then_that_of_publication() -> None:
    modified = (
        replace(OLD, modified="2024-05-03T12:00:00+02:00"),
        replace(NEW, modified="2024-05-03T11:00:00+00:00"),
    )
    assert versions(modified[::-1]).newest == (modified[1],)
    published = replace(NEW, published="2024-05-03"), replace(OLD, published="2024-05-04")
    assert versions(published).newest == (published[1],)


def test_without_any_date_the_order_given_counts() -> None:
    assert versions([NEW, OLD]).newest == (OLD,)


def test_three_versions_are_one_family_though_the_first_has_little_in_common_with_the_last() -> (
    None
):
    texts = ["\n\n".join(f"On day {n} boat {n * 7} left for Velle at {n} o’clock, Marn said."
                         for n in range(k, k + 6)) for k in (0, 4, 8)]  # fmt: skip
    found = versions([article(f"v{n}", text) for n, text in enumerate(texts)])
    assert [[a.id for a in family] for family in found.families] == [["v0", "v1", "v2"]]


def test_unrelated_texts_under_one_address_stay_two_articles_and_a_note_says_so() -> None:
    found = versions([OLD, article("dog", OTHER)])
    assert len(found.newest) == 2
    assert not found.families
    assert "not related" in found.notes[0]


@pytest.mark.parametrize(
    "address",
    ["HTTPS://Example.org/ferry#top", "https://example.org/ferry?utm_source=letter"],
)
def test_addresses_are_compared_without_tracking_and_fragments(address: str) -> None:
    assert versions([OLD, replace(NEW, url=address)]).newest[0].id == "new"


@pytest.mark.parametrize("url", [None, "", "no address", "https://example.org/other"])
def test_texts_without_one_address_are_no_versions(url: str | None) -> None:
    found = versions([OLD, replace(NEW, url=url)])
    assert len(found.newest) == 2
    assert not found.notes


def test_one_text_twice_is_a_copy_and_no_version() -> None:
    found = versions([OLD, replace(OLD, id="again", title="Another title")])
    assert len(found.newest) == 2
    assert not found.notes


def test_articles_that_were_grouped_before_stay() -> None:
    assert versions([OLD, NEW], kept={"old"}).newest == (OLD, NEW)


THIRD = replace(
    article("third", "At least 40 people died when the ferry Aurelle sank off Velle on Monday, the "
            "coast guard said.\n\nIda Marn, the mayor of Tollford, said 60 people were aboard.",
            url="https://example.com/velle"),
    outlet="Harbour Gazette",
)  # fmt: skip


def test_compare_holds_the_newest_against_others_and_tells_what_was_edited() -> None:
    comparison = rashomon.compare([OLD, NEW, THIRD], annotator="rules")
    assert {r.article.id for r in comparison.articles} == {"new", "third"}
    assert [r.article.id for r in comparison.earlier] == ["old"]
    (event,) = comparison.events
    (edit,) = event.edits
    assert (edit.before, edit.after, edit.stealth) == ("old", "new", True)
    assert [c.what for c in edit.claims] == [("number",)]
    assert any("earlier version" in note for note in comparison.notes)


def test_group_groups_the_newest_and_says_so() -> None:
    grouping = rashomon.grouped([OLD, NEW, THIRD])
    assert {key for event in grouping.events for key in event.articles} == {"new", "third"}
    assert any("earlier version" in note for note in grouping.notes)


def test_grouping_goes_on_where_a_known_article_has_a_newer_version_now() -> None:
    known = rashomon.grouped([OLD, THIRD])
    grouping = rashomon.grouped([OLD, NEW, THIRD], known=known)
    assert {key for event in grouping.events for key in event.articles} == {"old", "new", "third"}


def test_diff_takes_articles_readings_and_texts() -> None:
    reading = rashomon.read(OLD, annotator="rules")
    for before in (OLD, reading, OLD.text):
        found = rashomon.diff(before, NEW, annotator="rules")
        assert [c.what for c in found.edit.claims] == [("number",)]
        assert found.after.article.id == "new"


def test_of_a_library_compare_tells_the_edits_and_group_takes_the_newest(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l.db") as library:
        for number, one in enumerate((article("front", OTHER), OLD, NEW, THIRD)):
            library.put(replace(one, captured=f"2031-05-0{number + 1}T10:00:00Z"), capture=None)
    paths = [tmp_path / "l.db"]
    assert {a.id for a in rashomon.articles(paths)} == {"new", "third"}
    # What the address showed before the article is no version of it.
    assert [a.id for a in rashomon.articles(paths, earlier=True)] == ["old", "new", "third"]
    done = CliRunner().invoke(cli, ["compare", str(paths[0]), "--annotator", "rules"])
    assert "Edited after publication (1)" in done.output
    assert "1 claim changed without a word about it" in done.output
