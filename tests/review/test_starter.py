"""The starter registry goes in through the same path as any other change."""

from datetime import date

from sqlmodel import select

from api.database import Database
from api.jobs import founding
from feeds.registry.tables import Helpline, Name, Site
from feeds.release import json_files, reading
from feeds.review.starter import drafts
from feeds.review.tables import Proposal
from tests.conftest import NOON


def test_every_starter_site_arrives_with_its_lineage_and_reasons(database: Database) -> None:
    founding.load_starter(database, NOON)
    with database.read() as session:
        assert len(session.exec(select(Site)).all()) == 23
        assert len(session.exec(select(Name)).all()) == 27
        assert len(session.exec(select(Helpline)).all()) == 33
        assert {proposal.state for proposal in session.exec(select(Proposal))} == {"approved"}
        snapshot = reading.read(session, date(2026, 11, 21))
    coco = next(site for site in snapshot.sites["sites"] if site["slug"] == "coco")
    assert [name["name"] for name in coco["names"]] == ["coco.fr", "coco.gg"]
    assert (coco["status"], coco["status_as_of"], coco["stance"]) == ("closed_by_authority", "2024-06-25", "warn")
    assert ("coco.gg", "bounty.chat", "reported_successor") in {
        (link["old"], link["new"], link["kind"]) for link in coco["links"]
    }
    json_files.check("sites", snapshot.sites)
    json_files.check("helplines", snapshot.helplines)


def test_loading_again_changes_nothing(database: Database) -> None:
    founding.load_starter(database, NOON)
    founding.load_starter(database, NOON)
    with database.read() as session:
        assert len(session.exec(select(Proposal)).all()) == len(list(drafts()))


def test_old_facts_inform_and_do_not_warn(database: Database) -> None:
    founding.load_starter(database, NOON)
    with database.read() as session:
        names = {listed.name: listed.stance for listed in reading.read(session, date(2026, 11, 21)).names}
    assert {name for name, stance in names.items() if stance == "inform"} >= {
        "skout.com",
        "meetme.com",
        "mylol.com",
        "kik.com",
        "tellonym.me",
        "chatroulette.com",
        "ask.fm",
    }
    assert {name for name, stance in names.items() if stance == "warn"} >= {"coco.gg", "coco.fr", "bounty.chat"}
