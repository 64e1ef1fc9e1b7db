"""`feed.json`, held against its schema, with a real registry's content."""

import json
from typing import Any

import jsonschema_rs
import pytest

from api.database import Database
from api.jobs.founding import load_starter
from feeds.release import contents, reading
from feeds.release.exports import feed_json
from feeds.release.json_files import SCHEMA_FILE
from feeds.release.snapshot import Snapshot
from tests.conftest import NOON
from tests.exports.sample import AWKWARD, drawn, snapshot

PARTS = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
SCHEMA = json.loads(feed_json.SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(
    SCHEMA, registry=jsonschema_rs.Registry([(PARTS["$id"], PARTS)]), validate_formats=True
)


def _read(values: Snapshot) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(drawn(values)[feed_json.FILE])
    VALIDATOR.validate(content)
    return content


def test_the_starter_registry_fits_the_schema_whole(database: Database) -> None:
    load_starter(database, NOON)
    with database.read() as session:
        values = reading.read(session, NOON.date())
    content = _read(values)
    said = contents.of(values).said
    assert content["sites"] == json.loads(said["sites"])["sites"]
    assert content["helplines"] == json.loads(said["helplines"])["helplines"]
    assert len(content["names"]) == len(values.names) > 20
    assert {site["slug"] for site in content["sites"]} > {"coco"}


def test_the_heading_is_in_fields() -> None:
    content = _read(snapshot())
    assert {key: content[key] for key in ("title", "serial", "released", "count", "licence", "homepage")} == {
        "title": "Vigie: chat sites that put minors at risk",
        "serial": 7,
        "released": "2026-11-21T18:00:00Z",
        "count": 10,
        "licence": "CC-BY-4.0",
        "homepage": "https://vigie.example/",
    }


def test_an_awkward_site_name_comes_back_as_it_was() -> None:
    assert {site["name"] for site in _read(snapshot())["sites"]} == {AWKWARD}


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": [{"name": "com", "category": "anonymous-chat", "status": "active", "stance": "warn"}]},
        {"sites": [{"slug": "x"}]},
        {"evidence": {"x": {}}},
        {"helplines": [{"country": "FR"}]},
        {"serial": 0},
        {"more": 1},
    ],
)
def test_the_schema_reaches_into_every_part(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        VALIDATOR.validate({**_read(snapshot()), **wrong})
