"""What registries publish, and what they publish instead."""

import json
from datetime import UTC, datetime

import pytest

from feeds.watch.observing import Registration
from feeds.watch.observing.registration import read_registration

RECORD = {
    "objectClassName": "domain",
    "status": ["Client Transfer Prohibited", "server hold"],
    "events": [
        {"eventAction": "last changed", "eventDate": "2024-01-01T00:00:00Z"},
        {"eventAction": "registration", "eventDate": "2015-04-02T10:00:00+02:00"},
    ],
    "entities": [
        {"roles": ["abuse"], "vcardArray": ["vcard", [["fn", {}, "text", "Not this one"]]]},
        {
            "roles": ["registrar"],
            "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "A Registrar"]]],
        },
    ],
}


def test_a_record_is_read() -> None:
    moment = datetime(2015, 4, 2, 8, tzinfo=UTC)
    expected = Registration(moment, "A Registrar", ("client transfer prohibited", "server hold"))
    assert read_registration(json.dumps(RECORD).encode()) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"errorCode": 404}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"objectClassName": "ip network"}',
    ],
)
def test_what_is_no_record_is_no_finding(body: bytes) -> None:
    assert read_registration(body) is None


@pytest.mark.parametrize("broken", ["status", "events", "entities"])
@pytest.mark.parametrize(
    "value", [None, 7, "text", {}, [None], [[]], [{"roles": 7}], [{"roles": ["registrar"], "vcardArray": [[], 3]}]]
)
def test_a_record_with_a_broken_part_gives_the_others(broken: str, value: object) -> None:
    found = read_registration(json.dumps(RECORD | {broken: value}).encode())
    assert found is not None
    assert (found.registered is None) == (broken == "events")
    assert (found.registrar is None) == (broken == "entities")


def test_a_date_that_is_none_is_left_out() -> None:
    record = RECORD | {"events": [{"eventAction": "registration", "eventDate": "before the flood"}]}
    assert read_registration(json.dumps(record).encode()) == Registration(
        None, "A Registrar", ("client transfer prohibited", "server hold")
    )
