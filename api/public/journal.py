"""`/journal`, for people: what was decided, by whom, when and why, and whether the record holds."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from api.journal_entries import HIGHEST, found
from api.language import choose, texts
from api.public.chain import Chain
from api.public.pages import public_page
from feeds.release import sealing
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.review import journal
from feeds.review.seals import Seal

A_PAGE: Final = 50
LONGEST_SEARCH: Final = 200  # characters


def show(request: Request) -> Response:
    """The entries that hold what is sought (`q`), the newest first, `before` one of them; and the chain's state."""
    sought = " ".join(request.query_params.get("q", "").split())[:LONGEST_SEARCH]
    before = _sequence(request.query_params.get("before", ""))
    chain: Chain = request.app.state.chain
    with request.app.state.database.read() as session:
        looked = found(session, sought, before=before, most=A_PAGE)
        values: dict[str, Any] = {
            "entries": looked.entries,
            "older": looked.older,
            "since": looked.since,
            "head": journal.head(session),
            "chain": chain.follow(session),
        }
    values |= {"sought": sought, "newest": before == HIGHEST, "seal": _seal(request), "said": _words(request)}
    answer = public_page(request, "public/journal.html", values)
    answer.headers.add_vary_header("Accept")
    return answer


def _sequence(written: str) -> int:
    """A sequence of the address; the highest for what is none."""
    return min(int(written), HIGHEST) if written.isascii() and written.isdigit() and len(written) < 20 else HIGHEST


def _seal(request: Request) -> Seal | None:
    """What the Release that is out was signed with; None before the first."""
    try:
        return sealing.newest(FeedFolder(request.app.state.settings.feed_dir))
    except FolderUnusable:
        return None


def _words(request: Request) -> Callable[[str, str], tuple[str, bool]]:
    """What makes a phrase of an entry's action and subject, and says whether it is in the reader's language: an action
    that has no words there is named as the entry has it."""
    said = texts(choose(request.query_params.get("lang"), request.headers.get("accept-language")))

    def phrase(action: str, subject: str) -> tuple[str, bool]:
        kind, _, which = subject.partition(" ")
        did, about = said.get(f"journal_did_{action}"), said.get(f"journal_about_{kind}")
        if did is None or about is None:
            return f"{action} {subject}", False
        return f"{did} {about.format(which=which)}", True

    return phrase
