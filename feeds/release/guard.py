"""What makes a Release wait for a second sign-off. Pure.

A list that changes a lot at once is more often broken than right: one public list of dating sites went +912, -912,
+769/-216 lines in five weeks, and nothing held it.
"""

from feeds.release.publishing import Outcome


def reason_to_hold(outcome: Outcome, *, rolled_back: bool, percent: int, names: int) -> str:
    """Why a Release waits, in one sentence; `""` when it need not.

    `percent` of the lines that are out, and `names` lines, are what may change at once. `rolled_back` says whether the
    Release that is out is an earlier one put out again: then whatever was wrong is still in the registry. Where
    nothing was listed, as before the first Release, there is nothing that it changes.
    """
    before = outcome.names - outcome.added + outcome.removed
    if not outcome.changed or before == 0:
        return ""
    if rolled_back:
        return "The release that is out was rolled back to; somebody has to say that what was wrong is mended."
    moved = max(outcome.added, outcome.removed)
    if moved > names or moved * 100 > before * percent:
        return (
            f"It adds {outcome.added} and removes {outcome.removed} of {before} lines:"
            f" more than {percent} % or {names} lines at once need a second sign-off."
        )
    return ""
