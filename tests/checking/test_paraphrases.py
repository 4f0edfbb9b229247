"""check: what freely worded summaries must not be accused of, and opposites it must notice."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.checked import Check
from rashomon.model import Reading

FERRY = """\
Senator Olga Brandt said on Tuesday that the ferry Aurelia was unsafe. "I think the owners knew," \
she told reporters in Velmark. She never stopped asking for an inquiry.

The owners rejected an offer of 300 million crowns for the ship. Harbour master Ivan Lask denied \
that any passenger had been hurt. At least four boats searched the bay for more than three hours.

The bridge to the island fell in March. Police said 12 people had been hurt. The council banned \
night crossings in the bay of Velmark. Survivors were found unhurt on the northern shore.

In a survey of the island 52 percent of residents supported the new pier, 33 percent opposed it.
"""


@pytest.fixture(scope="module")
def ferry() -> Reading:
    return rashomon.read(FERRY)


def kinds(found: Check) -> set[str]:
    return {fault.kind for sentence in found.sentences for fault in sentence.faults}


@pytest.mark.parametrize(
    "summary",
    [
        "A senator said that the ferry Aurelia was unsafe.",
        "Olga Brandt kept on asking for an inquiry.",
        "Survivors were found on the northern shore, and they were not hurt.",
        "Boats searched the bay for over three hours.",
        "A third of the residents opposed the new pier.",
    ],
)
def test_other_words_for_the_same_are_no_fault(summary: str, ferry: Reading) -> None:
    assert kinds(rashomon.check(summary, [ferry])) == set()


def test_an_offer_that_was_turned_down_is_no_denial(ferry: Reading) -> None:
    found = rashomon.check("The owners were offered 300 million crowns for the ship.", [ferry])
    assert "negation lost" not in kinds(found)


@pytest.mark.parametrize(
    ("summary", "kind"),
    [
        ("The council allowed night crossings in the bay of Velmark.", "negation lost"),
        ("12 people had been hurt.", "attribution lost"),
        ("Ivan Lask confirmed that a passenger had been hurt.", "negation lost"),
        (
            "In a survey of the island 52 percent of residents supported the new pier, and 47 "
            "percent opposed it.",
            "number changed",
        ),
    ],
)
def test_what_the_article_has_otherwise_is_a_fault_that_shows_its_words(
    summary: str, kind: str, ferry: Reading
) -> None:
    found = rashomon.check(summary, [ferry])
    assert kind in kinds(found)
    assert any(fault.passages for sentence in found.sentences for fault in sentence.faults)


def test_a_deed_that_no_article_tells_is_not_supported_by_another(ferry: Reading) -> None:
    found = rashomon.check("The bridge was blown up.", [ferry])
    assert found.sentences[0].verdict == "not found"
    assert rashomon.check("The bridge fell.", [ferry]).supported
