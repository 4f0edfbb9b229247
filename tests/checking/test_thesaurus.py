"""Words alike and opposite."""

from __future__ import annotations

import pytest

from rashomon.checking.thesaurus import kin, parse, shipped


@pytest.mark.parametrize(
    ("word", "other", "kind"),
    [
        ("boss", "chief", "alike"),
        ("carry_out", "execute", "alike"),
        ("brother", "sister", "opposite"),
        ("decline", "increase", "opposite"),
        ("vehicle", "car", "wider"),
        ("car", "vehicle", "narrower"),
        ("car", "truck", "sister"),
    ],
)
def test_words_stand_to_each_other_as_a_reader_would_say(word: str, other: str, kind: str) -> None:
    found = kin(word, other)
    assert found is not None
    assert found[0] == kind


def test_words_without_a_bond_or_unknown_ones_have_none() -> None:
    assert kin("ferry", "justice") is None
    assert kin("ferry", "zzyzx") is None


def test_likeness_and_opposition_hold_in_both_directions() -> None:
    for a, b in (("boss", "chief"), ("decline", "increase"), ("ill", "sick")):
        one, other = kin(a, b), kin(b, a)
        assert one is not None
        assert other is not None
        assert one[0] == other[0]


def test_every_number_of_the_shipped_table_is_a_sense_of_it() -> None:
    table = shipped()
    senses = range(len(table.above))
    assert all(up is None or up in senses for up in table.above)
    assert all(sense in senses for some in table.senses.values() for sense in some)
    assert all(one in senses and other in senses for one, other in table.opposites)


def test_a_table_is_read_as_it_is_written() -> None:
    table = parse("# senses\n\n0\n0\n# words\ncar 1\ntruck 2\n# opposites\n1 2")
    assert table.above == (None, 0, 0)
    assert table.senses == {"car": (1,), "truck": (2,)}
    assert table.opposites == {(1, 2), (2, 1)}
