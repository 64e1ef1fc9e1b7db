"""Proof that whoever opened a Dispute controls its Name: what they publish there, in the DNS or in a file.

Rules
- The code is of one Dispute: published at another Name, or for another Dispute, it proves nothing.
- The file is asked for over https at the Name itself, and no redirect is followed.
- We look when they ask us to, and at most so often.
- The code is made of the secret of the Dispute, which its opener has: so it can be published before there is a Dispute,
  and whoever reads it there has no part in it.
"""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

from sqlmodel import Session

from feeds.fetching import Fetcher, FetchFailed, Limits, Resolver
from feeds.review.disputes.opening import OPENER, note
from feeds.review.disputes.states import WAITING, DoesNotFit, Way
from feeds.review.disputes.tables import Dispute

MOST_LOOKS: Final = 30
LIMITS: Final = Limits(step_seconds=5.0, total_seconds=8.0, body_bytes=4096, redirects=0)
"""For the Fetcher that looks for the file."""


class LookedTooOften(ValueError):
    """A proof was looked for as often as we do. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Place:
    """What has to be published, and where: the DNS name of a TXT record, the address of a file, the text of either."""

    record: str
    file: str
    text: str


def place_of(dispute: Dispute) -> Place:
    """Where the proof for a Dispute is looked for."""
    return place_at(dispute.name, dispute.proof_code)


def place_at(name: str, code: str) -> Place:
    """Where a code is looked for that shows control of a Name."""
    return Place(f"_vigie.{name}", f"https://{name}/.well-known/vigie-proof.txt", f"vigie-proof={code}")


def count_look(session: Session, dispute: Dispute) -> Place:
    """Note that we are about to look, in a transaction of its own: a look costs, also when it fails.

    Raises `DoesNotFit` for a Dispute that is closed or proved, and `LookedTooOften`.
    """
    session.refresh(dispute, with_for_update=True)
    _check_may_be_proved(dispute)
    if dispute.proof_tries >= MOST_LOOKS:
        raise LookedTooOften(f"We looked {MOST_LOOKS} times already; please open another dispute.")
    dispute.proof_tries += 1
    session.add(dispute)
    session.flush()
    return place_of(dispute)


async def look(place: Place, resolver: Resolver, fetcher: Fetcher) -> Way | None:
    """Where the proof was found: in the DNS, or else in the file; None where it was not."""
    if place.text in await resolver.texts(place.record):
        return Way.DNS
    try:
        fetched = await fetcher.get(place.file, accept="text/plain,*/*;q=0.5")
    except FetchFailed:
        return None
    lines = fetched.body.decode("utf-8", "replace").splitlines()
    is_there = fetched.status == HTTPStatus.OK and not fetched.truncated and place.text in map(str.strip, lines)
    return Way.FILE if is_there else None


def prove(session: Session, dispute: Dispute, way: Way, at: datetime) -> None:
    """Note that control of the Name was shown. Raises `DoesNotFit`."""
    session.refresh(dispute, with_for_update=True)
    _check_may_be_proved(dispute)
    dispute.proved_at, dispute.proved_by = at, way
    session.add(dispute)
    session.flush()
    note(session, dispute, "prove", actor=OPENER, at=at, body={"name": dispute.name, "way": way.value})


def _check_may_be_proved(dispute: Dispute) -> None:
    if dispute.proved_at is not None:
        raise DoesNotFit(f"Control of {dispute.name} was shown already.")
    if dispute.state not in WAITING:
        raise DoesNotFit(f"A dispute that is {dispute.state} needs no proof.")
