"""Puts the commands together, and turns every expected failure into one sentence and an exit code."""

import sys

import typer
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

from api.backup import AlreadyThere, BadBackup
from api.cli import (
    backup,
    candidates,
    check,
    clock,
    compare,
    export,
    founding,
    importing,
    intake,
    journal,
    keys,
    learn,
    lists,
    mail,
    match,
    migrate,
    people,
    probe,
    proposals,
    release,
    reports,
    serve,
    sources,
    verify,
    watch,
)
from api.database import NoSuchVersion, why_unusable
from api.jobs.release import NothingToSignOff
from api.outbox.smtp import NotDelivered
from api.settings import BadSettings
from feeds.fetching.web_address import NotAWebAddress
from feeds.intake.lists.batches import NoSuchBatch
from feeds.intake.lists.following import NotFollowed
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import NotPossible as BatchNotPossible
from feeds.intake.sources.keeping import NoSuchSource
from feeds.release.folder import FolderUnusable
from feeds.release.json_files import BadFeedFile
from feeds.release.keys import BadPassphrase, KeysMissing, NotEnoughRootKeys
from feeds.release.verifying import DoesNotHold
from feeds.review.applying import DoesNotApply
from feeds.review.comments import NothingSaid
from feeds.review.editing import NothingLeft
from feeds.review.four_eyes import NotAllowed
from feeds.review.holding import NotHeld, ReleasesHeld
from feeds.review.people import NoSuchPerson
from feeds.review.proposals import NeedsReason, NoSuchProposal
from feeds.review.reports.reading import NothingReported
from feeds.review.states import NotPossible
from feeds.review.steps import Stale
from feeds.watch.candidates import BadPrior
from feeds.watch.matching import Unreadable

EXPECTED = (
    AlreadyThere,
    BadBackup,
    BadFeedFile,
    BadPassphrase,
    BadPrior,
    BadSettings,
    BatchNotPossible,
    DoesNotApply,
    DoesNotHold,
    FolderUnusable,
    KeysMissing,
    NeedsReason,
    NoSuchBatch,
    NoSuchPerson,
    NoSuchProposal,
    NoSuchSource,
    NoSuchVersion,
    NotAList,
    NotAWebAddress,
    NotAllowed,
    NotDelivered,
    NotEnoughRootKeys,
    NotFollowed,
    NotHeld,
    NotPossible,
    NothingLeft,
    NothingReported,
    NothingSaid,
    NothingToSignOff,
    ReleasesHeld,
    Stale,
    Unreadable,
)

app = typer.Typer(
    name="vigie",
    help="Keeps and publishes a curated, sourced, signed feed of chat sites that put minors at risk.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("init")(founding.init)
app.command("serve")(serve.serve)
app.command("intake")(intake.intake)
app.command("import")(importing.bring_in)
app.command("check")(check.check)
app.command("probe")(probe.probe)
app.command("compare")(compare.compare)
app.command("candidates")(candidates.candidates)
app.command("learn")(learn.learn)
app.command("match")(match.match)
app.command("watch")(watch.watch)
app.command("release")(release.release)
app.command("verify")(verify.verify)
app.command("clock")(clock.clock)
app.command("export")(export.export)
app.command("backup")(backup.take)
app.command("restore")(backup.restore)
app.command("migrate")(migrate.migrate)
app.add_typer(proposals.app, name="proposals")
app.add_typer(reports.app, name="reports")
app.add_typer(lists.app, name="lists")
app.add_typer(sources.app, name="sources")
app.add_typer(keys.app, name="keys")
app.add_typer(people.app, name="people")
app.add_typer(journal.app, name="journal")
app.add_typer(mail.app, name="mail")


def main() -> None:
    """Run the command that the arguments name."""
    try:
        app()
    except EXPECTED as reason:
        sys.exit(f"vigie: {reason}")
    except (OperationalError, ProgrammingError) as failure:
        hint = "does it exist? `vigie init` makes the tables"
        sys.exit(f"vigie: The database cannot be used ({type(failure.orig).__name__}); {hint}.")
    except DatabaseError as failure:
        if not (why := why_unusable(failure)):
            raise
        sys.exit(f"vigie: The database is damaged ({why}); `vigie restore` makes a whole one out of a backup.")
