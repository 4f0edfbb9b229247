"""Write the weights that the package carries: ``export.py CHECKPOINT... --out FOLDER``.

The graphs are written node by node and not traced: the same checkpoint gives the same bytes.
Matrices are int8 per channel (per tensor harms them), word embeddings int8 per word.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from net import BUCKETS, Claims, Layer
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from starts import minilm
from torchpass import load_model

CONTRIB = "com.microsoft"


class Graph:
    """Nodes and weights of one graph as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def weight(self, value: torch.Tensor | np.ndarray) -> str:
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else value
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, op: str, *inputs: str, domain: str = "", out: str = "", **options: object
    ) -> str:
        self.count += 1
        name = out or f"n{self.count}"
        self.nodes.append(
            helper.make_node(
                op, list(inputs), [name], name=f"{op}{self.count}", domain=domain, **options
            )
        )
        return name

    def linear(self, x: str, layer: torch.nn.Linear, out: str = "") -> str:
        product = self.node("MatMul", x, self.weight(layer.weight.T))
        return self.node("Add", product, self.weight(layer.bias), out=out)

    def norm(self, x: str, layer: torch.nn.LayerNorm) -> str:
        return self.node(
            "LayerNormalization",
            x,
            self.weight(layer.weight),
            self.weight(layer.bias),
            epsilon=1e-12,
        )

    def layer(self, x: str, layer: Layer) -> str:
        width = layer.out.weight.shape[0]
        parts = []
        qkv = self.linear(x, layer.qkv)
        axis = self.weight(np.array([2], dtype=np.int64))
        for k in range(3):
            at = [self.weight(np.array([v], dtype=np.int64)) for v in (k * width, (k + 1) * width)]
            parts.append(self.node("Slice", qkv, *at, axis))
        mixed = self.node("MultiHeadAttention", *parts, domain=CONTRIB, num_heads=layer.heads)
        x = self.norm(self.node("Add", x, self.linear(mixed, layer.out)), layer.norm1)
        up = self.node("Gelu", self.linear(x, layer.up), domain=CONTRIB)
        return self.norm(self.node("Add", x, self.linear(up, layer.down)), layer.norm2)

    def save(
        self, path: Path, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]
    ) -> None:
        graph = helper.make_graph(self.nodes, path.stem, inputs, outputs, self.weights)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
            ir_version=9,
        )
        onnx.save(model, path)


def value(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, list(shape))


def first(model: Claims, path: Path, *, small: bool) -> None:
    g = Graph()
    words = model.words.weight.detach().numpy()
    if small:
        scale = np.abs(words).max(1, keepdims=True) / 127
        packed = np.round(words / np.maximum(scale, 1e-12)).astype(np.int8)
        rows = g.node("Cast", g.node("Gather", g.weight(packed), "ids"), to=TensorProto.FLOAT)
        x = g.node("Mul", rows, g.node("Gather", g.weight(scale.astype(np.float32)), "ids"))
    else:
        x = g.node("Gather", g.weight(words), "ids")
    length = g.node(
        "Slice",
        g.node("Shape", "ids"),
        *(g.weight(np.array([v], dtype=np.int64)) for v in (1, 2, 0)),
    )
    zero = g.weight(np.array([0], dtype=np.int64))
    places = g.node("Slice", g.weight(model.places.weight[:256]), zero, length, zero)
    x = g.norm(g.node("Add", x, places), model.norm)
    middle = x
    for number, layer in enumerate(model.layers, start=1):
        x = g.layer(x, layer)
        if number == model.sizes.branch:
            middle = x
    g.node("Add", middle, g.linear(x, model.project), out="states")
    g.linear(x, model.tags, out="tags")
    g.save(
        path,
        [
            value("ids", TensorProto.INT64, "rows", "length"),
        ],
        [
            value("states", TensorProto.FLOAT, "rows", "length", model.sizes.width),
            value("tags", TensorProto.FLOAT, "rows", "length", 7),
        ],
    )


def second(model: Claims, path: Path) -> None:
    g = Graph()
    mark = g.node("Mul", "cue", g.weight(model.mark))
    near = g.node("Gather", g.weight(model.near.weight), "near")
    x = g.node("Add", g.node("Add", "states", mark), near)
    for layer in model.branch:
        x = g.layer(x, layer)
    g.linear(x, model.roles, out="roles")
    assert model.near.weight.shape[0] == BUCKETS
    g.save(
        path,
        [
            value("states", TensorProto.FLOAT, "rows", "length", model.sizes.width),
            value("cue", TensorProto.FLOAT, "rows", "length", 1),
            value("near", TensorProto.INT64, "rows", "length"),
        ],
        [value("roles", TensorProto.FLOAT, "rows", "length", 4)],
    )


def export(
    model: Claims, out: Path, rules: dict[str, object], *, quantized: bool, reduce: bool
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, write in (
            ("first", lambda p: first(model, p, small=quantized)),
            ("second", lambda p: second(model, p)),
        ):
            whole = Path(place) / f"{name}.onnx"
            write(whole)
            if quantized:
                # The small heads stay exact: they cost nothing and decide everything.
                loaded = onnx.load(whole)
                heads = [
                    n.name
                    for n in loaded.graph.node
                    if n.op_type == "MatMul" and _columns(loaded, n) < 16
                ]
                quantize_dynamic(
                    whole,
                    out / f"{name}.onnx",
                    op_types_to_quantize=["MatMul"],
                    per_channel=True,
                    reduce_range=reduce,
                    weight_type=QuantType.QInt8,
                    nodes_to_exclude=heads,
                    extra_options={"DefaultTensorType": TensorProto.FLOAT},
                )
            else:
                shutil.copy(whole, out / f"{name}.onnx")
    shutil.copy(minilm() / "tokenizer.json", out / "tokenizer.json")

    def chain(crf: torch.nn.Module) -> dict[str, object]:
        return {
            k: np.round(getattr(crf, k).detach().numpy().astype(float), 5).tolist()
            for k in ("move", "begin", "end")
        }

    reading = {"tags": chain(model.tag_crf), "roles": chain(model.role_crf), "rules": rules}
    (out / "reading.json").write_text(json.dumps(reading) + "\n", "utf-8")


def _columns(model: onnx.ModelProto, node: onnx.NodeProto) -> int:
    shapes = {w.name: w.dims for w in model.graph.initializer}
    return int(shapes[node.input[1]][1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rules", type=Path, required=True, help="written by fit.py")
    parser.add_argument("--which", default="average")
    parser.add_argument("--exact", action="store_true", help="fp32 instead of int8")
    parser.add_argument("--reduce", action="store_true", help="7 bits: for CPUs without VNNI")
    options = parser.parse_args()
    model = load_model(options.checkpoints, options.which).eval()
    rules = json.loads(options.rules.read_text("utf-8"))
    export(model, options.out, rules, quantized=not options.exact, reduce=options.reduce)
    for file in sorted(options.out.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
