"""`vigie proposals`"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from sqlmodel import col, select

from api.cli.installation import now, opened
from feeds.review import erasing, people, proposals
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal

app = typer.Typer(help="Changes to the registry: draft, read, decide.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The proposal's number.")]
As = Annotated[str, typer.Option("--as", help="The curator who does it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is published.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def show_all(
    state: Annotated[ProposalState, typer.Option(help="Only those in this state.")] = ProposalState.IN_REVIEW,
    as_json: Json = False,
) -> None:
    """List proposals, oldest first."""
    with opened() as (database, _), database.read() as session:
        rows = session.exec(select(Proposal).where(Proposal.state == state).order_by(col(Proposal.id))).all()
        listed = [
            {"number": row.id, "title": row.title, "authors": ", ".join(proposals.authors_of(session, row))}
            for row in rows
        ]
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not listed:
        typer.echo(f"No proposal is {state.value.replace('_', ' ')}.")
    else:
        for row in listed:
            typer.echo("{number:>5}  {title}  (by {authors})".format(**row))


@app.command("show")
def show(number: Number, as_json: Json = False) -> None:
    """Show what a proposal would change, and why."""
    with opened() as (database, _), database.read() as session:
        proposal = proposals.get(session, number)
        operations = [op.model_dump(mode="json") for op in proposals.operations_of(session, proposal)]
        authors = proposals.authors_of(session, proposal)
    if as_json:
        said = {"number": proposal.id, "title": proposal.title, "state": proposal.state}
        more = {"reason": proposal.public_reason, "authors": authors, "operations": operations}
        typer.echo(json.dumps({**said, **more}, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{proposal.title}  ({proposal.state}, by {', '.join(authors)})\n{proposal.public_reason}\n")
    for operation in operations:
        rest = ", ".join(f"{key}: {value}" for key, value in operation.items() if key != "op" and value)
        typer.echo(f"- {operation['op'].replace('_', ' ')}  {rest}")


@app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="A JSON list of operations; - for standard input.", allow_dash=True)],
    author: As,
    title: Annotated[str, typer.Option("--title", help="What it changes, in one line.")],
    reason: Reason,
) -> None:
    """Hand in a proposal; somebody else has to decide on it."""
    operations = _read(file)
    with opened() as (database, _), database.write() as session:
        person = people.get(session, author)
        proposal = proposals.propose(
            session, author=person, title=title, reason=reason, operations=operations, at=now()
        )
        typer.echo(f"Proposal {proposal.id} is in review.")


@app.command("approve")
def approve(number: Number, reviewer: As, reason: Reason) -> None:
    """Make a proposal true. Whoever wrote any part of it cannot."""
    with opened() as (database, _), database.write() as session:
        proposal, person = proposals.get(session, number), people.get(session, reviewer)
        proposals.approve(session, proposal, reviewer=person, reason=reason, at=now())
    typer.echo(f"Proposal {number} is approved; the next release carries it.")


@app.command("reject")
def reject(number: Number, reviewer: As, reason: Reason) -> None:
    """Turn a proposal down."""
    with opened() as (database, _), database.write() as session:
        proposal, person = proposals.get(session, number), people.get(session, reviewer)
        proposals.reject(session, proposal, reviewer=person, reason=reason, at=now())
    typer.echo(f"Proposal {number} is rejected.")


@app.command("erase")
def erase(number: Number, admin: As) -> None:
    """Erase a proposal's private note and comments for good. What is published stays, and so does the Journal."""
    with opened() as (database, _), database.write() as session:
        proposal, person = proposals.get(session, number), people.get(session, admin)
        erased = erasing.erase(session, proposal, by=person, at=now())
    said = "What curators wrote about it for themselves is erased." if erased else "There was nothing to erase."
    typer.echo(f"Proposal {number}: {said}")


def _read(file: Path) -> list[Operation]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return OPERATIONS.validate_json(data)
    except OSError as reason:
        raise typer.BadParameter(f"{file} cannot be read: {reason.strerror}.") from None
    except ValidationError as failure:
        problems = failure.errors(include_url=False, include_context=False, include_input=False)
        raise typer.BadParameter(
            "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems[:5])
        ) from None
