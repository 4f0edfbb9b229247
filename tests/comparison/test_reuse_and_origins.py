"""What one article took over from another, and what the origin is called."""

from __future__ import annotations

import subprocess
import sys

import pytest
from comparison.building import MADE_BY, Said, reading

from rashomon.comparison import compare_events
from rashomon.comparison.credits import agencies, cited, is_outlet
from rashomon.comparison.reuse import copied, reused
from rashomon.grouping import near_copies
from rashomon.model import Article, Event, EventComparison, Reading

ORIGINAL = (
    "The ferry Lady Anselm ran aground off Port Velle early on Tuesday with 212 passengers. "
    "Two lifeboats took off children and the elderly before dawn. "
    "Investigators are looking at a faulty steering pump, which was repaired twice since March. "
    "Velle Lines has cancelled all crossings until Friday and promised to refund tickets. "
    "Fishermen said the channel had not been dredged for three years."
)
REWRITE = (
    "Fishermen at Port Velle complain that for three years nobody has dredged the channel. "
    "A faulty steering pump, twice repaired since March, is examined by investigators. "
    "Children and elderly passengers of the Lady Anselm were taken off by two lifeboats at dawn. "
    "Tickets will be refunded, and crossings are cancelled until Friday, Velle Lines promised."
)
INDEPENDENT = (
    "Tourists told of hours in the dark after a ferry hit a sandbank outside Port Velle. "
    "Mayor Ivo Kast visited a school hall where blankets and soup were handed out. "
    "Shares of Velle Lines fell nine per cent after the Lady Anselm ran aground. "
    "The transport ministry wants a report on 212 passengers within a month."
)
ELSEWHERE = (
    "The parliament of Marenia debated a law on fishing rights for six hours. "
    "Deputies of the north left the chamber before the vote was called. "
)


def article(id_: str, text: str, **more: str) -> Article:
    return Article(id=id_, text=text, outlet=more.pop("outlet", f"Outlet {id_}"), **more)  # type: ignore[arg-type]


def event_of(readings: list[Reading], **options: object) -> EventComparison:
    event = Event(id="e1", articles=tuple(r.article.id for r in readings))
    copies = near_copies([r.article for r in readings])
    return compare_events(readings, [event], near_copies=copies, made_by=MADE_BY).events[0]


def test_a_rewrite_in_another_order_is_found_and_an_independent_report_is_not() -> None:
    articles = [article("a", ORIGINAL), article("b", REWRITE), article("c", INDEPENDENT)]
    (found,) = reused(articles)
    assert (found.a, found.b, found.whole) == ("a", "b", True)
    for pair in found.sentences:
        assert pair.a.of(ORIGINAL).strip() and pair.b.of(REWRITE).endswith(".")
    assert reused(articles[::-1]) == (found,)


def test_a_stretch_taken_over_into_another_report_is_no_rewrite_of_the_whole() -> None:
    stretch = ". ".join(ORIGINAL.split(". ")[1:4]) + "."
    host = f"{ELSEWHERE}{INDEPENDENT}\n\n{stretch}"
    source = f"{ORIGINAL} " + (
        "Harbour pilots asked for a new lighthouse on the northern mole. "
        "A committee of shipowners will meet on Saturday to choose a tug. "
        "Insurers expect claims of several million crowns after the accident."
    )
    (found,) = reused([article("a", source), article("b", host)])
    assert not found.whole
    assert len(found.sentences) >= 3
    assert reused([article("a", source), article("c", INDEPENDENT)]) == ()


def test_equal_quotations_alone_make_no_origin() -> None:
    words = "“We heard the ropes sing, then nothing, and then we were all in the river together.”"
    a = f"Villagers of Inverdal buried a teacher on Monday. {words} A minister held the service."
    b = f"Engineers blame old ropes for the collapse. {words} Two other bridges stay closed."
    assert reused([article("a", a), article("b", b)]) == ()


def test_lines_a_page_says_of_itself_are_no_sentences_taken_over() -> None:
    footer = (
        "\nFollow us on Twitter for more stories of Port Velle and Marenia every morning.\n"
        "Sign up for the newsletter of the Port Velle Gazette and its weekend magazine.\n"
        "Copyright of all stories rests with the Port Velle Gazette and its licensed partners.\n"
    )
    assert reused([article("a", ORIGINAL + footer), article("b", ELSEWHERE + footer)]) == ()


@pytest.mark.parametrize(
    "text", ["", "word " * 200_000, "One two three four. " * 20_000, "“" * 5000]
)
def test_hostile_texts_are_taken_in_stride(text: str) -> None:
    assert reused([article("a", text), article("b", text + "x"), article("c", ORIGINAL)]) in (
        (),
        reused([article("a", text), article("b", text + "x")]),
    )


def test_two_hundred_copies_are_one_origin() -> None:
    rows = [Said(content=line) for line in ORIGINAL.rstrip(".").split(". ")]
    event = event_of([reading(f"r{n:03}", rows) for n in range(200)])
    (origin,) = event.origins
    assert (origin.how, len(origin.articles)) == ("same text", 200)
    assert {statement.origins for statement in event.statements} == {1}


