"""The body of a request, bounded while it is read."""

from fastapi import HTTPException, Request


async def read(request: Request, most: int, *, too_long: str) -> bytes:
    """At most `most` bytes. 413 with this sentence for more, as soon as they are there."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, too_long)
    return bytes(body)
