"""`vigie proposals`"""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli import proposal_steps
from api.cli.installation import now, opened
from api.cli.operations_file import read_operations
from api.cli.proposal_steps import As, Number, Reason
from feeds.review import comments, editing, erasing, people, proposals
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.review.writing import Words

app = typer.Typer(help="Changes to the registry: draft, read, decide.", no_args_is_help=True)
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
        said = [(comment.text, handle) for comment, handle in comments.of(session, proposal)]
    if as_json:
        whole = {
            "number": proposal.id,
            "version": proposal.version,
            "title": proposal.title,
            "state": proposal.state,
            "reason": proposal.public_reason,
            "note": proposal.private_note,
            "authors": authors,
            "operations": operations,
            "comments": [{"person": handle, "text": text} for text, handle in said],
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{proposal.title}  ({proposal.state}, by {', '.join(authors)})\n{proposal.public_reason}\n")
    for operation in operations:
        rest = ", ".join(f"{key}: {value}" for key, value in operation.items() if key != "op" and value)
        typer.echo(f"- {operation['op'].replace('_', ' ')}  {rest}")
    for text, handle in [(proposal.private_note, "note"), *said]:
        if text:
            typer.echo(f"  {handle}: {text}")


@app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="A JSON list of operations; - for standard input.", allow_dash=True)],
    author: As,
    title: Annotated[str, typer.Option("--title", help="What it changes, in one line.")],
    reason: Reason,
    keep: Annotated[bool, typer.Option("--keep", help="Keep it as a draft, which need not fit yet.")] = False,
) -> None:
    """Hand in a proposal; somebody else has to decide on it."""
    operations = read_operations(file)
    with opened() as (database, _), database.write() as session:
        person, words = people.get(session, author), Words(title, reason, None)
        if keep:
            proposal = editing.draft(session, author=person, words=words, operations=operations, at=now())
        else:
            proposal = proposals.propose(session, author=person, operations=operations, at=now(), **words._asdict())
        typer.echo(f"Proposal {proposal.id} is {'a draft' if keep else 'in review'}.")


@app.command("erase")
def erase(number: Number, admin: As) -> None:
    """Erase a proposal's private note and comments for good. What is published stays, and so does the Journal."""
    with opened() as (database, _), database.write() as session:
        proposal, person = proposals.get(session, number), people.get(session, admin)
        erased = erasing.erase(session, proposal, by=person, at=now())
    said = "What curators wrote about it for themselves is erased." if erased else "There was nothing to erase."
    typer.echo(f"Proposal {number}: {said}")


app.add_typer(proposal_steps.app)
