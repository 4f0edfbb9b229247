import time

import pytest
from handmade_pages import SENTENCES

from rashomon.ingest.asks import ASKING, LISTENING, is_order, reason_for
from rashomon.ingest.rules import LINK


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_of_an_article_speaks_like_a_widget(sentence: str) -> None:
    assert reason_for(sentence) is None
    assert not is_order(sentence)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Rather hear it? Play this story on the go", ASKING),
        ("Prefer to listen? Press play", ASKING),
        ("Turn on notifications to get harbour alerts", ASKING),
        ("Read it faster in our app. Download now", ASKING),
        ("Our newsletter lands every Friday, sign me up", ASKING),
        ("Cookies help us run this website. OK, got it", ASKING),
        ("By tapping Accept you agree to our use of cookies.", ASKING),
        ("Tweet | Pin | Mail | Print", ASKING),
        ("6 min read · Listen with audio player", LISTENING),
        ("Reading time: about four or 5 minutes", LISTENING),
        ("Older post: The day the river froze", LINK),
        ("Readers also liked: Old maps found under the town hall", LINK),
        ("» Next: Bakers protest against a flour tax", LINK),
        ("You may also want to read — Ferry company names a new chief", LINK),
    ],
)
def test_a_wording_that_no_list_holds_is_known_by_how_it_speaks(line: str, reason: str) -> None:
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Open the app and tap Settings.",
        "The ministry asked ferry companies to stop the app, an aide said.",
        "“Subscribe to our newsletter and win a boat,” the flyer read.",
        "Download the app, the harbour master advised passengers",
        "Read the log, he told us.",
        "This article was amended on 3 February 2031 to correct the name of the ferry.",
        "This story is developing.",
        "We saw the ferry turn, and our boat was the first to reach it.",
        "Next: the committee meets on Friday to hear the captain, and then votes on the report.",
        "Previous reports: The ferry had failed two tests, the ministry said on Monday.",
        "Fog on the river — @TollfordPort https://t.co/abc follow us for more",
        "What we know",
        "10 p.m.",
    ],
)
def test_what_news_has_and_a_widget_has_not_keeps_a_line(line: str) -> None:
    assert reason_for(line) is None


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("Skip the details: see the story in five bullet points", True),
        ("Hear it in ten minutes", True),
        ("Get it for $39.99", False),
        ("Follow the money, she said", False),
        ("Stay away from the shore.", False),
        ("Watch crews: what they saw", False),
        ("Divers go down", False),
    ],
)
def test_an_order_has_no_price_no_full_stop_and_no_subject(line: str, order: bool) -> None:
    assert is_order(line) == order


def test_long_and_odd_lines_do_not_slow_it_down() -> None:
    start = time.process_time()
    for line in ("get the " * 13 + "app", "« " * 5_000, "a: " * 20, "word " * 100_000, "?" * 9_999):
        reason_for(line)
        is_order(line)
    assert time.process_time() - start < 2
