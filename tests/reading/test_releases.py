"""`/api/v1/releases`: what was put out, and why."""

import pytest
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import release
from api.reading import releases
from api.settings import Settings
from feeds.release.tables import Release
from feeds.review import operations as op
from feeds.review import people, proposals
from tests.api.moments import now

RELEASES = "/api/v1/releases"


def _withdraw(database: Database, name: str) -> None:
    """Propose, by one person, and approve, by another, that a name is listed no more."""
    with database.write() as session:
        author, reviewer = people.add(session, "grace"), people.add(session, "ada")
        proposal = proposals.propose(
            session,
            author=author,
            title="Withdraw a name",
            reason="A museum has it now.",
            private_note="Seen by a curator.",
            operations=[op.RetractName(name=name, reason="A museum has it now.")],
            at=now(),
        )
        proposals.approve(session, proposal, reviewer=reviewer, reason="I called them.", at=now())


def test_a_release_says_which_proposals_it_carried_and_why(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    _withdraw(founded, "coco.fr")
    assert "Withdraw a name" not in client.get(f"{RELEASES}/1").text
    release.run(founded, settings, now())
    serial = client.get(RELEASES).json()["releases"][0]["serial"]
    answer = client.get(f"{RELEASES}/{serial}")
    told = [(change["title"], change["reason"]) for change in answer.json()["changes"]]
    assert told == [("Withdraw a name", "A museum has it now.")]
    assert "Seen by a curator" not in answer.text
    assert "Withdraw a name" not in client.get(f"{RELEASES}/1").text


def test_releases_come_newest_first_page_by_page(
    client: TestClient, founded: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with founded.write() as session:
        first = session.get_one(Release, 1)
        for serial in range(2, 6):
            session.add(Release(**first.model_dump(exclude={"serial"}), serial=serial))
    monkeypatch.setattr(releases, "A_PAGE", 2)
    address, serials = RELEASES, []
    while address:
        answer = client.get(address).json()
        serials.append([row["serial"] for row in answer["releases"]])
        address = answer["next"]
    assert serials == [[5, 4], [3, 2], [1]]


@pytest.mark.parametrize("serial", ["999", "2147483647"])
def test_a_release_that_never_was_is_404(client: TestClient, serial: str) -> None:
    answer = client.get(f"{RELEASES}/{serial}")
    assert (answer.status_code, answer.json()["detail"]) == (404, f"There was no release {serial}.")


@pytest.mark.parametrize("asked", ["/0", "/-1", "/2147483648", "/one", "/1e400", "?cursor=0", "?cursor=x", "?page=2"])
def test_what_is_no_serial_is_said_to_be_none(client: TestClient, asked: str) -> None:
    answer = client.get(f"{RELEASES}{asked}")
    assert (answer.status_code, bool(answer.json()["errors"][0]["problem"])) == (422, True)
