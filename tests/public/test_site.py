"""`/sites/{slug}`: a dossier says what is known, by whom, how old it is; and what became of one that is gone."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from sqlmodel import select
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.registry.tables import Name, Site
from tests.api.moments import now
from tests.review.proposing import approve, propose

REASON = "The operator showed that the site closed years ago <b>and</b> was another one."


def withdraw(database: Database, settings: Settings, slug: str, *changes: Mapping[str, object]) -> None:
    """Withdraw every name of a Site, then make other changes, and put the Release out."""
    with database.write() as session:
        ids = select(Site.id).where(Site.slug == slug)
        hostnames = session.exec(select(Name.hostname).where(Name.site_id.in_(ids))).all()  # type: ignore[attr-defined]
        gone = [{"op": "retract_name", "name": hostname, "reason": REASON} for hostname in hostnames]
        approve(session, propose(session, *gone, *changes))
    assert release.run(database, settings, now()).held == ""


def linked(html: str) -> dict[str, Any]:
    """The JSON-LD of a page."""
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    read: dict[str, Any] = json.loads(data)
    return read


def test_a_dossier_tells_names_reasons_events_and_sources(reader: TestClient) -> None:
    html = reader.get("/sites/coco").text
    for said in ("coco.fr", "coco.gg", "closed by the authorities", "No age check", "25 June 2024", "BFMTV"):
        assert said in html


def test_every_fact_leads_to_a_source_that_is_there(reader: TestClient) -> None:
    html = reader.get("/sites/coco").text
    cited = set(re.findall(r'href="#(source-[0-9]+)"', html))
    listed = re.findall(r'<li id="(source-[0-9]+)"', html)
    assert len(listed) > 10
    assert cited == set(listed)
    assert listed == [f"source-{number}" for number in range(1, len(listed) + 1)]


def test_the_lineage_is_drawn_and_told_as_a_list(reader: TestClient) -> None:
    html = reader.get("/sites/coco").text
    (drawn,) = re.findall(r'<svg class="lineage" role="img".*?</svg>\s*<details>', html, re.DOTALL)
    assert "the new address of coco.fr" in drawn
    (told,) = re.findall(r"<details>.*?</details>", html, re.DOTALL)
    assert "coco.gg" in told
    assert "the new address of coco.fr" in told
    assert "bounty.chat" in told  # another Site's, which a Link joins to it


def test_an_old_fact_shows_its_age(reader: TestClient) -> None:
    day = "2031-06-24T12:00:00Z"
    with time_machine.travel(day, tick=False):
        before = reader.get("/sites/coco").text
    with time_machine.travel("2031-06-25T12:00:00Z", tick=False):
        after = reader.get("/sites/coco").text
    assert '25 June 2024 · <span class="aged">6 years ago</span>' in before
    assert '25 June 2024 · <span class="aged">7 years ago</span>' in after


def test_a_site_whose_facts_are_all_old_says_that_it_only_informs(reader: TestClient) -> None:
    assert "more than five years old" in reader.get("/sites/sarahah").text
    assert "more than five years old" not in reader.get("/sites/coco").text


def test_a_dossier_says_which_releases_changed_it(client: TestClient, founded: Database, settings: Settings) -> None:
    change = {"op": "set_name_status", "name": "ome.tv", "status": "closed", "evidence": ["coco-wp"]}
    with founded.write() as session:
        approve(session, propose(session, change))
    release.run(founded, settings, now())
    html = client.get("/sites/ometv").text
    assert "ome.tv</bdi> (online → closed)" in html
    assert "ome.tv</bdi> (online → closed)" in client.get("/changes").text
    assert "online → closed" not in client.get("/sites/coco").text


def test_search_engines_are_told_what_it_is_with_its_sources(reader: TestClient) -> None:
    data = linked(reader.get("/sites/coco?lang=fr").text)
    assert (data["@type"], data["headline"], data["inLanguage"]) == ("Report", "Coco", "fr")
    assert {"coco.fr", "coco.gg", "Cocoland"} <= set(data["about"]["alternateName"])
    assert "url" not in data["about"]
    assert data["license"].startswith("https://creativecommons.org/")
    assert all(one["name"] and one["publisher"]["name"] for one in data["citation"])
    assert "BFMTV" in {one["publisher"]["name"] for one in data["citation"]}


def test_what_a_source_says_stays_a_text(client: TestClient, founded: Database, settings: Settings) -> None:
    hostile = "</script><script>alert(1)</script>"
    source = {
        "op": "add_evidence",
        "key": "hostile",
        "publisher": hostile,
        "title": hostile,
        "language": "en",
        "url": "https://news.example.com/1",
    }
    signal = {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["hostile"]}
    with founded.write() as session:
        approve(session, propose(session, source, signal))
    release.run(founded, settings, now())
    html = client.get("/sites/coco").text
    assert "<script>alert" not in html
    assert hostile in {one["name"] for one in linked(html)["citation"]}


def test_a_reason_and_a_name_that_were_withdrawn_stand_in_the_dossier_with_why(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    wrong = {"op": "retract_signal", "site": "coco", "signal": "no-age-check", "reason": REASON}
    name = {"op": "retract_name", "name": "coco.gg", "reason": "It was another site."}
    assert "was withdrawn" not in client.get("/sites/coco").text
    with founded.write() as session:
        approve(session, propose(session, wrong, name))
    assert release.run(founded, settings, now()).held == ""
    why, withdrawn = client.get("/sites/coco").text.split('<h2 id="withdrawn">')
    withdrawn = withdrawn.partition('<h2 id="sources">')[0]
    assert "No age check" not in why
    assert "No age check</strong>" in withdrawn
    assert "reason withdrawn on" in withdrawn
    assert "closed years ago &lt;b&gt;and&lt;/b&gt; was another one." in withdrawn
    assert "<bdi>coco.gg</bdi>" in withdrawn
    assert "raison retirée le" in client.get("/sites/coco?lang=fr").text
    again = {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["coco-wp"]}
    with founded.write() as session:
        approve(session, propose(session, again))
    release.run(founded, settings, now())
    withdrawn = client.get("/sites/coco").text.partition('<h2 id="withdrawn">')[2].partition('<h2 id="sources">')[0]
    assert ("coco.gg" in withdrawn, "No age check" in withdrawn) == (True, False)


@pytest.mark.parametrize("slug", ["nothing", "COCO", "a" * 5000, "%2e%2e", "coco%00", "coco<b>"])
def test_a_slug_that_never_was_is_not_found_and_says_where_to_look(reader: TestClient, slug: str) -> None:
    answer = reader.get(f"/sites/{slug}")
    assert answer.status_code == 404
    assert "There is no such dossier" in answer.text
    assert 'href="/check"' in answer.text
    assert "<b>" not in answer.text


def test_a_site_that_was_withdrawn_is_gone_and_says_why(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    withdraw(founded, settings, "ometv")
    answer = client.get("/sites/ometv")
    assert answer.status_code == 410
    assert "ome.tv" in answer.text
    assert "closed years ago &lt;b&gt;and&lt;/b&gt; was another one." in answer.text
    assert "OmeTV" not in client.get("/sites").text
    found = client.post("/check", data={"address": "ome.tv"}).text
    assert 'data-verdict="withdrawn"' in found.partition("<template")[0]


def test_a_site_whose_names_are_anothers_now_leads_there(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    moved = {"op": "add_name", "site": "azar", "name": "ome.tv", "status": "active", "evidence": ["coco-wp"]}
    withdraw(founded, settings, "ometv", moved)
    answer = client.get("/sites/ometv?lang=fr")
    assert (answer.status_code, answer.headers["location"]) == (301, "/sites/azar?lang=fr")
    assert "ome.tv" in client.get("/sites/azar").text
