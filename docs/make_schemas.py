"""Writes the JSON Schemas in ``src/rashomon/schemas``, or checks that they are current.

python docs/make_schemas.py --write | --check
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rashomon import codec

FOLDER = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "schemas"


def schemas() -> dict[Path, str]:
    """Each schema's file with its content as it should stand."""
    return {
        FOLDER / f"{name}.schema.json": json.dumps(codec.schema(name), indent=1) + "\n"
        for name in codec.SCHEMAS
    }


def main(arguments: list[str]) -> int:
    """Exit code: 0 written or current, 1 not current, 2 wrong use."""
    if arguments == ["--write"]:
        FOLDER.mkdir(exist_ok=True)
        for path, content in schemas().items():
            path.write_text(content, encoding="utf-8")
        return 0
    if arguments == ["--check"]:
        stale = [
            path.name
            for path, content in schemas().items()
            if not path.exists() or path.read_text(encoding="utf-8") != content
        ]
        if stale:
            print(
                f"not what the types say: {', '.join(stale)}; type: make references",
                file=sys.stderr,
            )
        return 1 if stale else 0
    print("give --write or --check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
