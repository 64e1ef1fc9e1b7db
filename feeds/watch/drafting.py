"""From a Finding to the Proposal that it calls for. Drafts, and decides nothing.

What the gate refuses is refused here, by the same gate.
"""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from feeds.review import people, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.states import UNDECIDED, ProposalState
from feeds.review.tables import Proposal
from feeds.watch import findings
from feeds.watch.changes import FindingKind
from feeds.watch.draft import Draft
from feeds.watch.tables import Finding

AUTHOR: Final = "watch"
_LONGEST_HELD: Final = 300
_TITLE: Final = {
    FindingKind.RENAMED: "{old} became {new}",
    FindingKind.CLONE: "{new} is a copy of {old}",
    FindingKind.ACTIVE: "{new} shows its site",
    FindingKind.REDIRECTING: "{new} sends its visitors on",
    FindingKind.CLOSED: "{new} is somebody else’s now",
    FindingKind.SEIZED: "{new} was closed by an authority",
    FindingKind.PARKED: "{new} is parked",
    FindingKind.UNREACHABLE: "{new} shows no page any more",
}


def propose(session: Session, finding: Finding, at: datetime) -> Proposal | None:
    """Draft the Proposal that a Finding calls for, as the Watch, and hand it in for review.

    When there is none to draft, `held` says why: the registry says so already, another Proposal about the name is
    open, or the gate refuses it.
    """
    other = _open_about(session, finding)
    if other is not None and not _takes_the_place_of(session, finding, other):
        finding.held = f"Proposal {other.id} about {finding.new} is open."
        return None
    drawn = Draft(session, finding)
    operations = drawn.operations()
    if not operations:
        finding.held = "The registry says so already."
        return None
    finding_id = finding.id
    try:
        proposal = proposals.propose(
            session,
            author=people.machine(session, AUTHOR),
            title=_TITLE[FindingKind(finding.kind)].format(old=finding.old, new=finding.new),
            reason=drawn.reason(),
            operations=operations,
            at=at,
        )
    except DoesNotApply as refusal:
        session.get_one(Finding, finding_id).held = str(refusal)[:_LONGEST_HELD]
        return None
    if other is not None:
        said = f"{finding.new} turned out to be the new name of {finding.old}: proposal {proposal.id}."
        proposals.supersede(session, other, by=people.machine(session, AUTHOR), reason=said, at=at)
    drafted = session.get_one(Finding, finding_id)
    drafted.proposal_id, drafted.proposed_at = proposal.id, at
    return proposal


def _open_about(session: Session, finding: Finding) -> Proposal | None:
    """The open Proposal of another Finding about the same name."""
    about = select(Proposal).join(Finding).where(Finding.new == finding.new, Finding.id != finding.id)
    return session.exec(about.where(col(Proposal.state).in_(UNDECIDED))).first()


def _takes_the_place_of(session: Session, finding: Finding, other: Proposal) -> bool:
    """Whether a name that was proposed as a copy of the Site is now found to be its new name; no draft is replaced."""
    if other.state != ProposalState.IN_REVIEW:
        return False
    before = findings.of_proposal(session, other.id)
    was = (before.kind, before.old) if before else None
    return finding.kind == FindingKind.RENAMED and was == (FindingKind.CLONE, finding.old)
