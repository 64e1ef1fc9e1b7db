"""How much hangs on a Proposal, told from its operations. Pure.

What families are stopped at comes first, in both directions: a listed site that moved is open to everybody, and a name
that is listed wrongly is closed to everybody. Then what is said of a site; then what only adds to the record.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from feeds.review import operations as op


class Severity(IntEnum):
    """Lower goes first on the Queue."""

    STOPS = 1
    WORDS = 2
    RECORD = 3


_OF: Final[dict[type[op.Operation], Severity]] = {
    op.AddName: Severity.STOPS,
    op.LinkNames: Severity.STOPS,
    op.RetractName: Severity.STOPS,
    op.ProtectName: Severity.STOPS,
    op.AddSite: Severity.WORDS,
    op.AddSignal: Severity.WORDS,
    op.RetractSignal: Severity.WORDS,
    op.SetSiteStatus: Severity.WORDS,
    op.SetNameStatus: Severity.WORDS,
}


def of(operations: Iterable[op.Operation]) -> Severity:
    """The gravest of the operations; `RECORD` for those that no rule names."""
    return min((_OF.get(type(operation), Severity.RECORD) for operation in operations), default=Severity.RECORD)
