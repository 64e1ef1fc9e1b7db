"""The same files behind a FastAPI route, as one would write it first: a path parameter, a look-up, a Response."""

import hashlib
import os
from pathlib import Path

from fastapi import FastAPI, Request, Response

app = FastAPI(openapi_url=None)
FOLDER = Path(os.environ["VIGIE_BENCH_FOLDER"])
CODINGS = {"br": ".br", "identity": ""}


def _read(path: Path, coding: str) -> tuple[bytes, dict[str, str]]:
    body = path.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    encoding = {} if coding == "identity" else {"Content-Encoding": coding}
    return body, {"ETag": etag, "Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding", **encoding}


FILES = {
    (path.relative_to(FOLDER).as_posix(), coding): _read(path.with_name(path.name + suffix), coding)
    for path in FOLDER.rglob("*")
    for coding, suffix in CODINGS.items()
    if path.is_file() and path.with_name(path.name + suffix).exists()
}


@app.get("/feed/{name:path}")
async def file(name: str, request: Request) -> Response:
    """One file, as brotli where the client takes it and it lies there."""
    wants = "br" if "br" in request.headers.get("accept-encoding", "") else "identity"
    body, headers = FILES.get((name, wants)) or FILES[name, "identity"]
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/octet-stream")
