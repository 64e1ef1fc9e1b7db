"""The page that edits the words of a draft: its title, its public reason and its private note."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.curator import ONE_LINE, Editor, FormToken, Reason, check_token
from api.desk.edit_page import edit, form_page
from api.desk.proposal import REFUSALS, Version, refused, writing
from feeds.review import proposals
from feeds.review.proposals import NeedsReason
from feeds.review.states import NotPossible
from feeds.review.steps import Stale
from feeds.review.writing import LONGEST_TITLE, Words, words_of

router = APIRouter(prefix="/desk/proposals/{number}", include_in_schema=False)
Line = Annotated[str, Form(max_length=LONGEST_TITLE, pattern=ONE_LINE)]


@router.get("/words")
def words(request: Request, number: int, curator: Editor) -> HTMLResponse:
    """The form for the title, the public reason and the private note."""
    return form_page(request, number, curator, "words", lambda found, _: _shown(words_of(found)))


@router.post("/words")
def reword(
    request: Request,
    number: int,
    curator: Editor,
    token: FormToken,
    version: Version,
    title: Line = "",
    reason: Reason = "",
    note: Reason = "",
) -> Response:
    """Let the Proposal say these words."""
    check_token(curator, token)
    typed = Words(" ".join(title.split()), reason.replace("\r\n", "\n"), note.replace("\r\n", "\n").strip() or None)
    try:
        with writing(request, number) as (session, found):
            edit(session, found, curator, version, typed, proposals.operations_of(session, found))
    except (Stale, NotPossible, NeedsReason) as refusal:
        return form_page(request, number, curator, "words", lambda *_: _shown(typed), refusal)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal)
    return RedirectResponse(f"/desk/proposals/{number}", 303)


def _shown(words: Words) -> dict[str, Any]:
    return {"typed": words, "longest_title": LONGEST_TITLE}
