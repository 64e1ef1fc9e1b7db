"""`/dispute` and the private page, as whoever is named by the list meets them: without a script, without an account."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from limits import RateLimitItemPerHour
from pydantic import SecretStr
from sqlmodel import select
from starlette.testclient import TestClient

from api import disputes
from api.app import Door
from api.database import Database
from api.public import record
from api.public.record import Share
from api.settings import Settings
from feeds.review.disputes import erasing, reading, replying
from feeds.review.disputes.states import Act
from feeds.review.disputes.tables import Dispute
from feeds.review.people import get
from tests.disputes.disputing import REMOVAL, REPLY, act, opened
from tests.fetching.conftest import street as street  # noqa: PLC0414 (a fixture of theirs)
from tests.fetching.street import Street
from tests.review.proposing import approve

FORM = {key: str(value) for key, value in REPLY.items()}
HOSTILE = '"><script>alert(1)</script>'
Visit = Callable[..., TestClient]


@pytest.fixture
def visit(coco: Database, tmp_path: Path) -> Visit:
    """Lets somebody come to the pages, with settings of their own."""

    def come(**settings: object) -> TestClient:
        with coco.read() as session:
            url = str(session.get_bind().engine.url)
        door = Door(Settings(data_dir=tmp_path, database_url=SecretStr(url), **settings))  # type: ignore[arg-type]
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
        return TestClient(door, base_url="http://vigie.test", headers=headers, follow_redirects=False)

    return come


@pytest.fixture
def owner(visit: Visit) -> TestClient:
    """Somebody whom the list names."""
    return visit()


def _open(owner: TestClient, **changed: str) -> str:
    """Send the form; the path of the private page."""
    answer = owner.post("/dispute", data=FORM | changed)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _disputes(database: Database) -> list[Dispute]:
    with database.read() as session:
        return list(session.exec(select(Dispute)))


def test_the_form_leads_to_a_private_page_that_says_its_address_once_and_its_clock(
    owner: TestClient, coco: Database
) -> None:
    page = _open(owner)
    shown = owner.get(page)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert shown.headers["x-robots-tag"] == "noindex"
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert f"{page}</bdi>" in shown.text
    due = datetime.now(UTC) + timedelta(days=3)
    assert f'<time datetime="{due:%Y-%m-%d}' in shown.text
    assert "We ask for an age since May." in shown.text
    (kept,) = _disputes(coco)
    assert page.removeprefix("/dispute/") not in repr(kept)


def test_no_other_address_shows_it(owner: TestClient, coco: Database) -> None:
    page = _open(owner)
    (kept,) = _disputes(coco)
    for wrong in (page[:-1], f"/dispute/{kept.secret}", "/dispute/1", "/dispute/x"):
        assert owner.get(wrong).status_code == 404
        assert owner.post(wrong, data={"act": "withdraw"}).status_code == 404
    assert _disputes(coco)[0].state == "open"


def test_what_is_not_listed_is_said_to_be_so_with_the_way_to_report_it(owner: TestClient, coco: Database) -> None:
    answer = owner.post("/dispute", data=FORM | {"name": "not-listed.example.com"})
    assert answer.status_code == 422
    assert "not-listed.example.com</bdi> is not on the list" in answer.text
    assert 'href="/report"' in answer.text
    assert _disputes(coco) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": HOSTILE}, 'id="name-problem"'),
        ({"asks": ""}, "Input should be"),
        ({"words": "x" * 1001}, 'id="words-problem"'),
        ({"words": "a\x00b"}, "U+0000"),
        ({"words": "a\u202eb"}, "U+202E"),
        ({"address": HOSTILE}, 'id="address-problem"'),
        ({"website": "https://spam.example"}, 'id="website-problem"'),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_what_was_typed_stays(
    owner: TestClient, coco: Database, changed: dict[str, str], said: str
) -> None:
    answer = owner.post("/dispute", data=FORM | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>" not in answer.text
    assert "We ask for an age" in answer.text or "words" in changed
    assert _disputes(coco) == []


def test_markup_in_words_is_shown_as_text(owner: TestClient) -> None:
    assert "&lt;script&gt;alert(1)" in owner.get(_open(owner, words=HOSTILE)).text


def test_too_much_is_refused(owner: TestClient) -> None:
    assert owner.post("/dispute", content=b"words=" + b"x" * 10_000_000).status_code == 413
    assert owner.post(_open(owner), content=b"act=" + b"x" * 10_000_000).status_code == 413


def test_one_network_opens_ten_in_an_hour_and_its_mistakes_do_not_count(owner: TestClient, coco: Database) -> None:
    for _ in range(15):
        owner.post("/dispute", data=FORM | {"words": ""})
    answers = [owner.post("/dispute", data=FORM).status_code for _ in range(20)]
    assert answers == [303] * 10 + [429] * 10
    assert "retry-after" in owner.post("/dispute", data=FORM).headers
    assert len(_disputes(coco)) == 10


def test_whoever_controls_the_site_is_let_in_from_a_network_that_sent_too_many(
    street: Street, visit: Visit, coco: Database
) -> None:
    owner = visit(resolver=street.resolver, egress=street.egress)
    while (full := owner.post("/dispute", data=FORM)).status_code == 303:
        pass
    before = len(_disputes(coco))
    assert "We ask for an age since May." in full.text  # what was typed is not lost
    (key,) = re.findall(r'name="key" value="([A-Za-z0-9_-]{32})"', full.text)
    (text,) = re.findall(r"<code>(vigie-proof=[0-9a-f]{32})</code>", full.text)
    early = owner.post("/dispute", data=FORM | {"key": key})
    assert (early.status_code, "It was not found." in early.text, key in early.text) == (429, True, True)
    street.names.says("_vigie.coco.gg", [f'"{text}"'], kind="TXT")
    for other in ("x" * 32, key[:-1], f"{key}=", ""):  # what is published is of one secret
        assert owner.post("/dispute", data=FORM | {"key": other}).status_code == 429
    opened_at = {owner.post("/dispute", data=FORM | {"key": key}).headers["location"] for _ in range(2)}
    assert opened_at == {f"/dispute/{key}"}
    assert [dispute.proved_by for dispute in _disputes(coco)[before:]] == ["dns"]
    assert "It was found in the DNS" in owner.get(f"/dispute/{key}").text


def test_looks_for_a_proof_that_comes_first_are_bounded_for_each_network(
    street: Street, visit: Visit, coco: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disputes, "LOOKS", RateLimitItemPerHour(1))
    owner = visit(resolver=street.resolver, egress=street.egress)
    while (full := owner.post("/dispute", data=FORM)).status_code == 303:
        pass
    (key,) = re.findall(r'name="key" value="([A-Za-z0-9_-]{32})"', full.text)
    (text,) = re.findall(r"<code>(vigie-proof=[0-9a-f]{32})</code>", full.text)
    assert owner.post("/dispute", data=FORM | {"key": key}).status_code == 429
    street.names.says("_vigie.coco.gg", [f'"{text}"'], kind="TXT")
    assert owner.post("/dispute", data=FORM | {"key": key}).status_code == 429


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_that_another_page_sent_does_nothing(owner: TestClient, coco: Database, site: str) -> None:
    page, headers = _open(owner), {"sec-fetch-site": site}
    assert owner.post("/dispute", data=FORM, headers=headers).status_code == 403
    assert owner.post(page, data={"act": "withdraw"}, headers=headers).status_code == 403
    assert [dispute.state for dispute in _disputes(coco)] == ["open"]


def test_the_proof_is_looked_for_on_a_click_and_found_in_the_dns(street: Street, visit: Visit, coco: Database) -> None:
    owner = visit(resolver=street.resolver, egress=street.egress)
    page = _open(owner)
    assert "It was not found." in owner.post(page, data={"act": "prove"}).text
    (text,) = re.findall(r"<code>(vigie-proof=[0-9a-f]{32})</code>", owner.get(page).text)
    street.names.says("_vigie.coco.gg", [f'"{text}"'], kind="TXT")
    other = _open(owner)
    assert "It was not found." in owner.post(other, data={"act": "prove"}).text  # a proof is for one dispute
    assert "Found. Thank you." in owner.post(page, data={"act": "prove"}).text
    assert owner.post(page, data={"act": "prove"}).status_code == 409
    assert [dispute.proved_by for dispute in _disputes(coco)] == ["dns", None]


def test_looking_ends_and_says_so(owner: TestClient, coco: Database) -> None:
    page = _open(owner)
    with coco.write() as session:
        session.exec(select(Dispute)).one().proof_tries = 30
    answer = owner.post(page, data={"act": "prove"})
    assert answer.status_code == 409
    assert "We looked 30 times already" in answer.text


def test_withdrawing_erases_and_is_done_once(owner: TestClient, coco: Database) -> None:
    page = _open(owner)
    answer = owner.post(page, data={"act": "withdraw"})
    assert "You withdrew it." in answer.text
    assert "We ask for an age" not in answer.text
    assert owner.post(page, data={"act": "withdraw"}).status_code == 409
    assert owner.post(page, data={"act": "dance"}).status_code == 422


def test_answers_decisions_and_what_became_of_the_change_are_read_there(owner: TestClient, coco: Database) -> None:
    page = _open(owner, **{key: str(value) for key, value in REMOVAL.items()})
    with coco.write() as session:
        dispute = session.exec(select(Dispute)).one()
        act(session, dispute, Act.ANSWER, text="We look into it.", private_note="Rude.", at=dispute.opened_at)
        act(session, dispute, Act.UPHOLD, text="It is somebody else's name.", at=dispute.opened_at)
        proposal = replying.draft(session, dispute, by=get(session, "ada"), reason="Other.", at=dispute.opened_at)
    text = owner.get(page).text
    for said in ("We look into it.", "somebody else&#39;s name", "waits for a second person"):
        assert said in text
    assert "Rude." not in text
    with coco.write() as session:
        approve(session, session.merge(proposal))
    assert "goes out with the next release" in owner.get(page).text


def test_a_late_answer_is_admitted_and_what_was_erased_is_said_to_be(owner: TestClient, coco: Database) -> None:
    page = _open(owner)
    with coco.write() as session:
        dispute = session.exec(select(Dispute)).one()
        dispute.opened_at -= timedelta(days=4)
        erasing.erase(session, dispute, by="ada", at=dispute.opened_at)
    text = owner.get(page).text
    assert "We are late, and sorry" in text
    assert "It was erased." in text


def test_it_speaks_french_and_stays_in_it(owner: TestClient) -> None:
    text = owner.get("/dispute?lang=fr&name=coco.gg&asks=removal").text
    assert "Répondre ou contester" in text
    assert 'value="coco.gg"' in text
    assert 'value="removal" checked' in text
    page = owner.post("/dispute?lang=fr", data=FORM).headers["location"]
    assert page.endswith("?lang=fr")
    assert "Et maintenant" in owner.get(page).text


def test_the_status_says_how_the_clock_was_kept(coco: Database) -> None:
    now = datetime.now(UTC)
    with coco.write() as session:
        assert record.read(session, now).disputes is None
        for days, answered in ((10, 9), (10, 6), (10, None), (1, None)):
            dispute = opened(session, at=now - timedelta(days=days))
            if answered:
                act(session, dispute, Act.ANSWER, at=now - timedelta(days=answered))
        said = record.read(session, now)
        assert (said.disputes, said.first_answer) == (Share(1, 3), None)
        assert reading.waiting(session, now).overdue == 1
