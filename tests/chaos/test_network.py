"""What Vigie asks others for is not there: the DNS is down, a list has become a web page."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlmodel import func, select

from feeds.intake.lists.tables import FollowedList, ImportedRow
from feeds.registry.tables import Name
from feeds.review.tables import Proposal
from feeds.watch import due, watched
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due, Finding
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import PATIENCE, House, house
from tests.chaos.town import Page, town
from tests.chaos.traffic import read

LIST: Final = ("lists.org", "/chat.txt")
NAMES: Final = "chat-one.com\nchat-two.com\nchat-three.com\n"


def test_a_list_that_has_become_a_web_page_changes_nothing_and_says_why(tmp_path: Path, outcome: Outcome) -> None:
    pages = {LIST: Page(NAMES, "text/plain")}
    with town(pages) as there, house(tmp_path / "house", **there.environment) as made:
        words = ["--format", "domains", "--source", "chats", "--licence", "CC0-1.0", "--follow"]
        imported = made.vigie("import", f"http://{LIST[0]}{LIST[1]}", *words, name="import")
        assert imported.wait() == 0, imported.said
        before, feed = _imported(made), read(made)
        pages[LIST] = Page("<!doctype html><title>Please sign in</title>")
        with made.database() as database, database.write() as session:
            session.exec(select(FollowedList)).one().next_at = datetime.now(UTC)
        service = made.serve()
        service.until_ready()
        until("list that was read again", lambda: _followed(made).problem, PATIENCE)
        assert "web page" in (_followed(made).problem or "")
        assert read(made) == feed
        lost = before - _imported(made)
    assert before == 3
    outcome("a followed list is a web page", "said by `vigie lists followed`; the names of before stay", lost)


def _imported(made: House) -> int:
    with made.database() as database, database.read() as session:
        return session.exec(select(func.count()).select_from(ImportedRow)).one()


def _followed(made: House) -> FollowedList:
    with made.database() as database, database.read() as session:
        return session.exec(select(FollowedList)).one()


def test_while_the_dns_is_down_the_watch_takes_no_name_for_dead(tmp_path: Path, outcome: Outcome) -> None:
    with _no_dns() as resolver, house(tmp_path / "house", VIGIE_RESOLVER=resolver) as made:
        _let_be_due(made, "coco.gg")
        before = _standing(made)
        watch = made.watch(once=True)
        assert watch.wait() == 0, watch.said
        assert "coco.gg  unreachable" in watch.said
        assert _standing(made) == before
    outcome("the DNS is down", "the Watch says `unreachable`, and drafts nothing", 0)


class _ServerFailure(socketserver.BaseRequestHandler):
    """What a resolver says that can ask nobody (SERVFAIL)."""

    def handle(self) -> None:
        question, answering = self.request
        answering.sendto(question[:2] + b"\x81\x82" + question[4:], self.client_address)


@contextmanager
def _no_dns() -> Iterator[str]:
    """The address of a resolver that is cut off from the world."""
    with socketserver.UDPServer(("127.0.0.1", 0), _ServerFailure) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _let_be_due(made: House, name: str) -> None:
    """Have the Watch look at one name now, and at the others much later: each takes its time without a DNS."""
    now = datetime.now(UTC)
    with made.database() as database, database.write() as session:
        due.enrol(session, watched.last_names(session), (), now)
        for row in session.exec(select(Due)):
            is_meant = (row.kind, row.subject) == (DueKind.NAME, name)
            row.due_at = now if is_meant else now + timedelta(days=300)
            session.add(row)


def _standing(made: House) -> tuple[list[tuple[str, str]], int, int]:
    """What the registry says of each name, and how many findings and Proposals there are."""
    with made.database() as database, database.read() as session:
        names = [(name.hostname, str(name.status)) for name in session.exec(select(Name).order_by(Name.hostname))]
        findings = session.exec(select(func.count()).select_from(Finding)).one()
        return names, findings, session.exec(select(func.count()).select_from(Proposal)).one()
