"""`If-Match`: the version of a Proposal that a program read, which it has to name when it changes one."""

import re
from typing import Annotated, Any, Final

from fastapi import Depends, Header, HTTPException

_TAG: Final = re.compile(r'"([1-9][0-9]{0,8})"')
_MISSING: Final = 'Say which version you read: `If-Match: "3"`, as it stands in the `ETag` of the proposal.'


def tag_of(version: int) -> str:
    """The `ETag` of a version."""
    return f'"{version}"'


def _read(if_match: Annotated[str, Header(include_in_schema=False)] = "") -> int:
    """The version that is named. 428 when none is."""
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise HTTPException(428, _MISSING)
    return int(found[1])


Version = Annotated[int, Depends(_read)]
NAMES_VERSION: Final[dict[str, Any]] = {
    "parameters": [
        {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "The `ETag` of the Proposal as you read it.",
            "schema": {"type": "string", "pattern": f"^{_TAG.pattern}$"},
            "examples": {"new": {"value": tag_of(1)}},
        }
    ]
}
"""What a route with a `Version` says of it. Described apart: a required header that is missing would be 422."""
