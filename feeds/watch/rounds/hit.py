"""The round of one hit: a name from a stream that resembles a listed one, looked at before anything is said of it."""

from datetime import datetime

from sqlmodel import Session

from feeds.hostnames import parse
from feeds.watch import keeping, watched
from feeds.watch.looking import Compared, Looker, worth_a_look
from feeds.watch.observing import Observation, Observed
from feeds.watch.pace import REST
from feeds.watch.rounds.recording import Recorded, record_compared, remembered


class HitRound:
    """Compare a name with the listed one that it resembles. Done once; a later stream may name it again."""

    def __init__(self, subject: str) -> None:
        self._old, _, self._new = subject.partition(" ")
        self._history: list[Observation] = []
        self._observed: Observed | None = None
        self._compared: list[Compared] = []

    def read(self, session: Session) -> None:
        self._history = keeping.history(session, self._old)
        self._remembered = remembered(session, self._old)
        self._asked = watched.unlisted(session, [parse(parse(self._new).registrable)])

    async def act(self, looker: Looker) -> None:
        if self._history:
            standing = await looker.standing(self._asked)
            asked = worth_a_look(standing, self._remembered, looker.clock())
            if asked:
                self._observed = await looker.look(parse(self._old))
                self._compared = await looker.compare([*self._history, self._observed.observation], asked)

    def record(self, session: Session, at: datetime, lot: float) -> Recorded:
        if not self._history:
            return Recorded(at + REST, 0, f"{self._old} was not looked at yet")
        if self._observed is not None:
            keeping.keep(session, self._observed)
        lines = record_compared(session, self._old, self._compared, at)
        return Recorded(None, len(lines), "; ".join(lines) or "not the site")