def test_signatures_are_the_same_in_every_process() -> None:
    program = (
        "from rashomon.grouping.copies import _signature\n"
        "from rashomon.shingles import shingles\n"
        "from datasketch import MinHash\n"
        "import zlib\n"
        "m = MinHash(num_perm=64, seed=1, hashfunc=zlib.crc32)\n"
        f"print(_signature(shingles({ORIGINAL!r}), m).digest().tolist())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1 and next(iter(runs)).strip()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT VELLE (Reuters) - A ferry ran aground.", "Reuters"),
        ("By Associated Press\nA ferry ran aground.", "Associated Press"),
        ("Ferry aground AFP Tuesday 5 May 2020 A ferry ran aground.", "AFP"),
        ("A ferry ran aground.\nAP contributed to this report.", "Associated Press"),
        ("A ferry ran aground.\nWith files from The Associated Press", "Associated Press"),
        ("A ferry ran aground. --Reuters", "Reuters"),
        ("A ferry ran aground.\n© 2020 AFP. No copying.", "AFP"),
    ],
)
def test_agencies_are_credited_at_head_and_foot(text: str, agency: str) -> None:
    assert agencies(article("a", text)) == {agency}


def test_an_agency_that_is_cited_is_not_credited() -> None:
    text = "A pilot told Reuters that the ferry turned. The mayor told the Port Velle Times so."
    padded = "A calm day. " * 40 + text + " A calm day." * 40
    assert agencies(article("a", padded)) == frozenset()
    names = dict(cited(article("a", padded)))
    assert set(names) == {"Reuters", "Port Velle Times"}
    assert names["Reuters"].of(padded) == "told Reuters"


def test_an_outlet_is_known_by_its_address() -> None:
    assert is_outlet("Guardian", "theguardian.com")
    assert is_outlet("BBC", "bbc.co.uk")
    assert not is_outlet("Sun", "sunday-herald.com")
    assert not is_outlet("Sun", None)


def test_a_rewrite_with_a_credit_is_wire_copy_and_the_dated_first_is_named() -> None:
    lines = ORIGINAL.rstrip(".").split(". ")
    a = reading("a", [Said(content="(Velle Wire) " + lines[0]), *map(_own, lines[1:])],
                outlet="Alpha", published="2020-05-06")  # fmt: skip
    b = reading("b", [Said(content=line) for line in REWRITE.rstrip(".").split(". ")],
                outlet="Velle Wire", published="2020-05-05")  # fmt: skip
    (origin,) = event_of([a, b]).origins
    assert (origin.kind, origin.how, origin.first) == ("wire copy", "rewritten", "b")
    assert "Velle Wire is credited" in origin.why
    assert {passage.article for passage in origin.passages} == {"a", "b"}


def _own(line: str) -> Said:
    return Said(content=line)


def test_articles_of_one_day_leave_open_which_was_first() -> None:
    rows = [Said(content=line) for line in ORIGINAL.rstrip(".").split(". ")]
    a, b = (
        reading(x, rows, published=p) for x, p in (("a", "2020-05-05"), ("b", "2020-05-05T09:00"))
    )
    (origin,) = event_of([a, b]).origins
    assert origin.first is None


def test_an_origin_is_called_by_its_occasion_and_day() -> None:
    row = Said(
        content="the steering pump of the ferry had been repaired twice since March",
        speaker="Harbour Authority",
        cue="said in a statement on Tuesday that",
    )
    other = Said(content="Seven tugs lie idle in Asmirat"), Said(content="Bread is dear in Talvia")
    event = event_of([reading("a", [row, other[0]]), reading("b", [row, other[1]])])
    (origin,) = event.origins
    assert origin.name == "the statement of Harbour Authority on Tuesday"
    assert origin.why == f"the same words of one source: {origin.name}"
    assert (origin.kind, origin.how) == ("shared source", "same words")


def test_articles_that_rest_mainly_on_one_speaker_share_a_source() -> None:
    def rows(*lines: str) -> list[Said]:
        return [Said(content=line, speaker="Olga Brandt", type="person") for line in lines]

    a = rows("the fog was thick", "two tugs came late", "nobody asked for a pilot")
    b = rows("cranes stood still", "a buoy was missing", "lamps had gone out")
    (origin,) = event_of([reading("a", a), reading("b", b)]).origins
    assert (origin.how, origin.articles) == ("same speaker", ("a", "b"))
    assert "Olga Brandt" in origin.why


def test_copies_are_compared_where_they_differ_and_equal_texts_are_not() -> None:
    changed = ORIGINAL.replace("212", "221")
    articles = [article("a", ORIGINAL), article("b", ORIGINAL), article("c", changed)]
    (found,) = copied(articles, [("a", "b", "c")])
    assert {found.a, found.b} == {"a", "c"}


def test_a_stretch_that_a_hundred_articles_print_is_found() -> None:
    stretch = (
        "Harbour pilots begged the council for a brighter lighthouse on the northern mole. "
        "Fishermen lost eleven trawlers beneath those cliffs during a single winter. "
        "Insurers from Talvia refused to cover cargo bound for its crumbling quays. "
    )
    articles = [
        Article(
            id=f"a{n:03}",
            outlet=f"Daily {n}",
            text=stretch
            + " ".join(f"Word{n}x{k} lies near place{n}x{k} of thing{n}x{k}." for k in range(30)),
        )
        for n in range(100)
    ]
    assert {one.a for one in reused(articles)} | {one.b for one in reused(articles)} == {
        article.id for article in articles
    }
