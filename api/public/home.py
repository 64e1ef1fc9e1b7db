"""`/`: what Vigie is, in ten seconds, and what is out."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import col, select

from api.public.pages import public_page
from feeds.release.tables import Release

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """What this is, in ten seconds, and the Release that is out."""
    with request.app.state.database.read() as session:
        release = session.exec(select(Release).order_by(col(Release.serial).desc())).first()
    return public_page(request, "public/home.html", {"release": release})
