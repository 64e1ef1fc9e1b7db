"""What becomes of a Proposal: handed in, taken back, decided, withdrawn, begun anew. Each names the version that was
read, so that nobody decides on what they have not seen."""

from collections.abc import Callable

from fastapi import Request, Response

from api.bearer import Program
from api.editing.described import CHANGED, created
from api.editing.fields import Number, Why
from api.editing.program import Acting, Editor, Reviewer, acting
from api.editing.proposal import PATH, WholeProposal, what_came
from api.editing.route import router_at
from api.editing.version import NAMES_VERSION, Version
from feeds.review import editing, proposals
from feeds.review.tables import Proposal

router = router_at(PATH)


@router.post("/{number}/submit", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def submit_proposal(request: Request, program: Editor, number: Number, version: Version) -> Response:
    """Hand a draft in for review. It has to fit the registry."""
    return _done(
        request,
        program,
        number,
        lambda found, it: editing.submit(it.session, found, by=it.person, version=version, at=it.at),
    )


@router.post("/{number}/take-back", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def take_back_proposal(request: Request, program: Editor, number: Number, version: Version) -> Response:
    """Make a Proposal that waits for review a draft again, so that it can be edited."""
    return _done(
        request,
        program,
        number,
        lambda found, it: editing.take_back(it.session, found, by=it.person, version=version, at=it.at),
    )


@router.post("/{number}/withdraw", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def withdraw_proposal(request: Request, program: Editor, number: Number, version: Version, why: Why) -> Response:
    """Take a Proposal back for good that nobody decided on."""

    def act(found: Proposal, it: Acting) -> None:
        proposals.withdraw(it.session, found, by=it.person, reason=why.reason, at=it.at, version=version)

    return _done(request, program, number, act)


@router.post("/{number}/approve", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def approve_proposal(request: Request, program: Reviewer, number: Number, version: Version, why: Why) -> Response:
    """Make a Proposal true. Nobody who wrote a part of it may."""
    return _decided(request, program, number, version, why, proposals.approve)


@router.post("/{number}/reject", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def reject_proposal(request: Request, program: Reviewer, number: Number, version: Version, why: Why) -> Response:
    """Turn a Proposal down."""
    return _decided(request, program, number, version, why, proposals.reject)


@router.post("/{number}/ask-for-changes", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def ask_for_changes(request: Request, program: Reviewer, number: Number, version: Version, why: Why) -> Response:
    """Give a Proposal back to its authors, as a draft."""
    return _decided(request, program, number, version, why, proposals.ask_for_changes)


@router.post("/{number}/copy", status_code=201, response_model=WholeProposal, responses=created())
def copy_proposal(request: Request, program: Editor, number: Number) -> Response:
    """Begin a draft that says what an older Proposal said; its authors are authors of the copy too."""
    with acting(request, program) as it:
        made = editing.copy(it.session, proposals.get(it.session, number), by=it.person, at=it.at)
        return what_came(it.session, made, is_new=True)


def _decided(
    request: Request, program: Program, number: int, version: int, why: Why, decide: Callable[..., None]
) -> Response:
    def act(found: Proposal, it: Acting) -> None:
        decide(it.session, found, reviewer=it.person, reason=why.reason, at=it.at, version=version)

    return _done(request, program, number, act)


def _done(request: Request, program: Program, number: int, act: Callable[[Proposal, Acting], None]) -> Response:
    with acting(request, program) as it:
        found = proposals.get(it.session, number)
        act(found, it)
        return what_came(it.session, found)
