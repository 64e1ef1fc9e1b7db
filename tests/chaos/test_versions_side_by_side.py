"""A rolling update: the version before goes on serving while the tables are brought to this one, and beside this one.

Curators' programs and families ask both all the time. Nothing that either said yes to is lost, and nobody is refused
but while the tables change.
"""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from sqlmodel import select

from api.database import version
from feeds.review.tables import Proposal
from tests.chaos import traffic
from tests.chaos.conftest import Outcome
from tests.chaos.crowd import Crowd
from tests.chaos.postgresql import postgresql
from tests.chaos.processes import NOBODY, House
from tests.chaos.versions import NoHistory, newest_migration, unpack_the_one_before

ROUNDS: Final = 3
CHANGING: Final = "while the tables change"
# Run by the version before: what this one knows of tokens may be more than those tables hold.
CURATORS: Final = """
import sys
from datetime import UTC, datetime
from api import tokens
from api.database import Database
from feeds.review import people
from feeds.review.roles import Role

database = Database(sys.argv[1])
with database.write() as session:
    for handle in ("ada", "grace"):
        person = people.add(session, handle, role=Role.REVIEWER)
        print(tokens.make(session, person, "a program", tokens.SCOPES[:3], 7, datetime.now(UTC)))
"""


def test_the_version_before_serves_on_the_new_tables_beside_this_one(tmp_path: Path, outcome: Outcome) -> None:
    try:
        before = unpack_the_one_before(tmp_path / "before")
    except NoHistory as reason:
        pytest.skip(str(reason))
    with ExitStack() as stack:
        server = stack.enter_context(postgresql())
        house = House(tmp_path / "house", server.url, {"VIGIE_RESOLVER": NOBODY})
        (house.folder / "data").mkdir(parents=True)
        stack.callback(_end, house)
        old_tables = _brought(house, "before", code=str(before))
        crowds = _update(house, before)
        new_tables = _tables(house)
        assert old_tables != new_tables == newest_migration().name.partition("_")[0]
        lost = _lost(house, crowds)
    refused = sum(sum(each.refused.get(CHANGING, {}).values()) for each in crowds)
    happened = (
        f"tables {old_tables} to {new_tables}: {' and '.join(str(each.rounds) for each in crowds)} rounds,"
        f" {sum(len(each.approved) for each in crowds)} changes out, {refused} refused {CHANGING}"
    )
    print("\n".join(lost))
    outcome("a rolling update, two versions at once", happened, len(lost))


def _update(house: House, before: Path) -> list[Crowd]:
    """Every step of it, each for some rounds; those who asked the version before, and those who asked this one."""
    tokens = _curators(house, before)
    old = house.serve("old", PYTHONPATH=str(before))
    old.until_ready()
    with Crowd("old", old.address, tokens, "before it begins") as first:
        first.goes_round(ROUNDS)
        first.phase = CHANGING
        _brought(house, "now")
        first.phase = "the version before, on the new tables"
        first.goes_round(ROUNDS)
        traffic.until_out(house, first.approved[-1])
        new = house.serve("new")
        new.until_ready()
        with Crowd("new", new.address, tokens, "side by side") as second:
            first.phase = "side by side"
            second.goes_round(ROUNDS)
            first.goes_round(ROUNDS)
            first.stop()
            old.stop()
            second.phase = "this version alone"
            second.goes_round(ROUNDS)
    return [first, second]


def _lost(house: House, crowds: Sequence[Crowd]) -> list[str]:
    """What somebody was told yes to and is not there, and who was refused when the tables did not change."""
    for each in crowds:
        traffic.until_out(house, each.approved[-1])
    out = {line.name for line in traffic.read(house).values.names}
    with house.database() as database, database.read() as session:
        kept = set(session.exec(select(Proposal.id)))
    missing = [f"proposal {number} of {each.name}" for each in crowds for number in each.written if number not in kept]
    missing += [f"{name} is not out" for each in crowds for name in each.approved if name not in out]
    if (reports := traffic.counted(house)) != sum(each.reported for each in crowds):
        missing.append(f"{reports} reports are kept of {[each.reported for each in crowds]}")
    if house.vigie("journal", "verify", name="journal").wait():
        missing.append("the journal does not hold")
    refused = {(phase, what) for each in crowds for phase, said in each.refused.items() for what in said}
    return missing + [f"{phase}: {what}" for phase, what in sorted(refused) if phase != CHANGING]


def _brought(house: House, name: str, code: str = "") -> str:
    """Run `vigie init`; the version of the tables then."""
    bringing = house.vigie("init", name=f"init-{name}", PYTHONPATH=code)
    assert bringing.wait() == 0, bringing.said
    return _tables(house)


def _end(house: House) -> None:
    for running in house.started:
        running.kill()


def _tables(house: House) -> str:
    with house.database() as database, database.read() as session:
        return version(session)


def _curators(house: House, before: Path) -> dict[str, str]:
    command = [sys.executable, "-P", "-c", CURATORS, house.url]
    made = subprocess.run(command, env={"PYTHONPATH": str(before)}, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return dict(zip(("ada", "grace"), made.stdout.split(), strict=True))
