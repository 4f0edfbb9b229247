"""The language of a text, where it cannot even be looked at."""

from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest
from py3langid.langid import LanguageIdentifier

from rashomon.errors import SetupError
from rashomon.ingest import language, read_bytes


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    language._identifier.cache_clear()
    yield
    language._identifier.cache_clear()


def test_a_full_folder_for_temporary_files_is_no_fault_of_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The model is unpacked there; the article was said to be unreadable, and all that followed."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", full)
    with pytest.raises(SetupError, match=r"No space left on device.*TMPDIR"):
        list(read_bytes(b"The harbour office said that nobody was hurt.", item="a.txt"))
