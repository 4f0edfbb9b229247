"""Errors, named by what happens next.

* :class:`StopError`: nothing more can be done; the command ends with exit code 2.
* :class:`ItemError`: this one item is set aside with its reason; the rest of the work goes on and
  the command ends with exit code 1.

Every message says what was found, what was allowed, and what to do next.
"""

from __future__ import annotations


class RashomonError(Exception):
    """Any error Rashomon raises on purpose."""


class StopError(RashomonError):
    """The work cannot go on: wrong use, or a missing part of the installation."""


class UsageError(StopError):
    """A path, option or argument that cannot be used."""


class SetupError(StopError):
    """A part of the installation is missing or broken; the message says what to install."""


class ItemError(RashomonError):
    """One item (a file, or one line of it) could not be used; the others go on.

    ``item`` names it as the user knows it ("news.jsonl, line 7"), ``reason`` says what was found
    and what to do.
    """

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(item, reason)
        self.item = item
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


class UnreadableError(ItemError):
    """The file cannot be opened or read."""


class NotTextError(ItemError):
    """The bytes are no text: a binary file, or an encoding that cannot be told."""


class EmptyError(ItemError):
    """The item holds no words."""


class TooLargeError(ItemError):
    """The item is larger than the limit."""


class BadLineError(ItemError):
    """A line of a JSON lines file is not the object it must be."""


class NoArticleError(ItemError):
    """The page holds no article that could be found."""


class BarrierError(NoArticleError):
    """The page asks to pay, to register or to consent, and holds no article behind it."""


class FetchError(ItemError):
    """An address could not be fetched; ``kind`` is the short word under which it is counted.

    ``retry_after_s`` is how long the server asks to be left alone, None where it says nothing.
    """

    def __init__(
        self, item: str, reason: str, *, kind: str, retry_after_s: float | None = None
    ) -> None:
        super().__init__(item, reason)
        self.kind = kind
        self.retry_after_s = retry_after_s


class RefusedAddressError(FetchError):
    """The address, or what it resolves or redirects to, is one that is never asked."""

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(item, reason, kind="refused address")


class FeedError(ItemError):
    """A feed that is none, or cannot be read."""


class ArchiveError(ItemError):
    """An archive, or a record of it, is broken."""


class LibraryError(StopError):
    """The library's file cannot be used; the message says what to do."""


class DamagedError(ItemError):
    """Something in the library is not what was put there; the rest of it can be used."""


class IdConflictError(ItemError):
    """Two articles carry one id and different texts."""


class AnnotationError(ItemError):
    """Reading the article failed; the article is set aside."""


class OrphanError(ItemError):
    """A person's correction whose words or names are not found, or are found twice.

    It is not applied, and never guessed; the other corrections are.
    """


class RewriteError(ItemError):
    """A model gave no answer to take sentences from; the summary keeps its own."""
