"""A step forward leaves what the version before uses, so that both can serve while one replaces the other.

What a step of the migrations does is read from its `upgrade`, and from the statements that stand in its file. What is
to go, goes one version after the one that stopped using it; the step that does it says so here.
"""

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from api.database import MIGRATIONS

TAKEN_AWAY: Final[dict[str, str]] = {}
"""By the name of a step's file, the version that used what it takes away last."""
# Before the first version that anybody had: no two of these ever ran side by side.
BEFORE_ANY_VERSION: Final = "0017"

ALL: Final = sorted((MIGRATIONS / "versions").glob("0*.py"))
STEPS: Final = [step for step in ALL if step.name[:4] > BEFORE_ANY_VERSION]
TAKING: Final = re.compile(
    r"\bDROP\s+(TABLE|COLUMN)\b|\bRENAME\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\w+\s+(TYPE|DROP\s+DEFAULT)\b", re.I
)
TAKING_CALLS: Final = frozenset({"drop_table", "drop_column", "rename_table"})
NARROWING: Final = frozenset({"new_column_name", "type_"})


def takes_away(source: str) -> list[str]:
    """What a step's way forward takes from the version before: calls and statements, as they are written."""
    tree = ast.parse(source)
    forward = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "downgrade")]
    nodes = [node for part in forward for node in ast.walk(part)]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [match[0] for text in texts if (match := TAKING.search(text))]
    return found + [ast.unparse(node) for node in nodes if isinstance(node, ast.Call) and _takes(node)]


def _takes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    said = {word.arg: word.value for word in call.keywords}
    if name == "alter_column":
        required = isinstance(null := said.get("nullable"), ast.Constant) and null.value is False
        return required or bool(NARROWING & said.keys())
    if name == "add_column":  # a row of the version before says nothing of it
        return any(_is_required(column) for column in call.args if isinstance(column, ast.Call))
    return name in TAKING_CALLS


def _is_required(column: ast.Call) -> bool:
    said = {word.arg: word.value for word in column.keywords}
    required = isinstance(null := said.get("nullable"), ast.Constant) and null.value is False
    return required and "server_default" not in said


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_a_step_forward_takes_nothing_away_that_the_version_before_uses(step: Path) -> None:
    if step.name not in TAKEN_AWAY:
        assert takes_away(step.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'op.drop_table("site")',
        'op.drop_column("site", "name")',
        'op.rename_table("site", "place")',
        'op.alter_column("site", "name", new_column_name="title")',
        'op.alter_column("site", "name", nullable=False)',
        'op.add_column("site", sa.Column("x", sa.String(), nullable=False))',
        'op.execute("ALTER TABLE site DROP COLUMN name")',
        'op.execute("ALTER TABLE site RENAME COLUMN name TO title")',
    ],
)
def test_what_takes_something_away_is_seen(line: str) -> None:
    assert takes_away(f"def upgrade():\n    {line}\n\n\ndef downgrade():\n    pass\n") != []


@pytest.mark.parametrize(
    "line",
    [
        'op.create_table("place", sa.Column("id", sa.Integer(), nullable=False))',
        'op.add_column("site", sa.Column("x", sa.String(), nullable=True))',
        'op.add_column("site", sa.Column("x", sa.String(), nullable=False, server_default=""))',
        'op.alter_column("site", "name", nullable=True)',
        'op.execute("ALTER TABLE site ADD COLUMN x INTEGER NOT NULL DEFAULT 1")',
    ],
)
def test_what_only_adds_passes_and_so_does_the_way_back(line: str) -> None:
    back = 'def downgrade():\n    op.drop_table("site")\n'
    assert takes_away(f"def upgrade():\n    {line}\n\n\n{back}") == []


def test_every_step_has_a_way_back() -> None:
    assert [step.name for step in ALL if "def downgrade(" not in step.read_text(encoding="utf-8")] == []
