"""The Python verbs: the same as the command line's, with the same types."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import rashomon
from rashomon import flow
from rashomon.codec import decode, encode
from rashomon.model import Article, Comparison, Reading
from rashomon.text import paragraphs

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "il-76-belgorod"
TEXT = (
    "The ferry to Tarrin ran aground on Monday. The harbour master said the captain had been "
    "warned of the sandbank. The shipping line denied that it had been told.\n\n"
    "Nobody was hurt, according to the coast guard."
)


def article(id_: str = "ferry", text: str = TEXT, **more: object) -> Article:
    return Article(id=id_, text=text, language="en", paragraphs=paragraphs(text), **more)


def test_read_takes_an_article_a_path_or_the_text_itself(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    readings = [rashomon.read(x) for x in (article(), path, str(path), TEXT)]
    said = {tuple(c.content for c in r.claims) for r in readings}
    assert all(r.article.text.strip() == TEXT for r in readings)
    assert len(said) == 1
    assert any(c.commitment == "denies" for c in readings[0].claims)


def test_a_url_is_fetched_and_one_inside_the_network_is_refused() -> None:
    with pytest.raises(rashomon.ItemError, match=r"127\.0\.0\.1"):
        rashomon.read("http://127.0.0.1/ferry")


def test_a_missing_file_is_not_taken_for_an_article() -> None:
    with pytest.raises(rashomon.ItemError, match=r"ferri\.txt"):
        rashomon.read("ferri.txt")


def test_a_file_of_several_articles_is_for_read_many(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": TEXT + i}) for i in "ab"))
    with pytest.raises(rashomon.UsageError, match="read_many"):
        rashomon.read(path)
    assert [r.article.id for r in rashomon.read_many([path])] == ["a", "b"]


def test_read_many_logs_what_it_cannot_use_and_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger="rashomon"):
        readings = list(rashomon.read_many([tmp_path]))
    assert len(readings) == 1
    assert "a.txt" in caplog.text


def test_compare_takes_articles_and_readings_alike() -> None:
    articles = list(rashomon.articles([EXAMPLES]))
    from_articles = rashomon.compare(articles)
    from_readings = rashomon.compare(reversed([rashomon.read(a) for a in articles]))
    assert from_articles == from_readings


def test_a_page_can_offer_every_article_and_event_at_three_lengths() -> None:
    comparison = rashomon.compare(rashomon.articles([EXAMPLES]), annotator="rules")
    lengths = flow.lengths_of_events(comparison)
    (event,) = [e for e in comparison.events if e.id in lengths]
    assert [summary.time_s for summary in lengths[event.id]] == [15, 60, 180]
    assert event.summary in lengths[event.id]
    for summary in lengths[event.id]:
        words = sum(len(sentence.text.split()) for sentence in summary.sentences)
        assert 0 < words <= 230 * summary.time_s / 60
        assert 0 < summary.covers.claims <= summary.covers.of
    for reading in comparison.articles:
        made = flow.lengths(reading)
        assert [summary.time_s for summary in made] == [15, 60, 180]
        assert reading.summary in made


def test_one_id_with_two_texts_is_an_error_that_names_it() -> None:
    with pytest.raises(rashomon.ItemError, match="ferry"):
        rashomon.group([article(), article(text=TEXT + " More.")])


def test_comparing_nothing_gives_an_empty_comparison_and_one_article_no_relation() -> None:
    assert rashomon.compare([]).events == ()
    [event] = rashomon.compare([article()]).events
    assert (event.relations, event.lost_attribution, event.not_heard) == ((), (), ())


def test_grouping_does_not_depend_on_the_order() -> None:
    articles = list(rashomon.articles([EXAMPLES.parent]))
    assert rashomon.group(articles) == rashomon.group(reversed(articles))


def test_json_and_back_loses_nothing() -> None:
    comparison = rashomon.compare(rashomon.articles([EXAMPLES]))
    assert decode(Comparison, encode(comparison)) == comparison
    for reading in comparison.articles:
        assert decode(Reading, encode(reading)) == reading


def test_a_broken_reading_is_named_with_the_key_at_fault() -> None:
    with pytest.raises(rashomon.ItemError, match=r"line 3.*made_by"):
        decode(Reading, '{"made_by": {}}', item="readings.jsonl, line 3")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5_000,
        "x" * 60_000,
        "".join(chr(c) for c in range(0x4E00, 0x4E00 + 3_000)),
        "He said. " * 2_000,
        '"' * 500,
        "“He said ” she said «" * 300,
        "\U0001f600 " * 1_000,
        "Yes",
    ],
    ids=["one sentence", "no spaces", "Han", "many", "marks", "odd marks", "emoji", "one word"],
)
def test_odd_texts_are_read_without_a_crash_and_every_span_lies_in_the_text(text: str) -> None:
    reading = rashomon.read(article(text=text))
    for claim in reading.claims:
        for start, end in (*claim.source, *claim.cue, *claim.content):
            assert 0 <= start < end <= len(text)


def test_an_article_that_quotes_nobody_says_so() -> None:
    reading = rashomon.read("The ferry struck a rock off Tarrin Island.\n\nIt sank in deep water.")
    assert any("quotes nobody" in note for note in reading.notes)
    quoted = rashomon.read(
        "The ferry sank off Tarrin Island.\n\nThe crew was slow, the mayor said."
    )
    assert not any("quotes nobody" in note for note in quoted.notes)


def test_without_a_publication_date_relative_days_stay_as_written_and_a_note_says_so() -> None:
    text = "Police said the ferry sank on Thursday.\n\nDivers went down yesterday, police said."
    reading = rashomon.read(text)
    assert {i.value for i in reading.record if i.slot == "date"} == {"on Thursday", "yesterday"}
    assert any("no publication date" in note for note in reading.notes)
    dated = rashomon.read(Article(id="a", text=text, language="en", published="2024-01-26"))
    assert not any("no publication date" in note for note in dated.notes)
