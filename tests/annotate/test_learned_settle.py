import pytest

pytest.importorskip("onnxruntime")

from rashomon.annotate.learned.decode import Found, Rules
from rashomon.annotate.learned.settle import settle
from rashomon.annotate.quotations import kind_of
from rashomon.model import Span

RULES = Rules(
    propose=0.1,
    keep=0.5,
    keep_inside=0.3,
    weights=(1.0, 0.0, 0.0, 0.0),
    weights_inside=(1.0, 0.0, 0.0, 0.0),
)


def found(text, source, cue, *content, odds=3.0):
    def spans(*words):
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)

    return Found(
        source=spans(source), cue=spans(cue), content=spans(*content), odds=(odds, odds, 0.0)
    )


def test_a_claim_within_the_content_of_another_is_inside_it_and_comes_after_it():
    text = "Ana Brell said that the Tarn council claimed the dam was sound."
    inner = found(text, "the Tarn council", "claimed", "the dam was sound")
    outer = found(text, "Ana Brell", "said", "that the Tarn council claimed the dam was sound")
    rows = settle(text, [inner, outer], RULES)
    assert [(r.cue[0].of(text), r.inside) for r in rows] == [("said", None), ("claimed", 0)]


def test_the_content_of_an_inner_claim_never_leaves_the_outer_one():
    text = "Ana Brell said the council claimed the dam was sound, as did Orsk."
    outer = found(text, "Ana Brell", "said", "the council claimed the dam was sound")
    inner = found(text, "the council", "claimed", "the dam was sound, as did")
    rows = settle(text, [outer, inner], RULES)
    assert rows[1].inside == 0
    assert rows[1].content[0].of(text) == "the dam was sound"


def test_an_unsure_claim_is_left_out():
    text = "Ana Brell said the dam was sound."
    assert not settle(text, [found(text, "Ana Brell", "said", "the dam", odds=-1.0)], RULES)


def test_an_inner_claim_may_be_less_sure_than_an_outer_one():
    text = "Ana Brell said the council claimed the dam was sound."
    outer = found(text, "Ana Brell", "said", "the council claimed the dam was sound")
    inner = found(text, "the council", "claimed", "the dam was sound", odds=-0.5)
    assert [r.inside for r in settle(text, [outer, inner], RULES)] == [None, 0]
    assert not settle(text, [inner], RULES)


def test_two_readings_of_one_cue_leave_the_surer_one():
    text = "Ana Brell has said the dam was sound."
    weak = found(text, "Ana Brell", "said", "the dam", odds=1.0)
    sure = found(text, "Ana Brell", "has said", "the dam was sound", odds=4.0)
    (row,) = settle(text, [weak, sure], RULES)
    assert row.cue[0].of(text) == "has said"


def test_a_quotation_goes_on_in_the_paragraph_that_opens_a_mark_again():
    text = (
        "Ana Brell said: “The dam held through the whole of that long night.\n\n"
        "“Nobody in Tarn was hurt by the water.”\n\nRain fell."
    )
    first = found(text, "Ana Brell", "said", "“The dam held through the whole of that long night.")
    (row,) = settle(text, [first], RULES)
    assert [s.of(text) for s in row.content][1:] == ["“Nobody in Tarn was hurt by the water.”"]
    assert kind_of(text, row.content) == "direct"


def test_a_content_without_a_letter_or_a_digit_is_no_claim():
    text = "Ana Brell said — and left."
    assert not settle(text, [found(text, "Ana Brell", "said", "—")], RULES)


def test_white_space_at_the_edges_belongs_to_nobody():
    text = "Ana Brell said  the dam held. "
    (row,) = settle(text, [found(text, "Ana Brell ", "said ", " the dam held")], RULES)
    assert row.source[0].of(text) == "Ana Brell"
    assert row.content[0].of(text) == "the dam held"


def test_spans_are_whole_words_where_a_piece_cut_one():
    text = "Ana Brell said the dam held."
    (row,) = settle(text, [found(text, "rell", "sai", "the dam hel")], RULES)
    assert row.source[0].of(text) == "Brell"
    assert row.cue[0].of(text) == "said"
    assert row.content[0].of(text) == "the dam held"


def test_a_claim_within_a_quotation_that_goes_on_is_inside_its_claim():
    text = (
        "“The dam held,” Ana Brell said.\n\n"
        "“We believe the wall will stand for years. Tarn is safe.”\n\nRain fell."
    )
    outer = found(text, "Ana Brell", "said", "“The dam held,”")
    inner = found(text, "We", "believe", "the wall will stand for years")
    rows = settle(text, [outer, inner], RULES)
    assert [r.inside for r in rows] == [None, 0]
    assert rows[0].content[1].of(text).endswith("Tarn is safe.”")


def test_a_quotation_that_waits_for_its_own_cue_is_nobodys():
    text = (
        "“The dam held,” Ana Brell said.\n\n“We saw the wall move in the night,” so she was told."
    )
    (row,) = settle(text, [found(text, "Ana Brell", "said", "“The dam held,”")], RULES)
    assert len(row.content) == 1


def test_a_quotation_left_open_goes_on_past_a_paragraph_of_something_else():
    text = (
        "Ana Brell said: “The dam held through the whole of that long night.\n\n"
        "Continue reading the main story The people of Tarn say that they were not told.\n\n"
        "“Nobody was hurt by the water.”\n\nRain fell."
    )
    first = found(text, "Ana Brell", "said", "“The dam held through the whole of that long night.")
    other = found(text, "The people of Tarn", "say", "that they were not told")
    rows = settle(text, [first, other], RULES)
    assert [s.of(text) for s in rows[0].content][1:] == ["“Nobody was hurt by the water.”"]
    assert len(rows[1].content) == 1


def test_of_claims_that_end_together_the_outer_one_goes_on():
    text = (
        "Ana Brell said the board had “fully” decided there was no case.\n\n"
        "“We would have to prove it beyond all doubt in a court.”\n\nRain fell."
    )
    outer = found(text, "Ana Brell", "said", "the board had “fully” decided there was no case")
    inner = found(text, "the board", "decided", "there was no case")
    rows = settle(text, [inner, outer], RULES)
    assert [len(r.content) for r in rows] == [2, 1]
    assert rows[0].source[0].of(text) == "Ana Brell"


def test_quotations_left_open_belong_to_the_claim_in_the_paragraph_after_them():
    text = (
        "“It stood,” Cy Cole added.\n\n“We waited for an hour in the rain.\n\n"
        "“Nobody came to help us.\n\n“Then it sank,” Dee Dorn said."
    )
    cole = found(text, "Cy Cole", "added", "“It stood,”")
    dorn = found(text, "Dee Dorn", "said", "“Then it sank,”")
    first, second = settle(text, [cole, dorn], RULES)
    assert [s.of(text) for s in first.content] == ["“It stood,”"]
    assert len(second.content) == 3
    assert kind_of(text, second.content) == "direct"


def test_a_quotation_with_its_speaker_named_behind_it_is_not_the_last_speakers():
    text = (
        "Ida Brell said the dam was safe.\n\n“No one ever asked the people who live there.”\n\n"
        "— Tom Ors, farmer"
    )
    brell = found(text, "Ida Brell", "said", "the dam was safe")
    (row,) = settle(text, [brell], RULES)
    assert [s.of(text) for s in row.content] == ["the dam was safe"]
