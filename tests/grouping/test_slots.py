from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rashomon.grouping.linkage import link, link_all
from rashomon.grouping.slots import other_days, slots_of

TUESDAY = date(2031, 3, 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The bridge fell on Sunday night.", ["2031-03-02"]),
        ("The bridge fell on Tuesday.", ["2031-03-04"]),
        ("The bridge fell yesterday.", ["2031-03-03"]),
        ("It fell on 2 March, police said on Monday.", ["2031-03-02", "2031-03-03"]),
        ("It fell on Dec. 30.", ["2030-12-30"]),
        ("It fell on February 28, 2031.", ["2031-02-28"]),
        ("The trial is set for next Friday.", []),
        ("The market opens on Sundays.", []),
        ("A report of March 2019 warned of it.", []),
        ("It fell on 31 February.", []),
        ("It fell on 3 May 1987.", []),
    ],
)
def test_the_days_that_a_text_tells_of(text: str, days: list[str]) -> None:
    told = slots_of(text, TUESDAY).days
    assert [date.fromordinal(day).isoformat() for day in told] == days


def test_without_a_date_of_publication_only_a_written_year_gives_a_day() -> None:
    assert slots_of("It fell on Sunday, on 2 March.", None).days == ()
    told = slots_of("It fell on 2 March 2031.", None).days
    assert [date.fromordinal(day).isoformat() for day in told] == ["2031-03-02"]


def test_ages_are_found_in_their_usual_forms() -> None:
    text = "A 34-year-old man, Ilsa Tormund, 27, and a boy aged 9 were among 61 people in 40 cars."
    assert slots_of(text, None).ages == {34, 27, 9}


def test_the_same_weekday_in_a_later_copy_is_no_other_day() -> None:
    text = "It fell on Sunday."
    assert not other_days(slots_of(text, TUESDAY), slots_of(text, date(2031, 3, 12)))
    assert not other_days(slots_of(text, TUESDAY), slots_of("It fell on 2 March.", TUESDAY))
    assert other_days(slots_of(text, TUESDAY), slots_of("It fell on Monday.", TUESDAY))
    assert not other_days(slots_of(text, TUESDAY), slots_of("It fell.", TUESDAY))


def test_sets_come_together_by_their_average_and_barred_pairs_never() -> None:
    i, j = np.array([0, 0, 1]), np.array([1, 2, 2])
    score = np.array([0.9, 0.5, 0.3])
    assert link([1] * 3, i, j, score, threshold=0.3).labels == (0, 0, 0)
    assert link([1] * 3, i, j, score, threshold=0.45).labels == (0, 0, 2)
    assert link([1] * 3, i, j, score, threshold=0.3, apart=[(1, 2)]).labels == (0, 0, 2)
    stood = link([1] * 3, i, j, score, threshold=0.3, standing=[[0, 1], [2]])
    assert stood.labels == (0, 0, 2)
    assert stood.held == ((0, 2, 0.4),)


def test_pairs_that_were_not_scored_are_asked_for_before_sets_stay_apart() -> None:
    # Two pairs, tied by one of the four scores between them.
    i, j = np.array([0, 2, 1]), np.array([1, 3, 2])
    score = np.array([0.9, 0.9, 0.8])

    def always(probability: float) -> tuple[int, ...]:
        return link_all(
            4, i, j, score, threshold=0.3, judge=lambda a, b: np.full(len(a), probability)
        ).labels

    assert always(0.8) == (0, 0, 0, 0)
    assert always(0.0) == (0, 0, 2, 2)
