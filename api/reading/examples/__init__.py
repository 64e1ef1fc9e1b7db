"""Answers as an installation gives them that has the starter registry; tests hold them to be those that it gives."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from api.reading import lookup, releases, sites


def _read(name: str) -> Mapping[str, Any]:
    example: Mapping[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return example


ANSWERS: Final = {
    sites.PATH: _read("sites"),
    f"{sites.PATH}/{{slug}}": _read("dossier"),
    releases.PATH: _read("releases"),
    f"{releases.PATH}/{{serial}}": _read("release"),
    f"{lookup.PATH}/{{prefix}}": _read("lookup"),
}
"""An example of the answer of each path."""


def add_to(described: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI description. (FastAPI would leave out what is null in them.)"""
    for path, example in ANSWERS.items():
        answer = described["paths"][path]["get"]["responses"]["200"]
        answer["content"]["application/json"]["example"] = example
