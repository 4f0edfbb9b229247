"""Annotator 1: rules over a parse. It needs no trained weights of its own."""

from rashomon.annotate.rules.annotator import RulesAnnotator

__all__ = ["RulesAnnotator"]
