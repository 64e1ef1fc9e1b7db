"""`vigie proposals approve`, `reject`, `edit` and what else curators do to a Proposal that is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from api.cli.installation import now, opened
from api.cli.operations_file import read_operations
from feeds.review import comments, editing, people, proposals
from feeds.review.tables import Person, Proposal

app = typer.Typer()
Number = Annotated[int, typer.Argument(help="The proposal's number.")]
As = Annotated[str, typer.Option("--as", help="The curator who does it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is published.")]
Version = Annotated[
    int | None,
    typer.Option("--version", min=1, help="The version that you read; refused when it is not the newest any more."),
]


@contextmanager
def _on(number: int, handle: str) -> Iterator[tuple[Session, Proposal, Person]]:
    """One transaction, with a Proposal and who does something to it."""
    with opened() as (database, _), database.write() as session:
        yield session, proposals.get(session, number), people.get(session, handle)


@app.command("approve")
def approve(number: Number, reviewer: As, reason: Reason, version: Version = None) -> None:
    """Make a proposal true. Whoever wrote any part of it cannot."""
    with _on(number, reviewer) as (session, proposal, person):
        proposals.approve(session, proposal, reviewer=person, reason=reason, at=now(), version=version)
    typer.echo(f"Proposal {number} is approved; the next release carries it.")


@app.command("reject")
def reject(number: Number, reviewer: As, reason: Reason, version: Version = None) -> None:
    """Turn a proposal down."""
    with _on(number, reviewer) as (session, proposal, person):
        proposals.reject(session, proposal, reviewer=person, reason=reason, at=now(), version=version)
    typer.echo(f"Proposal {number} is rejected.")


@app.command("ask-for-changes")
def ask_for_changes(number: Number, reviewer: As, reason: Reason, version: Version = None) -> None:
    """Give a proposal back to its authors, as a draft."""
    with _on(number, reviewer) as (session, proposal, person):
        proposals.ask_for_changes(session, proposal, reviewer=person, reason=reason, at=now(), version=version)
    typer.echo(f"Proposal {number} is a draft again.")


@app.command("withdraw")
def withdraw(number: Number, editor: As, reason: Reason, version: Version = None) -> None:
    """Take a proposal back for good that nobody decided on."""
    with _on(number, editor) as (session, proposal, person):
        proposals.withdraw(session, proposal, by=person, reason=reason, at=now(), version=version)
    typer.echo(f"Proposal {number} is withdrawn; `vigie proposals copy {number}` begins it anew.")


@app.command("take-back")
def take_back(number: Number, editor: As, version: Version = None) -> None:
    """Make a proposal that waits for review a draft again, so that it can be edited."""
    with _on(number, editor) as (session, proposal, person):
        editing.take_back(session, proposal, by=person, version=version or proposal.version, at=now())
    typer.echo(f"Proposal {number} is a draft again.")


@app.command("submit")
def submit(number: Number, editor: As, version: Version = None) -> None:
    """Hand a draft in; somebody else has to decide on it."""
    with _on(number, editor) as (session, proposal, person):
        editing.submit(session, proposal, by=person, version=version or proposal.version, at=now())
    typer.echo(f"Proposal {number} is in review.")


@app.command("copy")
def copy(number: Number, editor: As) -> None:
    """Begin a draft that says what a proposal said that came to nothing. Its authors are authors of the copy too."""
    with _on(number, editor) as (session, proposal, person):
        made = editing.copy(session, proposal, by=person, at=now())
    typer.echo(f"Proposal {made.id} is a draft.")


@app.command("edit")
def edit(
    number: Number,
    editor: As,
    title: Annotated[str | None, typer.Option("--title", help="What it changes, in one line.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it is published.")] = None,
    note: Annotated[
        str | None, typer.Option("--note", help="The private note, for curators; empty to take it away.")
    ] = None,
    operations: Annotated[
        Path | None,
        typer.Option("--operations", help="A JSON list of all its operations; - for standard input.", allow_dash=True),
    ] = None,
    version: Version = None,
) -> None:
    """Let a draft say something else. What is not given stays; whoever changes a part is an author from then on."""
    said = None if operations is None else read_operations(operations)
    with _on(number, editor) as (session, proposal, person):
        changed = editing.edit(
            session,
            proposal,
            by=person,
            version=version or proposal.version,
            title=proposal.title if title is None else " ".join(title.split()),
            reason=proposal.public_reason if reason is None else reason,
            private_note=proposal.private_note if note is None else note.strip(),
            operations=proposals.operations_of(session, proposal) if said is None else said,
            at=now(),
        )
    typer.echo(f"Proposal {number} is at version {proposal.version}." if changed else "It says so already.")


@app.command("comment")
def comment(number: Number, text: Annotated[str, typer.Argument(help="It is never published.")], editor: As) -> None:
    """Say something about a proposal to the other curators."""
    with _on(number, editor) as (session, proposal, person):
        comments.add(session, proposal, by=person, text=text, at=now())
    typer.echo(f"Said about proposal {number}; `vigie proposals show {number}` shows what others said.")
