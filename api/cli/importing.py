"""`vigie import`"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO

import typer
from sqlmodel import Session

from api.cli.installation import now, opened
from api.database import Database
from api.jobs import importing, lists, tier
from api.jobs.importing import Wanted
from api.settings import Settings
from feeds.fetching import FetchFailed
from feeds.intake.lists import batches, deciding, following
from feeds.intake.lists.candidates import rows_of
from feeds.intake.lists.forms import Form
from feeds.intake.lists.naming import BadName, check_names
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import BatchState
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import people

SHOWN = 10


def bring_in(
    place: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="A file, a folder, an address; - for standard input.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="How it is written.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="What the list is called here: ut1-dating. The same at each import.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="The SPDX identifier of its licence: CC-BY-SA-4.0, LicenseRef-….")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Leave it as a preview, which a curator may let count on the Desk.")
    ] = False,
    follow: Annotated[bool, typer.Option("--follow", help="Read this address again every day.")] = False,
    undo: Annotated[int | None, typer.Option("--undo", metavar="BATCH", help="Take a batch back instead.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Bring in a list that others keep, as a batch, or take a batch back.

    Every row gets a verdict. Good rows are candidates: nothing is listed that no curator proposed. A batch that changes
    too much of the one before is held for a person.
    """
    with opened() as (database, settings):
        if undo is not None:
            _undo(database, settings, undo)
            return
        if place is None or form is None or source is None or licence is None:
            raise typer.BadParameter("an import needs SOURCE, --format, --source and --licence.")
        _check(place, source, licence, follow=follow)
        origin = place if _is_address(place) or place == "-" else Path(place).name
        with _stream(place, form, settings) as stream:
            wanted = Wanted(source, form, licence, origin)
            batch, new = importing.bring_in(database, stream, wanted, at=now(), tell=_told())
        with database.write() as session:
            batch = batches.get(session, batch.id)
            if batch.state == BatchState.PREVIEW and not dry_run:
                deciding.count(session, batch, percent=settings.hold_percent, actor=deciding.ACTOR, at=now())
            if follow:
                following.follow(session, source=source, form=form, licence=licence, url=place, at=now())
            typer.echo(json.dumps(fields(batch)) if as_json else "\n".join(_lines(session, batch, new=new)))
        tier.write(database, settings, now())


def fields(batch: Batch) -> dict[str, object]:
    """A Batch as JSON says it."""
    said = batch.model_dump(mode="json", exclude={"form"})
    return {"batch": said.pop("id"), "format": batch.form, **said}


def line(batch: Batch) -> str:
    """A Batch in a line."""
    changes = f"+{batch.came} -{batch.went}"
    counted = f"{batch.good} good of {batch.rows} rows, {batch.repeated} repeated"
    return f"batch {batch.id}  {batch.state}  {batch.source}  {counted}, {changes}  ({batch.licence})"


def row_line(row: ImportedRow) -> str:
    """A row that was refused, in a line."""
    return f"line {row.line}  {row.verdict}  {row.reason or row.hostname}"


def _lines(session: Session, batch: Batch, *, new: bool) -> Iterator[str]:
    yield line(batch)
    if not new:
        yield "  nothing changed since: the list says byte for byte what this batch says"
        return
    for verdict in (RowVerdict.PROTECTED, RowVerdict.POPULAR, RowVerdict.NOT_A_NAME):
        rows = rows_of(session, batch, verdict=verdict, most=SHOWN + 1)
        yield from (f"  {row_line(row)}" for row in rows[:SHOWN])
        if len(rows) > SHOWN:
            yield f"  … the rest: vigie lists rows {batch.id} --verdict {verdict}"
    if batch.held:
        yield f"  held: {batch.held}"
        yield f"  a curator lets it count: vigie lists allow {batch.id} --as … --reason …"


def _undo(database: Database, settings: Settings, number: int) -> None:
    with database.write() as session:
        batch = batches.get(session, number)
        by = people.machine(session, deciding.ACTOR)
        withdrawn = deciding.undo(session, batch, by=by, reason="Undone at the command line.", at=now())
        before = batches.current(session, batch.source)
        typer.echo(f"Batch {number} is undone; {withdrawn} proposals that waited were withdrawn.")
        typer.echo(f"Of {batch.source}, {f'batch {before.id} counts' if before else 'nothing counts'} now.")
    tier.write(database, settings, now())


def _check(place: str, source: str, licence: str, *, follow: bool) -> None:
    try:
        check_names(source, licence)
    except BadName as refusal:
        raise typer.BadParameter(str(refusal)) from None
    if follow and not _is_address(place):
        raise typer.BadParameter("--follow is for web addresses.")


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


@contextmanager
def _stream(place: str, form: Form, settings: Settings) -> Iterator[BinaryIO]:
    if place == "-":
        yield sys.stdin.buffer
    elif _is_address(place):
        with TemporaryFile() as paper:
            try:
                lists.get(settings, place, paper)
            except FetchFailed as failure:
                raise NotAList(failure.sentence) from None
            paper.seek(0)
            yield paper
    else:
        try:
            with _file(Path(place), form).open("rb") as stream:
                yield stream
        except OSError as failure:
            raise NotAList(f"{place} cannot be read: {failure.strerror}.") from None


def _file(place: Path, form: Form) -> Path:
    if not place.is_dir():
        return place
    if form is not Form.UT1:
        raise NotAList(f"{place} is a folder; only UT1's lists are folders (--format ut1).")
    if not (place / "domains").is_file():
        there = sorted(folder.parent.name for folder in place.glob("*/domains"))
        raise NotAList(
            f"There is no file `domains` in {place}." + (f" Its folders: {', '.join(there)}." if there else "")
        )
    return place / "domains"


def _told() -> Callable[[int], None]:
    def tell(rows: int) -> None:
        if rows % 50_000 == 0:
            typer.echo(f"vigie: {rows} rows read", err=True)

    return tell
