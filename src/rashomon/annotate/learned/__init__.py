"""Attributions found by a trained network; needs ONNX Runtime and ``tokenizers``."""

from rashomon.annotate.learned.annotator import LearnedAnnotator

__all__ = ["LearnedAnnotator"]
