"""Summaries in the words of a model the user brings, each sentence checked before it is taken."""
