"""What approved operations touch is read alone, and says what reading everything would say."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from sqlmodel import Session

from api.database import Database
from api.jobs.founding import load_starter
from feeds.release import contents, reading
from feeds.release.contents import Contents
from feeds.review.touching import Touched, touched
from tests.conftest import NOON
from tests.review.proposing import EVIDENCE, LIST_COCO, approve, operations, propose

TODAY = NOON.date()
SOURCE = {**EVIDENCE, "key": "paper-2"}
CITED = {"evidence": ["paper-2"]}
CHANGES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "a Site": [
        SOURCE,
        {"op": "add_site", "slug": "new", "name": "New", "category": "dating-chat", "status": "active"},
        {"op": "add_name", "site": "new", "name": "omega-new.chat", "status": "active", **CITED},
    ],
    "a Name": [SOURCE, {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", **CITED}],
    "a Link to another Site": [
        SOURCE,
        {"op": "link_names", "old": "coco.gg", "new": "omega-two.chat", "kind": "reported_successor", **CITED},
    ],
    "a Signal": [SOURCE, {"op": "add_signal", "site": "coco", "signal": "no-moderation", **CITED}],
    "an Event": [
        SOURCE,
        {"op": "add_event", "site": "coco", "kind": "court", "text": {"en": "Heard.", "fr": "Jugé."}, **CITED},
    ],
    "a Site's status": [SOURCE, {"op": "set_site_status", "site": "coco", "status": "closed", **CITED}],
    "a Name's status": [SOURCE, {"op": "set_name_status", "name": "coco.gg", "status": "closed", **CITED}],
    "a source that nothing cites": [SOURCE],
    "a name that is never listed": [{"op": "protect_name", "name": "omega-help.chat", "reason": "People find help."}],
}
OTHER: Sequence[Mapping[str, object]] = [
    {"op": "add_site", "slug": "other", "name": "Other", "category": "dating-chat", "status": "active"},
    {"op": "add_name", "site": "other", "name": "omega-two.chat", "status": "active", "evidence": ["paper-1"]},
]


def _everything(session: Session) -> Contents:
    return contents.of(reading.read(session, TODAY))


def _amended(session: Session, before: Contents, touches: Touched) -> Contents:
    sets = {"slugs": touches.slugs, "hostnames": touches.hostnames, "sources": touches.sources}
    return contents.amended(before, reading.read_sites(session, TODAY, **sets))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_reading_what_was_touched_says_what_reading_everything_says(
    database: Database, change: Sequence[Mapping[str, object]]
) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO, *OTHER))
        before = _everything(session)
    with database.write() as session:
        approve(session, propose(session, *change, at=NOON + timedelta(days=1)))
    touches = touched(operations(*change))
    assert touches is not None
    with database.read() as session:
        after = _everything(session)
        assert _amended(session, before, touches) == after
        assert (after == before) == (change[0]["op"] == "protect_name")


def test_of_sites_that_were_not_touched_nothing_is_read(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO, *OTHER))
    with database.read() as session:
        none: frozenset[str] = frozenset()
        read = reading.read_sites(session, TODAY, slugs=none, hostnames=frozenset({"omega-two.chat"}), sources=none)
    assert read.slugs == {"other"}
    assert [line.name for line in read.part.names] == ["omega-two.chat"]
    assert set(read.part.sites["evidence"]) == {"paper-1"}


def test_a_retracted_name_leaves_nothing_to_find_what_it_touched_by() -> None:
    retraction = {"op": "retract_name", "name": "coco.gg", "reason": "It was another site."}
    assert touched(operations(EVIDENCE, retraction)) is None


def test_the_starter_registry_is_read_alike_site_by_site(database: Database) -> None:
    load_starter(database, NOON)
    with database.read() as session:
        everything = _everything(session)
        slugs = frozenset(site["slug"] for site in reading.read(session, TODAY).sites["sites"])
        assert len(slugs) > 5
        assert _amended(session, everything, Touched(slugs, frozenset(), frozenset())) == everything
