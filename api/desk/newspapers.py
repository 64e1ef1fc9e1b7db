"""What newspapers write, on the Queue: read it, or dismiss it."""

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.desk.curator import Editor, FormToken, check_token, database_of
from feeds.intake.sources import queueing
from feeds.intake.sources.queueing import NotWaiting

router = APIRouter(prefix="/desk/newspapers", include_in_schema=False)
ON_THE_QUEUE: Final = 20
_HIGHEST: Final = 2**31 - 1


def on_the_queue(session: Session) -> dict[str, Any]:
    """What the Queue shows of newspapers, as values of its template."""
    return {
        "newspapers": queueing.waiting(session, most=ON_THE_QUEUE),
        "in_newspapers": queueing.count_waiting(session),
    }


@router.post("/{number}")
def act(
    request: Request, number: int, curator: Editor, token: FormToken, act: Annotated[Literal["dismiss"], Form()]
) -> Response:
    """Dismiss an article."""
    check_token(curator, token)
    if not 0 < number <= _HIGHEST:
        raise HTTPException(404, "There is no such article.")
    try:
        with database_of(request).write() as session:
            queueing.dismiss(session, number)
    except NotWaiting as refusal:
        raise HTTPException(404, str(refusal)) from None
    return RedirectResponse("/desk#newspapers", 303)
