"""A crowd of disputes about one name, read and answered together."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.curator import LONGEST_REASON, ONE_LINE, Curator, Editor, FormToken, Reason, check_token, database_of
from api.desk.signing_in import SignedIn
from api.editing.fields import Number
from api.web import page
from feeds.review import people
from feeds.review.disputes import crowds
from feeds.review.disputes.states import Act
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason

router = APIRouter(prefix="/desk/disputes/about/{name}", include_in_schema=False)
ON_A_PAGE: Final = 50
_STATUS: Final = {NotAllowed: 403, NeedsReason: 422}
Name = Annotated[str, Path(max_length=253, pattern=ONE_LINE)]
Page = Annotated[int, Query(alias="page", ge=1, le=10_000)]


@router.get("")
def show(request: Request, curator: Curator, name: Name, number: Page = 1) -> HTMLResponse:
    """What is said in it, what few say first."""
    return _page(request, curator, name, number=number)


@router.post("")
def act(
    request: Request,
    curator: Editor,
    name: Name,
    token: FormToken,
    act: Annotated[Literal["answer", "refuse"], Form()],
    like: Annotated[Number | Literal["all"], Form()],
    text: Reason = "",
) -> Response:
    """Answer or refuse all of them, or those that say the same as one."""
    check_token(curator, token)
    alike = None if like == "all" else like
    try:
        with database_of(request).write() as session:
            by = people.get(session, curator.person.handle)
            crowds.answer(session, name, Act(act), like=alike, by=by, text=text, at=datetime.now(UTC))
    except tuple(_STATUS) as refusal:
        return _page(request, curator, name, text=text, refusal=str(refusal), status=_STATUS[type(refusal)])
    return RedirectResponse(f"/desk/disputes/about/{name}", 303)


def _page(
    request: Request,
    curator: SignedIn,
    name: str,
    *,
    number: int = 1,
    text: str = "",
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    with database_of(request).read() as session:
        voices = crowds.voices(session, name, most=ON_A_PAGE + 1, offset=(number - 1) * ON_A_PAGE)
        values: dict[str, Any] = {"count": crowds.count(session, name), "voices": voices[:ON_A_PAGE]}
    values |= {"more": len(voices) > ON_A_PAGE, "number": number, "at_once": crowds.AT_ONCE}
    values |= {"curator": curator, "name": name, "typed": text, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/crowd.html", values, status=status)
