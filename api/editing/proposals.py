"""`/api/v1/proposals`: read Proposals, write them, and edit them while they are drafts."""

from typing import Annotated, Final

from fastapi import Query, Request, Response

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import CHANGED, READ, READ_ONE, created, then
from api.editing.fields import Next, Number
from api.editing.program import Editor, Reader, acting, database_of
from api.editing.proposal import PATH, NewProposal, ProposalInShort, WholeProposal, Written, in_short, what_came, whole
from api.editing.route import router_at
from api.editing.version import NAMES_VERSION, Version, tag_of
from feeds.review import editing, proposals
from feeds.review.authorship import authors
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.review.writing import Words

_NEXT: Final = {
    name: then(name, number="$response.body#/number", **{"header.If-Match": "$response.header.ETag"})
    for name in ("edit_proposal", "submit_proposal", "approve_proposal", "reject_proposal", "withdraw_proposal")
} | {name: then(name, number="$response.body#/number") for name in ("read_proposal", "comment_on_proposal")}

router = router_at(PATH)


class ProposalPage(Shape):
    """Some Proposals."""

    proposals: list[ProposalInShort]
    next: Next


class Question(paging.Newest):
    """Which Proposals; no other parameter is taken."""

    state: ProposalState | None = None


@router.get("", response_model=ProposalPage, responses=READ)
def list_proposals(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Proposals, the newest first, a hundred a page."""
    with database_of(request).read() as session:
        page = paging.newest(session, Proposal, PATH, question)
        wrote = authors(session, page.rows)
    said = [ProposalInShort(**in_short(row, wrote[row.id])) for row in page.rows]
    return read(request, ProposalPage(proposals=said, next=page.next))


@router.post("", status_code=201, response_model=WholeProposal, responses=created(_NEXT))
def write_proposal(request: Request, program: Editor, new: NewProposal) -> Response:
    """Write a Proposal, and hand it in unless it is a draft. Somebody else has to decide on it."""
    words = Words(new.title, new.reason, new.private_note)
    with acting(request, program) as it:
        if new.draft:
            made = editing.draft(it.session, author=it.person, words=words, operations=new.operations, at=it.at)
        else:
            made = proposals.propose(
                it.session, author=it.person, operations=new.operations, at=it.at, **words._asdict()
            )
        return what_came(it.session, made, is_new=True)


@router.get("/{number}", response_model=WholeProposal, responses=READ_ONE)
def read_proposal(request: Request, _: Reader, number: Number) -> Response:
    """One Proposal: its operations, and what was decided."""
    with database_of(request).read() as session:
        said = whole(session, proposals.get(session, number))
    return read(request, said, tag=tag_of(said.version))


@router.put("/{number}", response_model=WholeProposal, responses=CHANGED, openapi_extra=NAMES_VERSION)
def edit_proposal(request: Request, program: Editor, number: Number, version: Version, said: Written) -> Response:
    """Let a draft say this and nothing else. Whoever changes a part of it is an author of it from then on."""
    with acting(request, program) as it:
        found = proposals.get(it.session, number)
        fields = {name: getattr(said, name) for name in Written.model_fields}
        editing.edit(it.session, found, by=it.person, version=version, at=it.at, **fields)
        return what_came(it.session, found)
