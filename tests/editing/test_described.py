"""The description of the API is true: what is generated from all of it, good and bad, finds nothing.

`schemathesis` asks with all its checks. The coverage of each bound of each field takes minutes and is not run here.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from api import disputes, senders, tokens
from api.reading import limiting
from api.settings import Settings
from feeds.review.reports import keeping
from feeds.review.reports.report import Report
from feeds.review.reports.tables import ReportKind
from feeds.review.roles import Role
from tests.api.moments import now
from tests.editing.programs import API, House, Program
from tests.fetching.street import open_street

# What is right to answer, beside what schemathesis expects: a version that is out of date, a Site that is withdrawn, a
# list that is none, an article that cannot be read, mail to where none is taken.
CONFIGURATION = """
seed = 1
continue-on-failure = true

[generation]
max-examples = {examples}
no-shrink = true
deterministic = true

[phases.fuzzing]
enabled = {fuzzing}

[phases.stateful]
enabled = {stateful}

[phases.coverage]
enabled = false

[phases.examples]
enabled = false

# A word from an answer is no host name, though a format cannot tell.
[phases.fuzzing.extra-data-sources]
responses = false

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "410", "412"]

[checks.missing_required_header]
expected-statuses = ["401", "403", "428"]

[[operations]]
include-name = "POST /api/v1/imports"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "422"]

[[operations]]
include-path-regex = "^/api/v1/readings"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "422"]

[[operations]]
include-name = "POST /api/v1/me/mail"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "422", "429"]

[auth.openapi.HTTPBearer]
bearer = "{token}"
"""
_NAMES = strategies.from_regex(r"[a-z0-9]{2,12}\.(com|fr|gg|chat)", fullmatch=True)
for _format in ("hostname", "hostname-or-address"):
    schemathesis.openapi.format(_format, _NAMES)


@pytest.fixture(scope="module")
def tried(starter: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation that everything is tried on, as often as it takes; there is nothing on its open web."""
    folder = Path(copytree(starter.data_dir, tmp_path_factory.mktemp("tried") / "data"))
    often = RateLimitItemPerMinute(1_000_000)
    with pytest.MonkeyPatch.context() as patch, open_street() as street:
        patch.setattr(limiting, "OF_ONE_NETWORK", often)
        for module in (senders, disputes):
            patch.setattr(module, "OF_ONE_NETWORK", (often,))
        patch.setattr(senders, "OF_ALL", RateLimitItemPerHour(1_000_000))
        with House.at(folder, resolver=street.resolver, egress=street.egress) as house:
            yield house


def _found(house: House, **configuration: int | str) -> tuple[int, list[str]]:
    """How many questions were asked, and what was wrong with the answers."""
    token = _hard_to_guess(house, house.token("admin", Role.ADMIN))
    config = SchemathesisConfig.from_str(CONFIGURATION.format(token=token, **configuration))
    schema = schemathesis.openapi.from_asgi("/openapi.json", house.app, config=config)
    asked, wrong = 0, list[str]()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(str(event.__dict__ if hasattr(event, "__dict__") else event))
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.checks)
            wrong += _failures(event)
    if Program(house.stranger(), token).get("/me").json().get("may") != [*tokens.SCOPES]:
        wrong.append("The token, or its person, was ended on the way: what was asked after that was refused unread.")
    return asked, wrong


def _hard_to_guess(house: House, token: str) -> str:
    """A token under a number that no question names, so that none revokes it."""
    with house.database.write() as session:
        found = tokens.holder(session, token, now())
        assert found
        found[0].id += 1_000_000_000
    return token


def _failures(event: events.ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.status == Status.FAILURE and check.failure_info:
                yield f"{check.name}: {check.failure_info.failure.message}\n{check.failure_info.code_sample}"


def test_no_question_that_is_generated_breaks_the_description(tried: House) -> None:
    asked, wrong = _found(tried, examples=2, fuzzing="true", stateful="false")
    assert wrong == [], "\n".join(wrong)
    assert asked > 100


def test_no_chain_of_steps_that_is_generated_breaks_the_description(tried: House) -> None:
    asked, wrong = _found(tried, examples=8, fuzzing="false", stateful="true")
    assert wrong == [], "\n".join(wrong)
    assert asked > 10


def test_every_example_of_a_body_is_taken(house: House) -> None:
    described, root = house.app.openapi(), house.program("root", Role.ADMIN)
    with house.database.write() as session:
        keeping.add(session, Report(name="coco.zone", kind=ReportKind.RISKY), is_new_source=True, day=now().date())
    taken = set[str]()
    for path, routes in described["paths"].items():
        for example in _examples(described, routes.get("post", {})):
            answer = root.post(path.removeprefix(API).format(name="coco.zone"), example)
            assert answer.status_code in (200, 201), (path, answer.text)
            taken.add(path.removeprefix(API))
    assert taken >= {"/proposals", "/reports/{name}/list", "/never-list", "/readings", "/people", "/me/mail/kinds"}


def _examples(described: dict[str, Any], route: dict[str, Any]) -> list[Any]:
    content = route.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    shape: dict[str, Any] = described["components"]["schemas"].get(name, {})
    return list(shape.get("examples", []))
