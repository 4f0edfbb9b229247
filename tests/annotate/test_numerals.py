from __future__ import annotations

import time

import pytest
from marked_claims import article

from rashomon.annotate import quantities
from rashomon.parse import parse


def found(text: str) -> list[tuple[float, str, str | None, str | None]]:
    return [
        (f.quantity.value, f.quantity.bound, f.quantity.unit, f.quantity.counts)
        for piece in parse(article(text)).pieces
        for f in quantities.find(piece)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The town has 1 234 567 people.", 1_234_567),
        ("The town has 1,234 people.", 1_234),
        ("The town has 1.234.567 people.", 1_234_567),
        ("The town has 12,34,567 people.", 1_234_567),
        ("The army lost 1.234,56 tonnes of fuel.", 1_234.56),
        ("Some 12k people came.", 12_000),
        ("Some 3m people came.", 3_000_000),
        ("They paid £2.5bn.", 2.5e9),
        ("They paid US$300 million.", 3e8),
        ("Half a million people fled.", 500_000),
        ("A hundred thousand people fled.", 100_000),
        ("A hundred and six people fled.", 106),
        ("A half-dozen men left.", 6),
        ("Twelve hundred people came.", 1_200),
        ("The rain fell for two and a half hours.", 2.5),
        ("They walked 2 1/2 miles.", 2.5),
        ("The rain fell for 2½ hours.", 2.5),
        ("They waited half an hour.", 0.5),
        ("１２ people came.", 12),
        ("١٬٢٣٤ people came.", 1_234),
        ("Zero people came.", 0),
        ("A quarter of a million people came.", 250_000),
        ("They were priced at £450m.", 4.5e8),
        ("The island saw 38.1 road deaths.", 38.1),
        ("Police found 71.7g of powder.", 71.7),
        ("Play was stopped for four minutes before it went on.", 4),
    ],
)
def test_a_number_is_read_in_many_notations(text: str, value: float) -> None:
    assert [item[0] for item in found(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The town has 1.234 people.",
        "The town has 12 345 people.",
        "They seized 1,5 tonnes.",
        "It weighs 3m.",
        "From 20 to 30 people were hurt.",
        "Nineteen eighty-four people came.",
        "Two point five million people fled.",
        "Fewer than dozens of people came.",
        "Fighting raged over three days.",
        "They broke the law over two articles.",
        "He is 5 feet 9 inches tall.",
        "Twice as many people came.",
        "Three times as many people came.",
        "The first half of the match was dull.",
        "King Otto III and Part II of the play came.",
        f"He counted {'9' * 30} bees.",
        "No casualties were reported.",
        "The 2014 Games began.",
        "They met at 3345 Broadway.",
        "He lived at 38 Mill Road.",
        "He swam the 400m individual medleys.",
        "A 9mm pistol was found.",
        "There was zero visibility.",
        "He left nine days after the vote.",
    ],
)
def test_what_can_be_read_in_two_ways_or_counts_nothing_is_left_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("One in five people was hungry.", 20),
        ("One in every four shops closed.", 25),
        ("Nine out of ten voters agreed.", 90),
        ("Two-thirds of the houses burned.", 66.67),
        ("More than a third of the crew left.", 33.33),
        ("Half of the town was destroyed.", 50),
        ("½ of the houses burned.", 50),
        ("The price rose by 3.5 per cent.", 3.5),
    ],
)
def test_a_share_is_in_per_cent(text: str, share: float) -> None:
    ((value, _, unit, counts),) = found(text)
    assert (value, unit, counts) == (share, "%", None)


def test_two_in_five_games_is_no_share() -> None:
    assert found("He scored two in five games.") == [(5, "exact", None, "game")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("500 or more people came.", "at least"),
        ("20 or so people came.", "about"),
        ("100+ people came.", "at least"),
        ("They paid £400m-plus.", "at least"),
        ("At least another five people came.", "at least"),
        ("A few hundred soldiers came.", "at least"),
        ("A couple of hundred soldiers came.", "about"),
        ("Several hundred soldiers came.", "at least"),
    ],
)
def test_a_bound_may_stand_in_or_after_the_number(text: str, bound: str) -> None:
    assert [item[1] for item in found(text)] == [bound]


def test_a_range_shares_its_scale() -> None:
    (item,) = quantities.find(parse(article("Between 2 and 3 million people fled.")).pieces[0])
    assert (item.quantity.value, item.quantity.max) == (2_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were no survivors.", [(0, "exact", "people", "survived")]),
        ("The blast left no casualties.", [(0, "exact", "people", "casualties")]),
        ("2 Civilians Killed 9 Injured in Attack.", [(2, "exact", "civilian", "killed"),
                                                     (9, "exact", "people", "wounded")]),
        ("It killed 300 people and displaced millions.", [(300, "exact", "people", "killed"),
                                              (2_000_000, "at least", "people", "displaced")]),
        ("They tried to kill 20 hostages.", [(20, "exact", None, "hostage")]),
        ("A crew of six was aboard.", [(6, "exact", "crew", "aboard")]),
        ("Aboard were 12 pupils.", [(12, "exact", "pupil", "aboard")]),
        ("35 Dead Dozens Wounded in Battle.", [(35, "exact", "people", "killed")]),
        ("Three of the four boys left.", [(3, "exact", None, "boy"), (4, "exact", None, "boy")]),
    ],
)  # fmt: skip
def test_what_happened_is_read_from_the_nearest_words(
    text: str, expected: list[tuple[float, str, str | None, str | None]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "unit", ["five ", "hundred ", "123 ", "twenty-", "12.", "1 in 5 ", "١٬٢٣٤ ", "half a "]
)
def test_ten_times_the_numbers_take_about_ten_times_as_long(unit: str) -> None:
    seconds = []
    for times in (1_000, 10_000):
        pieces = parse(article(f"He saw {unit * times}people.")).pieces
        begin = time.process_time()
        for piece in pieces:
            quantities.find(piece)
        seconds.append(time.process_time() - begin)
    # A piece is at most 20,000 characters, within which a little more than linear is allowed.
    assert seconds[1] < 60 * seconds[0] + 1
