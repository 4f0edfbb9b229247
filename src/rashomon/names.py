"""Which speakers of an article bear a name that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.model import Speaker
from rashomon.text import name_words


class Names:
    """The names of the speakers of one article; accents, case and small words do not count."""

    def __init__(self, text: str, speakers: Iterable[Speaker]) -> None:
        self._named: dict[tuple[str, ...], list[str]] = {}
        self._mentioned: dict[tuple[str, ...], list[str]] = {}
        for speaker in speakers:
            for name in {name_words(name) for name in (speaker.name, *speaker.also_named)}:
                self._named.setdefault(name, []).append(speaker.id)
            for words in {name_words(span.of(text)) for span in speaker.mentions}:
                self._mentioned.setdefault(words, []).append(speaker.id)

    def bearing(self, name: str, *, mentions: bool = True) -> tuple[str, ...]:
        """The ids of the speakers of that name; where there is none, those mentioned by it.

        Without ``mentions`` only those of the name.

        >>> who = Speaker(id="s1", name="Ida Marn", type="person", also_named=("Marn",))
        >>> Names("", (who,)).bearing("marn")
        ('s1',)
        """
        sought = name_words(name)
        found = self._named.get(sought, ())
        if not found and mentions:
            found = self._mentioned.get(sought, ())
        return tuple(found)
