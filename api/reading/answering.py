"""What every answer for readers has in common: JSON that a browser or a CDN keeps for five minutes, and then asks for
by its tag."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import orjson
from fastapi import HTTPException, Request, Response

from api.files import AT_ONCE
from api.reading.published import Published

LICENCE: Final = "CC-BY-4.0"


def published(request: Request) -> Published:
    """The Release that is out. 503 before the first."""
    found: Published | None = request.app.state.out.now()
    if found is None:
        raise HTTPException(503, "Nothing was released yet; ask again in a minute.", headers={"Retry-After": "60"})
    return found


def heading(release: Published) -> dict[str, object]:
    """What an answer says of the Release that it is from."""
    return {"serial": release.serial, "released": release.released, "licence": LICENCE}


def answer(request: Request, content: Mapping[str, Any] | bytes, *, caching: str = AT_ONCE, tag: str = "") -> Response:
    """The answer, or a 304 to whoever has it already. `tag` is over the content when none is given.

    Where the next page is, which content says in `next`, `Link` says too.
    """
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    tag = tag or f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": caching}
    if isinstance(content, Mapping) and content.get("next"):
        headers["Link"] = f'<{content["next"]}>; rel="next"'
    has = {known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")}
    if has & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")
