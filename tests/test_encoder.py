"""The sentence encoder: what it gives for which texts, and what it says when it cannot run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from rashomon import encoder
from rashomon.encoder import DIMENSIONS, encode, encode_tokens, weights_sha256
from rashomon.errors import SetupError

WEIGHTS = Path(str(files("rashomon").joinpath("weights", "minilm")))
TEXTS = [
    "The harbour master of Ostrava Bay said the ferry had left on time.",
    "According to the port's chief, the boat departed as scheduled.",
    "Wheat prices in Lower Mirana rose by a tenth in March.",
    "No.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "minilm"))


def test_each_text_has_one_vector_of_unit_length() -> None:
    vectors = encode(TEXTS)
    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_said_in_other_words_is_nearer_than_another_matter() -> None:
    left, departed, wheat, _ = encode(TEXTS)
    assert left @ departed > 0.5
    assert left @ wheat < 0.2


def test_no_texts_give_no_vectors() -> None:
    assert encode([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("text", ["", "   ", "\n\t\u00a0"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    vectors = encode([TEXTS[0], text])
    assert not vectors[1].any()
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    together = encode([*TEXTS, "word " * 200])
    for number, text in enumerate(TEXTS):
        assert np.abs(encode([text])[0] - together[number]).max() < 1e-5


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_the_size_of_the_batches_does_not_matter(batch_size: int) -> None:
    assert np.abs(encode(TEXTS, batch_size=batch_size) - encode(TEXTS)).max() < 1e-5


def test_the_order_of_the_texts_does_not_matter_and_a_text_given_twice_has_one_vector() -> None:
    vectors = encode([*TEXTS, *reversed(TEXTS)])
    assert np.array_equal(vectors, vectors[::-1])


def test_two_runs_give_the_same_bytes() -> None:
    assert encode(TEXTS).tobytes() == encode(TEXTS).tobytes()


def test_case_and_white_space_do_not_matter() -> None:
    one, two = encode(["The  Mayor\nof Tovik resigned.", "the mayor of tovik resigned."])
    assert np.array_equal(one, two)


@pytest.mark.parametrize(
    "text", ["\ud800 lone surrogate", "\x00", "😀" * 300, "ж" * 500, "a" * 1_000_000, "- " * 9000]
)
def test_odd_texts_have_a_vector_too(text: str) -> None:
    assert np.isfinite(encode([text])).all()


def test_words_beyond_the_limit_are_not_read() -> None:
    start = "The council of Tovik met. " * 40
    one, two = encode([start, start + "Then the dam broke and the valley was flooded."])
    assert np.array_equal(one, two)


def test_one_text_in_place_of_a_sequence_is_refused() -> None:
    with pytest.raises(TypeError, match=r"encode\(\[text\]\)"):
        encode("The ferry left.")


def test_a_batch_of_no_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="batch_size is 0"):
        encode(TEXTS, batch_size=0)


def test_the_weights_have_the_sum_that_is_written_beside_them() -> None:
    assert weights_sha256() == (WEIGHTS / "sha256.txt").read_text(encoding="ascii").strip()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_an_error_that_says_what_to_type(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(SetupError, match=r"damaged.*force-reinstall"):
        encoder._load(folder)


def test_a_missing_file_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    with pytest.raises(SetupError, match=r"model\.onnx"):
        encoder._load(folder)


def test_a_model_that_the_runtime_refuses_is_an_error(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no model")
    tokenizer = (folder / "tokenizer.json").read_bytes()
    import hashlib

    digest = hashlib.sha256(b"no model" + tokenizer).hexdigest()
    (folder / "sha256.txt").write_text(digest, encoding="ascii")
    with pytest.raises(SetupError, match="does not load in onnxruntime"):
        encoder._load(folder)


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_a_missing_package_is_an_error_that_names_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SetupError, match=rf"needs {name}.*pip install"):
        encoder._load(folder)


def test_importing_the_encoder_loads_nothing_heavy() -> None:
    code = (
        "import sys, rashomon.encoder\n"
        "print(*{'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == []


def test_texts_without_words_do_not_load_the_model() -> None:
    code = (
        "import sys; from rashomon.encoder import encode\n"
        "encode(['', ' ']); print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False"]


def test_each_word_piece_has_a_span_and_a_vector_of_unit_length() -> None:
    text = "Officers arrested a woman 🙂 in Norhaven."
    found, empty = encode_tokens([text, ""])
    words = [text[start:end] for start, end in found.spans]
    assert {"Officers", "arrested", "woman"} <= set(words)
    assert found.vectors.shape == (len(words), DIMENSIONS)
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-4)
    assert empty.vectors.shape == (0, DIMENSIONS)


def test_a_word_said_otherwise_is_nearer_than_another_word() -> None:
    one, other = encode_tokens(["Police detained a man.", "Officers arrested a man."])
    cosines = one.vectors @ other.vectors.T
    detained, arrested, man = 1, 1, 3
    assert cosines[detained, arrested] > cosines[detained, man]


def test_asking_for_word_pieces_leaves_the_vectors_of_texts_as_they_are() -> None:
    before = encode(["Police detained a man."])
    encode_tokens(["Police detained a man."])
    assert np.array_equal(encode(["Police detained a man."]), before)
