"""One Proposal: its changes beside its sources, and the decision."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session, col, select

from api.desk import comparing
from api.desk.curator import LONGEST_REASON, Curator, FormToken, Reason, Reviewer, check_token, database_of
from api.desk.lineage import Lineage, named_in, of_names, with_changes
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.registry.tables import Evidence
from feeds.review import people, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.four_eyes import NotAllowed
from feeds.review.operations import AddEvidence, Operation
from feeds.review.proposals import NeedsReason, NoSuchProposal
from feeds.review.states import NotPossible, ProposalState, Verdict
from feeds.review.tables import Person, Proposal, Review
from feeds.watch import findings
from feeds.watch.verdicts.wording import sentence

router = APIRouter(prefix="/desk", include_in_schema=False)
DECIDE: Final = {Verdict.APPROVE: proposals.approve, Verdict.REJECT: proposals.reject}
_MOST_NAMED: Final = 20


@router.get("/proposals/{number}")
def proposal(request: Request, number: int, curator: Curator) -> HTMLResponse:
    """One Proposal: what it would change, on what evidence, and the decision."""
    return _proposal_page(request, number, curator)


@router.post("/proposals/{number}")
def decide(
    request: Request,
    number: int,
    curator: Reviewer,
    token: FormToken,
    verdict: Annotated[Verdict, Form()],
    reason: Reason = "",
) -> Response:
    """Approve or reject, as the curator who is signed in."""
    check_token(curator, token)
    try:
        with _writing_proposal(request, number) as (session, found):
            reviewer = people.get(session, curator.person.handle)
            DECIDE[verdict](session, found, reviewer=reviewer, reason=reason, at=datetime.now(UTC))
    except NotAllowed as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=403)
    except (NotPossible, DoesNotApply) as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=409)
    except NeedsReason as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=422)
    return RedirectResponse("/desk", 303)


def _proposal_page(
    request: Request, number: int, curator: SignedIn, *, refusal: str = "", status: int = 200
) -> HTMLResponse:
    with database_of(request).read() as session:
        found = _found(session, number)
        operations = proposals.operations_of(session, found)
        reviews = select(Review, Person).join(Person).where(Review.proposal_id == number)
        values = {
            "proposal": found,
            "authors": proposals.authors_of(session, found),
            "changes": [(change, _fields(change)) for change in operations if not isinstance(change, AddEvidence)],
            "evidence": _evidence(session, operations),
            "reviews": session.exec(reviews).all(),
            "lineage": _lineage(session, found, operations),
            "comparison": comparing.opened(session, seen) if (seen := findings.of_proposal(session, number)) else None,
        }
    values |= {"sentence": sentence, "today": datetime.now(UTC).date()}
    values |= {"curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/proposal.html", values, status=status)


def _lineage(session: Session, found: Proposal, operations: list[Operation]) -> Lineage | None:
    """The Lineage that the changes are about, with what they would add; None for those that touch none, or dozens."""
    named = named_in(operations)
    if not 0 < len(named) <= _MOST_NAMED:
        return None
    known = of_names(session, named)
    return with_changes(known, operations) if found.state == ProposalState.IN_REVIEW else known


def _fields(change: Operation) -> dict[str, Any]:
    """What a change says, but for the blanks and for its sources, which the page shows apart."""
    said = change.model_dump(mode="json", exclude={"op", "evidence"})
    return {key: value for key, value in said.items() if value not in (None, [], {})}


def _evidence(session: Session, operations: list[Operation]) -> list[Evidence | AddEvidence]:
    """The sources a Proposal brings, then those it cites that are in the registry."""
    brought = [change for change in operations if isinstance(change, AddEvidence)]
    cited = {key for change in operations for key in getattr(change, "evidence", [])} - {new.key for new in brought}
    known = session.exec(select(Evidence).where(col(Evidence.key).in_(cited)).order_by(Evidence.key)).all()
    return [*brought, *known]


@contextmanager
def _writing_proposal(request: Request, number: int) -> Iterator[tuple[Session, Proposal]]:
    with database_of(request).write() as session:
        yield session, _found(session, number)


def _found(session: Session, number: int) -> Proposal:
    try:
        return proposals.get(session, number)
    except NoSuchProposal:
        raise HTTPException(404, f"There is no proposal {number}.") from None
