"""The trained annotator: reads weights from the package and attributions from articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from rashomon.annotate import apart, furniture
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.learned import skipped
from rashomon.annotate.learned.chain import Chain, Floats, Ints
from rashomon.annotate.learned.decode import Found, Rules, confidence, read
from rashomon.annotate.learned.later import found_later, without_leads
from rashomon.annotate.learned.settle import settle
from rashomon.annotate.learned.windows import cut, windows
from rashomon.errors import SetupError
from rashomon.model import Article, Spans
from rashomon.parse import Parse
from rashomon.text import inside, paragraphs

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

    def first(self, ids: Ints) -> tuple[Floats, Floats]:
        """States for the second pass and tag scores, as :class:`decode.Passes` says."""
        states, tags = self._first.run(None, {"ids": ids[None]})
        return states[0], tags[0]

    def second(self, states: Floats, cue: Floats, near: Ints) -> Floats:
        """Role scores, as :class:`decode.Passes` says."""
        feeds = {"states": states[None], "cue": cue[None, :, None], "near": near[None]}
        (roles,) = self._second.run(None, feeds)
        scores: Floats = roles[0]
        return scores


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

    def notes(self, article: Article) -> tuple[str, ...]:
        """What of the article was not read, or read in pieces."""
        return skipped.notes(article.text)

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text; the parse is not used."""
        return self._find(article.text, article.paragraphs)

    def find_in(self, text: str) -> tuple[Attribution, ...]:
        """The attributions of a text, as :meth:`find` gives them."""
        return self._find(text, paragraphs(text))

    def _find(self, text: str, lines: Spans) -> tuple[Attribution, ...]:
        w = self._weights
        pieces = cut(text, w.tokenizer)
        found = list(read(pieces, windows(pieces), w.passes, w.tags, w.roles, w.rules.propose))
        return settle(text, with_fixed_forms(text, lines, found, w.rules), w.rules)


def with_fixed_forms(
    text: str, lines: Spans, found: Sequence[Found], rules: Rules
) -> tuple[Found, ...]:
    """What the network found, without captions and datelines, with what follows a sentence later.

    ``lines`` are the paragraphs of the text.
    """
    captions = furniture.captions(text, lines)
    kept = [f for f in found if not inside(f.cue, captions)] if captions else list(found)
    kept = apart.without(text, furniture.datelines(text, lines), kept)
    kept = without_leads(text, kept)
    sure = [f for f in kept if confidence(f.odds, rules.weights) >= rules.keep]
    return (*kept, *found_later(text, lines, sure))
