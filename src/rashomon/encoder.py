"""Sentences as vectors: texts that say alike things have a high cosine.

The model is all-MiniLM-L6-v2 in int8 (``docs/encoder-card.md``); ``training/encoder.py`` makes its
files. It runs on one thread of the CPU and needs no network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from rashomon.errors import SetupError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

DIMENSIONS = 384
MAX_PIECES = 128
"""Word pieces of a text that are read, two marks included; words beyond them are not."""

_FILES = ("model.onnx", "tokenizer.json")
# Far more than 128 pieces of news need; keeps a text of a million characters from being split up.
_LONGEST_TEXT = 8_000
_STATES = "layer4"


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    session: InferenceSession
    tokenizer: Tokenizer
    sha256: str


def encode(texts: Sequence[str], *, batch_size: int = 32) -> NDArray[np.float32]:
    """One vector of unit length for each text: an array of shape (texts, 384).

    The product of two rows is the cosine of their texts. A text without words has the zero vector:
    it is like nothing, itself included. Case and runs of white space do not matter; only the first
    128 word pieces (some 90 words) count. A text's vector does not depend on the texts beside it
    or on ``batch_size``, up to about 1e-6.

    Raises :class:`~rashomon.errors.SetupError` where onnxruntime or tokenizers is missing or the
    model's files are damaged.
    """
    if isinstance(texts, str):
        raise TypeError("encode takes a sequence of texts, not one text; write encode([text])")
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}; it must be at least 1")
    import numpy as np

    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if folded := _fold(text):
            places.setdefault(folded, []).append(place)
    if not places:
        return vectors
    model = _model()
    # One by one: a batch would start threads, one for each core.
    pieces = [(model.tokenizer.encode(text).ids, where) for text, where in places.items()]
    pieces.sort(key=lambda item: len(item[0]))
    for start in range(0, len(pieces), batch_size):
        batch = pieces[start : start + batch_size]
        ids = np.zeros((len(batch), len(batch[-1][0])), dtype=np.int64)
        mask = np.zeros(ids.shape, dtype=np.int32)
        for row, (numbers, _) in enumerate(batch):
            ids[row, : len(numbers)] = numbers
            mask[row, : len(numbers)] = 1
        made = model.session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        for row, (_, where) in enumerate(batch):
            vectors[where] = made[row]
    return vectors


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The word pieces of one text in its context: ``vectors`` has one row of length 1 for each.

    ``spans`` are the code points of the text that each piece stands for.
    """

    spans: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]


def encode_tokens(texts: Sequence[str], *, batch_size: int = 16) -> tuple[Tokens, ...]:
    """The word pieces of each text with a vector of unit length for each: what it means there.

    The vectors are the states of the model's second-last layer but one, which tell words apart
    better than the last one's. Pieces beyond the 126th are left out; a text without words has none.

    Raises :class:`~rashomon.errors.SetupError` as :func:`encode` does.
    """
    import numpy as np

    model = _model()
    found = [model.tokenizer.encode(_readable(text[:_LONGEST_TEXT])) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(found[i].ids))
    made: dict[int, Tokens] = {}
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        ids = np.zeros((len(batch), len(found[batch[-1]].ids)), dtype=np.int64)
        mask = np.zeros(ids.shape, dtype=np.int32)
        for row, i in enumerate(batch):
            ids[row, : len(found[i].ids)] = found[i].ids
            mask[row, : len(found[i].ids)] = 1
        states = model.session.run([_STATES], {"ids": ids, "mask": mask})[0]
        states /= np.maximum(np.linalg.norm(states, axis=2, keepdims=True), 1e-9)
        for row, i in enumerate(batch):
            kept = len(found[i].ids) - 1  # without the marks at both ends
            spans = tuple((begin, end) for begin, end in found[i].offsets[1:kept])
            made[i] = Tokens(spans, states[row, 1:kept].copy())
    return tuple(made[i] for i in range(len(texts)))


def weights_sha256() -> str:
    """The SHA-256, in hex, of the model and its tokeniser, one after the other.

    Raises :class:`~rashomon.errors.SetupError` as :func:`encode` does.
    """
    return _model().sha256


def _fold(text: str) -> str:
    # Lone surrogates, which the tokeniser refuses, become question marks.
    return _readable(" ".join(text[:_LONGEST_TEXT].split()))


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _with_states(model: bytes) -> bytes:
    """The model's bytes with a second output, the states of one layer.

    Fields of one protobuf message that stand twice are merged, so a graph that names nothing but an
    output, put behind the model, adds that output. The file and its digest stay as they are.
    """

    def field(number: int, content: bytes) -> bytes:
        assert len(content) < 128  # noqa: S101 - one byte holds the length
        return bytes([number << 3 | 2, len(content)]) + content

    tensor = field(1, bytes([1 << 3, 1]))  # a tensor of floats, shape left open
    output = field(1, _STATES.encode("ascii")) + field(2, tensor)
    return model + field(7, field(12, output))


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _load(resources.files("rashomon").joinpath("weights", "minilm"))


def _load(folder: Traversable) -> _Model:
    """The model from a folder with ``model.onnx``, ``tokenizer.json`` and ``sha256.txt``."""
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise SetupError(
            f"the sentence encoder needs {error.name or 'onnxruntime'}, which is not installed; "
            "type: pip install onnxruntime tokenizers"
        ) from error
    try:
        model, tokenizer = (folder.joinpath(name).read_bytes() for name in _FILES)
        expected = folder.joinpath("sha256.txt").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(
            f"the sentence encoder cannot be read ({error}); "
            "type: pip install --force-reinstall rashomon"
        ) from error
    found = hashlib.sha256(model + tokenizer).hexdigest()
    if found != expected:
        raise SetupError(
            f"the files of the sentence encoder are damaged: their SHA-256 is {found[:12]}…, "
            f"expected {expected[:12]}…; type: pip install --force-reinstall rashomon"
        )
    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: a library prints nothing
    try:
        session = onnxruntime.InferenceSession(
            _with_states(model), options, providers=["CPUExecutionProvider"]
        )
        pieces = tokenizers.Tokenizer.from_str(tokenizer.decode("utf-8"))
    except Exception as error:  # both raise bare Exceptions of their own
        raise SetupError(
            f"the sentence encoder does not load in onnxruntime {onnxruntime.__version__} "
            f"({str(error).splitlines()[0]}); type: pip install --upgrade onnxruntime tokenizers"
        ) from error
    return _Model(session, pieces, found)
