"""One batch of an imported list: whether it counts, and what becomes of its candidates."""

from typing import Annotated, Final, Self

from fastapi import Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import READ, WRITTEN, created
from api.editing.fields import HOSTNAME, Moment, Next, Number, Why
from api.editing.program import Editor, Reader, Reviewer, acting, database_of, now, settings_of
from api.editing.proposal import WholeProposal, what_came
from api.editing.route import router_at
from api.jobs import tier
from feeds.intake.lists import batches, deciding, drafting
from feeds.intake.lists.candidates import candidates
from feeds.intake.lists.drafting import MOST_NAMES
from feeds.intake.lists.forms import Form
from feeds.intake.lists.states import BatchState
from feeds.intake.lists.tables import Batch
from feeds.review.operations import Slug

PATH: Final = "/api/v1/imports"
CANDIDATES: Final = "/api/v1/candidates"
router = router_at(PATH)
of_candidates = router_at(CANDIDATES)


class BatchSaid(Shape):
    """One reading of a list."""

    number: int
    source: str
    format: Form
    licence: str
    origin: str
    digest: Annotated[str | None, Field(description="SHA-256 of its bytes.")]
    state: BatchState
    opened: Moment
    rows: int
    good: int
    repeated: int
    came: Annotated[int, Field(description="Good names that the batch before did not have.")]
    went: int
    held: Annotated[str | None, Field(description="Why it waits for a person.")]

    @classmethod
    def of(cls, batch: Batch) -> Self:
        """A batch, said."""
        same = batch.model_dump(exclude={"id", "form", "opened_at"})
        return cls(number=batch.id, format=Form(batch.form), opened=batch.opened_at, **same)


class CandidateSaid(Shape):
    """A name that is not listed, and the lists that have it."""

    name: str
    sources: list[str]


class CandidatePage(Shape):
    """Some candidates."""

    candidates: list[CandidateSaid]
    next: Next


class Question(Shape):
    """Which candidates; no other parameter is taken."""

    at_least: Annotated[int, Field(ge=1, le=1000, description="How many lists have to agree on a name.")] = 1
    cursor: Annotated[str | None, Field(pattern=HOSTNAME, description="From `next`: the last name that you have.")] = (
        None
    )


class Chosen(Why):
    """Candidates that are names of a Site."""

    names: Annotated[list[Annotated[str, Field(pattern=HOSTNAME)]], Field(min_length=1, max_length=MOST_NAMES)]
    site: Annotated[Slug, Field(description="Whose names they are; it is listed already.")]


@router.post("/{number}/count", response_model=BatchSaid, responses=WRITTEN)
def count_import(request: Request, program: Reviewer, number: Number) -> Response:
    """Let a preview count, or hold it where it changes too much."""
    with acting(request, program) as it:
        batch, percent = batches.get(it.session, number), settings_of(request).hold_percent
        deciding.count(it.session, batch, percent=percent, actor=it.person.handle, at=it.at)
    return _decided(request, batch)


@router.post("/{number}/allow", response_model=BatchSaid, responses=WRITTEN)
def allow_import(request: Request, program: Reviewer, number: Number, why: Why) -> Response:
    """Let a batch count that is held."""
    with acting(request, program) as it:
        batch = batches.get(it.session, number)
        deciding.let_through(it.session, batch, by=it.person, reason=why.reason, at=it.at)
    return _decided(request, batch)


@router.post("/{number}/undo", response_model=BatchSaid, responses=WRITTEN)
def undo_import(request: Request, program: Reviewer, number: Number, why: Why) -> Response:
    """Take a batch back; what was drafted from it and waits is withdrawn."""
    with acting(request, program) as it:
        batch = batches.get(it.session, number)
        deciding.undo(it.session, batch, by=it.person, reason=why.reason, at=it.at)
    return _decided(request, batch)


@of_candidates.get("", response_model=CandidatePage, responses=READ)
def list_candidates(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Names that lists have and the registry has not, in alphabetical order, a hundred a page."""
    after = question.cursor or ""
    with database_of(request).read() as session:
        found = candidates(session, at_least=question.at_least, most=paging.ask_for(), after=after)
    page = paging.page(found, CANDIDATES, question, lambda one: one.hostname)
    said = [CandidateSaid(name=one.hostname, sources=list(one.sources)) for one in page.rows]
    return read(request, CandidatePage(candidates=said, next=page.next))


@of_candidates.post("", status_code=201, response_model=WholeProposal, responses=created())
def propose_candidates(request: Request, program: Editor, chosen: Chosen) -> Response:
    """Propose that candidates are names of a Site that is listed."""
    with acting(request, program) as it:
        made = drafting.propose(
            it.session, chosen.names, site=chosen.site, reason=chosen.reason, author=it.person, at=it.at
        )
        return what_came(it.session, made, is_new=True)


def _decided(request: Request, batch: Batch) -> Response:
    tier.write(database_of(request), settings_of(request), now())
    return written(BatchSaid.of(batch))
