"""The rounds of guessed names: the likeliest daily, all others weekly; the DNS first, then those that stand."""

from datetime import datetime
from functools import cache
from itertools import islice
from typing import ClassVar, Final

from sqlmodel import Session

from feeds.hostnames import Hostname, parse
from feeds.watch import keeping, watched
from feeds.watch.candidates import Prior, candidates, shipped
from feeds.watch.changes import Streak, streak
from feeds.watch.looking import Compared, Looker, worth_a_look
from feeds.watch.observing import Observation, Observed
from feeds.watch.pace import REST, DueKind, next_look
from feeds.watch.rounds.recording import Recorded, record_compared, remembered

ROOM: Final = 60
"""Names that are looked at in one round; the rest is due an hour later, so that no round outlasts its claim."""

RANKED: Final = 1542
"""Names that are guessed for a Site in all, most of them weekly."""


class CandidateRound:
    """Look at the names that a Site may move to, likeliest first, and at the Site once more beside them."""

    kind: ClassVar[DueKind] = DueKind.CANDIDATES
    guesses: ClassVar[slice] = slice(0, 245)

    def __init__(self, hostname: str) -> None:
        self._hostname = hostname
        self._names: list[Hostname] = []
        self._history: list[Observation] = []
        self._lately: Streak | None = None
        self._observed: Observed | None = None
        self._compared: list[Compared] = []
        self._standing = self._left = 0

    def read(self, session: Session) -> None:
        self._history = keeping.history(session, self._hostname)
        self._lately = streak(keeping.seen(session, self._hostname))
        self._remembered = remembered(session, self._hostname)
        of = watched.read(session, self._hostname)
        if of is not None and self._history:
            refused = watched.refused(session)
            ranked = candidates(of.name, _prior(), of.others, most=RANKED)
            guessed = (each.name for each in islice(ranked, self.guesses.start, self.guesses.stop))
            self._names = watched.unlisted(session, (name for name in guessed if name.registrable not in refused))

    async def act(self, looker: Looker) -> None:
        if self._names:
            standing = await looker.standing(self._names)
            asked = worth_a_look(standing, self._remembered, looker.clock())
            self._standing, self._left = len(standing), max(0, len(asked) - ROOM)
            if asked:
                self._observed = await looker.look(parse(self._hostname))
                history = [*self._history, self._observed.observation]
                self._compared = await looker.compare(history, asked[:ROOM])

    def record(self, session: Session, at: datetime, lot: float) -> Recorded:
        if self._observed is not None:
            keeping.keep(session, self._observed)
        lines = record_compared(session, self._hostname, self._compared, at)
        if not self._history:
            return Recorded(at + REST, 0, "was not looked at yet, so nothing can be compared with it")
        said = f"{len(self._names)} names guessed, {self._standing} stand, {len(self._compared)} looked at"
        next_at = at + REST if self._left else next_look(self.kind, self._lately, at, lot)
        return Recorded(next_at, len(lines), "; ".join([said, *lines]))


class SweepRound(CandidateRound):
    """The same with the less likely ones, down to every ending that sites are known to move to."""

    kind = DueKind.SWEEP
    guesses = slice(245, RANKED)


@cache
def _prior() -> Prior:
    return shipped()
