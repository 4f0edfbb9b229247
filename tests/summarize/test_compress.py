from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Span
from rashomon.summarize.compress import Compressed, compress, compress_all
from rashomon.summarize.droppable import can_close
from rashomon.summarize.kept import holds
from rashomon.summarize.parts import Part

# In each line the part between ⟦ and ⟧ is what a summary can do without.
CUT = {
    "an apposition of a thing": (
        "Engineers closed the old bridge⟦, a stone crossing with narrow lanes,⟧ in the "
        "middle of the night."
    ),
    "a long explanation of a name": (
        "The council appointed Maren Holt⟦, a retired harbour pilot who ran the town's "
        "largest shipping firm⟧."
    ),
    "a relative clause behind its noun": (
        "Workers repaired the old lighthouse⟦, which stands on a rock beside the harbour⟧."
    ),
    "a relative clause between subject and verb": (
        "The ferry company⟦, which runs boats along the northern coast,⟧ will stop its night "
        "crossings next month."
    ),
    "a clause of place": (
        "The minister flew to Port Velle⟦, where the navy keeps its older boats⟧."
    ),
    "a trailing participle": (
        "The governor toured the flooded villages by boat⟦, waving to residents from the deck⟧."
    ),
    "a participle between subject and verb": (
        "The old reservoir⟦, built by the district council,⟧ provides the whole valley with water."
    ),
    "examples": (
        "The storm damaged buildings along the coast⟦, including the library and the theatre⟧."
    ),
    "company": "The minister visited the shelters⟦, along with the mayor of Port Velle⟧.",
    "an aside between dashes": (
        "The reservoir⟦ – a pool in the hills above town –⟧ provides the whole valley with water."
    ),
    "an aside in brackets": (
        "The council closed the old market⟦ (a hall beside the river)⟧ after heavy rain in the "
        "valley."
    ),
    "a connective within the sentence": (
        "The harbour board⟦, however,⟧ wants to keep the old ferry in service next year."
    ),
}

KEPT = {
    "a number in an apposition": (
        "Engineers closed the bridge over the Orrin, a span of 300 metres, in the middle of the "
        "night."
    ),
    "a number in words among examples": (
        "The storm damaged buildings along the coast, including two schools and the theatre."
    ),
    "a negation in a relative clause": (
        "Workers repaired the old lighthouse, which no ship has used for navigation in a decade."
    ),
    "a hedge in a relative clause": (
        "Workers repaired the old lighthouse, which might be closed to visitors next summer."
    ),
    "a limit": "Workers repaired the old lighthouse, which opens only on market days in summer.",
    "a denial": "The council suspended Tomas Orr, who denies any wrongdoing at the harbour board.",
    "a charge": "The council suspended Tomas Orr, who is accused of taking money from the board.",
    "what became of a man": (
        "The sailor was taken by boat to a hospital in Port Velle, where he died."
    ),
    "a source": (
        "The harbour will close for the winter, according to the ministry of transport in Velle."
    ),
    "a trailing claim": (
        "The governor toured the flooded villages by boat, saying the dam was safe for everyone."
    ),
    "a quotation": (
        "The reservoir – “a lake in the hills” to all – provides the whole valley with water."
    ),
    "a name": (
        "The chairman of the board, Tomas Orr, will open the new harbour in Port Velle next month."
    ),
    "a name between dashes": (
        "The chairman of the board – Tomas Orr – will open the new harbour in Port Velle in May."
    ),
    "a clause that restricts": (
        "Residents who live beside the river must leave their homes before the storm arrives."
    ),
    "a condition": (
        "The council will close the harbour in winter, if the ministry of transport pays for it."
    ),
    "a time that limits": (
        "The council will keep the harbour closed, until the ministry of transport inspects it."
    ),
    "a cause": (
        "The council closed the harbour for a week, because the storm damaged the northern pier."
    ),
    "an exception": (
        "The council closed all the harbours on the coast, except the old one in Port Velle."
    ),
    "a concession": (
        "The council closed the harbour for a week, although the ministry had not asked for it."
    ),
    "charges in a row": (
        "Orr was arrested for theft of a boat, carrying stolen goods and fraud against the board."
    ),
    "a list with a comma": (
        "The council will repair the harbour, the library, the theatre and the bridge this year."
    ),
    "the noun a later pronoun means": (
        "The minister met Maren Holt, the mayor of the town, before she opened the new bridge."
    ),
    "an opening date that another time counts from": (
        "On Tuesday, police closed the bridge, and the harbour was closed two days later by storm."
    ),
    "a bracket that completes a pronoun": (
        "The council said they (the harbour pilots) will be paid for the work next month in full."
    ),
}


