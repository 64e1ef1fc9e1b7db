"""`/api/v1/queue`: the Proposals that wait, those first on which most hangs, narrowed as on the Desk."""

from typing import Annotated, Final, Literal

from fastapi import Query, Request, Response
from pydantic import Field

from api.desk.narrowing import Narrowed
from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import READ_ONE
from api.editing.fields import ONE_LINE, Cursor
from api.editing.program import Reader, database_of, now
from api.editing.proposal import ProposalInShort, in_short
from api.editing.proposals import ProposalPage
from api.editing.route import router_at
from feeds.review import waiting
from feeds.review.authorship import authors
from feeds.review.states import PersonKind
from feeds.review.waiting import Matter, Order

PATH: Final = "/api/v1/queue"
_Word = Annotated[str, Field(max_length=200, pattern=ONE_LINE)]
router = router_at(PATH)


class Question(Shape):
    """Which Proposals; no other parameter is taken."""

    state: Literal["in_review", "draft"] = "in_review"
    matter: Matter | None = None
    author: PersonKind | None = None
    severity: Literal["stops", "words", "record"] | None = None
    age: Annotated[int | None, Field(ge=1, le=3650, description="Days that it has waited at least.")] = None
    site: Annotated[_Word | None, Field(description="A slug, or a hostname.")] = None
    words: Annotated[_Word | None, Field(description="A text in its title or its reason.")] = None
    order: Order = Order.GRAVEST
    cursor: Cursor = None


@router.get("", response_model=ProposalPage, responses=READ_ONE)
def read_queue(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """What waits for a decision, a hundred a page. 404 when the cursor is no Proposal's number."""
    narrowed = Narrowed.model_validate(question.model_dump(exclude={"cursor"}, exclude_none=True))
    with database_of(request).read() as session:
        found = waiting.proposals(session, narrowed.asked(now()), most=paging.ask_for(), after=question.cursor)
        page = paging.page(found, PATH, question, lambda row: row.id)
        wrote = authors(session, page.rows)
    said = [ProposalInShort(**in_short(row, wrote[row.id])) for row in page.rows]
    return read(request, ProposalPage(proposals=said, next=page.next))
