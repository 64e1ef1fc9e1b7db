"""How a route can refuse, for its description."""

from typing import Any, Final

from api.reading.shapes import PROBLEM

Answers = dict[int | str, dict[str, Any]]
_PROBLEM: Final = {"content": {"application/problem+json": {"schema": PROBLEM}}}
_MEANINGS: Final = {
    400: "The body is not JSON.",
    401: "No token that holds was shown.",
    403: "The token, or its person, may not do this; or four eyes: the person wrote a part of it.",
    404: "There is no such thing.",
    409: "It does not fit: the state that it is in, or the registry as it is now.",
    412: "It was changed after you read it: read it again.",
    413: "The body is too long.",
    415: "The body is not said to be JSON.",
    422: "A field cannot be used; `errors` says which and why.",
    428: "`If-Match` is missing.",
    429: "Your network asks too often; `Retry-After` says in how many seconds to ask again.",
}
_TAG: Final = {
    "ETag": {"schema": {"type": "string"}, "description": "For `If-None-Match`; of a Proposal, its version."}
}


def refusals(*statuses: int) -> Answers:
    """These refusals, and those that every route has."""
    return {status: {"description": _MEANINGS[status], **_PROBLEM} for status in (401, 403, 422, 429, *statuses)}


READ: Final[Answers] = {
    200: {"description": "What there is.", "headers": _TAG},
    304: {"description": "Nothing is new since the tag in `If-None-Match`."},
    **refusals(),
}
READ_ONE: Final[Answers] = {**READ, **refusals(404)}
WRITTEN: Final[Answers] = {
    200: {"description": "What came of it.", "headers": _TAG},
    **refusals(400, 404, 409, 413, 415),
}
DONE: Final[Answers] = {204: {"description": "It is done."}, **refusals(404, 409)}
CHANGED: Final[Answers] = {**WRITTEN, **refusals(412, 428)}
DONE_AND_SAID: Final[Answers] = {**DONE, **refusals(400, 413, 415)}
"""Of a route that takes a body and answers without one."""
DONE_AS_READ: Final[Answers] = {**DONE_AND_SAID, **refusals(412, 428)}


def created(links: dict[str, Any] | None = None) -> Answers:
    """The answers of a route that makes something, and what can be done with that next."""
    where = {"Location": {"schema": {"type": "string"}, "required": True, "description": "Where it is."}}
    made = {"description": "It was made.", "headers": where | _TAG, "links": links or {}}
    return {201: made} | refusals(400, 404, 409, 413, 415)


def then(operation: str, **parameters: str) -> dict[str, Any]:
    """What can be asked next, by the name of a route, and where its parameters come from."""
    return {"operationId": operation, "parameters": parameters}
