"""What the page of a Proposal shows."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlmodel import Session

from api.desk import citing, comparing, meanwhile, previewed
from api.desk.curator import LONGEST_REASON
from api.desk.differing import changes
from api.desk.lineage import Lineage, named_in, of_names, with_changes
from api.desk.operation_form import KINDS
from feeds.registry import taxonomy
from feeds.review import comments, editing, history, proposals
from feeds.review.operations import Operation
from feeds.review.replacing import rows_of
from feeds.review.states import UNDECIDED
from feeds.review.tables import Proposal
from feeds.watch import findings
from feeds.watch.verdicts.wording import sentence

MOST_NAMED: Final = 20
"""Names that are drawn on the page; the Lineage of a Proposal about more of them is not."""
OF_A_DISPUTE: Final = ("add_reply", "withdraw_reply")
"""Changes that a dispute leads to, and nobody writes by hand."""


def of(session: Session, proposal: Proposal, read: int | None) -> dict[str, Any]:
    """What the page of a Proposal shows; with `read`, also what others did since that version."""
    rows = rows_of(session, proposal)
    operations = proposals.operations_of(session, proposal)
    seen = findings.of_proposal(session, proposal.id)
    return {
        "proposal": proposal,
        "is_open": proposal.state in UNDECIDED,
        "may_copy": proposal.state in editing.COPIED,
        "authors": proposals.authors_of(session, proposal),
        "changes": list(zip(rows, changes(session, operations, compared=proposal.state in UNDECIDED), strict=True)),
        "sources": citing.cited(session, operations),
        "steps": history.of(session, proposal),
        "since": meanwhile.since(session, proposal, read) if read is not None else None,
        "comments": comments.of(session, proposal),
        "lineage": _lineage(session, proposal, operations),
        "previewed": previewed.names(session, operations) if proposal.state in UNDECIDED else [],
        "comparison": comparing.opened(session, seen) if seen else None,
        "sentence": sentence,
        "today": datetime.now(UTC).date(),
        "longest_reason": LONGEST_REASON,
        "labels": labels(),
        "kinds": [kind for kind in KINDS if kind not in OF_A_DISPUTE],
    }


def labels() -> dict[str, dict[str, str]]:
    """What the taxonomy calls its categories and signals, by their ids, in each language."""
    signals = {signal: word.label for signal, word in taxonomy.signals().items()}
    return signals | {category: word.label for category, word in taxonomy.categories().items()}


def _lineage(session: Session, proposal: Proposal, operations: list[Operation]) -> Lineage | None:
    """The Lineage that the changes are about, with what they would add; None for those that touch none, or dozens."""
    named = named_in(operations)
    if not 0 < len(named) <= MOST_NAMED:
        return None
    known = of_names(session, named)
    return with_changes(known, operations) if proposal.state in UNDECIDED else known
