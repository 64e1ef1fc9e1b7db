"""From candidates to a Proposal: a curator says which Site some names are names of, and the lists are the Evidence.

A list is Evidence that an address exists. It supports no Signal, so a Site has to be listed for a reason of its own.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select, update

from feeds.intake.lists.candidates import current_batches, sources_of
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.registry.tables import Evidence
from feeds.registry.words import EvidenceKind, Status
from feeds.review import operations as op
from feeds.review import proposals
from feeds.review.applying import DoesNotApply
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Person, Proposal

MOST_NAMES: Final = 20
"""In one Proposal: each is a name that two people look at, and no part of somebody's list comes over in bulk."""


def propose(
    session: Session, names: Sequence[str], *, site: str, reason: str, author: Person, at: datetime
) -> Proposal:
    """Propose that names of the lists that count are names of a Site that is listed, by its slug.

    Raises `NeedsReason`, or `DoesNotApply` for what the gate or the registry refuses and what is on no list.
    """
    if not reason.strip():
        raise NeedsReason("A proposal needs a reason; it is published.")
    wanted = list(dict.fromkeys(names))
    if not 0 < len(wanted) <= MOST_NAMES:
        raise DoesNotApply(f"A proposal from lists takes 1 to {MOST_NAMES} names, not {len(wanted)}.")
    on_lists = sources_of(session, wanted)
    if strange := [name for name, sources in on_lists.items() if not sources]:
        raise DoesNotApply(f"No list that counts has {strange[0]} as a good row.")
    batches = _batches(session, {source for sources in on_lists.values() for source in sources})
    known = set(session.exec(select(Evidence.key).where(col(Evidence.key).in_(map(_key, batches.values())))))
    operations: list[op.Operation] = [_evidence(batch) for batch in batches.values() if _key(batch) not in known]
    for name, sources in on_lists.items():
        cited = [_key(batches[source]) for source in sources]
        operations.append(op.AddName(site=site, name=name, status=Status.UNKNOWN, evidence=cited))
    title = f"Add to {site}: {', '.join(wanted)}"
    proposal = proposals.propose(session, author=author, title=title, reason=reason, operations=operations, at=at)
    drafted = update(ImportedRow).where(col(ImportedRow.hostname).in_(wanted))
    session.exec(drafted.where(col(ImportedRow.batch_id).in_(current_batches())).values(proposal_id=proposal.id))
    return proposal


def _batches(session: Session, sources: set[str]) -> dict[str, Batch]:
    rows = select(Batch).where(col(Batch.id).in_(current_batches()), col(Batch.source).in_(sources))
    return {batch.source: batch for batch in session.exec(rows.order_by(Batch.source))}


def _evidence(batch: Batch) -> op.AddEvidence:
    return op.AddEvidence.model_validate(
        {
            "key": _key(batch),
            "publisher": batch.source,
            "title": f"{batch.source}, batch {batch.id} ({batch.licence})",
            "date": batch.opened_at.date().isoformat(),
            "language": "en",
            "url": batch.origin if batch.origin.startswith(("https://", "http://")) else None,
            "supports": "That the address exists. A list says nothing of why.",
            "kind": EvidenceKind.LIST,
            "digest": batch.digest,
        }
    )


def _key(batch: Batch) -> str:
    """The same list with the same bytes is the same Evidence."""
    read = f"{batch.source}\0{batch.digest}"
    return f"list-{hashlib.sha256(read.encode()).hexdigest()[:16]}"
