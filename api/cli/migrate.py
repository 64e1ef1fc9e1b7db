"""`vigie migrate`"""

from typing import Annotated

import typer

from api.cli.installation import opened
from api.database import version


def migrate(
    revision: Annotated[str, typer.Argument(help="The version of the tables, such as 0019; `head` is this program's.")],
) -> None:
    """Bring the tables to a version, or back to an earlier one: then what only the later ones know is lost."""
    with opened() as (database, _):
        database.migrate(revision)
        database.migrate_back(revision)
        with database.read() as session:
            typer.echo(f"The tables are of version {version(session)}.")
