"""What a summary denies and its articles do not, or the other way round; turns they do not take."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.checking.passages import Close, Passages
from rashomon.checking.words import Word

_DENIABLE = frozenset({"verb", "noun", "quality"})
# A denial reaches some words on, and fewer back ("it is by no means").
_BACK, _ON, _ON_HERE = 2, 4, 3


def denials(
    words: Sequence[Word], own: Close, passages: Sequence[Close], known: Passages
) -> list[dict[str, float]]:
    """The signs of each word, by name, that tell whether it is denied here as it is there.

    By the tree alone a denied quotation ("did not get the balance right") often differs from its
    source; nearness to a denial is asked besides.
    """
    most = max((len(passage.denials) for passage in passages), default=0)
    more = float(max(0, len(own.denials) - most))
    rows = []
    for word in words:
        here = word.negated or any(0 < word.token - at <= _ON_HERE for at in own.denials)
        there = [
            passage.negated[j] or any(-_BACK <= j - at <= _ON for at in passage.denials)
            for passage in passages
            for j, one in enumerate(passage.stems)
            if one == word.stem
        ]
        asked = word.kind in _DENIABLE
        turn = word.kind == "turn" and not there
        rows.append(
            {
                "denied, no passage denies": float(asked and here and not most),
                "denied, nowhere denied": float(asked and here and bool(there) and not any(there)),
                "not denied, denied everywhere": float(
                    asked and not own.denials and bool(there) and all(there)
                ),
                "denied as there": float(asked and here and any(there)),
                "new turn": float(turn),
                "new turn, nowhere": float(turn and not known.holds(word.stem)),
                "denials more than in a passage": more,
            }
        )
    return rows
