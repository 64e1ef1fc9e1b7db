"""`/api/v1/sites`: what is listed, page by page, and one dossier."""

import re
from bisect import bisect_right
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError
from sqlmodel import col, select

from api.database import Database
from api.reading import shapes
from api.reading.answering import answer, heading, published
from api.reading.published import Dossier, Published
from feeds.hostnames import NotAHostname, parse
from feeds.registry.tables import Retraction
from feeds.registry.taxonomy import categories
from feeds.registry.words import Status
from feeds.review.operations import CategoryId, Slug

PATH: Final = "/api/v1/sites"
A_PAGE: Final = 100

router = APIRouter(prefix=PATH)

_PAGE: Final = shapes.obj(
    {
        **shapes.HEADING,
        "count": {**shapes.COUNT, "description": "How many Sites fit, on all pages."},
        "sites": shapes.array(shapes.SITE_IN_SHORT),
        "next": {**shapes.or_null(shapes.TEXT), "description": "Where the next page is; null on the last one."},
    }
)
_SLUG: Final = shapes.SITE["properties"]["slug"]
_DOSSIER: Final = shapes.obj({**shapes.HEADING, "site": shapes.SITE, "evidence": shapes.EVIDENCE})


def _cursor(text: str) -> str:
    if not re.fullmatch(_SLUG["pattern"], text) or len(text) > _SLUG["maxLength"]:
        raise PydanticCustomError("cursor", "This is no cursor of ours: take it from `next`, or begin without one.")
    return text


class Question(BaseModel):
    """Which Sites, and after which one; no other parameter is taken."""

    model_config = ConfigDict(extra="forbid")

    category: Annotated[CategoryId | None, Field(json_schema_extra={"enum": list(categories())})] = None
    status: Status | None = None
    q: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=300)] | None,
        Field(
            examples=["sarahah"],
            description="An address, or a part of a name: of a Site, or a hostname that it uses or used.",
        ),
    ] = None
    cursor: Annotated[
        Annotated[str, AfterValidator(_cursor)] | None,
        Field(description="From `next`: the slug of the last Site that you have.", json_schema_extra=_SLUG),
    ] = None


@router.get("", responses=shapes.answers(_PAGE, 503))
def sites(
    request: Request,
    question: Annotated[Question, Query()],
    release: Annotated[Published, Depends(published)],
) -> Response:
    """The Sites that are listed, sorted by slug, a hundred a page."""
    fitting = _fitting(release, question)
    start = bisect_right(fitting, question.cursor or "", key=lambda site: str(site["slug"]))
    page = fitting[start : start + A_PAGE]
    is_last = start + A_PAGE >= len(fitting)
    following = None if is_last else _address(question.model_copy(update={"cursor": page[-1]["slug"]}))
    return answer(request, {**heading(release), "count": len(fitting), "sites": page, "next": following})


@router.get("/{slug}", responses=shapes.answers(_DOSSIER, 404, 410, 503))
def site(
    request: Request,
    slug: Annotated[Slug, Path(openapi_examples={"sarahah": {"value": "sarahah"}})],
    release: Annotated[Published, Depends(published)],
) -> Response:
    """One dossier: names, reasons, what happened, with the Evidence for each."""
    dossier = next(iter(release.dossiers([slug])), None)
    if dossier is None:
        raise _not_listed(request.app.state.database, slug)
    return answer(request, {**heading(release), "site": dossier, "evidence": release.sources(dossier)})


def _fitting(release: Published, question: Question) -> list[Dossier]:
    sought = _sought(question.q)
    return [
        site
        for site, called in zip(release.all, release.called, strict=True)
        if question.category in (None, site["category"])
        and question.status in (None, site["status"])
        and any(text in called for text in sought)
    ]


def _sought(text: str | None) -> list[str]:
    """What a Site must be called for a text to mean it: the text, or a whole line that is an address or above it."""
    if text is None:
        return [""]
    part = text.strip().casefold()
    try:
        labels = parse(text).ascii.split(".")
    except NotAHostname:
        return [part]
    return [part, *("\n{}\n".format(".".join(labels[start:])) for start in range(len(labels) - 1))]


def _address(question: Question) -> str:
    return f"{PATH}?{urlencode(question.model_dump(mode='json', exclude_none=True))}"


def _not_listed(database: Database, slug: str) -> HTTPException:
    withdrawn = select(Retraction).where(Retraction.site_slug == slug, col(Retraction.hostname).is_not(None))
    with database.read() as session:
        last = session.exec(withdrawn.order_by(col(Retraction.at).desc()).limit(1)).first()
    if last is None:
        return HTTPException(404, f"No site {slug} is listed.")
    return HTTPException(410, f"{last.hostname} was withdrawn on {last.at:%Y-%m-%d}: {last.reason}")