def _marked(marked: str) -> tuple[str, str]:
    return re.sub("[⟦⟧]", "", marked), re.sub("⟦.*?⟧", "", marked)


def _whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize("marked", CUT.values(), ids=CUT)
def test_what_the_grammar_can_spare_is_dropped(marked: str) -> None:
    text, shorter = _marked(marked)
    found = compress(text, _whole(text))
    assert found is not None
    assert found.text == shorter


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_would_change_the_meaning_is_kept(text: str) -> None:
    assert compress(text, _whole(text)) is None


def test_nothing_goes_before_a_relative_clause_that_the_parser_may_have_hung_too_high() -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    words = "Holt , head of a firm , which owns it , spoke".split()
    heads = [11, 0, 0, 2, 5, 3, 0, 8, 0, 8, 0, 11]
    deps = "nsubj punct appos prep det pobj punct nsubj relcl dobj punct ROOT".split()
    doc = Doc(Vocab(), words=words, heads=heads, deps=deps)
    part = Part(kind="apposition", first=2, last=5, opening=1, closing=6, head=0)
    assert not can_close(doc, part)
    longer = Part(kind="apposition", first=2, last=9, opening=1, closing=10, head=0)
    assert can_close(doc, longer)


def test_an_opening_date_goes_and_the_new_first_letter_stands_in_brackets() -> None:
    text = "On Tuesday, the council of Port Velle approved a new plan for the old harbour."
    found = compress(text, _whole(text))
    assert found is not None
    assert found.text == "[T]he council of Port Velle approved a new plan for the old harbour."
    assert found.dropped[0].kind == "opening"
    assert found.dropped[0].span.of(text) == "On Tuesday, "


def test_an_opening_stays_where_the_sentence_would_open_with_a_pronoun() -> None:
    text = "On Tuesday, she approved a new plan for the old harbour of Port Velle."
    assert compress(text, _whole(text)) is None


def test_a_comma_with_another_use_stays() -> None:
    text = "In the old harbour, which lies below the town, workers repaired the northern pier."
    found = compress(text, _whole(text))
    assert found is not None
    assert found.text == "In the old harbour, workers repaired the northern pier."


@pytest.mark.parametrize("inside", ["the ferry company", "along the northern coast"])
def test_a_part_that_touches_a_protected_span_stays(inside: str) -> None:
    text, shorter = _marked(CUT["a relative clause between subject and verb"])
    at = text.casefold().index(inside)
    found = compress(text, _whole(text), protected=(Span(at, at + len(inside)),))
    if inside == "the ferry company":
        assert found is not None
        assert found.text == shorter
    else:
        assert found is None


def test_asides_within_a_content_go_and_a_whole_content_stays() -> None:
    text = (
        "Maren Holt said the ferry company, which runs boats along the northern coast, will stop "
        "its night crossings next month."
    )
    content = Span(text.index("the ferry"), len(text) - 1)
    within = compress(text, _whole(text), contents=(content,))
    assert within is not None
    assert "which" not in within.text
    clause = Span(text.index("which"), text.index(", will"))
    assert compress(text, _whole(text), contents=(clause,)) is None


def test_a_part_across_the_edge_of_a_content_stays() -> None:
    text, _ = _marked(CUT["a relative clause behind its noun"])
    crossing = Span(text.index("old"), text.index(" on a rock"))
    assert compress(text, _whole(text), contents=(crossing,)) is None


def test_a_name_met_for_the_first_time_keeps_its_short_explanation() -> None:
    sentence = "Reporters met Maren Holt, the mayor of the town, in the old harbour of Velle."
    assert compress(sentence, _whole(sentence)) is None
    before = "Holt has run the town for a year. "
    found = compress(before + sentence, Span(len(before), len(before) + len(sentence)))
    assert found is not None
    assert found.text == "Reporters met Maren Holt in the old harbour of Velle."


