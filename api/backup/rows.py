"""The rows of any table as lines of JSON, and back: one object a row, in the words of no database.

The tables are read from the database itself: a table that somebody adds is in the next backup without being named
anywhere. Instants are ISO 8601 in UTC, bytes base64.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, DateTime, LargeBinary, MetaData, Table, func, inspect, select
from sqlalchemy.types import Date, TypeEngine

NOT_OURS: Final = frozenset({"alembic_version"})
BATCH: Final = 500
_WRAP: Final = 2**256


class Total:
    """How many rows, and the sum of their digests: two tables with the same rows have the same, in any order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """Count one row, as `lines` writes it."""
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest())) % _WRAP

    @property
    def digest(self) -> str:
        """The sum, in 64 hexadecimal digits."""
        return f"{self._sum:064x}"


def tables(connection: Connection) -> list[Table]:
    """Every table of ours that the database has, each behind those that it refers to."""
    inspector = inspect(connection)
    names = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name and name not in NOT_OURS]
    return [_table(inspector, name) for name in names]


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Each row of a table as one line, without its end, in the order of its key. Reads a part at a time."""
    rows = connection.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": BATCH})
    for row in rows.mappings():
        said = {name: _say(value) for name, value in row.items()}
        yield json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def insert(connection: Connection, table: Table, written: Iterable[bytes]) -> None:
    """Add the rows that `lines` wrote. Raises `ValueError` for a line that is none, and what the database raises."""
    waiting = iter(written)
    while part := [_read(table, line) for line in islice(waiting, BATCH)]:
        connection.execute(table.insert(), part)
    if connection.dialect.name == "postgresql":
        _count_on(connection, table)


def total(connection: Connection, table: Table) -> Total:
    """What the table holds."""
    found = Total()
    for line in lines(connection, table):
        found.add(line)
    return found


def _count_on(connection: Connection, table: Table) -> None:
    """Let the next number that PostgreSQL gives a row be the one after the last. SQLite looks for itself."""
    for column in table.primary_key:
        sequence = connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', column.name)))
        if sequence is not None:
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, last, False)))


def _table(inspector: Any, name: str) -> Table:
    key = set(inspector.get_pk_constraint(name)["constrained_columns"])
    columns = [
        Column(column["name"], _kept(column["type"]), primary_key=column["name"] in key)
        for column in inspector.get_columns(name)
    ]
    return Table(name, MetaData(), *columns)


def _kept(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    # Left to itself, SQLAlchemy writes the JSON value null where a row had no value.
    return JSON(none_as_null=True) if isinstance(kind, JSON) else kind


def _say(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat() if value.tzinfo else value.isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return value


def _read(table: Table, line: bytes) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or row.keys() != set(table.columns.keys()):
        raise ValueError(f"a row of {table.name} has not the columns of that table")
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: TypeEngine[Any], said: Any) -> Any:
    if said is None:
        return None
    if isinstance(kind, DateTime):
        instant = datetime.fromisoformat(said)
        return instant.replace(tzinfo=UTC) if kind.timezone else instant
    if isinstance(kind, Date):
        return date.fromisoformat(said)
    return base64.b64decode(said) if isinstance(kind, LargeBinary) else said
