"""Tolls: how many an article itself gives as killed and as injured in the event it tells."""

from rashomon.annotate.tolls.choose import find

__all__ = ["find"]
