"""The Desk's page of Releases: what goes out next, what is out, what was out; to publish, to sign off, to roll back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session, col, select

from api.desk.curator import LONGEST_REASON, Curator, FormToken, Reason, Reviewer, check_token, database_of
from api.desk.queue import with_authors
from api.desk.signing_in import SignedIn
from api.jobs import release
from api.jobs.release import NothingToSignOff
from api.settings import Settings
from api.web import page
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.publishing import Plan
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import holding, people
from feeds.review.four_eyes import NotAllowed
from feeds.review.holding import NotHeld, ReleasesHeld
from feeds.review.proposals import NeedsReason
from feeds.review.states import ProposalState
from feeds.review.tables import JournalEntry, Proposal

router = APIRouter(prefix="/desk/releases", include_in_schema=False)

ON_A_PAGE: Final = 20
MOST_NAMES: Final = 100  # of those that come, and of those that go
_LAST_PAGE: Final = 1_000
_REFUSALS: Final = {
    NotAllowed: 403,
    NothingToSignOff: 422,
    NeedsReason: 422,
    FolderUnusable: 409,
    ReleasesHeld: 409,
    NotHeld: 409,
}


@dataclass(frozen=True, slots=True)
class Past:
    """A Release that was put out. `acts` are who did what to it and why; `kept` says that it can be gone back to."""

    release: Release
    acts: Sequence[JournalEntry]
    kept: bool


@router.get("")
def show(
    request: Request, curator: Curator, number: Annotated[int, Query(alias="page", ge=1, le=_LAST_PAGE)] = 1
) -> HTMLResponse:
    """What goes out next and what it changes; every Release, newest first."""
    return _shown(request, curator, number)


@router.post("/publish")
def publish(request: Request, curator: Reviewer, token: FormToken) -> Response:
    """Put out what is approved now, and not at the schedule's next turn."""
    return _done(request, curator, token, lambda settings, at: release.run(database_of(request), settings, at))


@router.post("/sign-off")
def sign_off(request: Request, curator: Reviewer, token: FormToken, reason: Reason = "") -> Response:
    """Let the Release that is held go out, as the curator who is signed in."""

    def act(settings: Settings, at: datetime) -> None:
        with database_of(request).write() as session:
            release.sign_off(session, settings, people.get(session, curator.person.handle), reason, at)

    return _done(request, curator, token, act)


@router.post("/hold")
def hold(request: Request, curator: Reviewer, token: FormToken, reason: Reason = "") -> Response:
    """Let nothing go out until somebody lifts it, as the curator who is signed in."""
    return _done(request, curator, token, _held(request, curator, holding.hold, reason))


@router.post("/lift")
def lift(request: Request, curator: Reviewer, token: FormToken, reason: Reason = "") -> Response:
    """Let Releases go out again, as the curator who is signed in."""
    return _done(request, curator, token, _held(request, curator, holding.lift, reason))


def _held(
    request: Request, curator: SignedIn, how: Callable[..., object], reason: str
) -> Callable[[Settings, datetime], None]:
    def act(_settings: Settings, at: datetime) -> None:
        with database_of(request).write() as session:
            how(session, by=people.get(session, curator.person.handle), reason=reason, at=at)

    return act


@router.post("/{serial}/roll-back")
def roll_back(
    request: Request,
    curator: Reviewer,
    serial: Annotated[int, Path(ge=1, le=2**31 - 1)],
    token: FormToken,
    reason: Reason = "",
) -> Response:
    """Put the content of an earlier Release out again, as the curator who is signed in."""

    def act(settings: Settings, at: datetime) -> None:
        database = database_of(request)
        with database.read() as session:
            person = people.get(session, curator.person.handle)
        release.roll_back(database, settings, serial, person, reason, at)

    return _done(request, curator, token, act)


def _done(request: Request, curator: SignedIn, token: str, act: Callable[[Settings, datetime], object]) -> Response:
    check_token(curator, token)
    try:
        act(request.app.state.settings, datetime.now(UTC))
    except tuple(_REFUSALS) as refusal:
        return _shown(request, curator, refusal=str(refusal), status=_REFUSALS[type(refusal)])
    return RedirectResponse("/desk/releases", 303)


def _shown(
    request: Request, curator: SignedIn, number: int = 1, *, refusal: str = "", status: int = 200
) -> HTMLResponse:
    settings: Settings = request.app.state.settings
    folder = FeedFolder(settings.feed_dir)
    with database_of(request).read() as session:
        newest = select(Release).order_by(col(Release.serial).desc())
        rows = session.exec(newest.limit(ON_A_PAGE + 1).offset((number - 1) * ON_A_PAGE)).all()
        values: dict[str, Any] = {
            "past": _past(session, rows[:ON_A_PAGE], folder),
            "more": len(rows) > ON_A_PAGE,
            "approved": with_authors(session, _approved(session)),
            "seen": session.get(FreshnessCheck, 1),
            "hold": holding.standing(session),
            "out": session.exec(newest.limit(1)).first(),
        }
    plan = release.preview_if_waiting(database_of(request), settings, datetime.now(UTC))
    values |= {"next": _difference(plan, folder) if plan else None, "most": MOST_NAMES, "number": number}
    values |= {"curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/releases.html", values, status=status)


def _approved(session: Session) -> Sequence[Proposal]:
    approved = select(Proposal).where(Proposal.state == ProposalState.APPROVED).order_by(col(Proposal.decided_at))
    return session.exec(approved.limit(MOST_NAMES)).all()


def _past(session: Session, rows: Sequence[Release], folder: FeedFolder) -> list[Past]:
    of_these = col(JournalEntry.subject).in_([f"release {row.serial}" for row in rows])
    entries = session.exec(select(JournalEntry).where(of_these).order_by(col(JournalEntry.sequence))).all()
    acts: dict[str, list[JournalEntry]] = {}
    for entry in entries:
        acts.setdefault(entry.subject, []).append(entry)
    kept = set(folder.serials())
    return [Past(row, acts.get(f"release {row.serial}", []), row.serial in kept) for row in rows]


def _difference(plan: Plan, folder: FeedFolder) -> dict[str, Any]:
    """What a planned Release changes: names that come and go, and the bytes of its files before and after."""
    return {
        "outcome": plan.outcome,
        "came": sorted(line.name for line in plan.before.came),
        "gone": sorted(line.name for line in plan.before.gone),
        "files": [
            (name, len(folder.read(plan.out.path(name))) if plan.out else 0, len(data))
            for name, data in plan.contents.said.items()
        ],
    }