def test_a_short_form_that_the_article_uses_later_is_not_dropped() -> None:
    sentence = "The Velle Harbour Board (VHB) repaired the northern pier of the port in the spring."
    found = compress(sentence, _whole(sentence))
    assert found is not None
    assert "VHB" not in found.text
    text = f"{sentence} The VHB paid for it."
    assert compress(text, Span(0, len(sentence))) is None


def test_words_within_a_long_quotation_are_not_touched() -> None:
    words, _ = _marked(CUT["a relative clause behind its noun"])
    text = f"“It is done. {words} We are glad.”"
    at = text.index(words)
    assert compress(text, Span(at, at + len(words))) is None
    assert compress(f"‘{words}’ she said.", Span(0, len(words) + 12)) is None


def test_many_sentences_give_what_each_gives_alone() -> None:
    texts = [_marked(marked)[0] for marked in CUT.values()] + list(KEPT.values())
    text = "\n".join(texts)
    spans = []
    for one in texts:
        at = text.index(one)
        spans.append(Span(at, at + len(one)))
    together = compress_all(text, spans)
    assert list(together) == [compress(text, span) for span in spans]
    assert sum(found is not None for found in together) >= len(CUT)


def test_kept_pieces_and_dropped_ones_make_the_sentence() -> None:
    text, _ = _marked(CUT["a relative clause between subject and verb"])
    text = f"😀 An opening line.\n{text}"
    sentence = Span(text.index("The ferry"), len(text))
    found = compress(text, sentence)
    assert found is not None
    _check_pieces(text, sentence, found)


def test_a_sentence_outside_the_text_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"sentence \[3, 99\] is not within a text of 10"):
        compress("Too short.", Span(3, 99))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Short.",
        "A, b.",
        "\ud800 broken, which is a thing, (and) more of it – here – it goes on.",
    ],
)
def test_odd_text_has_no_shorter_form(text: str) -> None:
    if text:
        assert compress(text, _whole(text)) is None
    assert compress_all(text, []) == ()


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("which may have sunk", "may"),
        ("which wasn’t there", "wasn't"),
        ("a town of 4,000", "4"),
        ("the boats’ “home”", "“"),
        ("who was unfettered", "unfettered"),
        ("a relic of the united provinces", None),
        ("opened by the town in May", None),
        ("one of the oldest ports", None),
    ],
)
def test_the_fence_names_the_word_that_must_stay(words: str, held: str | None) -> None:
    assert holds(words) == held


def _check_pieces(text: str, sentence: Span, found: Compressed) -> None:
    assert all(sentence.start <= a < b <= sentence.end for a, b in found.spans)
    both = sorted([*found.spans, *(dropped.span for dropped in found.dropped)])
    assert both[0].start == sentence.start
    assert both[-1].end == sentence.end
    assert all(a.end == b.start for a, b in pairwise(both))


_PIECES = st.sampled_from(
    [_marked(marked)[0] for marked in CUT.values()]
    + list(KEPT.values())
    + ["which lay there,", ", a port,", "(as", "– it said –", "“", "Holt, the mayor,", "not 5."]
)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(_PIECES, min_size=1, max_size=3),
    protect=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 30)), max_size=4),
)
def test_whatever_is_dropped_no_protected_word_is_lost(
    pieces: list[str], protect: list[tuple[int, int]]
) -> None:
    text = " ".join(pieces)
    sentence = _whole(text)
    protected = tuple(
        Span(at, min(at + length, len(text))) for at, length in protect if at < len(text)
    )
    found = compress(text, sentence, protected=protected)
    if found is None:
        return
    _check_pieces(text, sentence, found)
    for dropped in found.dropped:
        words = dropped.span.of(text)
        for span in protected:
            shared = Span(max(span.start, dropped.span.start), min(span.end, dropped.span.end))
            assert shared.start >= shared.end or not re.search(r"\w", shared.of(text))
        assert dropped.kind == "connective" or holds(words.strip(" ,()–")) is None
