"""Where the Watch holds its tongue."""

import pytest
from sqlmodel import select

from feeds.review.tables import Proposal
from feeds.watch import drafting, due
from feeds.watch.tables import Finding, Looked
from tests.review.proposing import approve, propose
from tests.watch.drafting.conftest import Told

_SITE = """
title = "{title}"
kind = "{kind}"
set = "calibration"
story = "Written for one test, and told nowhere else."

[site.chat]
template = "chat"
brand = "Parloir"
title = "Parloir – tchat"
language = "fr"
trackers = ["UA-55512345-1"]

[[happens]]
day = 1
name = "parloir.fr"
host = "ovh"
shows = "chat"

[[expect]]
day = 9
old = "parloir.fr"
new = "parloir.gg"
verdict = "renamed"
"""
_COPIED = """
[site.copy]
like = "chat"
trackers = ["G-C0P13R8XQ2"]
"""


def _named(name: str, shows: str, host: str = "cheap") -> str:
    return f'\n[[happens]]\nday = 2\nname = "{name}"\nhost = "{host}"\nshows = "{shows}"\n'


@pytest.mark.parametrize(
    "world",
    ["same-label-another-chat", "drop-catch-dating", "shared-default-page", "wildcard-registry", "registrar-default"],
)
def test_a_strangers_site_makes_no_rename(told: Told, world: str) -> None:
    watch = told(world)
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(*expected.history, expected.day, expected.day + 1)
    assert [kind for kind, _, _ in watch.findings() if kind == "renamed"] == []


def test_under_a_wildcard_where_every_guess_resolves_nothing_is_looked_at(told: Told) -> None:
    watch = told(
        _SITE.format(title="Every name under these endings is there", kind="wildcard zone")
        + _COPIED
        + "".join(_named(f"*.{ending}", "copy") for ending in ("com", "net", "org", "gg", "live"))
    )
    watch.lists("parloir.fr")
    watch.on(1)
    before = len(watch.internet.requests)
    watch.on(2)
    hosts = {request.host for request in watch.internet.requests[before:]}
    assert hosts <= {"parloir.fr", "rdap.org"}
    assert watch.findings() == []


def test_a_page_that_a_host_shows_under_every_name_is_nobodys_copy(told: Told) -> None:
    names = [f"parloir.{ending}" for ending in ("com", "net", "org", "gg")]
    watch = told(
        _SITE.format(title="One page under many names", kind="registrar's catch-all")
        + _COPIED
        + "".join(_named(name, "copy") for name in names)
    )
    watch.lists("parloir.fr")
    watch.on(1, 2)
    assert watch.findings() == []
    with watch.database.read() as session:
        assert set(names) <= set(session.exec(select(Looked.new)))


def test_one_copy_alone_is_told(told: Told) -> None:
    story = _SITE.format(title="One copy", kind="clone with own trackers") + _COPIED + _named("parloir.com", "copy")
    watch = told(story)
    watch.lists("parloir.fr")
    watch.on(1, 2)
    assert watch.findings() == [("clone", "parloir.fr", "parloir.com")]


def test_what_is_never_listed_is_not_even_looked_at(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.fr")
    watch.on(1)
    with watch.database.write() as session:
        rule = {"op": "protect_name", "name": "aide.coco.gg", "reason": "People find help there."}
        approve(session, propose(session, rule))
    watch.on(21)
    assert watch.proposals() == []
    assert watch.findings() == []


def test_what_came_onto_the_never_list_after_it_was_found_is_refused_by_the_gate(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy", watch_proposals=0)
    watch.lists("coco.fr")
    assert watch.on(1, 21).waiting == 1
    with watch.database.write() as session:
        rule = {"op": "protect_name", "name": "coco.gg", "reason": "People find help there."}
        approve(session, propose(session, rule))
        assert (
            drafting.propose(session, session.get_one(Finding, watch.finding("renamed").id), watch.moment(21)) is None
        )
    assert "not listed, ever" in (watch.finding("renamed").held or "")


def test_a_flood_of_findings_waits_for_curators(told: Told) -> None:
    moved = [f"parloir{number}.fr" for number in range(1, 5)]
    watch = told(
        _SITE.format(title="A site with many new names", kind="honest rename")
        + "".join(_named(name, "chat", "ovh") for name in moved),
        watch_proposals=2,
    )
    watch.lists("parloir.fr")
    watch.on(1)
    with watch.database.write() as session:
        due.add_hits(session, [("parloir.fr", name) for name in moved], watch.moment(1))
    outcome = watch.on(2)
    assert (outcome.proposals, outcome.waiting) == (2, 2)
    assert watch.on(2).proposals == 0
    assert watch.on(3).proposals == 2
    with watch.database.read() as session:
        assert len(session.exec(select(Finding.proposal_id)).all()) == 4
        assert session.exec(select(Proposal.id).where(Proposal.state == "in_review")).all()


def test_a_name_is_in_one_open_proposal_at_a_time(told: Told) -> None:
    watch = told(
        _SITE.format(title="A site with two names, and a third", kind="honest rename")
        + _named("parloir-tchat.fr", "chat", "ovh")
        + _named("salon-du-soir.org", "chat", "ovh")
    )
    watch.lists("parloir.fr", "parloir-tchat.fr")
    watch.on(2)
    pairs = [(old, "salon-du-soir.org") for old in ("parloir.fr", "parloir-tchat.fr")]
    with watch.database.write() as session:
        due.add_hits(session, pairs, watch.moment(2))
    watch.on(3)
    assert {("renamed", *pair) for pair in pairs} <= set(watch.findings())
    about = [proposal for proposal in watch.proposals() if "salon-du-soir.org" in proposal.title]
    assert len(about) == 1
    with watch.database.read() as session:
        held = session.exec(select(Finding.held).where(Finding.new == "salon-du-soir.org")).all()
    assert f"Proposal {about[0].id} about salon-du-soir.org is open." in held
