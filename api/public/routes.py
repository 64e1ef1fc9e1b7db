"""The first page: what Vigie is, and what is out."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import col, select

from api.web import page
from feeds.release.tables import Release

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """What this is, in ten seconds, and the Release that is out."""
    with request.app.state.database.read() as session:
        release = session.exec(select(Release).order_by(col(Release.serial).desc())).first()
    return page(request, "home.html", {"release": release})
