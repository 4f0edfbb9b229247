"""The language of a text, or that it could not be told.

py3langid's probabilities are scaled by the length of the text, so that one threshold serves long
and short ones. Its model is loaded at the first call (0.6 s).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rashomon.errors import SetupError

SURE = 0.5
"""Below this probability no language is named. Of 4,374 single sentences of English news 7 were
given another language with it; of sentences with more than 20 words none, and all were named."""

SAMPLES = (360, 4_000)
"""Code points that are looked at: more only where fewer do not tell. Of 1,045 texts and pages one
needs them; beyond, no more of a news article changes the answer."""

_TWO_LETTERS = re.compile("[a-z]{2}")
_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
# Varieties that py3langid tells apart and ISO 639-1 does not.
_VARIETIES = {"arz": "ar", "ary": "ar", "yue": "zh", "wuu": "zh", "uzs": "uz"}
_UNTOLD = "the language could not be told"


# No other language that writes in Latin letters has three of these.
_ENGLISH = frozenset("the of and that with from by this their which were been".split())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        # It is unpacked to the temporary folder; no article is at fault where that is full.
        raise SetupError(
            f"the language model cannot be unpacked ({error.strerror or error}); make room in the "
            "folder for temporary files, or name another one in TMPDIR"
        ) from error


def tell(text: str, *, declared: str | None = None) -> tuple[str | None, tuple[str, ...]]:
    """The ISO 639-1 code of the text's language, or None, and notes on what was unsure.

    ``declared`` is what the page says of itself; pages are often wrong, so it only decides where
    the text alone does not.
    """
    if (declared or "")[:2].lower() == "en" and _reads_english(text):
        return "en", ()
    for sample in SAMPLES:
        code, probability = _identifier().classify(text[:sample])
        code = _VARIETIES.get(code, code)
        if probability >= SURE and _TWO_LETTERS.fullmatch(code):
            return code, ()
    given = from_tag(declared or "")
    if given:
        return given, (f"{_UNTOLD} from the text; the page declares {given!r}",)
    return None, (_UNTOLD,)


def _reads_english(text: str) -> bool:
    """Whether an eighth of the first words are such as English alone is full of."""
    words = text[: SAMPLES[0]].lower().split()
    return len(words) > 20 and 8 * sum(word in _ENGLISH for word in words) >= len(words)


def from_tag(tag: str) -> str | None:
    """The two-letter code of a language tag (BCP 47), or None where it has none.

    >>> from_tag("en-GB"), from_tag("english")
    ('en', None)
    """
    match = _TAG.fullmatch(tag.strip())
    return match[1].lower() if match else None
