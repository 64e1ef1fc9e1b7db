"""What an article's claims become: a Proposal that adds what is new, and nothing that is not said."""

from sqlmodel import Session, select

from api.database import Database
from feeds.intake import proposing
from feeds.registry.tables import Event, Evidence, Link, Name, Site
from feeds.review import people
from tests.conftest import NOON
from tests.intake.drafts import RENAME, SEIZURE, draft
from tests.review.proposing import approve


def _make_true(session: Session, text: str) -> None:
    author = people.machine(session, proposing.AUTHOR)
    approve(session, proposing.hand_in(session, draft(session, text), author, NOON))


def test_a_rename_adds_the_new_name_its_link_and_its_source(coco: Database) -> None:
    with coco.write() as session:
        _make_true(session, RENAME)
    with coco.read() as session:
        assert "cocochat.chat" in session.exec(select(Name.hostname)).all()
        new = session.exec(select(Name).where(Name.hostname == "cocochat.chat")).one()
        assert session.exec(select(Link.kind).where(Link.new_id == new.id)).one() == "renamed_to"
        quote = session.exec(select(Evidence.quote).where(Evidence.key != "paper-1")).one()
        assert quote is not None
        assert quote in RENAME


def test_a_seizure_sets_the_status_and_records_the_event(coco: Database) -> None:
    with coco.write() as session:
        _make_true(session, SEIZURE)
    with coco.read() as session:
        assert session.exec(select(Site.status, Site.status_as_of)).one() == ("closed_by_authority", "2024-06-25")
        assert session.exec(select(Event.kind, Event.date)).one() == ("seized", "2024-06-25")
        assert session.exec(select(Name.status).where(Name.hostname == "coco.gg")).one() == "closed_by_authority"


def test_the_same_text_is_not_proposed_twice(coco: Database) -> None:
    with coco.write() as session:
        _make_true(session, SEIZURE)
        again = draft(session, SEIZURE)
    assert again.operations == []
    assert [str(each) for each in again.left] == ["This very text is in the registry already."]


def test_another_article_on_a_known_event_adds_its_source_and_no_second_event(coco: Database) -> None:
    with coco.write() as session:
        _make_true(session, SEIZURE)
        _make_true(session, SEIZURE + " La nouvelle a été confirmée par le parquet de Paris.")
    with coco.read() as session:
        assert len(session.exec(select(Event)).all()) == 1
        assert len(session.exec(select(Evidence)).all()) == 3


def test_a_site_that_is_not_listed_is_not_listed_by_an_article(coco: Database) -> None:
    with coco.write() as session:
        drafted = draft(session, RENAME.replace("coco.gg", "unlisted.gg"))
    assert drafted.operations == []
    said = [str(each) for each in drafted.left]
    assert said == ["Neither unlisted.gg nor cocochat.chat is listed: list the site first."]


def test_a_text_without_an_event_proposes_nothing(coco: Database) -> None:
    with coco.write() as session:
        drafted = draft(session, "Le nom de coco.gg revient dans une affaire. Le site ne demande aucune inscription.")
    assert (drafted.operations, drafted.left) == ([], [])


def test_closed_does_not_deny_who_closed_it(coco: Database) -> None:
    with coco.write() as session:
        _make_true(session, SEIZURE)
        _make_true(session, "Coco.gg a fermé le 25 juin 2024. Les utilisateurs cherchent depuis un autre site.")
    with coco.read() as session:
        assert session.exec(select(Site.status)).one() == "closed_by_authority"
