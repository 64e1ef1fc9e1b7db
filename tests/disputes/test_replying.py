"""From what was upheld to what families read: a Proposal, four eyes, and the feed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from api.backup.rows import lines, tables
from api.database import Database
from feeds.registry.tables import Reply
from feeds.release import contents, json_files, reading
from feeds.review import operations as op
from feeds.review import people, proposals, touching
from feeds.review.applying import DoesNotApply
from feeds.review.disputes import erasing, replying
from feeds.review.disputes.states import Act, DoesNotFit
from feeds.review.disputes.tables import Dispute
from feeds.review.four_eyes import NotAllowed
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.disputes.disputing import CORRECTION, ON_BOTH, REMOVAL, REPLY, act, opened, proved
from tests.review.proposing import approve, operations, propose

SAID = {"name": "coco.gg", "date": "2026-11-21", "language": "en", "text": REPLY["words"]}
WHY = "They showed it."


def _drafted(session: Session, dispute: Dispute) -> Proposal:
    act(session, dispute, Act.UPHOLD)
    return replying.draft(session, dispute, by=people.get(session, "ada"), reason=WHY, at=NOON)


def _replies(session: Session) -> Any:
    (site,) = reading.read(session, NOON.date()).sites["sites"]
    return site.get("replies")


@ON_BOTH
def test_an_upheld_reply_is_in_the_feed_once_a_second_person_approved_it(coco: Database) -> None:
    with coco.write() as session:
        proposal = _drafted(session, proved(session))
        assert _replies(session) is None
        with pytest.raises(NotAllowed):
            approve(session, proposal, "ada")
    with coco.write() as session:
        approve(session, proposals.get(session, proposal.id))
        assert _replies(session) == [SAID]


def test_replies_stand_oldest_first_and_the_feed_keeps_its_shape(coco: Database) -> None:
    with coco.write() as session:
        later = proved(session, REPLY | {"words": "Later", "name": "coco.fr"}, NOON + timedelta(days=1))
        for dispute in (later, proved(session)):
            approve(session, _drafted(session, dispute))
        assert [said["text"] for said in _replies(session)] == [SAID["text"], "Later"]
        snapshot = reading.read(session, NOON.date())
        json_files.check("sites", snapshot.sites)
        (one,) = (
            reading.read_sites(session, NOON.date(), slugs=frozenset(), hostnames=names, sources=frozenset())
            for names in [frozenset({"coco.fr"})]
        )
        assert one.part.sites["sites"] == snapshot.sites["sites"]
        assert b'"replies":[{' in contents.of(snapshot).said["sites"]


def test_a_reply_touches_the_site_of_its_name(coco: Database) -> None:
    added = op.AddReply(name="coco.gg", dispute=1)
    taken = op.WithdrawReply(name="coco.gg", dispute=1, reason=WHY)
    for change in (added, taken):
        found = touching.touched([change])
        assert found is not None
        assert found.hostnames == {"coco.gg"}


@pytest.mark.parametrize("changed", [{"name": "coco.fr"}, {"dispute": 99}])
def test_a_reply_is_proposed_for_the_name_of_its_dispute_or_not_at_all(coco: Database, changed: dict[str, Any]) -> None:
    with coco.write() as session:
        dispute = proved(session)
        with pytest.raises(DoesNotApply, match="asks for no reply"):
            propose(session, {"op": "add_reply", "name": "coco.gg", "dispute": dispute.id, **changed})


@pytest.mark.parametrize("words", [{"text": "Other words."}, {"language": "fr"}, {"date": "2026-11-22"}])
def test_whoever_proposes_a_reply_has_no_say_in_its_words(words: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        operations({"op": "add_reply", "name": "coco.gg", "dispute": 1, **words})


@pytest.mark.parametrize("asked", [REPLY, REMOVAL])
def test_a_reply_needs_a_dispute_that_asks_for_one_and_was_proved(coco: Database, asked: dict[str, Any]) -> None:
    with coco.write() as session:
        dispute = opened(session, asked) if asked is REPLY else proved(session, asked)
        with pytest.raises(DoesNotApply, match="asks for no reply"):
            propose(session, {"op": "add_reply", "name": "coco.gg", "dispute": dispute.id})


def test_a_reply_is_taken_back_by_a_proposal_too(coco: Database) -> None:
    with coco.write() as session:
        dispute = proved(session)
        approve(session, _drafted(session, dispute))
        assert replying.is_shown(session, dispute)
        ada = people.get(session, "ada")
        approve(session, replying.draft_withdrawal(session, dispute, by=ada, reason="They asked.", at=NOON))
        assert not replying.is_shown(session, dispute)
        assert _replies(session) is None


def test_what_was_erased_is_not_published(coco: Database) -> None:
    with coco.write() as session:
        dispute = proved(session)
        proposal = _drafted(session, dispute)
        assert replying.said(session, [dispute.id]) == {dispute.id: ("2026-11-21", "en", REPLY["words"])}
        erasing.erase(session, dispute, by="ada", at=NOON)
        assert replying.said(session, [dispute.id]) == {dispute.id: ("2026-11-21", "en", None)}
        with pytest.raises(DoesNotApply, match="were erased"):
            approve(session, proposal)


def _tables_with(session: Session, words: str) -> list[str]:
    """The tables in which a row holds these words."""
    written = json.dumps(words, ensure_ascii=False)[1:-1].encode()
    connection = session.connection()
    return [table.name for table in tables(connection) if any(written in line for line in lines(connection, table))]


@ON_BOTH
def test_once_erased_a_reply_is_where_it_is_shown_and_nowhere_once_it_is_not(coco: Database) -> None:
    with coco.write() as session:
        dispute = proved(session)
        approve(session, _drafted(session, dispute))
        assert _tables_with(session, REPLY["words"]) == ["dispute", "reply"]
        erasing.erase(session, dispute, by="ada", at=NOON)
        assert _tables_with(session, REPLY["words"]) == ["reply"]
        assert replying.said(session, [dispute.id]) == {dispute.id: ("2026-11-21", "en", REPLY["words"])}
        assert _replies(session) == [SAID]
        ada = people.get(session, "ada")
        approve(session, replying.draft_withdrawal(session, dispute, by=ada, reason="They asked.", at=NOON))
        assert _tables_with(session, REPLY["words"]) == []
        assert replying.said(session, [dispute.id]) == {dispute.id: ("2026-11-21", "en", None)}


def test_an_upheld_removal_withdraws_the_name_for_its_reason_and_its_replies_go_with_it(coco: Database) -> None:
    with coco.write() as session:
        approve(session, _drafted(session, proved(session)))
        approve(session, _drafted(session, opened(session, REMOVAL)))
        (site,) = reading.read(session, NOON.date()).sites["sites"]
        assert [name["name"] for name in site["names"]] == ["coco.fr"]
        assert session.exec(select(Reply)).all() == []


def test_a_change_is_drafted_again_only_when_the_one_before_came_to_nothing(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session, REMOVAL)
        first = _drafted(session, dispute)
        ada, grace = people.get(session, "ada"), people.get(session, "grace")
        with pytest.raises(DoesNotFit):
            replying.draft(session, dispute, by=ada, reason=WHY, at=NOON)
        proposals.reject(session, first, reviewer=grace, reason="Not so.", at=NOON)
        assert replying.draft(session, dispute, by=ada, reason=WHY, at=NOON).id != first.id


def test_a_correction_is_worded_by_a_person(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session, CORRECTION)
        with pytest.raises(DoesNotFit, match="nothing to draft"):
            _drafted(session, dispute)
