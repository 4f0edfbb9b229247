"""The trained annotator with the weights of the package; texts are made up."""

import pytest

pytest.importorskip("onnxruntime")

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rashomon
from rashomon.annotate.learned import LearnedAnnotator
from rashomon.annotate.learned.annotator import packaged_weights, weights_in
from rashomon.annotate.learned.windows import WINDOW, cut, windows
from rashomon.annotate.pipeline import annotate
from rashomon.annotate.quotations import kind_of, quotations
from rashomon.errors import SetupError
from rashomon.flow import DEFAULT_ANNOTATOR
from rashomon.model import Article
from rashomon.text import paragraphs

WORDS = st.sampled_from(
    "said the mayor of Tarn that “ ” \" ' , . — council dam told reporters according to it was "
    "claimed 12 😀 é \n \n\n : officials denied Ana Brell not".split(" ")
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=120).map(" ".join))


@pytest.fixture(scope="module")
def annotator():
    return LearnedAnnotator()


@pytest.fixture(scope="module")
def tokenizer():
    return packaged_weights().tokenizer


def words(text, rows):
    return [
        tuple(" … ".join(s.of(text) for s in part) for part in (r.source, r.cue, r.content))
        for r in rows
    ]


def test_a_quotation_with_its_speaker_is_found(annotator):
    text = "“The dam is safe and the valley is open,” the mayor of Tarn told reporters on Monday."
    (row,) = annotator.find_in(text)
    assert row.source[0].of(text) == "the mayor of Tarn"
    assert "told" in row.cue[0].of(text)
    assert row.content[0].of(text) == "“The dam is safe and the valley is open,”"
    assert kind_of(text, row.content) == "direct"


def test_a_clause_with_its_speaker_is_found(annotator):
    text = "Mayor Ana Brell said that the dam would be repaired before the winter."
    assert words(text, annotator.find_in(text)) == [
        ("Mayor Ana Brell", "said", "that the dam would be repaired before the winter")
    ]


def test_words_according_to_a_report_are_found(annotator):
    text = "The dam leaked for a week, according to the water board."
    (row,) = annotator.find_in(text)
    assert row.source[0].of(text) == "the water board"
    assert row.content[0].of(text) == "The dam leaked for a week"


def test_a_claim_inside_a_claim_is_found_and_placed(annotator):
    text = (
        "The governor said that the water board had claimed that the dam was safe.\n\n"
        "“The engineers told us that the wall would hold,” the mayor said."
    )
    rows = annotator.find_in(text)
    inner = [r for r in rows if r.inside is not None]
    assert inner
    for row in inner:
        outer = rows[row.inside]
        assert outer.content[0].start <= row.cue[0].start < outer.content[-1].end


def test_a_text_that_attributes_nothing_has_no_claims(annotator):
    assert not annotator.find_in("The dam stands above Tarn. It was built of stone and clay.")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_spans_lie_in_the_text_and_are_not_empty(annotator, text):
    rows = annotator.find_in(text)
    for number, row in enumerate(rows):
        assert row.content
        assert 0 <= row.confidence <= 1
        assert row.inside is None or row.inside < number
        for spans in (row.source, row.cue, row.content):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert all(s.of(text).strip() for s in spans)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_direct_contents_stand_verbatim_between_marks(annotator, text):
    marked = quotations(text)
    for row in annotator.find_in(text):
        if kind_of(text, row.content) != "direct":
            continue
        for span in row.content:
            for at in range(span.start, span.end):
                inside = any(q.span.start <= at < q.span.end for q in marked)
                assert inside or not text[at].isalnum()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "x" * 30_000,
        "a " * 5_000 + "he said.",
        "水" * 3_000,
        "😀" * 500,
        "said " * 4_000,
    ],
    ids=["empty", "blank", "no spaces", "one sentence", "other script", "signs", "only cues"],
)
def test_odd_texts_are_read_without_an_error(annotator, text):
    for row in annotator.find_in(text):
        assert row.content[-1].end <= len(text)


def test_reading_twice_gives_the_same(annotator):
    text = "“We saw the wall move,” said Piet Orsk, who lives below it. He denied any fault."
    assert annotator.find_in(text) == annotator.find_in(text)


def test_a_paragraph_far_above_does_not_change_what_is_found(annotator):
    claim = "Mayor Ana Brell said that the dam would be repaired before the winter."
    alone = words(claim, annotator.find_in(claim))
    text = claim + "\n\n" + "Rain fell on the hills and the river rose by the hour. " * 60
    assert words(text, annotator.find_in(text))[:1] == alone


def test_every_word_piece_is_in_exactly_one_window(tokenizer):
    text = "😀 One short line.\n\n" + "A long line of words without an end " * 90 + "\nLast."
    pieces = cut(text, tokenizer)
    found = windows(pieces)
    places = np.concatenate([w.pieces[w.pieces >= 0] for w in found])
    assert places.tolist() == list(range(len(pieces)))
    assert all(len(w) <= WINDOW for w in found)


def test_offsets_are_code_points(tokenizer):
    text = "😀😀 Ana\nBrell"
    pieces = cut(text, tokenizer)
    read = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert read[-3:][0] in ("ana", "Ana")
    assert "".join(read).replace(" ", "").endswith("AnaBrell")


def test_missing_weights_are_named_with_what_to_do(tmp_path):
    with pytest.raises(SetupError, match="install rashomon again"):
        weights_in(tmp_path)


def test_the_weights_have_a_hash_that_stays(annotator):
    assert len(annotator.weights_sha256) == 64
    assert annotator.weights_sha256 == LearnedAnnotator().weights_sha256


def test_what_is_not_the_article_is_no_claim(annotator):
    text = (
        "TARN (Tarn News) — The mayor said the dam held.\n\n"
        "File photo: Ana Brell said the dam was safe last year.\n\n"
        "Orsk reported from Tarn. Lines contributed to this report."
    )
    (row,) = annotator.find_in(text)
    assert row.source[0].of(text) == "The mayor"


def test_an_article_is_told_what_of_it_was_not_read(annotator):
    text = "The mayor said the dam held.\n\n" + "x" * 3000
    article = Article(id="a", text=text, language="en", paragraphs=paragraphs(text))
    made = annotate(article, annotator)
    assert any("not read" in note for note in made.notes)
    assert any(claim.cue for claim in made.claims)


def test_a_window_is_read_the_same_whatever_stands_beside_it(annotator):
    claim = "Mayor Ana Brell said that the dam would be repaired before the winter.\n"
    one = annotator.find_in(claim)
    lines = "Rain fell on the hills and the river rose by the hour, as it does.\n" * 40
    many = annotator.find_in(claim * 12 + lines)
    assert len(one) == 1
    assert len(many) == 12


def test_it_is_the_default():
    assert DEFAULT_ANNOTATOR == "learned"
    assert rashomon.read("Ana Brell said so.\n", language="en").made_by.annotator == "learned@1"
