"""Reads the lists that are followed and due, and lets what they say now count, unless the guard holds it."""

import asyncio
from datetime import datetime
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import BinaryIO

import structlog

from api import open_web
from api.database import Database
from api.jobs import importing, tier
from api.jobs.importing import Wanted
from api.settings import Settings
from feeds.fetching import Fetched, FetchFailed
from feeds.intake.lists import batches, deciding, following
from feeds.intake.lists.forms import Form
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import BatchState
from feeds.intake.lists.tables import FollowedList

log = structlog.get_logger()
ACCEPT = "text/plain,application/gzip;q=0.9,*/*;q=0.8"


def run(database: Database, settings: Settings, at: datetime) -> str:
    """Read what is due; return what came of it, a word or two a list. Then bring what is handed on in line."""
    said = []
    while row := _claimed(database, at):
        try:
            said.append(f"{row.source}: {_read(database, settings, row, at)}")
        except (FetchFailed, NotAList) as refusal:
            problem = refusal.sentence if isinstance(refusal, FetchFailed) else str(refusal)
            log.warning("list not read", source=row.source, problem=problem)
            with database.write() as session:
                following.failed(session, row.source, problem=problem, at=at)
    tier.write(database, settings, at)
    return ", ".join(said)


def get(settings: Settings, url: str, into: BinaryIO, *, etag: str | None = None, since: str | None = None) -> Fetched:
    """Write down what is at a list's address, whole; nothing after a 304, when nothing is newer.

    Raises `FetchFailed` or `NotAList`.
    """
    fetcher = open_web.downloader(settings)
    fetched = asyncio.run(fetcher.save(url, into, accept=ACCEPT, etag=etag, since=since))
    if fetched.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        raise NotAList(f"The server answers {fetched.status} instead of the list.")
    if fetched.truncated:
        raise NotAList("The list did not come whole, or has more than 100 MB.")
    return fetched


def _claimed(database: Database, at: datetime) -> FollowedList | None:
    with database.write() as session:
        return following.claim(session, at)


def _read(database: Database, settings: Settings, row: FollowedList, at: datetime) -> str:
    with TemporaryFile() as paper:
        fetched = get(settings, row.url, paper, etag=row.etag, since=row.modified)
        paper.seek(0)
        is_new = fetched.status == HTTPStatus.OK
        outcome = _bring_in(database, settings, row, paper, at) if is_new else "unchanged"
    said = fetched.headers if is_new else {"etag": row.etag, "last-modified": row.modified, **fetched.headers}
    with database.write() as session:
        following.read(session, row.source, etag=said.get("etag"), modified=said.get("last-modified"), at=at)
    return outcome


def _bring_in(database: Database, settings: Settings, row: FollowedList, stream: BinaryIO, at: datetime) -> str:
    wanted = Wanted(row.source, Form(row.form), row.licence, row.url)
    batch, _ = importing.bring_in(database, stream, wanted, at=at)
    if batch.state != BatchState.PREVIEW:
        return "unchanged"
    with database.write() as session:
        batch = batches.get(session, batch.id)
        deciding.count(session, batch, percent=settings.hold_percent, actor=deciding.ACTOR, at=at)
        return f"batch {batch.id} {batch.state}"
