import re

import pytest
from handmade_pages import SENTENCES

from rashomon.ingest.boilerplate import reason_for, sift
from rashomon.ingest.rules import LINK, RULES, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reason)
def test_every_pattern_compiles_and_has_a_reason(rule: Rule) -> None:
    assert rule.reason
    for pattern in (*rule.sure, *rule.loose):
        re.compile(pattern, re.IGNORECASE)
        assert not re.fullmatch(pattern, ""), pattern


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_rule_takes_a_sentence_of_an_article(sentence: str) -> None:
    assert reason_for(sentence) is None


def test_several_headlines_after_related_stories_are_links_and_the_text_goes_on() -> None:
    lines = (
        SENTENCES[0],
        "Related stories",
        "Mayor opens bridge",
        "Lighthouse moved",
        SENTENCES[1],
    )
    kept, dropped = sift(lines)
    assert kept == (SENTENCES[0], SENTENCES[1])
    assert {entry.reason for entry in dropped} == {LINK}


def test_only_one_headline_goes_with_next_article() -> None:
    kept, _ = sift(
        (SENTENCES[0], "Next Article", "Mayor opens bridge", "What we know", SENTENCES[1])
    )
    assert kept == (SENTENCES[0], "What we know", SENTENCES[1])


def test_a_last_line_after_next_article_is_a_headline_even_with_a_full_stop() -> None:
    kept, _ = sift((SENTENCES[0], SENTENCES[1], "Next Article", "The mayor opens a bridge."))
    assert kept == SENTENCES[:2]


def test_a_line_that_is_one_link_goes_and_an_address_stays() -> None:
    links = {"mayor of westmark opens a bridge"}
    lines = (SENTENCES[0], "Mayor of Westmark opens a bridge", "https://post.example/log")
    assert sift(lines, links=links)[0] == (SENTENCES[0], "https://post.example/log")


def test_curly_apostrophes_are_read_like_straight_ones() -> None:
    assert reason_for("Editor’s picks") == reason_for("Editor's picks") == LINK


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "By Ada Quill and C. Dee, Tollford Post",
        "Published: 3 February 2031",
        "Monday, Feb. 3, 2031, 4:05 p.m. EST",
        "Updated 2031-02-03 04:05 UTC",
        "6 hours ago",
    ],
)
def test_author_and_date_over_the_text_are_left_out_and_only_there(line: str) -> None:
    kept, (entry,) = sift((line, *SENTENCES))
    assert kept == SENTENCES
    assert entry.reason.endswith("over the text")
    assert line in sift((*SENTENCES, line))[0]


@pytest.mark.parametrize(
    "line", ["By Monday the ferry was gone.", "May 5 was calm", "At 5 they left"]
)
def test_words_that_begin_like_author_or_date_are_kept(line: str) -> None:
    assert sift((line, *SENTENCES))[0] == (line, *SENTENCES)


def test_patterns_do_not_slow_down_on_long_lines() -> None:
    import time

    start = time.process_time()
    for line in ("share " * 5_000, "read more " * 5_000, "a" * 100_000, "get the " * 15 + "x" * 90):
        reason_for(line)
    for line in ("1" * 69, "1 " * 34 + "x", "by " + "Ab " * 5_000, "at " * 22):
        sift((line,))
    assert time.process_time() - start < 2
