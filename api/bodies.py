"""The body of a request, bounded while it is read."""

from collections.abc import Mapping

from fastapi import HTTPException, Request


async def read(request: Request, most: int, *, too_long: str, headers: Mapping[str, str] | None = None) -> bytes:
    """At most `most` bytes. 413 with this sentence and these headers for more, as soon as they are there."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, too_long, headers)
    return bytes(body)
