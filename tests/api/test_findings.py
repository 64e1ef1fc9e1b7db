"""What a curator sees of the Watch: the list, a finding with both names side by side, a Site with its lineage."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from api.database import Database
from api.desk import signing_in
from api.desk.icon_drawing import drawing
from api.desk.shared_text import marked
from api.settings import Settings
from feeds.review import people
from feeds.watch import drafting, findings, keeping
from feeds.watch.changes import FindingKind
from feeds.watch.findings import Found
from feeds.watch.observing import Observation, Observed
from feeds.watch.tables import Finding, ObservationRow
from feeds.watch.verdicts import Verdict, weigh
from tests.api.moments import now
from tests.watch.verdicts.seeing import html, led, seen

HOSTILE = "<script>alert(1)</script>"
COUNTED = "<script>gtag('config', 'UA-20417733-1')</script>"


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in."""
    with founded.write() as session:
        link = signing_in.invite(session, people.add(session, "grace"), settings, now())
    client.post(link.partition("8000")[2])
    client.headers["accept-language"] = "en"
    return client


def _keep(session: Session, observation: Observation) -> int:
    return keeping.keep(session, Observed(observation, None))


def _found(
    session: Session, kind: FindingKind, old: str, new: str, verdict: Verdict, new_id: int, at: datetime
) -> Finding:
    return findings.record(session, Found(kind, old, new, verdict, new_id, at, at))


@pytest.fixture
def moved(founded: Database) -> int:
    """Coco.gg was seen, then led to coco.zone, whose page has more to say: the number of the finding."""
    page = html(head=COUNTED, title="Dusk, the evening chat")
    before = seen("coco.gg", page, day=1, icon=7)
    leads = led(seen("coco.gg", page, day=3), "https://coco.zone/")
    after = seen(
        "coco.zone", html(head=COUNTED, body=f"<p>{HOSTILE.replace('<', '&lt;')} and nothing else</p>"), day=3, icon=7
    )
    with founded.write() as session:
        _keep(session, before)
        _keep(session, leads)
        number = _keep(session, after)
        return _found(
            session, FindingKind.RENAMED, "coco.gg", "coco.zone", weigh([before, leads], after), number, after.at
        ).id


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("address", ["/desk/findings", "/desk/findings/1", "/desk/sites/coco"])
def test_nobody_reads_them_without_signing_in(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 401


@pytest.mark.parametrize(
    "address", ["/desk/findings/99", "/desk/findings/0", f"/desk/findings/{10**30}", "/desk/sites/none"]
)
def test_what_is_not_there_is_not_found(grace: TestClient, address: str) -> None:
    assert grace.get(address).status_code == 404


def test_every_piece_of_evidence_is_told_with_its_family_strength_and_weight(grace: TestClient, moved: int) -> None:
    page = grace.get(f"/desk/findings/{moved}").text
    assert "coco.gg redirected to coco.zone on 2024-01-03." in page
    assert "strong · redirects · 0.90" in _text(page)
    assert re.search(r'<meter [^>]*value="0.9"', page)


def test_what_both_have_is_marked_and_what_one_has_is_not(grace: TestClient, moved: int) -> None:
    page = grace.get(f"/desk/findings/{moved}").text
    marks = {_text(mark) for mark in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)}
    assert {"Dusk, the evening chat", "google-analytics UA-20417733"} <= marks
    assert any("Nobody asks for a name" in mark for mark in marks)
    assert not any("coco.zone" in mark or "nothing else" in mark for mark in marks)


def test_where_the_old_name_led_is_shown_hop_by_hop(grace: TestClient, moved: int) -> None:
    page = _text(grace.get(f"/desk/findings/{moved}").text)
    assert "Where it led on 3 January 2024: https://coco.gg/ 301 · 51.91.7.1 https://coco.zone/ 200 · 51.91.8.1" in page


