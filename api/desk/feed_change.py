"""How much the next Release grows by a Proposal. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.desk.trial import Trial
from feeds.release import delta, difference, names_file
from feeds.release.difference import Difference
from feeds.release.names_file import Row
from feeds.release.publishing import Plan
from feeds.release.snapshot import ListedName


@dataclass(frozen=True, slots=True)
class Size:
    """A figure of the next Release without the Proposal, and with it. Bytes are those before compression."""

    without: int
    with_it: int


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What the Proposal makes of the next Release. A Name whose facts change is in `gone` and in `came`."""

    serial: int
    names: Size
    delta: Size
    sites: Size
    gone: Sequence[ListedName]
    came: Sequence[ListedName]


def of(plan: Plan, trial: Trial) -> FeedChange:
    """What a Proposal that was tried makes of a planned Release."""
    planned = plan.contents.rows
    touched = {name for name, _ in (*trial.before.rows, *trial.after.rows)}
    together = sorted([*(row for row in planned if row[0] not in touched), *trial.after.rows])
    until_then = _until(plan)
    out = until_then.undone().applied(planned)
    sites = len(plan.contents.said["sites"])
    change = trial.names
    return FeedChange(
        plan.outcome.serial,
        Size(len(planned), len(together)),
        Size(_bytes(out, until_then), _bytes(out, difference.between(out, together))),
        Size(sites, sites + trial.dossier_bytes),
        sorted(names_file.listed(change.gone)),
        sorted(names_file.listed(change.came)),
    )


def _until(plan: Plan) -> Difference[Row]:
    """What the planned Release changes in the names that are out."""
    gone, came = (frozenset(names_file.rows(listed)) for listed in (plan.before.gone, plan.before.came))
    return Difference(gone, came)


def _bytes(out: Sequence[Row], change: Difference[Row]) -> int:
    """How long the delta is; 0 for a change of nothing, which has none."""
    return len(delta.write(out, change)) if change.gone or change.came else 0
