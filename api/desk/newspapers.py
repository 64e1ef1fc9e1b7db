"""What newspapers write, on the Queue: read it, dismiss it, or take that back."""

from datetime import UTC, datetime
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


def on_the_queue(session: Session, at: datetime) -> dict[str, Any]:
    """What the Queue shows of newspapers, as values of its template."""
    return {
        "newspapers": queueing.waiting(session, most=ON_THE_QUEUE),
        "in_newspapers": queueing.count_waiting(session),
        "dismissed": queueing.dismissed_lately(session, at, most=ON_THE_QUEUE),
    }


@router.post("/{number}")
def act(
    request: Request, number: int, curator: Editor, token: FormToken, act: Annotated[Literal["dismiss", "undo"], Form()]
) -> Response:
    """Dismiss an article, or put it back."""
    check_token(curator, token)
    if not 0 < number <= _HIGHEST:
        raise HTTPException(404, "There is no such article.")
    try:
        with database_of(request).write() as session:
            if act == "dismiss":
                queueing.dismiss(session, number, by=curator.person.handle, at=datetime.now(UTC))
            else:
                queueing.undo(session, number, at=datetime.now(UTC))
    except NotWaiting as refusal:
        raise HTTPException(404, str(refusal)) from None
    return RedirectResponse("/desk#newspapers", 303)
