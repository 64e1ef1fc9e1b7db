"""What families would see with a Proposal: the extension's own warning, and what the feed would say, byte by byte.

The warning is the extension's page with the extension's modules. In the place of a browser's extension API it finds
`static/preview/browser.js`, and in the place of a feed that it checked what the feed would say with the Proposal.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup
from sqlmodel import Session, col, func, select
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles

from api.desk import feed_change, previewed, text_difference, trial
from api.desk.curator import Curator
from api.desk.proposal import refused, writing
from api.jobs import previewing
from api.settings import Settings
from api.web import HEADERS, page
from feeds.release.tables import Release
from feeds.review import proposals
from feeds.review.applying import DoesNotApply
from feeds.review.states import UNDECIDED
from feeds.review.tables import Proposal

EXTENSION: Final = Path(__file__).parents[2] / "extension"
AT: Final = "/preview/extension"
"""Where browsers find the extension's own files. They are public, and the same for every Proposal."""
PARTS: Final = ("pages", "src", "icons", "_locales")
WARNING: Final = EXTENSION / "pages" / "warning" / "warning.html"
_SCRIPT: Final = 'src="warning.js"'
# As on every page, but for `<base>`: the page asks for its own files beside itself.
_POLICY: Final = HEADERS["Content-Security-Policy"].replace("base-uri 'none'", "base-uri 'self'")
Reader = Literal["teen", "parent"]
Language = Literal["fr", "en", "it", "es", "de"]
Host = Annotated[str, Query(max_length=253, pattern=r"^[a-z0-9.-]+$")]
router = APIRouter(prefix="/desk/proposals/{number}", include_in_schema=False)


def install(app: FastAPI) -> None:
    """Give browsers the extension's files, where it was not left out."""
    there = {part: EXTENSION / part for part in PARTS if (EXTENSION / part).is_dir()}
    app.mount(AT, Router([Mount(f"/{part}", StaticFiles(directory=folder)) for part, folder in there.items()]))


@router.get("/warning")
def warning(
    request: Request, number: int, curator: Curator, name: Host, reader: Reader = "teen", language: Language = "en"
) -> HTMLResponse:
    """The warning of a Name as a family would see it. The address says it once more after `#`, for the page itself."""
    if not WARNING.is_file():
        raise HTTPException(404, "The extension was left out of this installation, and its warning with it.")
    with _trying(request, number) as (session, found):
        names = previewed.names(session, proposals.operations_of(session, found))
    before, _, after = WARNING.read_text(encoding="utf-8").partition(_SCRIPT)
    head, opened, body = after.partition("<body>")
    start, began, rest = before.partition("<head>")
    values = {
        "at": AT,
        "parts": [Markup(part) for part in (start + began, rest, head + opened, body)],  # noqa: S704 (the extension's)
        "number": number,
        "shown": {"name": name, "reader": reader, "language": language},
        "names": names if name in names else [name, *names],
    }
    return page(request, "desk/warning.html", values, headers={"Content-Security-Policy": _POLICY})


@router.get("/trial")
def trial_release(request: Request, number: int, curator: Curator) -> JSONResponse:
    """What the feed would say of the Sites that the Proposal touches, as the files of a Release."""
    at = datetime.now(UTC)
    try:
        with _trying(request, number) as (session, found):
            said = trial.of(session, proposals.operations_of(session, found), at).after.said
            serial = (session.exec(select(func.max(col(Release.serial)))).one() or 0) + 1
    except DoesNotApply as refusal:
        raise HTTPException(409, str(refusal)) from None
    files = {name: base64.b64encode(data).decode() for name, data in said.items()}
    return JSONResponse({"serial": serial, "released": at.isoformat(), **files}, headers={"Cache-Control": "no-store"})


@router.get("/effect")
def effect(request: Request, number: int, curator: Curator) -> Response:
    """What the feed would say otherwise: how much it grows, and each dossier before and after."""
    settings: Settings = request.app.state.settings
    at = datetime.now(UTC)
    try:
        with _trying(request, number) as (session, found):
            tried = trial.of(session, proposals.operations_of(session, found), at)
            plan = previewing.of_approved(session, settings, at)
            session.refresh(found)  # for the page: what was tried, and undone, left nothing read behind
    except DoesNotApply as refusal:
        return refused(request, number, curator, refusal)
    values: dict[str, Any] = {
        "curator": curator,
        "proposal": found,
        "change": feed_change.of(plan, tried),
        "documents": [(title, text_difference.between(old, new)) for title, old, new in tried.documents()],
    }
    return page(request, "desk/effect.html", values)


@contextmanager
def _trying(request: Request, number: int) -> Iterator[tuple[Session, Proposal]]:
    """A Proposal that is still to be decided on, in a transaction. 409 for any other."""
    with writing(request, number) as (session, found):
        if found.state not in UNDECIDED:
            raise HTTPException(409, "What was decided is in the registry, or is not; there is nothing to try.")
        yield session, found
