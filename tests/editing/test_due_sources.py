"""Sources that say something else, settled by programs: on the word of somebody who saw what they say now."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlmodel import select

from api.editing import paging
from feeds.registry.tables import Evidence
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.roles import Role
from tests.api.moments import now
from tests.editing.programs import API, READ_IT, House


def _changed(house: House, count: int = 1) -> Sequence[str]:
    """Sources that were found to say something else, the latest found first."""
    with house.database.write() as session:
        numbers = session.exec(select(Evidence.id).order_by(Evidence.key).limit(count)).all()
        for age, number in enumerate(numbers):
            since = (now() - timedelta(hours=age // 3)).replace(microsecond=0)  # three are found at once
            check = EvidenceCheck(evidence_id=number, due_at=now(), outcome="changed", since=since)
            check.before, check.now = "It closed.", "It moved."
            session.merge(check)
    return [f"/due/sources/{number}" for number in numbers]


def test_a_source_is_kept_on_somebodys_word_and_waits_no_more(house: House) -> None:
    ada, (at,) = house.program("ada", Role.EDITOR), _changed(house)
    read = ada.get(at)
    assert (read.json()["before"], read.json()["now"], read.json()["outcome"]) == ("It closed.", "It moved.", "changed")
    assert read.json() == ada.get("/due/sources").json()["sources"][0]
    site = read.json()["rests"][0]["site"]
    assert ada.get(f"/due/sources?site={site}").json()["sources"] == [read.json()]
    assert ada.post(f"{at}/keep", READ_IT, if_match=read.headers["etag"]).status_code == 204
    assert ada.get("/due/sources").json()["sources"] == []
    assert [ada.get(at).status_code, ada.post(f"{at}/keep", READ_IT, if_match=read.headers["etag"]).status_code] == [
        404,
        404,
    ]
    (entry,) = [entry for entry in house.journal() if entry.action == "keep_source"]
    assert (entry.actor, entry.body["reason"]) == ("ada", READ_IT["reason"])


def test_what_was_found_since_is_not_kept_unseen(house: House) -> None:
    ada, (at,) = house.program("ada", Role.EDITOR), _changed(house)
    as_read = ada.get(at).headers["etag"]
    with house.database.write() as session:
        session.exec(select(EvidenceCheck).where(EvidenceCheck.outcome == "changed")).one().now = "It was never there."
    assert ada.post(f"{at}/keep", READ_IT, if_match=as_read).status_code == 412
    for tag in ("", "*", '"1"'):
        assert ada.post(f"{at}/keep", READ_IT, if_match=tag).status_code == 428, tag
    assert ada.get(at).json()["now"] == "It was never there."


def test_a_reader_settles_nothing_and_nobody_without_a_reason(house: House) -> None:
    ada, mary, (at,) = house.program("ada", Role.EDITOR), house.program("mary", Role.READER), _changed(house)
    as_read = mary.get(at).headers["etag"]
    assert mary.post(f"{at}/keep", READ_IT, if_match=as_read).status_code == 403
    for body in ({}, {"reason": "  "}, {**READ_IT, "settled_at": "2020-01-01"}):
        assert ada.post(f"{at}/keep", body, if_match=as_read).status_code == 422, body
    assert len(ada.get("/due/sources").json()["sources"]) == 1


def test_pages_miss_none_of_those_that_were_found_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 2)
    ada, expected = house.program("ada"), _changed(house, 7)
    seen, address = list[str](), "/due/sources"
    while address:
        page = ada.get(address).json()
        seen += [f"/due/sources/{row['number']}" for row in page["sources"]]
        address = (page["next"] or "").removeprefix(API)
    assert sorted(seen) == sorted(expected)
    assert len(seen) == len(expected)
