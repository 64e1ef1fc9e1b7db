"""Answers as an installation gives them that has the starter registry; tests hold them to be those that it gives."""

import json
from pathlib import Path
from typing import Any, Final

Example = dict[str, Any]


def _read(name: str) -> Example:
    example: Example = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return example


SITES: Final = _read("sites")
DOSSIER: Final = _read("dossier")
RELEASES: Final = _read("releases")
RELEASE: Final = _read("release")
LOOKUP: Final = _read("lookup")
