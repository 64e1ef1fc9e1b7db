"""`vigie mail`"""

from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.outbox import queue
from api.outbox.addresses import BadAddress, read_address
from api.outbox.kinds import MailKind
from api.outbox.sending import server_of
from api.outbox.wording import message
from api.settings import BadSettings

app = typer.Typer(help="Mail to curators.", no_args_is_help=True)
_MOST = 50


@app.command("list")
def show() -> None:
    """Show how much mail waits, and what was given up and why. Addresses are not shown."""
    with opened() as (database, _), database.read() as session:
        waiting, lost = queue.counts(session)
        typer.echo(f"{waiting} waiting, {lost} given up")
        for mail, handle in queue.given_up(session, most=_MOST):
            typer.echo(f"{mail.kind}  {handle}  {mail.attempts} attempts  {mail.problem}")


@app.command("test")
def test(address: Annotated[str, typer.Argument(help="Where to send it.")]) -> None:
    """Send one mail now, past the outbox, and say what the mail server answers."""
    with opened() as (_, settings):
        server = server_of(settings)
        if server is None:
            raise BadSettings("VIGIE_SMTP_HOST is not set: no mail is sent.")
        try:
            to = read_address(address)
        except BadAddress as refusal:
            raise typer.BadParameter(str(refusal)) from None
        mail = message(
            MailKind.TEST,
            {},
            number=0,
            sender=settings.mail_sender,
            to=to,
            language="en",
            public_url=str(settings.public_url),
            written_at=now(),
        )
        server.deliver(mail)
    typer.echo(f"{server.host}:{server.port} took it.")
