"""Keeping what was seen: Observations as rows, and the bytes beside them for a while."""

import zlib
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from feeds.watch.changes import Look, Showed
from feeds.watch.observing import Observation, Observed, from_json
from feeds.watch.tables import Capture, ObservationRow
from feeds.watch.verdicts.past import is_at_home
from feeds.watch.verdicts.standing import standing

_LATEST: Final = 12
_AT_HOME: Final = 6
_TIMELINE: Final = 60


def showed(seen: Observation) -> Showed:
    """What an Observation shows, in one word."""
    stands = Showed(standing(seen)[0])
    return Showed.ELSEWHERE if stands is Showed.SITE and not is_at_home(seen) else stands


def keep(session: Session, observed: Observed) -> int:
    """Store a look, and the bytes unless they are there already; return the Observation's id.

    The same Name at the same moment is one look, however often it is handed in.
    """
    seen = observed.observation
    row = session.exec(select(ObservationRow).filter_by(name=seen.name, at=seen.at)).first()
    if row is None:
        row = ObservationRow(
            name=seen.name, at=seen.at, showed=showed(seen), document=seen.as_json(), capture=seen.capture
        )
        session.add(row)
        if seen.capture and observed.capture is not None:
            _keep_capture(session, seen.capture, observed.capture, seen.at)
        session.flush()
    return row.id


def _keep_capture(session: Session, digest: str, body: bytes, at: datetime) -> None:
    kept = session.get(Capture, digest)
    if kept is None:
        session.add(Capture(digest=digest, body=zlib.compress(body), size=len(body), last_seen=at))
    else:
        kept.last_seen = max(kept.last_seen, at)


def observation(session: Session, number: int) -> Observation:
    """The Observation of this id. Raises `BadObservation` for one that an other version wrote."""
    return from_json(session.get_one(ObservationRow, number).document)


def seen(session: Session, name: str, *, limit: int = _TIMELINE) -> list[Look]:
    """The looks at a Name, newest first, without what was seen."""
    columns = select(ObservationRow.id, ObservationRow.at, ObservationRow.showed).where(ObservationRow.name == name)
    rows = session.exec(columns.order_by(col(ObservationRow.at).desc()).limit(limit))
    return [Look(number, at, Showed(word)) for number, at, word in rows]


def history(session: Session, name: str) -> list[Observation]:
    """What verdicts on a Name weigh, oldest first: the latest looks, and the latest that show the site at home."""
    newest_first = select(ObservationRow).where(ObservationRow.name == name).order_by(col(ObservationRow.at).desc())
    latest = session.exec(newest_first.limit(_LATEST)).all()
    at_home = session.exec(newest_first.where(ObservationRow.showed == Showed.SITE).limit(_AT_HOME)).all()
    rows = {row.id: row for row in (*latest, *at_home)}
    return [from_json(row.document) for row in sorted(rows.values(), key=lambda row: row.at)]


def capture(session: Session, digest: str) -> bytes | None:
    """The bytes of this SHA-256; None when they were let go."""
    kept = session.get(Capture, digest)
    return zlib.decompress(kept.body) if kept else None
