"""What was seen is kept once, and for a while."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from api.database import Database
from feeds.fetching import DnsAnswer, Hop
from feeds.watch import findings, keeping
from feeds.watch.changes import FindingKind, Showed
from feeds.watch.findings import Found
from feeds.watch.observing import Observation, Observed, read_page
from feeds.watch.pruning import prune
from feeds.watch.tables import Capture, Looked, ObservationRow
from feeds.watch.verdicts import Verdict
from tests.conftest import NOON

DAY = timedelta(days=1)
BODY = b"<html><title>Coco</title><p>Anybody may come in here and talk to anybody else.</p></html>"


def seen(name: str = "coco.fr", day: int = 0, body: bytes = BODY, status: int | None = 200) -> Observed:
    """A look at a Name on a day, at a page that says something."""
    import hashlib  # noqa: PLC0415

    url = f"https://{name}/"
    observation = Observation(
        name=name,
        at=NOON + day * DAY,
        dns=DnsAnswer(name, "NOERROR", ("198.51.100.7",)),
        wildcard=False,
        chain=(Hop(url, status, None, "198.51.100.7"),) if status else (),
        status=status,
        failure=None if status else "timeout",
        certificate_names=(),
        page=read_page(body, {}, url) if status else None,
        icon=None,
        registration=None,
        capture=hashlib.sha256(body).hexdigest() if status else None,
    )
    return Observed(observation, body if status else None)


def _keep(database: Database, *looks: Observed) -> list[int]:
    with database.write() as session:
        return [keeping.keep(session, look) for look in looks]


def test_a_look_is_read_back_as_it_was_seen(database: Database) -> None:
    look = seen()
    (number,) = _keep(database, look)
    with database.read() as session:
        assert keeping.observation(session, number) == look.observation
        assert keeping.capture(session, look.observation.capture or "") == BODY


def test_the_same_look_handed_in_again_is_one_look(database: Database) -> None:
    assert _keep(database, seen()) == _keep(database, seen())


def test_a_page_that_did_not_change_is_kept_once(database: Database) -> None:
    _keep(database, seen(day=0), seen(day=1), seen("coco.gg", day=1))
    with database.read() as session:
        (capture,) = session.exec(select(Capture)).all()
    assert (capture.size, capture.last_seen) == (len(BODY), NOON + DAY)


def test_a_hostile_page_is_kept_too(database: Database) -> None:
    hostile = "\x00<title>a\x00b\ud800</title>\x1b[31m".encode("utf-8", errors="surrogatepass") + bytes(range(256))
    look = seen(body=hostile)
    (number,) = _keep(database, look)
    with database.read() as session:
        assert keeping.observation(session, number) == look.observation
        assert keeping.capture(session, look.observation.capture or "") == hostile


def test_looks_are_told_newest_first_with_what_they_showed(database: Database) -> None:
    _keep(database, seen(day=0), seen(day=2, status=None), seen(day=1))
    with database.read() as session:
        looks = keeping.seen(session, "coco.fr")
    assert [(look.at, look.showed) for look in looks] == [
        (NOON + 2 * DAY, Showed.UNREACHABLE),
        (NOON + DAY, Showed.SITE),
        (NOON, Showed.SITE),
    ]


def test_a_history_holds_the_site_itself_however_long_it_has_been_gone(database: Database) -> None:
    _keep(database, seen(day=0), *(seen(day=day, status=None) for day in range(1, 40)))
    with database.read() as session:
        history = keeping.history(session, "coco.fr")
    assert history[0].at == NOON
    assert [look.at for look in history] == sorted(look.at for look in history)
    assert len(history) < 20


def test_pruning_keeps_what_changed_and_lets_the_sameness_go(database: Database) -> None:
    _keep(database, *(seen(day=day) for day in range(4)), *(seen(day=day, status=None) for day in range(4, 8)))
    with database.write() as session:
        prune(session, NOON + 100 * DAY)
    with database.read() as session:
        days = [(look.at - NOON).days for look in reversed(keeping.seen(session, "coco.fr"))]
    assert days == [0, 3, 4, 7]


def test_pruning_lets_old_captures_go_and_keeps_young_ones(database: Database) -> None:
    old, young = seen(body=BODY + b"old"), seen(day=50, body=BODY + b"young")
    _keep(database, old, young)
    with database.write() as session:
        assert prune(session, NOON + 10 * DAY) == 1
        assert keeping.capture(session, old.observation.capture or "") is None
        assert keeping.capture(session, young.observation.capture or "") is not None
        assert session.exec(select(ObservationRow)).all()


def test_pruning_keeps_what_a_finding_rests_on(database: Database) -> None:
    looks = [seen(day=day, body=BODY + bytes([day])) for day in range(5)]
    numbers = _keep(database, *looks)
    verdict = Verdict("parked", 0.9, ())
    at = looks[2].observation.at
    with database.write() as session:
        found = Found(FindingKind.PARKED, "coco.fr", "coco.fr", verdict, numbers[2], at, since=at)
        findings.record(session, found)
        prune(session, NOON + 100 * DAY)
        assert keeping.observation(session, numbers[2]) == looks[2].observation
        assert keeping.capture(session, looks[2].observation.capture or "") is not None
        assert keeping.capture(session, looks[1].observation.capture or "") is None


def test_names_that_were_left_alone_are_forgotten_with_time(database: Database) -> None:
    with database.write() as session:
        session.add(Looked(old="coco.fr", new="coco.live", at=NOON, answer="0" * 64, verdict="unrelated"))
        session.flush()
        prune(session, NOON + DAY)
        assert session.exec(select(Looked)).all() == []


@pytest.mark.parametrize("field", ["name", "at"])
def test_another_name_or_another_moment_is_another_look(database: Database, field: str) -> None:
    look = seen()
    change: dict[str, object] = {"name": "coco.gg"} if field == "name" else {"at": NOON + DAY}
    other = Observed(replace(look.observation, **change), look.capture)  # type: ignore[arg-type]
    one, two = _keep(database, look, other)
    assert one != two
