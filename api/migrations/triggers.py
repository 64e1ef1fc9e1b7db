"""Rules that a CHECK cannot say, as triggers of either database. Each is one clause, true when the rule is broken."""

from collections.abc import Mapping

Rule = tuple[str, str, str, str]
"""Its name, the action that it judges (INSERT, UPDATE, DELETE), the table, and the sentence that refuses."""


def statements(broken: Mapping[Rule, str]) -> dict[str, list[str]]:
    """What makes the triggers, by the name of the database's dialect."""
    return {
        "sqlite": [_on_sqlite(*rule, clause) for rule, clause in broken.items()],
        "postgresql": [_on_postgresql(*rule, clause) for rule, clause in broken.items()],
    }


def removals(broken: Mapping[Rule, str]) -> dict[str, list[str]]:
    """What takes the triggers away again, by the name of the database's dialect."""
    return {
        "sqlite": [f"DROP TRIGGER {name}" for name, *_ in broken],
        "postgresql": [f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()" for name, _, table, _ in broken],
    }


def _on_sqlite(name: str, action: str, table: str, message: str, broken: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {action} ON {table} WHEN {broken} BEGIN SELECT RAISE(ABORT, '{message}'); END"


def _on_postgresql(name: str, action: str, table: str, message: str, broken: str) -> str:
    handed_on = "OLD" if action == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {broken} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {handed_on}; END $$;"
        f" CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
