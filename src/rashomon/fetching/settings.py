"""How far a fetch may go, and how politely."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from rashomon.errors import UsageError
from rashomon.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Bounds of one fetch and manners between fetches; every value has its unit in its name."""

    deadline_s: float = 30.0
    """From the first look-up to the last byte of one address, redirects within it. Waiting for a
    host's turn does not count, and its robots.txt has a deadline of its own."""

    idle_s: float = 10.0
    """Silence within a fetch after which it is given up."""

    robots_deadline_s: float = 10.0
    """For the robots.txt of one site, redirects within it."""

    body_bytes: int = 10_000_000
    """After its content encodings were taken off. Of 181 real news pages the largest has 1.5
    million."""

    robots_bytes: int = 512_000
    """RFC 9309 asks for 500 KiB at least; what stands beyond is not read."""

    redirects: int = 5

    delay_s: float = 2.0
    """Between the end of one request to a host and the next: RASHOMON_DELAY."""

    most_delay_s: float = 30.0
    """A host's own Crawl-delay is kept up to this."""

    robots_life_s: float = 86_400.0

    contact: str = ""
    """An address or page of whoever runs this, for the operators of the sites: RASHOMON_CONTACT."""

    def __post_init__(self) -> None:
        for name in ("deadline_s", "idle_s", "robots_deadline_s", "body_bytes", "robots_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be more than 0")
        for name in ("redirects", "delay_s", "most_delay_s", "robots_life_s"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative")
        if not self.contact.isprintable():
            raise ValueError("contact must be one line of printable characters")

    @property
    def agent(self) -> str:
        """The User-Agent that every request carries."""
        contact = self.contact.encode("ascii", "ignore").decode("ascii").strip()
        who = f"+{contact}" if contact else "reads news for its user"
        return f"{PRODUCT}/{__version__} ({who})"


PRODUCT = "Rashomon"
"""The name that robots.txt files call us by (RFC 9309, product token)."""


def of_environment() -> FetchSettings:
    """The settings with what the environment names: RASHOMON_CONTACT and RASHOMON_DELAY.

    Raises :class:`~rashomon.errors.UsageError` where a variable cannot be used.
    """
    contact, delay = os.environ.get("RASHOMON_CONTACT", ""), os.environ.get("RASHOMON_DELAY", "")
    if not contact.isprintable():
        raise UsageError("RASHOMON_CONTACT: is not one line of printable characters; write an "
                         "address or a page, such as desk@example.org")  # fmt: skip
    if not delay:
        return FetchSettings(contact=contact)
    if not re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", delay, re.ASCII):
        raise UsageError(
            f"RASHOMON_DELAY: {delay!r} is no number of seconds below 10,000; write 2 or 0.5"
        )
    return FetchSettings(contact=contact, delay_s=float(delay))
