"""What the address of the Queue asks for: which Proposals, in which order, from which on."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.desk.curator import ONE_LINE
from feeds import hostnames
from feeds.review.severity import Severity
from feeds.review.states import PersonKind, ProposalState
from feeds.review.waiting import Asked, Matter, Order

AGES: Final = (1, 7, 30)
"""Days that a Proposal has waited at least."""
_SEVERITIES: Final = {"stops": Severity.STOPS, "words": Severity.WORDS, "record": Severity.RECORD}
_HIGHEST: Final = 2**31 - 1
_Word = Annotated[str, Field(max_length=200, pattern=ONE_LINE)]


class Narrowed(BaseModel):
    """The query of the address. What is empty, as an untouched form sends it, asks for everything."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    state: Literal["in_review", "draft"] = "in_review"
    matter: Matter | None = None
    author: PersonKind | None = None
    severity: Literal["stops", "words", "record"] | None = None
    age: Annotated[int, Field(ge=1, le=3650, description="Days that it has waited at least.")] | None = None
    site: Annotated[_Word, Field(description="A slug, or a hostname.")] = ""
    words: Annotated[_Word, Field(description="A text in its title or its reason.")] = ""
    order: Order = Order.GRAVEST
    after: Annotated[int, Field(ge=1, le=_HIGHEST, description="The last Proposal of the page before.")] | None = None
    lang: Annotated[str, Field(max_length=10)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, query: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in query.items() if value != ""}

    def asked(self, at: datetime) -> Asked:
        """The question, for the domain."""
        return Asked(
            state=ProposalState(self.state),
            matter=self.matter,
            author=self.author,
            severity=_SEVERITIES[self.severity] if self.severity else None,
            before=at - timedelta(days=self.age) if self.age else None,
            site=_as_listed(self.site),
            words=self.words,
            order=self.order,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for some Proposals, and not for all that wait."""
        return bool(self.model_dump(exclude={"order", "after", "lang"}, exclude_defaults=True))

    def address(self, **other: object) -> str:
        """The address that asks for the same, but for what is given here."""
        said = self.model_copy(update=other).model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        return f"/desk?{urlencode(said)}" if said else "/desk"

    def first(self) -> Self:
        """The same from the first page on."""
        return self.model_copy(update={"after": None})


def _as_listed(site: str) -> str:
    """A slug as it is; a hostname in A-labels, however it was typed."""
    try:
        return hostnames.parse(site).ascii
    except hostnames.NotAHostname:
        return site.lower()
