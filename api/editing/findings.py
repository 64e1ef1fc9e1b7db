"""`/api/v1/findings`: what the Watch found. It drafts a Proposal by itself where its evidence is strong enough."""

from typing import Annotated, Any, Final

from fastapi import HTTPException, Query, Request, Response
from pydantic import Field
from sqlmodel import Session

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import READ, READ_ONE
from api.editing.fields import Moment, Next, Number
from api.editing.program import Reader, database_of
from api.editing.route import router_at
from feeds.watch import findings
from feeds.watch.changes import FindingKind
from feeds.watch.tables import Finding, Sighting
from feeds.watch.verdicts.wording import sentence

PATH: Final = "/api/v1/findings"
router = router_at(PATH)


class FindingInShort(Shape):
    """What the Watch takes two Names for; or one Name, and `new` is `old` then."""

    number: int
    kind: FindingKind
    old: str
    new: str
    score: Annotated[float, Field(description="0 to 1.")]
    first_seen: Moment
    last_seen: Moment
    proposal: Annotated[int | None, Field(description="The number of the Proposal that was drafted from it.")]
    held: Annotated[str | None, Field(description="Why there is no Proposal yet.")]


class Piece(Shape):
    """A piece of evidence: what was seen, and in words."""

    sign: str
    facts: dict[str, Any]
    said: str


class Seen(Shape):
    """It was seen, once more."""

    at: Moment
    verdict: str
    score: float
    evidence: list[Piece]


class WholeFinding(FindingInShort):
    """A Finding, and every time that it was seen, the newest first."""

    sightings: list[Seen]


class FindingPage(Shape):
    """Some Findings."""

    findings: list[FindingInShort]
    next: Next


class Question(paging.Newest):
    """Which Findings; no other parameter is taken."""

    kind: FindingKind | None = None


@router.get("", response_model=FindingPage, responses=READ)
def list_findings(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Findings, those that were made last first, a hundred a page."""
    with database_of(request).read() as session:
        page = paging.newest(session, Finding, PATH, question)
    return read(request, FindingPage(findings=[FindingInShort(**_said(row)) for row in page.rows], next=page.next))


@router.get("/{number}", response_model=WholeFinding, responses=READ_ONE)
def read_finding(request: Request, _: Reader, number: Number) -> Response:
    """One Finding, with the evidence piece by piece."""
    with database_of(request).read() as session:
        found = findings.get(session, number)
        if found is None:
            raise HTTPException(404, f"There is no finding {number}.")
        return read(request, WholeFinding(**_said(found), sightings=_sightings(session, found)))


def _sightings(session: Session, found: Finding) -> list[Seen]:
    return [_seen(sighting) for sighting in findings.sightings(session, found)[: paging.A_PAGE]]


def _seen(sighting: Sighting) -> Seen:
    verdict = findings.verdict_of(sighting)
    pieces = [Piece(sign=piece.sign, facts=dict(piece.facts), said=sentence(piece)) for piece in verdict.evidence]
    return Seen(at=sighting.at, verdict=verdict.verdict, score=verdict.score, evidence=pieces)


def _said(row: Finding) -> dict[str, Any]:
    same = {field: getattr(row, field) for field in ("kind", "old", "new", "score", "first_seen", "last_seen", "held")}
    return same | {"number": row.id, "proposal": row.proposal_id}
