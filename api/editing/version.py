"""`If-Match`: the version of a Proposal that a program read, which it has to name when it changes one."""

import re
from typing import Annotated, Final

from fastapi import Depends, Header, HTTPException
from pydantic import WithJsonSchema

_TAG: Final = re.compile(r'"([1-9][0-9]{0,8})"')
_MISSING: Final = 'Say which version you read: `If-Match: "3"`, as it stands in the `ETag` of the proposal.'


def tag_of(version: int) -> str:
    """The `ETag` of a version."""
    return f'"{version}"'


def _read(
    if_match: Annotated[
        str | None,
        Header(description="The `ETag` of the Proposal as you read it."),
        WithJsonSchema({"type": "string", "pattern": f"^{_TAG.pattern}$"}),
    ] = None,
) -> int:
    """The version that is named. 428 when none is, 412 when it is no tag that a Proposal ever has."""
    if if_match is None or if_match.strip() == "*":
        raise HTTPException(428, _MISSING)
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise HTTPException(412, f"No proposal has the tag {if_match[:80]}. {_MISSING}")
    return int(found[1])


Version = Annotated[int, Depends(_read)]
