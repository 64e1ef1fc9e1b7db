"""The Desk's page of Releases: what goes out next is seen before it goes, and what went out can be taken back."""

import pytest
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.verifying import verify
from tests.api.desk_browser import sign_in, token
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

PAGE = "/desk/releases"
NEW = {"op": "add_name", "site": "coco", "status": "active", "evidence": ["paper-1"]}


@pytest.fixture
def mary(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which mary is signed in; she approved nothing."""
    return sign_in(client, founded, settings, "mary")


def _approve(database: Database, *names: str) -> None:
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, *({**NEW, "name": name} for name in names)))


def _names_out(settings: Settings) -> set[str]:
    root = FeedFolder(settings.feed_dir).read("1.root.json")
    return {line.name for line in verify(settings.feed_dir, root).values.names}


def test_nothing_waits_and_the_first_release_is_out(mary: TestClient) -> None:
    text = mary.get(PAGE).text
    assert "Nothing that is approved waits" in text
    assert "Release 1 · out now" in text
    assert "roll-back" not in text


def test_what_goes_out_next_is_shown_with_the_names_it_changes(mary: TestClient, founded: Database) -> None:
    _approve(founded, "cocochat.chat", "cocosalon.chat")
    text = mary.get(PAGE).text
    assert "Lines added: 2, removed: 0; 29 names in all." in text
    assert "<li>cocochat.chat</li><li>cocosalon.chat</li>" in text
    assert "Go back to release" not in text


def test_a_curator_publishes_without_waiting_for_the_schedule(
    mary: TestClient, founded: Database, settings: Settings
) -> None:
    _approve(founded, "cocochat.chat")
    answer = mary.post(f"{PAGE}/publish", data={"token": token(mary, PAGE)})
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert "cocochat.chat" in _names_out(settings)
    assert "Release 2 · out now" in mary.get(PAGE).text


def test_an_earlier_release_is_put_out_again_with_who_and_why(
    mary: TestClient, founded: Database, settings: Settings
) -> None:
    _approve(founded, "cocochat.chat")
    release.run(founded, settings, now())
    data = {"token": token(mary, PAGE), "reason": "The name was misread."}
    assert mary.post(f"{PAGE}/1/roll-back", data=data).status_code == 303
    assert "cocochat.chat" not in _names_out(settings)
    text = mary.get(PAGE).text
    assert "Put the content of release 1 out again." in text
    assert "Rolled back by mary: The name was misread." in text


@pytest.mark.parametrize(
    ("path", "sent", "status", "said"),
    [
        ("1/roll-back", {"reason": " "}, 422, "needs a reason"),
        ("99/roll-back", {"reason": "Because."}, 409, "99.targets.json"),
        ("sign-off", {"reason": "Fine."}, 422, "nothing to sign off"),
        ("publish", {"token": "f" * 64}, 403, "out of date"),
        ("0/roll-back", {"reason": "Because."}, 422, ""),
        ("99999999999999999999/roll-back", {"reason": "Because."}, 422, ""),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    mary: TestClient, settings: Settings, path: str, sent: dict[str, str], status: int, said: str
) -> None:
    before = _names_out(settings)
    answer = mary.post(f"{PAGE}/{path}", data={"token": token(mary, PAGE), **sent})
    assert answer.status_code == status
    assert said in answer.text
    assert _names_out(settings) == before


def test_a_hostile_reason_is_text(mary: TestClient, founded: Database, settings: Settings) -> None:
    _approve(founded, "cocochat.chat")
    release.run(founded, settings, now())
    data = {"token": token(mary, PAGE), "reason": "<script>alert(1)</script>"}
    mary.post(f"{PAGE}/1/roll-back", data=data)
    for page in (PAGE, "/desk/journal"):
        text = mary.get(page).text
        assert "<script" not in text
        assert "&lt;script&gt;" in text
