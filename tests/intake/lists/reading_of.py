"""Reads lists as an import does, without a database."""

import io
from typing import Final

from feeds.intake.lists.forms import READERS, Form
from feeds.intake.lists.judging import Judge, Judged
from feeds.intake.lists.opening import Counted, lines
from feeds.intake.lists.verdicts import RowVerdict

PROTECTED: Final = ("3018.fr", "allo119.gouv.fr")


def rows(data: bytes, form: Form = Form.DOMAINS) -> list[Judged]:
    """Every row of a list, judged."""
    judge = Judge(PROTECTED)
    return [judge.judge(entry) for entry in READERS[form](lines(Counted(io.BytesIO(data)), form))]


def good(data: bytes, form: Form = Form.DOMAINS) -> list[str | None]:
    """The good names of a list, in its order."""
    return [row.hostname for row in rows(data, form) if row.verdict is RowVerdict.GOOD]


def names(data: bytes, form: Form) -> set[str]:
    """Every name of a list, whatever the gate says of it."""
    return {row.hostname for row in rows(data, form) if row.hostname}


def refusal(data: bytes, form: Form = Form.DOMAINS) -> str:
    """The reason why the only row of a list is no good."""
    (row,) = rows(data, form)
    assert row.verdict is not RowVerdict.GOOD
    return row.reason or ""
