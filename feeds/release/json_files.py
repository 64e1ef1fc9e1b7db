"""The `sites` and `helplines` files: JSON in the shapes of `feed.schema.json`. Pure."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import orjson

SCHEMA_FILE: Final = Path(__file__).with_name("feed.schema.json")


class BadFeedFile(ValueError):
    """A file of the feed does not have its shape. `str()` says where."""


def encode_helplines(content: Mapping[str, Any]) -> bytes:
    """Write `helplines`: the same content gives the same bytes. Raises `BadFeedFile`."""
    check("helplines", content)
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def decode(part: str, data: bytes) -> dict[str, Any]:
    """Read `sites` or `helplines`. Raises `BadFeedFile`."""
    try:
        content = orjson.loads(data)
    except ValueError as reason:
        raise BadFeedFile(f"{part} is not JSON: {reason}") from None
    check(part, content)
    return dict(content)


def check(part: str, content: object) -> None:
    """Hold `names` (decoded), `sites` or `helplines` against the schema. Raises `BadFeedFile`."""
    problem = next(_validator(part).iter_errors(content), None)
    if problem is not None:
        where = "/".join([part, *map(str, problem.instance_path)])
        raise BadFeedFile(f"{where}: {problem.message[:300]}")


@cache
def _validator(part: str) -> jsonschema_rs.Validator:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    of_part = {"$schema": schema["$schema"], "$defs": schema["$defs"], **schema["properties"][part]}
    return jsonschema_rs.validator_for(of_part)
