"""Writes the thesaurus that ships with the package: which English words mean alike, or opposite.

    apt-get download wordnet-base && dpkg -x wordnet-base_*.deb build
    python training/support/thesaurus.py build/usr/share/wordnet

WordNet 3.0 (Princeton University; its licence stands in the NOTICE beside the file made here) gives
the senses of each word in the order of their frequency, the more general sense above each, and the
opposites. Kept are single words that the encoder's vocabulary holds or that WordNet's own texts
use, and phrasal verbs they use; the first eight senses of each; no glosses, no examples. Nothing
is drawn at random: the same files give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "src" / "rashomon" / "checking" / "thesaurus.txt.gz"
TOKENIZER = ROOT / "src" / "rashomon" / "weights" / "minilm" / "tokenizer.json"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
MOST_SENSES = 8
Key = tuple[str, str]


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="latin-1").splitlines()
    return [line.split("|")[0].split() for line in lines if not line.startswith("  ")]


def lemmas(folder: Path, known: set[str]) -> dict[str, list[Key]]:
    """The kept words with their senses, the most frequent first."""
    found: dict[str, list[Key]] = {}
    for part, letter in PARTS.items():
        for row in rows(folder / f"index.{part}"):
            lemma, senses, pointers = row[0], int(row[2]), int(row[3])
            used = int(row[5 + pointers])
            phrase = "_" in lemma
            if phrase and not (letter == "v" and used and lemma.count("_") == 1):
                continue
            if len(lemma) < 2 or not (phrase or used or lemma in known):
                continue
            offsets = row[6 + pointers :][: min(senses, MOST_SENSES)]
            found.setdefault(lemma, []).extend((letter, offset) for offset in offsets)
    return found


def links(folder: Path) -> tuple[dict[Key, Key], set[tuple[Key, Key]]]:
    """The sense above each (for an adjective, the one it is like), and the pairs of opposites."""
    above: dict[Key, Key] = {}
    opposite: set[tuple[Key, Key]] = set()
    for part, letter in PARTS.items():
        for row in rows(folder / f"data.{part}"):
            begin = 5 + 2 * int(row[3], 16)
            for i in range(int(row[begin - 1])):
                kind, target, of = row[begin + 4 * i : begin + 4 * i + 3]
                sense, other = (letter, row[0]), ("a" if of == "s" else of, target)
                if kind in {"@", "&"} and (letter != "a" or row[2] == "s"):
                    above.setdefault(sense, other)
                elif kind == "!":
                    opposite.add((sense, other))
    return above, opposite


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with index.noun and data.noun")
    folder = parser.parse_args().folder
    vocabulary = json.loads(TOKENIZER.read_text("utf-8"))["model"]["vocab"]
    kept = lemmas(folder, {word for word in vocabulary if word.isalpha()})
    above, opposite = links(folder)
    held = {sense for senses in kept.values() for sense in senses}
    # Two steps up tell sisters from cousins; no more is asked.
    for _ in range(2):
        held |= {above[sense] for sense in held if sense in above}
    number = {sense: i for i, sense in enumerate(sorted(held))}
    lines = ["# senses: the one above each, or nothing"]
    for sense in sorted(held):
        up = above.get(sense)
        lines.append(str(number[up]) if up in number else "")
    lines.append("# words: their senses, the most frequent first")
    lines += [
        f"{one} {' '.join(str(number[sense]) for sense in kept[one])}" for one in sorted(kept)
    ]
    lines.append("# opposites: pairs of senses")
    lines += [f"{number[a]} {number[b]}" for a, b in sorted(opposite) if a < b and {a, b} <= held]
    packed = gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)
    TARGET.write_bytes(packed)
    print(f"{len(kept)} words, {len(held)} senses, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
