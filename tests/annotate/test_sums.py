from __future__ import annotations

import pytest
from marked_claims import article, claims, marked

from rashomon.annotate import quantities, record, sums
from rashomon.comparison import views
from rashomon.model import MadeBy, Reading, RecordItem
from rashomon.parse import parse


def written(text: str) -> list[str]:
    made = []
    for piece in parse(article(text)).pieces:
        found = quantities.find(piece)
        made += [sums.write(s) for s in sums.find(text, found, sums.figures(text))]
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plane was carrying 65 captured soldiers, six crew and three escorts.",
         "65 + 6 + 3 = 74"),
        ("Aboard were 12 pupils, two teachers and three guards.", "12 + 2 + 3 = 17"),
        ("The blast killed four soldiers and three others.", "4 + 3 = 7"),
        ("The blast killed four soldiers as well as three drivers.", "4 + 3 = 7"),
        ("At least ten soldiers and three drivers were killed.", "at least 10 + 3 = at least 13"),
    ],
)  # fmt: skip
def test_the_parts_of_one_enumeration_are_added_up(text: str, expected: str) -> None:
    assert written(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "There were 74 people on board: 65 prisoners, six crew and three escorts.",
        "The blast killed 12 people, including three boys and two women.",
        "The blast killed ten civilians and three children.",
        "The blast killed two men, three women and a child.",
        "The blast killed a child, two men and three women.",
        "The blast killed four students and wounded six teachers.",
        "Seven drivers and two crew were hurt, nine in all.",
        "Five soldiers plus two drivers were wounded. That makes 7.",
        "Up to ten soldiers and at least three drivers were killed.",
        "Three soldiers were killed. Two drivers were killed.",
        "Two soldiers and three soldiers were killed.",
        "They sold four ships and three planes.",
    ],
)
def test_no_sum_where_a_total_is_given_or_the_parts_are_not_plain(text: str) -> None:
    assert written(text) == []


def items(text: str) -> tuple[str, tuple[RecordItem, ...]]:
    made, parsed, found = marked(text)
    return made.text, record.build(made, parsed, claims(found))


def test_a_sum_says_that_it_is_one_and_whose_claim_holds_its_parts() -> None:
    text, built = items(
        "{s1 The ministry} {c1 said} {q1 the blast killed four soldiers and three drivers}."
    )
    (added,) = [item for item in built if item.sum_of]
    assert (added.value, added.claims) == ("4 + 3 = 7", ("c0",))
    assert [span.of(text) for span in added.sum_of] == ["four soldiers", "three drivers"]
    assert added.quantity is not None
    assert (added.quantity.value, added.quantity.counts) == (7, "killed")
    assert "7" not in text


def test_no_sum_goes_across_speakers() -> None:
    _, built = items(
        "{s1 The ministry} {c1 said} {q1 the blast killed four soldiers} and {q2 three drivers} "
        "{c2 said} {s2 Anna Brandt}."
    )
    assert not any(item.sum_of for item in built)


def test_a_comparison_does_not_take_a_sum_for_words_of_the_text() -> None:
    made, parsed, found = marked(
        "{s1 The ministry} {c1 said} {q1 the blast killed four soldiers and three drivers}."
    )
    all_claims = claims(found)
    reading = Reading(
        made_by=MadeBy(rashomon="0", annotator="rules@1", text_sha256="0"),
        article=made,
        claims=all_claims,
        record=record.build(made, parsed, all_claims),
    )
    amounts = views._amounts(made.text, reading.record, all_claims[0])
    assert [amount.quantity.value for amount in amounts] == [4, 3]


def test_a_cause_stands_in_the_record_with_its_claim() -> None:
    _, built = items(
        "{s1 The ministry} {c1 said} {q1 the ferry stopped because of a faulty valve}."
    )
    (cause,) = [item for item in built if item.slot == "cause"]
    assert (cause.value, cause.claims) == ("a faulty valve", ("c0",))
