"""The round of a stream: a list of newly registered names is read, and those that resemble a listed one are hits."""

import asyncio
import io
from datetime import datetime
from itertools import islice
from typing import Final

from sqlmodel import Session

from feeds.fetching import FetchFailed
from feeds.hostnames import Hostname
from feeds.watch import due, watched
from feeds.watch.looking import Looker
from feeds.watch.matching import Hit, Matcher, Read, Unreadable
from feeds.watch.pace import DueKind, after_failure, next_look
from feeds.watch.rounds.recording import Recorded

MOST_HITS: Final = 500
"""Hits of one reading that are looked at, the nearest first."""
_MOST_FOUND: Final = 20_000  # a stream with more is no list of new names, or a listed label is a common word


class StreamRound:
    """Read a stream to its end, or to the bound of the fetcher, and let the likeliest hits be due."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._hits: list[Hit] = []
        self._read = Read()
        self._problem = ""

    def read(self, session: Session) -> None:
        self._listed: dict[Hostname, str] = watched.sites_of_names(session)
        self._objections = watched.objections(session)

    async def act(self, looker: Looker) -> None:
        try:
            found = await looker.download(self._address)
            if found.status != 200:
                self._problem = f"the server answers {found.status}"
                return
            await asyncio.to_thread(self._match, found.body)
            if found.truncated:
                self._problem = "it is too long, or broke off, and was read in part"
        except FetchFailed as failure:
            self._problem = failure.sentence

    def _match(self, body: bytes) -> None:
        try:
            hits = Matcher(self._listed, self._objections).hits(io.BufferedReader(io.BytesIO(body)), self._read)
            self._hits += islice((hit for hit in hits if not hit.objection), _MOST_FOUND)
        except Unreadable as reason:
            self._problem = str(reason)

    def record(self, session: Session, at: datetime, lot: float) -> Recorded:
        nearest = sorted(self._hits, key=lambda hit: (*hit.resemblance.order, hit.name))[:MOST_HITS]
        listed = {name.registrable: name.ascii for name in self._listed}
        new = due.add_hits(session, ((listed[hit.listed], hit.name.ascii) for hit in nearest), at)
        left = len(self._hits) - len(nearest)
        said = f"{self._read.names} names read, {len(self._hits)} resemble a listed one, {new} to look at"
        lines = [said, *([f"{left} left out"] if left else []), *([self._problem] if self._problem else [])]
        nothing = self._problem and not self._read.names
        next_at = after_failure(8, at, lot) if nothing else next_look(DueKind.STREAM, None, at, lot)
        return Recorded(next_at, 0, "; ".join(lines))
