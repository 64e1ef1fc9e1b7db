"""What answers look like, for the OpenAPI description. What the feed says has its shape from `feed.schema.json`."""

import json
from collections.abc import Mapping
from typing import Any, Final

from api.reading.answering import LICENCE
from api.reading.prefixes import LENGTH
from api.reading.published import IN_SHORT, OF_A_NAME
from feeds.release.json_files import SCHEMA_FILE

Shape = dict[str, Any]
_FEED: Final[Shape] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["$defs"]


def _expanded(shape: Any) -> Any:
    """A part of the schema with what it refers to in its place: in another document the references lead nowhere."""
    if isinstance(shape, Mapping):
        if "$ref" in shape:
            return _expanded(_FEED[shape["$ref"].removeprefix("#/$defs/")])
        return {key: _expanded(part) for key, part in shape.items()}
    return [_expanded(part) for part in shape] if isinstance(shape, list) else shape


def _only(shape: Shape, parts: tuple[str, ...]) -> Shape:
    return obj({part: shape["properties"][part] for part in parts})


def obj(properties: Shape) -> Shape:
    """An object that has these properties and no others."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def array(items: Shape) -> Shape:
    """An array of these."""
    return {"type": "array", "items": items}


def or_null(shape: Shape) -> Shape:
    """This, or nothing."""
    return {"anyOf": [shape, {"type": "null"}]}


SITE: Final[Shape] = _expanded(_FEED["site"])
EVIDENCE: Final[Shape] = {"type": "object", "additionalProperties": _expanded(_FEED["evidence"])}
SITE_IN_SHORT: Final = _only(SITE, IN_SHORT)
SITE_IN_SHORT["properties"]["names"] = array(_only(SITE["properties"]["names"]["items"], OF_A_NAME))
SITE_IN_SHORT["required"].append("names")

SERIAL: Final[Shape] = {"type": "integer", "minimum": 1}
COUNT: Final[Shape] = {"type": "integer", "minimum": 0}
MOMENT: Final[Shape] = {"type": "string", "format": "date-time"}
TEXT: Final[Shape] = {"type": "string"}
DIGEST: Final[Shape] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
PREFIX: Final[Shape] = {"type": "string", "pattern": f"^[0-9a-f]{{{LENGTH}}}$"}
HEADING: Final[Shape] = {"serial": SERIAL, "released": MOMENT, "licence": {"const": LICENCE}}

PROBLEM: Final = obj({"status": {"type": "integer"}, "detail": TEXT})
PROBLEM["properties"]["errors"] = array(obj({"field": TEXT, "problem": TEXT}))
PROBLEM["properties"]["errors"]["items"]["properties"]["pointer"] = TEXT | {"description": "Where in the body it is."}

_MEANINGS: Final = {
    304: "Nothing is new since the tag in `If-None-Match`.",
    404: "There is no such thing.",
    410: "It was withdrawn; `detail` says why.",
    422: "A part of the question cannot be used; `errors` says which and why.",
    429: "Your network asks too often; `Retry-After` says in how many seconds to ask again.",
    503: "Nothing was released yet.",
}


def answers(shape: Shape, *refusals: int) -> dict[int | str, Shape]:
    """The answers of a route, for its description: what it says, and how it can refuse."""
    said = {"description": "What is out.", "content": {"application/json": {"schema": shape}}}
    problem = {"content": {"application/problem+json": {"schema": PROBLEM}}}
    answers: dict[int | str, Shape] = {200: said, 304: {"description": _MEANINGS[304]}}
    return answers | {status: {"description": _MEANINGS[status], **problem} for status in (*refusals, 422, 429)}