def test_what_was_seen_before_is_told_as_a_timeline(grace: TestClient, moved: int) -> None:
    page = grace.get(f"/desk/findings/{moved}").text
    timelines = re.findall(r'<ol class="timeline">(.*?)</ol>', page, re.DOTALL)
    assert [_text(each) for each in timelines] == [
        "led elsewhere 3 January 2024 · looks: 1 the site itself 1 January 2024 · looks: 1",
        "the site itself 3 January 2024 · looks: 1",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_page_says_is_text_and_never_a_part_of_ours(grace: TestClient, moved: int, language: str) -> None:
    answer = grace.get(f"/desk/findings/{moved}?lang={language}")
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_on_the_page_leads_to_a_name_that_was_found(grace: TestClient, moved: int) -> None:
    page = grace.get(f"/desk/findings/{moved}").text
    assert all(address.startswith(("/", "?", "#")) for address in re.findall(r'(?:href|src)="([^"]*)"', page))


def test_a_gone_name_says_so_as_evidence_for_it_being_gone(grace: TestClient, founded: Database) -> None:
    gone = seen("coco.gg", None, day=9)
    with founded.write() as session:
        number = _keep(session, gone)
        verdict = weigh([gone], gone)
        _found(session, FindingKind.UNREACHABLE, "coco.gg", "coco.gg", verdict, number, gone.at)
    page = _text(grace.get("/desk/findings/1").text)
    assert page.index("coco.gg showed no page") < page.index("What speaks against it")
    assert "Nothing was seen before." in page


def test_a_look_of_another_version_is_missing_and_the_verdict_stands(
    grace: TestClient, founded: Database, moved: int
) -> None:
    with founded.write() as session:
        for row in session.exec(select(ObservationRow)):
            row.document = {**row.document, "version": 99}
    page = _text(grace.get(f"/desk/findings/{moved}").text)
    assert "coco.gg redirected to coco.zone" in page
    assert "cannot be read" in page


def test_the_list_is_narrowed_by_kind_and_by_age(grace: TestClient, founded: Database, moved: int) -> None:
    with founded.write() as session:
        fresh = seen("coco.fr", None)
        number = _keep(session, fresh)
        _found(
            session,
            FindingKind.UNREACHABLE,
            "coco.fr",
            "coco.fr",
            weigh([fresh], fresh),
            number,
            now() - timedelta(hours=2),
        )
    everything, copies = grace.get("/desk/findings").text, grace.get("/desk/findings?kind=clone").text
    assert everything.index("coco.fr shows no page") < everything.index("coco.gg may be coco.zone now")
    assert "Nothing was found that fits these filters." in copies
    lately = grace.get("/desk/findings?days=1").text
    assert "coco.fr shows no page" in lately
    assert "coco.zone" not in lately
    assert 'href="/desk/findings?kind=clone&amp;days=1"' in lately


@pytest.mark.parametrize("query", ["kind=gossip", "days=0", "days=x", "page=0", f"page={10**9}"])
def test_a_filter_that_makes_no_sense_is_refused(grace: TestClient, query: str) -> None:
    assert grace.get(f"/desk/findings?{query}").status_code == 422


def test_a_long_list_is_paged_and_keeps_its_filter(grace: TestClient, founded: Database) -> None:
    with founded.write() as session:
        for number in range(31):
            gone = seen(f"coco{number}.gg", None)
            looked = _keep(session, gone)
            _found(session, FindingKind.PARKED, gone.name, gone.name, weigh([gone], gone), looked, gone.at)
    first = grace.get("/desk/findings?kind=parked").text
    following = re.search(r'href="([^"]*)" rel="next"', first)
    assert following
    second = grace.get(unescape(following[1])).text
    assert (first.count('class="finding parked"'), second.count('class="finding parked"')) == (30, 1)


def test_the_queue_says_how_to_begin_when_nothing_was_found(grace: TestClient) -> None:
    assert "vigie watch --once" in grace.get("/desk").text


def test_a_proposal_of_the_watch_shows_its_finding_and_the_lineage_as_it_would_be(
    grace: TestClient, founded: Database, moved: int
) -> None:
    with founded.write() as session:
        proposal = drafting.propose(session, session.get_one(Finding, moved), now())
        assert proposal
    page = grace.get(f"/desk/proposals/{proposal.id}").text
    assert f'href="/desk/findings/{moved}"' in page
    assert "strong · redirects · 0.90" in _text(page)
    assert re.search(r'<rect class="bar active [a-z ]*proposed"', page)


def test_a_site_shows_its_names_and_what_follows_what(grace: TestClient) -> None:
    page = grace.get("/desk/sites/coco").text
    listed = re.search(r"<details>.*?</details>", page, re.DOTALL)
    assert listed
    assert re.findall(r"<strong>(.*?)</strong>", listed[0]) == ["coco.fr", "coco.gg", "bounty.chat"]
    assert "the new address of coco.fr" in listed[0]
    assert "said to follow coco.gg" in listed[0]


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("Say hello to the harbour", "we say HELLO to nobody", ["Say hello to"]),
        ("two words", "two words", []),
        ("", "", []),
        ("a b c, d! e f g", "a b c and e f g", ["a b c", "e f g"]),
    ],
)
def test_three_words_in_a_row_are_shared(text: str, other: str, shared: list[str]) -> None:
    passages = marked(text, other)
    assert [passage.text for passage in passages if passage.same] == shared
    assert "".join(passage.text for passage in passages) == text


def test_the_same_icon_is_drawn_alike_and_another_is_not() -> None:
    squares = [re.findall(r"<rect[^>]*>", drawing(icon)) for icon in (0b101, 0b101, 0b110)]
    assert squares[0] == squares[1] != squares[2]
