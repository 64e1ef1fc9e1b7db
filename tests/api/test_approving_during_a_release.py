"""On PostgreSQL curators go on approving while a Release is made. What it says, and what it is said to have, is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release import names_file
from feeds.release.folder import FeedFolder
from feeds.review.tables import Proposal
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

SITE: dict[str, object] = {"op": "add_site", "name": "A site", "category": "anonymous-chat", "status": "active"}
MOMENTS = {"before names are read": "FROM name", "after all is read": "FROM sign_off"}


def _approve_listing(database: Database, number: int) -> int:
    """A new Site with its own name and source."""
    key, slug = f"paper-{number}", f"site-{number}"
    name = {"op": "add_name", "site": slug, "name": f"{slug}.chat", "status": "active", "evidence": [key]}
    with database.write() as session:
        proposal = propose(session, {**EVIDENCE, "key": key}, {**SITE, "slug": slug}, name, at=now())
        approve(session, proposal)
        return proposal.id


@contextmanager
def _in_the_middle(words: str, database: Database, number: int) -> Iterator[list[int]]:
    """Approve a listing right before the first question with these words, from a connection of its own."""
    approved: list[int] = []

    def asked(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if words in " ".join(statement.split()) and not approved:
            approved.append(0)  # the approval asks too
            approved[0] = _approve_listing(database, number)

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield approved
    finally:
        event.remove(Engine, "before_cursor_execute", asked)


def _published_in(database: Database, number: int) -> int | None:
    with database.read() as session:
        return session.exec(select(Proposal.published_in).where(Proposal.id == number)).one()


def _names(settings: Settings) -> set[str]:
    folder = FeedFolder(settings.feed_dir)
    out = folder.out()
    assert out is not None
    return {listed.name for listed in names_file.decode(folder.read(out.path("names")))}


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
@pytest.mark.parametrize("words", MOMENTS.values(), ids=MOMENTS)
def test_what_is_approved_meanwhile_goes_out_with_the_next_release(
    founded: Database, settings: Settings, words: str
) -> None:
    first = _approve_listing(founded, 1)
    with _in_the_middle(words, founded, 2) as meanwhile:
        outcome = release.run(founded, settings, now())
    assert _published_in(founded, first) == outcome.serial
    assert _published_in(founded, meanwhile[0]) is None
    assert "site-1.chat" in _names(settings)
    assert "site-2.chat" not in _names(settings)
    following = release.run_if_due(founded, settings, now())
    assert following is not None
    assert _published_in(founded, meanwhile[0]) == following.serial
    assert "site-2.chat" in _names(settings)
