import itertools

import numpy as np
import pytest

pytest.importorskip("onnxruntime")

from rashomon.annotate.learned.chain import Chain
from rashomon.annotate.learned.decode import bucket

LENGTHS = np.array([5, 3, 1])


@pytest.fixture(scope="module")
def chain():
    draw = np.random.default_rng(4)
    return Chain(
        *(draw.normal(size=shape).astype(np.float32) for shape in [(3, 3), (3,), (3,)]),
    )


@pytest.fixture(scope="module")
def scores():
    return np.random.default_rng(5).normal(size=(3, 5, 3)).astype(np.float32) * 2


def every_path(chain, scores, length):
    paths = {}
    for path in itertools.product(range(3), repeat=int(length)):
        total = chain.begin[path[0]] + chain.end[path[-1]]
        total += sum(scores[t, label] for t, label in enumerate(path))
        paths[path] = total + sum(chain.move[a, b] for a, b in itertools.pairwise(path))
    return paths


def test_the_best_path_is_the_best_of_all_paths(chain, scores):
    best = chain.best(scores, LENGTHS)
    for row, length in enumerate(LENGTHS):
        paths = every_path(chain, scores[row], length)
        assert tuple(best[row, :length]) == max(paths, key=paths.get)
        assert not best[row, length:].any()


def test_chances_are_the_shares_of_all_paths(chain, scores):
    chances = chain.chances(scores, LENGTHS)
    for row, length in enumerate(LENGTHS):
        weights = {p: np.exp(v) for p, v in every_path(chain, scores[row], length).items()}
        expected = np.zeros((length, 3))
        for path, weight in weights.items():
            expected[range(length), path] += weight / sum(weights.values())
        assert np.allclose(chances[row, :length], expected, atol=1e-5)


@pytest.mark.parametrize("labels", [None, [0, 1], [0]])
def test_the_sum_over_paths_may_be_held_to_some_labels(chain, scores, labels):
    sums = chain.log_sum(scores, LENGTHS, labels)
    for row, length in enumerate(LENGTHS):
        kept = [
            v
            for path, v in every_path(chain, scores[row], length).items()
            if labels is None or set(path) <= set(labels)
        ]
        assert sums[row] == pytest.approx(np.log(np.exp(kept).sum()), abs=1e-4)


def test_very_large_scores_neither_overflow_nor_turn_into_nan(chain):
    scores = np.full((1, 300, 3), 80, dtype=np.float32)
    scores[:, ::2, 1] = -80
    lengths = np.array([300])
    assert np.isfinite(chain.chances(scores, lengths)).all()
    assert np.isfinite(chain.log_sum(scores, lengths)).all()


def test_distances_fall_into_buckets_that_double_in_width():
    distances = np.array([-300, -2, -1, 0, 1, 2, 3, 4, 112])
    assert bucket(distances).tolist() == [0, 7, 8, 9, 10, 11, 11, 12, 16]
