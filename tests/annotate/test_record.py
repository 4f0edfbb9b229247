from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article, claims, marked

from rashomon.annotate import record
from rashomon.model import Claim, RecordItem
from rashomon.parse import parse

_TEXT = (
    "{s1 Russia} {c1 said} {q1 Ukraine shot down the plane near Belgorod with two missiles on 24 "
    "January 2024, killing 74 people}. {s2 Anna Brandt} {c2 said} {q2 Ukraine was not told of 65 "
    "prisoners}. Nine houses burned in Tarvik."
)


def items() -> tuple[RecordItem, ...]:
    made, parsed, found = marked(_TEXT)
    return record.build(made, parsed, claims(found))


def values(slot: str) -> list[str]:
    return [item.value for item in items() if item.slot == slot]


def test_every_slot_names_the_claims_that_hold_it() -> None:
    assert values("date") == ["2024-01-24"]
    assert values("weapon") == ["missiles"]
    assert "Belgorod" in values("place")
    (toll,) = [i for i in items() if i.quantity and i.quantity.counts == "killed"]
    assert toll.value == "74 people"
    assert toll.claims == ("c0",)


def test_an_actor_stands_once_with_all_its_claims() -> None:
    (actor,) = [i for i in items() if i.slot == "actor" and i.value == "Ukraine"]
    assert actor.claims == ("c0", "c1")


def test_what_no_claim_holds_is_left_out() -> None:
    assert all(i.claims for i in items())
    assert not any("houses" in i.value or i.value == "Tarvik" for i in items())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_items_within_it(text: str) -> None:
    made = article(text)
    if not made.paragraphs:
        return
    whole = (Claim(id="c1", content=made.paragraphs, kind="own voice"),)
    for item in record.build(made, parse(made), whole):
        assert item.claims == ("c1",)
        assert 0 <= item.span.start < item.span.end <= len(text)
