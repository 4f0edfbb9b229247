from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grouping import near_copies
from rashomon.model import Article
from rashomon.shingles import shared_passages, shingles

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_a_text_with_a_few_words_changed_is_a_near_copy() -> None:
    original = text(1)
    changed = original.split()
    changed[50] = "other"
    changed[150] = "another"
    articles = [
        Article(id="a", text=original),
        Article(id="b", text="PORT VELLE (Agency) - " + original.upper()),
        Article(id="c", text=" ".join(changed)),
        Article(id="d", text=text(2)),
    ]
    assert near_copies(articles) == (("a", "b", "c"),)
    assert near_copies(articles[::-1]) == (("a", "b", "c"),)


def test_texts_that_share_a_beginning_are_no_copies() -> None:
    opening = text(3, 60)
    articles = [Article(id=f"r{n}", text=f"{opening} {text(10 + n)}") for n in range(30)]
    assert near_copies(articles) == ()


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert near_copies([Article(id="a", text=""), Article(id="b", text="...")]) == ()


def test_a_threshold_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 1"):
        near_copies([], threshold=0.0)


def test_a_long_run_of_equal_words_is_found_whatever_its_punctuation() -> None:
    run = "the harbour master said that no ship had left the port before noon on that day"
    a = f"Before. “{run.capitalize()},” he said."
    b = f"{run.replace(' ', '  ')} and more"
    (found,) = shared_passages(a, b)
    assert found.words == len(run.split())
    assert a[slice(*found.a)].casefold() == run
    assert b[slice(*found.b)].startswith("the  harbour")


def test_a_passage_of_no_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        shared_passages("a", "b", min_words=0)


@given(st.text(alphabet="ab .", max_size=60), st.text(alphabet="ab .", max_size=60))
def test_shared_passages_are_equal_words_in_both_texts(a: str, b: str) -> None:
    last = 0
    for passage in shared_passages(a, b, min_words=2):
        words = a[slice(*passage.a)].replace(".", " ").split()
        assert words == b[slice(*passage.b)].replace(".", " ").split()
        assert len(words) == passage.words >= 2
        assert passage.a.start >= last
        last = passage.a.end


def tied(texts: dict[str, str], *, threshold: float, contained: float) -> set[tuple[str, ...]]:
    """The sets of near copies by comparing every two texts, run by run."""
    runs = {name: shingles(text) for name, text in texts.items()}
    sets = [{name} for name in texts]
    for a, b in combinations(texts, 2):
        common, shorter = len(runs[a] & runs[b]), min(len(runs[a]), len(runs[b]))
        alike = common / len(runs[a] | runs[b]) >= threshold
        within = shorter >= 60 and common / shorter >= contained
        one, other = (next(s for s in sets if name in s) for name in (a, b))
        if (alike or within) and one is not other:
            sets = [s for s in sets if s is not one and s is not other] + [one | other]
    return {tuple(sorted(s)) for s in sets if len(s) > 1}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_is_what_comparing_every_two_texts_finds(seed: int) -> None:
    chance = random.Random(seed)
    texts = {}
    for first in range(6):
        original = text(100 * seed + first).split()
        for n in range(5):
            kept = original[: chance.randrange(90, 201)]
            for _ in range(chance.randrange(0, 5)):
                kept[chance.randrange(len(kept))] = f"new{chance.randrange(1000)}"
            texts[f"{first}{n}"] = " ".join(kept)
    articles = [Article(id=name, text=told) for name, told in texts.items()]
    expected = tied(texts, threshold=0.7, contained=0.85)
    assert len(expected) > 2  # else nothing is tried
    assert set(near_copies(articles, threshold=0.7, contained=0.85)) == expected


def test_texts_without_end_of_which_one_repeats_the_other_are_copies() -> None:
    long = text(7, 30_000)
    articles = [Article(id="a", text=long), Article(id="b", text=long + " again and again")]
    assert near_copies(articles) == (("a", "b"),)
