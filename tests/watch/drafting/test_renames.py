"""From a site that moves to a Proposal that curators can read."""

from sqlmodel import select

from api.outbox import choosing
from api.outbox.kinds import MailKind
from feeds.review import proposals
from feeds.review.operations import AddEvidence, AddName, AddSite, LinkNames, SetNameStatus
from feeds.review.tables import JournalEntry
from feeds.watch import findings
from feeds.watch.findings import sightings
from tests.outbox.post import mails, wants_mail
from tests.review.proposing import someone
from tests.watch.drafting.conftest import Told

COCO = "coco-from-fr-to-a-copy"


def test_a_rename_is_proposed_with_the_new_name_and_the_link(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    watch.on(1, 21)
    (proposal,) = watch.proposals()
    changes = [each for each in watch.operations(proposal) if not isinstance(each, AddEvidence)]
    new, link, old = changes
    assert isinstance(new, AddName)
    assert (new.site, new.name, new.status) == ("site", "coco.gg", "active")
    assert isinstance(link, LinkNames)
    assert (link.old, link.new, link.kind, link.date) == ("coco.fr", "coco.gg", "renamed_to", "2024-01-21")
    assert isinstance(old, SetNameStatus)
    assert (old.name, old.status) == ("coco.fr", "redirecting")


def test_every_piece_is_cited_with_where_and_when_it_was_seen_and_what_was_read(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    watch.on(1, 21)
    (proposal,) = watch.proposals()
    operations = watch.operations(proposal)
    sources = [each for each in operations if isinstance(each, AddEvidence)]
    supports = [source.supports or "" for source in sources]
    assert supports[0] == "What was seen."
    assert any(said.endswith("(strong, redirect)") for said in supports)
    assert any(said.endswith("(strong, tracker)") for said in supports)
    assert all(source.url and source.quote and source.digest and source.date == "2024-01-21" for source in sources)
    redirect = next(source for source in sources if "redirect" in (source.supports or ""))
    assert str(redirect.url) == "https://coco.fr/"
    keys = [source.key for source in sources]
    assert all(each.evidence == keys for each in operations if isinstance(each, AddName | LinkNames | SetNameStatus))


def test_the_watch_proposes_as_a_machine_approves_nothing_and_tells_curators(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    with watch.database.write() as session:
        choosing.choose(session, wants_mail(session, "mary"), [MailKind.FINDING])
    watch.on(1, 21)
    assert watch.author_kind() == "machine"
    (proposal,) = watch.proposals()
    assert proposal.state == "in_review"
    assert [(mail.kind, mail.key) for mail in mails(watch.database).values()] == [
        ("finding", f"proposal {proposal.id}")
    ]


def test_what_is_seen_again_adds_to_the_finding_and_makes_no_second_proposal(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    watch.on(1, 21, 22, 23)
    assert len(watch.proposals()) == 1
    finding = watch.finding("renamed")
    with watch.database.read() as session:
        seen = sightings(session, finding)
        assert {sighting.at.date().isoformat() for sighting in seen} == {"2024-01-21", "2024-01-22", "2024-01-23"}
        assert findings.verdict_of(seen[0]).verdict == "renamed"
        assert findings.of_proposal(session, watch.proposals()[0].id) == finding


def test_what_was_approved_is_not_proposed_again(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    watch.on(1, 21)
    watch.approve(watch.proposals()[0])
    watch.on(22, 23)
    assert len(watch.proposals()) == 1


def test_what_a_person_turned_down_stays_down(told: Told) -> None:
    watch = told(COCO)
    watch.lists("coco.fr")
    watch.on(1, 21)
    watch.reject(watch.proposals()[0], day=21)
    watch.on(22, 23)
    assert [proposal.state for proposal in watch.proposals()] == ["rejected"]


def test_a_new_name_that_nobody_could_guess_is_found_through_what_the_old_one_says(told: Told) -> None:
    watch = told("rename-another-label")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(*expected.history, expected.day)
    assert ("renamed", expected.old, expected.new) in watch.findings()


def test_a_copy_is_proposed_as_a_site_of_its_own(told: Told) -> None:
    watch = told("clone-claims-formerly")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(*expected.history, expected.day)
    proposal = next(each for each in watch.proposals() if "is a copy of" in each.title)
    changes = [each for each in watch.operations(proposal) if not isinstance(each, AddEvidence)]
    site, name, link = changes
    assert isinstance(site, AddSite)
    assert isinstance(name, AddName)
    assert isinstance(link, LinkNames)
    assert name.site == site.slug != "site"
    assert (link.old, link.new, link.kind) == (expected.old, expected.new, "clone_of")
    assert "listed with no signals" in proposal.public_reason


_COPY_THEN_RENAME = """
title = "What looked like a copy is where the site went"
kind = "honest rename"
set = "calibration"
story = "The new name shows the site's pages under another account; some days later the old one leads there."

[site.chat]
template = "chat"
brand = "Parloir"
title = "Parloir – tchat"
language = "fr"
trackers = ["UA-55512345-1"]

[site.copy]
like = "chat"
trackers = ["G-C0P13R8XQ2"]

[[happens]]
day = 1
name = "parloir.fr"
host = "ovh"
shows = "chat"

[[happens]]
day = 2
name = "parloir.com"
host = "cheap"
shows = "copy"

[[happens]]
day = 5
name = "parloir.fr"
redirects = "https://parloir.com/"

[[expect]]
day = 5
old = "parloir.fr"
new = "parloir.com"
verdict = "renamed"
"""


def test_a_copy_that_turns_out_to_be_the_new_name_is_proposed_as_that_instead(told: Told) -> None:
    watch = told(_COPY_THEN_RENAME)
    watch.lists("parloir.fr")
    watch.on(1, 2, 5, 6)
    assert [(each.title, each.state) for each in watch.proposals()] == [
        ("parloir.com is a copy of parloir.fr", "superseded"),
        ("parloir.fr became parloir.com", "in_review"),
    ]
    with watch.database.read() as session:
        entry = session.exec(select(JournalEntry).where(JournalEntry.action == "supersede")).one()
        assert str(watch.proposals()[1].id) in str(entry.body)


def test_a_copy_that_somebody_edits_is_not_proposed_beside_it_as_the_new_name(told: Told) -> None:
    watch = told(_COPY_THEN_RENAME)
    watch.lists("parloir.fr")
    watch.on(1, 2)
    with watch.database.write() as session:
        found, grace = proposals.get(session, watch.proposals()[0].id), someone(session, "grace")
        proposals.ask_for_changes(session, found, reviewer=grace, reason="Since when?", at=found.created_at)
    watch.on(5, 6)
    assert [(each.title, each.state) for each in watch.proposals()] == [
        ("parloir.com is a copy of parloir.fr", "draft")
    ]
