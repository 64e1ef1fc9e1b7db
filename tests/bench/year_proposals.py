"""A year's Proposals as rows, in every state."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session

from feeds.review import severity
from feeds.review.operations import OPERATIONS
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal, ProposedOperation, Review
from tests.bench.year_rows import NAMES_A_SITE, hostname, source, when, write

MACHINES: Final = ("intake", "watch")
# Of a hundred Proposals, in the order in which they were written; what was written last waits.
_STATES: Final = (
    *[ProposalState.REJECTED] * 12,
    *[ProposalState.WITHDRAWN] * 2,
    ProposalState.SUPERSEDED,
    *[ProposalState.PUBLISHED] * 80,
    ProposalState.DRAFT,
    *[ProposalState.IN_REVIEW] * 4,
)
_DECIDED: Final = {ProposalState.PUBLISHED: "approve", ProposalState.REJECTED: "reject"}


def propose(session: Session, everybody: dict[str, int], sites: int, count: int) -> None:
    """Every Proposal begins as a draft, and gets the state that it is in by and by, as the database wants it."""
    states = {number: _STATES[(number - 1) * len(_STATES) // count] for number in range(1, count + 1)}
    first = next(number for number, state in states.items() if state == ProposalState.PUBLISHED)
    bodies = {number: [*_operations(number, sites), *_name_of_the_registry(number - first, sites)] for number in states}
    write(session, Proposal, (_proposal(number, bodies[number], count) for number in states))
    write(session, ProposedOperation, _operation_rows(bodies, everybody))
    decided = {number: state for number, state in states.items() if state in _DECIDED}
    reviews = {"reviewer_id": everybody["grace"], "reason": "I read the source."}
    write(
        session,
        Review,
        (
            {"proposal_id": number, "verdict": _DECIDED[state], "at": when(number, count), **reviews}
            for number, state in decided.items()
        ),
    )
    moved = text("UPDATE proposal SET state = :state, decided_at = created_at WHERE id BETWEEN :first AND :last")
    for state, first, last in _runs(states):
        if state != ProposalState.DRAFT:
            session.execute(moved, {"state": state, "first": first, "last": last})


def _runs(states: dict[int, ProposalState]) -> Iterator[tuple[ProposalState, int, int]]:
    first, before = 1, states[1]
    for number, state in states.items():
        if state != before:
            yield before, first, number - 1
            first, before = number, state
    yield before, first, len(states)


def _proposal(number: int, operations: list[dict[str, Any]], count: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Site {number} moved to new-{number}.gg",
        "public_reason": f"A newspaper says so, in its issue {number}.",
        "state": ProposalState.DRAFT,
        "created_at": when(number, count),
        "severity": severity.of(OPERATIONS.validate_python(operations)),
    }


def _operations(number: int, sites: int) -> list[dict[str, Any]]:
    """What the Proposal of that number would do: half of them bring a name, the others a reason or an event."""
    site, key = f"site-{1 + number % sites}", f"proposed-{number}"
    evidence = {"op": "add_evidence", **source(key, number)}
    added: dict[str, Any]
    if number % 2:
        added = {"op": "add_name", "name": f"new-{number}.gg", "status": "active"}
    elif number % 4:
        added = {"op": "add_signal", "signal": "no-age-check"}
    else:
        said = {"en": "A court looked into it.", "fr": "Un tribunal s’en est saisi."}
        added = {"op": "add_event", "kind": "court", "date": "2026-05", "text": said}
    return [evidence, {**added, "site": site, "evidence": [key]}]


def _name_of_the_registry(index: int, sites: int) -> list[dict[str, Any]]:
    """What lets one of the names of the registry be there: no Release lists what nobody decided on."""
    site, name = 1 + index // NAMES_A_SITE, index % NAMES_A_SITE
    said = {"site": f"site-{site}", "name": hostname(site, name), "status": "active", "evidence": [f"paper-{site}"]}
    return [{"op": "add_name", **said}] if 0 <= index < sites * NAMES_A_SITE else []


def _operation_rows(bodies: dict[int, list[dict[str, Any]]], everybody: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, operations in bodies.items():
        author = everybody[(*MACHINES, "ada")[number % 3]]
        for position, body in enumerate(operations):
            yield {"proposal_id": number, "position": position, "author_id": author, "body": body}
