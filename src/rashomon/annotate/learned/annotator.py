"""The trained annotator: reads weights from the package and attributions from articles."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.learned.chain import Chain, Floats, Ints
from rashomon.annotate.learned.decode import Rules, read
from rashomon.annotate.learned.settle import settle
from rashomon.annotate.learned.windows import cut, windows
from rashomon.annotate.parse import Parse
from rashomon.errors import SetupError
from rashomon.model import Article

# Everything the result rests on, in the order it is hashed.
FILES = ("first.onnx", "second.onnx", "tokenizer.json", "reading.json")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The loaded network with what its reading needs."""

    passes: OnnxPasses
    tokenizer: Tokenizer
    tags: Chain
    roles: Chain
    rules: Rules
    sha256: str


class OnnxPasses:
    """The two passes in ONNX Runtime, one thread each: articles are what runs side by side."""

    def __init__(self, first: bytes, second: bytes) -> None:
        self._first = _session(first)
        self._second = _session(second)

    def first(self, ids: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """States for the second pass and tag scores, as :class:`decode.Passes` says."""
        states, tags = self._first.run(None, {"ids": ids, "mask": _mask(ids.shape[1], lengths)})
        return states, tags

    def second(self, states: Floats, cue: Ints, near: Ints, lengths: Ints) -> Floats:
        """Role scores, as :class:`decode.Passes` says."""
        (roles,) = self._second.run(
            None,
            {
                "states": states,
                "cue": cue.astype(np.float32)[:, :, None],
                "near": near,
                "mask": _mask(states.shape[1], lengths),
            },
        )
        scores: Floats = roles
        return scores


def _mask(length: int, lengths: Ints) -> np.ndarray:
    return (np.arange(length)[None] < lengths[:, None]).astype(np.int32)


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        # The fused kernel is ten times slower than its two parts (ONNX Runtime 1.31: 20 to 30% of
        # the whole time).
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def weights_in(folder: Traversable) -> Weights:
    """The weights kept in a folder.

    Raises :class:`~rashomon.errors.SetupError` where a file is missing or does not fit.
    """
    try:
        held = {name: folder.joinpath(name).read_bytes() for name in FILES}
    except OSError as error:
        raise SetupError(
            f"the weights of the learned annotator are not complete ({error}); "
            "install rashomon again, or use --annotator rules"
        ) from error
    reading = json.loads(held["reading.json"])
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(held[name])
    tokenizer = Tokenizer.from_buffer(held["tokenizer.json"])
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def chain(name: str) -> Chain:
        parts = (np.array(reading[name][k], dtype=np.float32) for k in ("move", "begin", "end"))
        return Chain(*parts)

    rules = reading["rules"]
    return Weights(
        OnnxPasses(held["first.onnx"], held["second.onnx"]),
        tokenizer,
        chain("tags"),
        chain("roles"),
        Rules(
            propose=rules["propose"],
            keep=rules["keep"],
            keep_inside=rules["keep_inside"],
            weights=tuple(rules["weights"]),
            weights_inside=tuple(rules["weights_inside"]),
        ),
        digest.hexdigest(),
    )


@lru_cache(maxsize=1)
def packaged_weights() -> Weights:
    """The weights that come with the package, loaded once per process."""
    return weights_in(files("rashomon.annotate.learned") / "weights")


class LearnedAnnotator:
    """Finds attributions with a trained network, claims inside claims too; reads English."""

    name = "learned@1"
    languages = frozenset({"en"})

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or packaged_weights()

    @property
    def weights_sha256(self) -> str:
        """The hash of all the files that decide the result."""
        return self._weights.sha256

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text; the parse is not used."""
        return self.find_in(article.text)

    def find_in(self, text: str) -> tuple[Attribution, ...]:
        """The attributions of a text, as :meth:`find` gives them."""
        w = self._weights
        pieces = cut(text, w.tokenizer)
        found = list(read(pieces, windows(pieces), w.passes, w.tags, w.roles, w.rules.propose))
        return settle(text, found, w.rules)
