"""The round of one listed Name: how it stands, and where it leads."""

from datetime import datetime

from sqlmodel import Session

from feeds.watch import findings, keeping, watched
from feeds.watch.changes import streak
from feeds.watch.findings import Found
from feeds.watch.judging import judge
from feeds.watch.leads import leads
from feeds.watch.looking import Compared, Looker, worth_a_look
from feeds.watch.observing import Observation, Observed
from feeds.watch.pace import DueKind, next_look
from feeds.watch.rounds.recording import Recorded, record_compared, remembered
from feeds.watch.watched import Watched


class NameRound:
    """Look at a Name, and at the names that it leads to or speaks of."""

    def __init__(self, hostname: str) -> None:
        self._hostname = hostname
        self._watched: Watched | None = None
        self._history: list[Observation] = []
        self._observed: Observed | None = None
        self._compared: list[Compared] = []

    def read(self, session: Session) -> None:
        self._watched = watched.read(session, self._hostname)
        self._history = keeping.history(session, self._hostname)
        self._remembered = remembered(session, self._hostname)
        self._refused = watched.refused(session)

    async def act(self, looker: Looker) -> None:
        if self._watched is None:
            return
        self._observed = await looker.look(self._watched.name)
        seen = self._observed.observation
        self._history.append(seen)
        asked = [name for name in leads(seen) if name.ascii not in self._watched.linked | self._refused]
        standing = await looker.standing(asked)
        self._compared = await looker.compare(self._history, worth_a_look(standing, self._remembered, seen.at))

    def record(self, session: Session, at: datetime, lot: float) -> Recorded:
        if self._watched is None or self._observed is None:
            return Recorded(None, 0, "is not listed any more")
        number = keeping.keep(session, self._observed)
        looks = keeping.seen(session, self._hostname)
        lately = streak(looks)
        own = {name.registrable for name in self._watched.others}
        change = judge(self._watched.status, self._history, looks, own)
        lines = [str(looks[0].showed)]
        if change is not None:
            since = lately.since if lately else at
            name = self._hostname
            findings.record(session, Found(change.kind, name, name, change.verdict, number, at, since))
            lines.append(f"stands as {change.kind}, and is listed as {self._watched.status}")
        lines += record_compared(session, self._hostname, self._compared, at)
        return Recorded(next_look(DueKind.NAME, lately, at, lot), len(lines) - 1, "; ".join(lines))
