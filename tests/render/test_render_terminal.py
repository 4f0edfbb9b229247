"""The terminal: plain and whole when piped, wrapped and coloured where somebody looks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import made_up_event as made
import pytest
from rich.console import Console

from rashomon.model import (
    Article,
    Claim,
    Comparison,
    Event,
    LeftOut,
    Reading,
    Relation,
    Span,
    Toll,
)  # fmt: skip
from rashomon.render.terminal import PAIRS, print_comparison, print_events, print_reading

Print = Callable[[Console], None]


def piped(show: Print) -> str:
    out = io.StringIO()
    show(Console(file=out, width=40))
    return out.getvalue()


def on_screen(show: Print, width: int = 60) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, force_terminal=True, color_system="standard"))
    return out.getvalue()


def test_a_claim_is_one_whole_line_when_piped() -> None:
    lines = piped(lambda c: print_reading(c, made.courier())).splitlines()
    assert "  He (= Doran Pell) | denied | the depot held any fuel | denies" in lines
    assert (
        "  harbour master Doran Pell | told reporters | “The tanks were empty,” … “and had been "
        "since the spring inspection.” | asserts" in lines
    )
    assert "  own voice | - | Two cranes fell into the basin. | asserts" in lines


def test_a_claim_inside_a_claim_stands_under_it_indented() -> None:
    lines = piped(lambda c: print_reading(c, made.courier())).splitlines()
    outer = next(i for i, x in enumerate(lines) if "Mirel Asko, | said that" in x)
    assert lines[outer].startswith("  The")
    assert lines[outer + 1].startswith("      evidence, witness: “firefighters had told her”")
    assert lines[outer + 2].startswith("      firefighters (left open: Odo Lannick or")
    assert lines[outer + 2].endswith("| hedges")


def test_the_reader_meets_title_outlet_date_and_summary_before_the_ledger() -> None:
    text = piped(lambda c: print_reading(c, made.courier()))
    assert text.startswith("Fire at Tarn Quay: “empty” tanks & nine dead\nVellmar Courier · 7 May")
    assert text.index("Summary") < text.index("Ledger (8)") < text.index("Left out")


def test_a_line_left_out_that_says_who_said_something_is_marked() -> None:
    reading = made.courier()
    lost = LeftOut(text="The keeper said no.", reason="not part of the main text", attributes=True)
    article = replace(reading.article, left_out=(lost, *reading.article.left_out))
    lines = piped(lambda c: print_reading(c, replace(reading, article=article))).splitlines()
    heading = lines.index("Left out of the page (3)")
    assert lines[heading + 1] == "1 line of it says who said something"
    assert lines[heading + 2] == (
        "  The keeper said no. | says who said something; not part of the main text"
    )


def test_a_toll_stands_in_one_line_with_the_words_of_the_article() -> None:
    reading = made.courier()
    (span,) = made.spans(reading.article.text, "Two cranes fell")
    toll = Toll(counts="injured", value=2, bound="at least", spans=(span,), confidence=0.9)
    text = piped(lambda c: print_reading(c, replace(reading, tolls=(toll,))))
    assert "Toll: at least 2 injured (“Two cranes fell”)" in text.splitlines()
    assert "Toll" not in piped(lambda c: print_reading(c, reading))


def test_piped_output_has_no_colour_codes_boxes_or_blanks_at_line_ends() -> None:
    for text in (
        piped(lambda c: print_reading(c, made.courier())),
        piped(lambda c: print_comparison(c, made.comparison())),
    ):
        assert "\x1b" not in text
        assert not set(text) & set("│┃─━┌┐└┘╭╮╰╯|".replace("|", ""))
        assert not [x for x in text.splitlines() if x != x.rstrip()]


def test_a_screen_gets_colour_and_no_line_is_wider_than_it() -> None:
    text = on_screen(lambda c: print_comparison(c, made.comparison()))
    assert "\x1b[" in text
    plain = on_screen(lambda c: print_comparison(c, made.comparison()), width=60)
    assert plain == text
    from rich.text import Text

    assert max(Text.from_ansi(x).cell_len for x in text.splitlines()) <= 60


def test_the_same_words_are_on_the_screen_and_in_the_pipe() -> None:
    from rich.text import Text

    screen = Text.from_ansi(on_screen(lambda c: print_reading(c, made.courier()))).plain
    assert screen.split() == piped(lambda c: print_reading(c, made.courier())).split()


def test_a_comparison_says_where_accounts_agree_part_and_what_is_lost() -> None:
    text = piped(lambda c: print_comparison(c, made.comparison()))
    assert "Where accounts agree (2): about number, what is said" in text
    assert "Where accounts part (3): about denial, number, what is said" in text
    assert "What one outlet alone tells (13)" in text
    assert "Lost on the way (2)" in text
    assert "Named but not heard (1)" in text
    assert (
        "    contradicts the dockers’ union: Fourteen people died when tanks full of diesel "
        'exploded at Tarn Quay (The Lantern <b>"&)' in text.splitlines()
    )
    assert "    why: at least nine dead against fourteen dead, on the same night" in text


def test_the_counts_come_before_the_summary_and_name_the_points() -> None:
    text = piped(lambda c: print_comparison(c, made.comparison()))
    short = text[text.index("In short\n") : text.index("Summary (")].splitlines()
    assert (
        "  2 points in dispute (3 pairs of statements, about denial, number, what is said): "
        "How many people were killed?; Did the depot hold fuel?" in short
    )
    assert "  1 named but not heard: Corvane Fuels" in short
    assert not [x for x in short if x.startswith("  0 ")]


def test_a_summary_says_how_long_it_is_and_what_it_covers() -> None:
    text = piped(lambda c: print_reading(c, made.courier()))
    assert "Summary (20 s, covers 2 of 8 claims, 2 of 3 speakers)" in text.splitlines()
    text = piped(lambda c: print_reading(c, made.courier(), length="2 sentences"))
    assert "Summary (2 sentences, covers 2 of 8 claims, 2 of 3 speakers)" in text.splitlines()


def test_the_summary_of_an_event_is_told_part_by_part() -> None:
    whole = made.single_event()
    rows = whole.events[0].summary.sentences
    summary = replace(
        whole.events[0].summary,
        sentences=(replace(rows[0], part="shared"), replace(rows[1], part="parted")),
    )
    event = replace(whole.events[0], summary=summary)
    text = piped(lambda c: print_comparison(c, replace(whole, events=(event,))))
    told = text[text.index("Summary (1 min") :].splitlines()
    assert told[1] == "  What most articles tell"
    assert told[2].startswith("    At least nine people were killed")
    assert told[3] == "  Where accounts part"


def test_what_was_not_found_is_named_and_gets_no_empty_list() -> None:
    whole = made.single_event()
    event = replace(whole.events[0], lost_attribution=(), not_heard=())
    text = piped(lambda c: print_comparison(c, replace(whole, events=(event,))))
    (absent,) = [x for x in text.splitlines() if x.startswith("  Looked for and not found: ")]
    assert "lost or changed attributions, hedges, numbers, sources or quotations" in absent
    assert "anybody named but not heard" in absent
    assert "Lost on the way" not in text
    assert "Named but not heard" not in text


def test_a_statement_of_several_pairs_is_written_once_under_its_question() -> None:
    whole = made.single_event()
    more = tuple(
        Relation(a="s1", b=b, relation="contradict", about="number", confidence=0.5, why=f"as {b}")
        for b in ("s3", "s7")
    )
    event = replace(whole.events[0], relations=(*whole.events[0].relations, *more))
    lines = piped(lambda c: print_comparison(c, replace(whole, events=(event,)))).splitlines()
    part = lines[next(i for i, x in enumerate(lines) if x.startswith("Where accounts part")) :]
    part = part[: part.index("")]
    assert sum(x.startswith("  About number: How many people were killed?") for x in part) == 1
    assert sum(x.startswith("    Vellmar Port Authority: ") for x in part) == 1
    assert sum("contradicts" in x for x in part) == 5


def test_pairs_beyond_the_limit_are_counted_not_dropped_in_silence() -> None:
    whole = made.single_event()
    many = tuple(
        Relation(a="s1", b="s2", relation="contradict", about="number", confidence=0.5, why=f"{i}")
        for i in range(PAIRS + 3)
    )
    event = replace(whole.events[0], relations=many)
    text = piped(lambda c: print_comparison(c, replace(whole, events=(event,))))
    assert "    and 3 more pairs: --html or --json shows all" in text.splitlines()


def test_a_changed_account_is_shown_with_both_dates() -> None:
    lines = piped(lambda c: print_comparison(c, made.comparison())).splitlines()
    at = lines.index("Who changed their account (1)")
    assert lines[at + 1] == "  refines: makes it more exact"
    assert lines[at + 2].startswith("    7 May 2031, Doran Pell: “The tanks were empty,”")


def test_outlets_and_texts_are_counted_apart() -> None:
    text = piped(lambda c: print_comparison(c, made.comparison()))
    assert "  5 articles from 5 outlets rest on at most 4 texts: the other is a copy." in text


def test_the_earlier_account_comes_first_in_an_update() -> None:
    text = piped(lambda c: print_comparison(c, made.comparison()))
    assert "is updated by Odo Lannick: number of dead had risen to eleven" in text


def test_one_article_is_nothing_to_compare_and_no_event_is_said() -> None:
    text = piped(lambda c: print_comparison(c, made.comparison()))
    assert "Only one article: nothing to compare." in text
    empty = Comparison(made_by=made.made_by(""), articles=())
    assert piped(lambda c: print_comparison(c, empty)) == "No event: nothing to compare.\n"


def test_events_are_printed_with_articles_and_reasons() -> None:
    event = Event(id="e1", articles=("courier-1", "gone"), why=("one day apart",))
    text = piped(lambda c: print_events(c, [event], {"courier-1": made.courier().article}))
    assert text.splitlines() == [
        "Event e1 (2 articles)",
        "  courier-1 Vellmar Courier · 7 May 2031, 06:30 UTC · "
        "Fire at Tarn Quay: “empty” tanks & nine dead",
        "  gone",
        "  why: one day apart",
    ]


@pytest.mark.parametrize("show", [piped, on_screen])
def test_words_of_an_article_are_neither_markup_nor_control_codes(
    show: Callable[[Print], str],
) -> None:
    text = "[red]Odd\x1b]0;title\x07 [/nothing] :smile: \u202etxt\x9b31m said so."
    reading = Reading(
        made_by=made.made_by(text),
        article=Article(id="x", text=text, title=text),
        claims=(Claim(id="c1", content=(Span(0, len(text)),), kind="own voice"),),
    )
    shown = show(lambda c: print_reading(c, reading))
    assert "[red]Odd]0;title [/nothing] :smile: ⟨U+202E⟩txt31m" in " ".join(shown.split()).replace(
        "\x1b[0m", ""
    )
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert "\x9b" not in shown
