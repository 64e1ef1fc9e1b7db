"""Who may decide on a Proposal. Pure: handles in, an answer out.

Four eyes hold over *all* authors of a Proposal. Where only the last person to ask for a review is barred, an editor can
approve their own earlier edits; here every author of every operation is barred.
"""

from collections.abc import Collection

from feeds.review.states import PersonKind


class NotAllowed(PermissionError):
    """This person may not decide this. `str()` is one sentence for people."""


def check_may_decide(reviewer: str, kind: str, authors: Collection[str]) -> None:
    """Raise `NotAllowed` unless `reviewer` is a person who wrote no operation of the Proposal."""
    if kind != PersonKind.PERSON:
        raise NotAllowed(f"{reviewer} is a part of Vigie, not a person; only people decide.")
    if reviewer in authors:
        raise NotAllowed(f"{reviewer} wrote a part of this proposal; somebody else has to decide on it.")
