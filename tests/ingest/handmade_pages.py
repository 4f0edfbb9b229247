"""Pages made by hand about places that do not exist."""

from __future__ import annotations

import json

SENTENCES = (
    "The harbour master of Tollford said on Monday that the ferry had sunk after it hit a rock.",
    "She gave no evidence for the rock, and the ministry of Eastmark declined to comment on it.",
    "Share prices of the ferry company fell by nine per cent in the afternoon.",
    "Read the log, a union spokesperson said, and you will find no rock at all.",
    '"We do not know," the spokesperson added, "and we will not guess."',
    "Divers are to go down on Friday, the company said, if the weather allows it.",
)
SUMMARY = "No time to read? Get a summary"
HEADLINE = "Ferry sinks off Tollford"
OTHERS = ("Mayor of Westmark opens a bridge", "Who moved the old lighthouse?")


def page(
    *,
    above: tuple[str, ...] = (),
    paragraphs: tuple[str, ...] = SENTENCES,
    below: tuple[str, ...] = (),
    head: str = "",
    before: str = "",
    after: str = "",
) -> str:
    """A page whose widgets stand as plain paragraphs like those of the article."""
    lines = "\n".join(f"<p>{line}</p>" for line in (*above, *paragraphs, *below))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{HEADLINE} | Tollford Post</title>{head}"
        f"</head><body>{before}<article><h1>{HEADLINE}</h1>{lines}</article>{after}</body></html>"
    )


def json_ld(**extra: object) -> str:
    value = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2031-02-03T04:05:06+02:00",
        "dateModified": "2031-02-04",
        "author": [{"@type": "Person", "name": "A. Bee"}, {"name": "C. Dee"}],
        "publisher": {"@type": "Organization", "name": "Tollford Post"},
        **extra,
    }
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'
