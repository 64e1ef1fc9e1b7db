"""What the pages that edit a draft have in common: the change itself, and the form that a refusal hands back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.desk import meanwhile, proposal_values
from api.desk.curator import LONGEST_REASON, database_of
from api.desk.proposal import found_proposal
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.review import editing, people
from feeds.review.operations import Operation
from feeds.review.replacing import rows_of
from feeds.review.states import NotPossible
from feeds.review.steps import Stale
from feeds.review.tables import Proposal, ProposedOperation
from feeds.review.writing import Words


def edit(
    session: Session, proposal: Proposal, curator: SignedIn, version: int, words: Words, operations: list[Operation]
) -> None:
    """Let a draft say this, as the curator who is signed in. Raises as `feeds.review.editing.edit` does."""
    by, (title, reason, note), at = people.get(session, curator.person.handle), words, datetime.now(UTC)
    editing.edit(
        session,
        proposal,
        by=by,
        version=version,
        title=title,
        reason=reason,
        private_note=note,
        operations=operations,
        at=at,
    )


Fill = Callable[[Proposal, Sequence[ProposedOperation]], dict[str, Any]]
"""What a form shows, of the very version of a Proposal that it names."""


def form_page(
    request: Request, number: int, curator: SignedIn, name: str, fill: Fill, refusal: Exception | None = None
) -> HTMLResponse:
    """A form over the Proposal as it is now, so that sending it again says: I saw what others did."""
    with database_of(request).read() as session:
        found = found_proposal(session, number)
        rows = rows_of(session, found)
        shown = {
            "proposal": found,
            "rows": {row.id for row in rows},
            "sources": _sources(rows),
            **fill(found, rows),
            "since": meanwhile.since(session, found, refusal.read) if isinstance(refusal, Stale) else None,
        }
    status = 200 if refusal is None else 409 if isinstance(refusal, Stale | NotPossible) else 422
    said = {"refusal": str(refusal or ""), "longest_reason": LONGEST_REASON, "labels": proposal_values.labels()}
    return page(request, f"desk/{name}.html", {"curator": curator, **shown, **said}, status=status)


def _sources(rows: Sequence[ProposedOperation]) -> dict[str, str]:
    """The keys of the sources that a Proposal brings or cites; with their titles, where it brings them."""
    cited = {key: "" for row in rows for key in row.body.get("evidence", [])}
    return cited | {row.body["key"]: row.body["title"] for row in rows if row.body["op"] == "add_evidence"}
