"""`vigie learn`"""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from api.cli.installation import now
from feeds.watch.candidates import NotRenames, Provenance, dump, read_renames
from feeds.watch.candidates import learn as learned_from


def learn(
    renames: Annotated[Path, typer.Argument(help="A table of renames, separated by tabs.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    source: Annotated[str, typer.Option(help="Where the renames come from.")],
    note: Annotated[str, typer.Option(help="Under which licence, and what else is to be known.")] = "",
) -> None:
    """Learn from renames that were seen where sites go, for `vigie candidates`."""
    try:
        table = renames.read_bytes()
        moves = read_renames(table.decode("utf-8"))
    except (OSError, UnicodeDecodeError, NotRenames) as reason:
        raise typer.BadParameter(f"{renames}: {reason}") from None
    sites = len({move.site for move in moves})
    digest = hashlib.sha256(table).hexdigest()
    day = now().date().isoformat()
    provenance = Provenance(learned=day, source=source, note=note, digest=digest, renames=len(moves), sites=sites)
    output.write_bytes(dump(learned_from(moves, provenance)))
    typer.echo(f"Learned from {len(moves)} renames of {sites} sites; written to {output}.")
