"""`If-Match`: what a program read, which it has to name when it changes it.

A Proposal counts its versions, and its tag is that number. The tag of anything else is over what was said of it.
"""

import hashlib
import re
from typing import Annotated, Any, Final

import orjson
from fastapi import Depends, Header, HTTPException

from api.editing.answering import Shape

_VERSION: Final = re.compile(r'"([1-9][0-9]{0,8})"')
_DIGEST: Final = re.compile(r'"([0-9a-f]{32})"')
_MISSING: Final = "Say what you read: `If-Match: {example}`, as it stands in the `ETag` of the {what}."
_Named = Annotated[str, Header(include_in_schema=False)]


def tag_of(version: int) -> str:
    """The `ETag` of a version."""
    return f'"{version}"'


def tag_over(content: Shape) -> str:
    """The `ETag` of what has no versions: it changes with what is said."""
    return f'"{hashlib.sha256(orjson.dumps(content.model_dump(mode="json"))).hexdigest()[:32]}"'


def check_as_read(named: str, content: Shape) -> None:
    """412 unless what is so now is what was read under this tag."""
    if named != tag_over(content):
        raise HTTPException(412, "It was changed after you read it: read it again, then decide.")


def _version(if_match: _Named = "") -> int:
    """The version that is named. 428 when none is."""
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        raise HTTPException(428, _MISSING.format(example=tag_of(3), what="proposal"))
    return int(found[1])


def _tag(if_match: _Named = "") -> str:
    """The tag that is named. 428 when none is."""
    found = _DIGEST.fullmatch(if_match.strip())
    if found is None:
        raise HTTPException(428, _MISSING.format(example='"…"', what="answer"))
    return found[0]


def _described(pattern: re.Pattern[str], example: str) -> dict[str, Any]:
    """What a route says of the header. Described apart: a required header that is missing would be 422."""
    said = {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The `ETag` under which you read what you change.",
        "schema": {"type": "string", "pattern": f"^{pattern.pattern}$"},
        "examples": {"new": {"value": example}},
    }
    return {"parameters": [said]}


Version = Annotated[int, Depends(_version)]
AsRead = Annotated[str, Depends(_tag)]
NAMES_VERSION: Final = _described(_VERSION, tag_of(1))
NAMES_TAG: Final = _described(_DIGEST, f'"{"0" * 32}"')
