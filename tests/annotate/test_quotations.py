"""Quotation marks paired, and the kind of speech told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.quotations import kind_of, quotations, quoted_in
from rashomon.model import Span


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "the dam holds" twice.', ["the dam holds"]),
        ("She said “the dam holds” twice.", ["the dam holds"]),
        ("She said ‘the dam holds’ twice.", ["the dam holds"]),
        ("She said ‘the dam’s wall holds’ twice.", ["the dam’s wall holds"]),
        ("Elle dit «la digue tient» hier.", ["la digue tient"]),
        ("Sie sagte „der Damm hält“ gestern.", ["der Damm hält"]),
        ("She said ``the dam holds'' twice.", ["the dam holds"]),
        ("She said ''the dam holds'' twice.", ["the dam holds"]),
        ("“The dam holds,\" she said.", ["The dam holds,"]),
        ("“He called it ‘safe’ again,” she said.", ["He called it ‘safe’ again,"]),
        ('"He shouted "stop it" and ran," she said.', ['He shouted "stop it" and ran,']),
    ],
)  # fmt: skip
def test_every_kind_of_mark_is_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Osmark’s dam and the Vells’ pump hold.",
        'A 12" pipe and a 5\'10" man.',
        "It's the miners' dam, isn't it?",
        "Nobody spoke. “ ”",
    ],
)
def test_apostrophes_inches_and_empty_marks_are_no_quotations(text: str) -> None:
    assert inner(text) == []


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Olm said: “The river rose at night and took it.\n\n“Nobody was warned of it.” She left."
    assert inner(text) == [
        "The river rose at night and took it.",
        "Nobody was warned of it.",
    ]
    first, second = quotations(text)
    assert not first.closed
    assert second.closed


def test_a_lost_closing_mark_does_not_swallow_the_rest() -> None:
    text = "Olm said “the river rose at night, and the town\n\nThe council met. It said “no” later."
    assert inner(text) == ["no"]


def test_kind_of_tells_direct_indirect_and_mixed() -> None:
    text = "Olm said “the dam holds” and that it would be “safe” in spring."
    direct = text.index("“the"), text.index("” and") + 1
    assert kind_of(text, [Span(*direct)]) == "direct"
    assert kind_of(text, [Span(text.index("that"), text.index("“safe"))]) == "indirect"
    assert kind_of(text, [Span(text.index("that"), text.index(" in spring"))]) == "mixed"


_MARKED = st.lists(
    st.sampled_from(
        ["the dam", "holds", "Olm", "said", "’s", "“", "”", '"', "'", "''", "``", "«", "»", "„",
         "‘", "’", ",", ".", " ", " ", "\n\n", "😀", "5'10\"", "ß", "水"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(_MARKED)
def test_any_text_gives_quotations_in_order_that_do_not_overlap(text: str) -> None:
    found = quotations(text)
    end = 0
    for q in found:
        assert end <= q.span.start < q.span.end <= len(text)
        assert q.span.start <= q.inner.start < q.inner.end <= q.span.end
        assert "\n" not in q.span.of(text)
        end = q.span.end


@given(_MARKED, st.integers(0, 200), st.integers(1, 200))
def test_direct_means_that_every_word_stands_between_marks(
    text: str, start: int, length: int
) -> None:
    content = Span(min(start, len(text)), min(start + length, len(text)))
    if content.start == content.end:
        return
    quoted = quoted_in(text)
    words = [i for i in range(*content) if text[i].isalnum()]
    inside = [i for i in words if quoted.at(i) is not None]
    kind = kind_of(text, [content])
    if kind == "direct":
        assert words
        assert inside == words
    elif kind == "indirect":
        assert not inside
    else:
        assert inside
        assert inside != words
