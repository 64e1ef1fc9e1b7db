"""`/api/v1/imports`: lists of others, brought in as batches, row by row."""

from tempfile import TemporaryFile
from typing import Annotated, Any, BinaryIO, Final

from fastapi import HTTPException, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from api.bearer import Program
from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.batch import PATH, BatchSaid
from api.editing.described import READ, READ_ONE, WRITTEN, created
from api.editing.fields import Cursor, Next, Number
from api.editing.program import Editor, Reader, database_for, database_of, now
from api.editing.route import router_at
from api.jobs import importing
from api.jobs.importing import Wanted
from feeds.intake.lists import batches
from feeds.intake.lists.candidates import rows_of
from feeds.intake.lists.forms import Form
from feeds.intake.lists.opening import LARGEST
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review.operations import Line, Slug

_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": f"The list itself, of at most {LARGEST} bytes; it may be packed.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
router = router_at(PATH)


class BatchPage(Shape):
    """Some batches."""

    batches: list[BatchSaid]
    next: Next


class Row(Shape):
    """A row of a list, and what it was taken for."""

    line: int
    name: str | None
    written: str
    verdict: RowVerdict
    reason: str | None
    proposal: int | None


class RowPage(Shape):
    """Some rows."""

    rows: list[Row]
    next: Next


class RowQuestion(Shape):
    """Which rows; no other parameter is taken."""

    verdict: RowVerdict | None = None
    cursor: Cursor = None


class NewBatch(Shape):
    """What a list is called, and how it is written."""

    source: Annotated[Slug, Field(description="The same at each import.", examples=["ut1-dating"])]
    format: Form
    licence: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]{1,39}$", description="SPDX: `CC-BY-SA-4.0`, `LicenseRef-…`.")
    ]
    origin: Annotated[Line, Field(max_length=200, description="Where it was read: an address, or a file's name.")]


@router.get("", response_model=BatchPage, responses=READ)
def list_imports(request: Request, _: Reader, question: Annotated[paging.Newest, Query()]) -> Response:
    """The batches, the newest first, a hundred a page."""
    with database_of(request).read() as session:
        page = paging.newest(session, Batch, PATH, question)
    return read(request, BatchPage(batches=[BatchSaid.of(batch) for batch in page.rows], next=page.next))


@router.post(
    "", status_code=201, response_model=BatchSaid, responses=created() | {200: WRITTEN[200]}, openapi_extra=_BODY
)
async def bring_in_list(request: Request, program: Editor, new: Annotated[NewBatch, Query()]) -> Response:
    """Read a list to a preview; 200 when it says byte for byte what its newest batch says."""
    with TemporaryFile() as paper:
        async for chunk in request.stream():
            paper.write(chunk)
            if paper.tell() > LARGEST:
                raise HTTPException(413, f"A list has at most {LARGEST} bytes.")
        paper.seek(0)
        return await run_in_threadpool(_bring_in, request, program, new, paper)


@router.get("/{number}", response_model=BatchSaid, responses=READ_ONE)
def read_import(request: Request, _: Reader, number: Number) -> Response:
    """One batch."""
    with database_of(request).read() as session:
        return read(request, BatchSaid.of(batches.get(session, number)))


@router.get("/{number}/rows", response_model=RowPage, responses=READ_ONE)
def list_rows(request: Request, _: Reader, number: Number, question: Annotated[RowQuestion, Query()]) -> Response:
    """The rows of a batch in the order in which they were read, a hundred a page."""
    with database_of(request).read() as session:
        batch, after = batches.get(session, number), question.cursor or 0
        found = rows_of(session, batch, verdict=question.verdict, most=paging.ask_for(), after=after)
    page = paging.page(found, f"{PATH}/{number}/rows", question, lambda row: row.id)
    return read(request, RowPage(rows=[_row(row) for row in page.rows], next=page.next))


def _bring_in(request: Request, program: Program, new: NewBatch, stream: BinaryIO) -> Response:
    wanted = Wanted(new.source, new.format, new.licence, new.origin)
    batch, is_new = importing.bring_in(database_for(request, program), stream, wanted, at=now())
    return written(BatchSaid.of(batch), location=f"{PATH}/{batch.id}" if is_new else "")


def _row(row: ImportedRow) -> Row:
    return Row(
        line=row.line,
        name=row.hostname,
        written=row.written,
        verdict=RowVerdict(row.verdict),
        reason=row.reason,
        proposal=row.proposal_id,
    )
