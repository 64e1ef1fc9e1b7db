"""Which round a kind of due row calls for, and what every round promises."""

from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from feeds.watch.looking import Looker
from feeds.watch.pace import DueKind
from feeds.watch.rounds.guesses import CandidateRound, SweepRound
from feeds.watch.rounds.hit import HitRound
from feeds.watch.rounds.name import NameRound
from feeds.watch.rounds.recording import Recorded
from feeds.watch.rounds.stream import StreamRound


class Round(Protocol):
    """One due row's work, done once."""

    def read(self, session: Session) -> None:
        """Take what is needed from the registry and from what was seen before, as values."""

    async def act(self, looker: Looker) -> None:
        """Look. What strangers do raises nothing."""

    def record(self, session: Session, at: datetime, lot: float) -> Recorded:
        """Keep what was seen, and say when it is due again. `at` is the moment of the look, `lot` as in `pace`."""


_ROUNDS: dict[DueKind, type[Round]] = {
    DueKind.NAME: NameRound,
    DueKind.CANDIDATES: CandidateRound,
    DueKind.SWEEP: SweepRound,
    DueKind.STREAM: StreamRound,
    DueKind.HIT: HitRound,
}


def round_of(kind: str, subject: str) -> Round:
    """The round for a due row."""
    making = _ROUNDS[DueKind(kind)]
    return making(subject)  # type: ignore[call-arg]  # a Protocol cannot say how it is made
