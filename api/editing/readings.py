"""`/api/v1/readings`: an article is read, and what it calls for is drafted. Kept for 30 days."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import HTTPException, Request, Response
from pydantic import Field, model_validator
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api import bodies, pasted
from api.bearer import Program
from api.editing.answering import Shape, read, written
from api.editing.described import READ_ONE, created, then
from api.editing.fields import Number
from api.editing.program import Editor, Reader, acting, database_of, now, settings_of
from api.editing.proposal import WholeProposal, what_came
from api.editing.route import router_at
from feeds.intake import Claim, Reading, proposing
from feeds.intake.draft import About, NewSite
from feeds.intake.draft import Remark as Remarked
from feeds.intake.opening import LARGEST, LONGEST
from feeds.intake.sources import keeping
from feeds.review.operations import Operation

PATH: Final = "/api/v1/readings"
_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": f"An HTML page, a PDF file or a text, of at most {LARGEST} bytes.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_THEN: Final = created({"draft_from_reading": then("draft_from_reading", number="$response.body#/number")})
_TEXT: Final = "The chat site coco.gg became coco.zone on 12 November 2026. Schools have written to parents."

router = router_at(PATH)


class Article(
    Shape,
    json_schema_extra={
        "examples": [{"text": _TEXT}],
        "oneOf": [{"required": ["address"]}, {"required": ["text"]}],
    },
):
    """What is to be read: the one or the other."""

    address: Annotated[
        str, Field(max_length=2000, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$", description="Fetched by the service.")
    ] = ""
    text: Annotated[str, Field(min_length=1, max_length=LONGEST)] = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.address) == bool(self.text):
            raise ValueError("Give an address or a text, and not both.")
        return self


class ClaimSaid(Shape):
    """What the article says happened to a name. Names are in A-labels."""

    event: Literal["renamed", "closed", "seized", "clone", "mention"]
    old: str
    new: Annotated[str | None, Field(description="null but for `renamed` and `clone`.")]
    date: str | None
    quote: str
    start: Annotated[int, Field(description="Where the quote stands: characters of `text`.")]
    end: int
    confidence: Annotated[float, Field(description="0 to 1.")]
    why: list[str]

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """A claim, said."""
        return cls.model_validate({field: getattr(claim, field) for field in cls.model_fields})


class ConflictSaid(Shape):
    """Claims of one text that cannot all be true."""

    about: Literal["date", "direction"]
    claims: list[ClaimSaid]


class Remark(Shape):
    """A sentence about what was drafted, or was not."""

    about: About
    said: str

    @classmethod
    def of(cls, remark: Remarked) -> Self:
        """A remark, said."""
        return cls(about=remark.about, said=str(remark))


class Drafted(Shape):
    """What would be proposed now. Without operations there is nothing to draft."""

    title: str
    reason: str
    operations: list[Operation]
    notes: Annotated[list[Remark], Field(description="What a reviewer should look at.")]
    left: Annotated[list[Remark], Field(description="What is not proposed, and why.")]
    proposal: Annotated[int | None, Field(description="The open Proposal that says the same.")]


class ReadingSaid(Shape):
    """What one article says."""

    number: int
    source: Annotated[str, Field(description="The address that it was read from in the end, or what it is called.")]
    title: str | None
    publisher: str | None
    language: str
    published: str | None
    digest: Annotated[str, Field(description="SHA-256 of the bytes that were read.")]
    text: str
    claims: list[ClaimSaid]
    conflicts: list[ConflictSaid]
    draft: Drafted


class Listing(Shape):
    """What to draft beside what the article says of Sites that are listed."""

    listing: Annotated[NewSite | None, Field(description="A Site to list because of it, where it names one.")] = None


@router.post("", status_code=201, response_model=ReadingSaid, responses=_THEN)
def read_article(request: Request, program: Editor, article: Article) -> Response:
    """Read the article at an address, or a text. 422 with the reason when it cannot be read."""
    if article.address:
        return _kept(request, program, pasted.read_address(settings_of(request), article.address, now()))
    return _kept(request, program, pasted.read_bytes(article.text.encode(), now()))


@router.post("/files", status_code=201, response_model=ReadingSaid, responses=_THEN, openapi_extra=_FILE)
async def read_file(request: Request, program: Editor) -> Response:
    """Read a file: the body as it is, whatever its type says."""
    data = await bodies.read(request, LARGEST, too_long=f"An article has at most {LARGEST} bytes.")
    if not data:
        raise HTTPException(422, "Send the file as the body.")
    return await run_in_threadpool(lambda: _kept(request, program, pasted.read_bytes(data, now())))


@router.get("/{number}", response_model=ReadingSaid, responses=READ_ONE)
def read_reading(request: Request, _: Reader, number: Number) -> Response:
    """What was read, and what would be drafted from it now."""
    with database_of(request).read() as session:
        said = _said(session, number, pasted.kept(session, number))
    return read(request, said)


@router.post("/{number}/draft", status_code=201, response_model=WholeProposal, responses=created())
def draft_from_reading(request: Request, program: Editor, number: Number, wanted: Listing) -> Response:
    """Propose what the article calls for. 409 when that is nothing, or is proposed already."""
    with acting(request, program) as it:
        made = pasted.draft(it.session, number, wanted.listing, by=it.person, at=it.at)
        return what_came(it.session, made, is_new=True)


def _kept(request: Request, program: Program, reading: Reading) -> Response:
    with acting(request, program) as it:
        number = keeping.keep(it.session, reading, it.at).id
        return written(_said(it.session, number, reading), location=f"{PATH}/{number}")


def _said(session: Session, number: int, reading: Reading) -> ReadingSaid:
    same = ("source", "title", "publisher", "language", "published", "digest", "text")
    drafted = proposing.draft(session, reading)
    return ReadingSaid(
        number=number,
        **{field: getattr(reading, field) for field in same},
        claims=[ClaimSaid.of(claim) for claim in reading.claims],
        conflicts=[
            ConflictSaid(about=each.about, claims=[ClaimSaid.of(claim) for claim in each.claims])
            for each in reading.conflicts
        ],
        draft=Drafted(
            title=drafted.title,
            reason=drafted.reason,
            operations=drafted.operations,
            notes=[Remark.of(remark) for remark in drafted.notes],
            left=[Remark.of(remark) for remark in drafted.left],
            proposal=drafted.open,
        ),
    )
