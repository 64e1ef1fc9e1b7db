"""What the domain refuses, as HTTP says it: one table."""

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import Response

from api import problems
from api.jobs.release import NothingToSignOff
from api.outbox.addresses import BadAddress
from api.pasted import NoSuchReading, NothingToPropose
from feeds.intake import Unreadable
from feeds.intake.lists.batches import NoSuchBatch
from feeds.intake.lists.naming import BadName
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import NotPossible as BatchNotPossible
from feeds.intake.proposing import NotInTheText
from feeds.intake.sources.queueing import NotWaiting
from feeds.release.folder import FolderUnusable
from feeds.review.applying import DoesNotApply
from feeds.review.comments import NothingSaid
from feeds.review.disputes.answering import NeedsProof
from feeds.review.disputes.reading import NoSuchDispute
from feeds.review.disputes.states import DoesNotFit
from feeds.review.due_again import NoSuchEntry
from feeds.review.editing import NothingLeft
from feeds.review.evidence.settling import NotReopened
from feeds.review.four_eyes import NotAllowed
from feeds.review.holding import NotHeld, ReleasesHeld
from feeds.review.people import NoSuchPerson
from feeds.review.proposals import NeedsReason, NoSuchProposal
from feeds.review.protecting import CannotProtect, NotProtected
from feeds.review.reports.reading import NothingReported
from feeds.review.states import NotPossible
from feeds.review.steps import Stale
from feeds.review.waiting import NoSuchPlace

STATUS: Final[Mapping[type[Exception], int]] = {
    NotAllowed: 403,
    NoSuchBatch: 404,
    NoSuchDispute: 404,
    NoSuchEntry: 404,
    NoSuchPerson: 404,
    NoSuchPlace: 404,
    NoSuchProposal: 404,
    NoSuchReading: 404,
    NotProtected: 404,
    NotReopened: 404,
    NotWaiting: 404,
    NothingReported: 404,
    BatchNotPossible: 409,
    CannotProtect: 409,
    DoesNotApply: 409,
    DoesNotFit: 409,
    FolderUnusable: 409,
    NeedsProof: 409,
    NotHeld: 409,
    NotPossible: 409,
    ReleasesHeld: 409,
    NothingToPropose: 409,
    NothingToSignOff: 409,
    Stale: 412,
    BadAddress: 422,
    BadName: 422,
    NeedsReason: 422,
    NotAList: 422,
    NotInTheText: 422,
    NothingLeft: 422,
    NothingSaid: 422,
    Unreadable: 422,
}
"""The status of each refusal, on a page too; what it says is one sentence for people."""


def install(app: FastAPI) -> None:
    """Answer what the domain refuses, where a route says nothing of it."""
    for refusal in STATUS:
        app.add_exception_handler(refusal, _refused)


async def _refused(request: Request, failure: Exception) -> Response:
    return await problems.refused(request, HTTPException(STATUS[type(failure)], str(failure)))
