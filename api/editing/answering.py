"""What every answer to a curator's program has in common: JSON for whoever asked alone."""

from typing import Any, Final

import orjson
from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict

from api.reading.answering import answer

PRIVATE: Final = "private, no-cache"


class Shape(BaseModel):
    """What is said or taken has these fields, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read(request: Request, content: Shape, *, tag: str = "") -> Response:
    """The answer to a question, or a 304 to whoever has it already. `tag` is over the content when none is given."""
    return answer(request, content.model_dump(mode="json"), caching=PRIVATE, tag=tag)


def written(content: Shape, *, tag: str = "", location: str = "") -> Response:
    """What came of a change; 201 when it made something, which is at `location`."""
    headers: dict[str, Any] = {"Cache-Control": "no-store"}
    headers |= {"ETag": tag} if tag else {}
    headers |= {"Location": location} if location else {}
    body = orjson.dumps(content.model_dump(mode="json"))
    return Response(body, 201 if location else 200, headers=headers, media_type="application/json")
