"""`/api/v1/lookup/{prefix}`: whether a name is listed, without saying which name."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from api.files import AT_ONCE
from api.reading import shapes
from api.reading.answering import answer, heading, published
from api.reading.prefixes import LENGTH, digest
from api.reading.published import Published

# A server on the way that compressed it would make its length tell again.
AS_LONG: Final = f"{AT_ONCE}, no-transform"

PATH: Final = "/api/v1/lookup"

router = APIRouter(prefix=PATH)

_NAMES: Final = shapes.array(
    shapes.obj({"sha256": shapes.DIGEST} | dict.fromkeys(("status", "category", "stance", "slug"), shapes.TEXT))
)
_ANSWER: Final = shapes.obj(
    {
        **shapes.HEADING,
        "prefix": shapes.PREFIX,
        "names": {**_NAMES, "description": "Those with this prefix, among others that no name has."},
        "padding": {**shapes.TEXT, "description": "Makes every answer of a Release equally long."},
    }
)


def _prefix(text: str) -> str:
    if not re.fullmatch(shapes.PREFIX["pattern"], text, re.ASCII):
        sentence = f"A prefix is {LENGTH} of the characters 0-9 and a-f, in lower case; this is {text[:80]!r}."
        raise PydanticCustomError("prefix", "{sentence}", {"sentence": sentence})
    return text


Prefix = Annotated[str, AfterValidator(_prefix), WithJsonSchema(shapes.PREFIX)]


@router.get("/{prefix}", responses=shapes.answers(_ANSWER, 503))
def lookup(
    request: Request,
    prefix: Annotated[Prefix, Path(openapi_examples={"coco.gg": {"value": digest("coco.gg")[:LENGTH]}})],
    release: Annotated[Published, Depends(published)],
) -> Response:
    """The listed names whose SHA-256 begins with these five hexadecimal characters.

    Compare whole digests: what no name has is among them too, so that the answer's length does not tell.
    """
    return answer(request, release.prefixes.answer(prefix, heading(release)), caching=AS_LONG)
