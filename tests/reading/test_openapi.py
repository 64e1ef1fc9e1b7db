"""The description of the API for readers is true: its examples are asked. What is generated from it: tests/editing."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from api.app import Door
from api.reading.examples import ANSWERS
from api.reading.routes import PATHS
from api.settings import Settings

DESCRIBED = [
    "/api/v1/lookup/{prefix}",
    "/api/v1/releases",
    "/api/v1/releases/{serial}",
    "/api/v1/sites",
    "/api/v1/sites/{slug}",
]

_PREFIX = ANSWERS["/api/v1/lookup/{prefix}"]["prefix"]


Paths = dict[str, Any]


@pytest.fixture(scope="module")
def paths(starter: Settings) -> Paths:
    """What is described, by its path. To describe takes a second, so it is asked for once."""
    with TestClient(Door(starter), base_url="http://vigie.test") as program:
        described: Paths = program.get("/openapi.json").json()["paths"]
    return described


def _examples(parameter: dict[str, Any]) -> Iterator[Any]:
    yield from (example["value"] for example in parameter.get("examples", {}).values())
    schema = parameter["schema"]
    yield from schema.get("examples", [])
    yield from schema.get("enum", [])


def test_what_is_described_is_all_that_there_is(paths: Paths) -> None:
    assert sorted(path for path in paths if path.startswith(PATHS)) == DESCRIBED


@pytest.mark.parametrize("path", DESCRIBED)
def test_every_example_of_a_parameter_is_answered_in_the_shape_described(
    program: TestClient, paths: Paths, path: str
) -> None:
    operation = paths[path]["get"]
    shape = jsonschema_rs.validator_for(operation["responses"]["200"]["content"]["application/json"]["schema"])
    asked = 0
    for parameter in operation["parameters"]:
        for example in _examples(parameter):
            query = {parameter["name"]: example} if parameter["in"] == "query" else {}
            answer = program.get(path.format(**{parameter["name"]: example}), params=query)
            assert (answer.status_code, next(shape.iter_errors(answer.json()), None)) == (200, None)
            asked += 1
    assert asked or path == "/api/v1/releases"


@pytest.mark.parametrize("path", DESCRIBED)
def test_every_example_of_an_answer_has_the_shape_described(paths: Paths, path: str) -> None:
    described = paths[path]["get"]["responses"]["200"]["content"]["application/json"]
    assert next(jsonschema_rs.validator_for(described["schema"]).iter_errors(described["example"]), None) is None


def test_the_examples_are_what_the_starter_registry_answers(program: TestClient) -> None:
    def told(path: str, *parts: str, **question: str) -> bool:
        answer = program.get(path.format(slug="sarahah", serial=1, prefix=_PREFIX), params=question).json()
        return all(answer[part] == ANSWERS[path][part] for part in parts)

    assert told("/api/v1/sites", "count", "sites", "next", q="sarahah")
    assert told("/api/v1/sites/{slug}", "licence", "site", "evidence")
    assert told("/api/v1/releases", "licence", "next")
    assert told("/api/v1/releases/{serial}", "serial", "names", "added", "removed", "rolled_back_to")
    assert told("/api/v1/lookup/{prefix}", "prefix", "names")
