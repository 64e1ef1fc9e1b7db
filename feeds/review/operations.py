"""The operations a Proposal is made of, as validated input.

An operation is one change to the registry in words that a curator can read. It names things the way people do
(slug, hostname, evidence key), so that it stays readable after the rows it touched have changed.

Control characters are left out of every text: what was read from a page may have some, and they fit neither into
PostgreSQL nor into the lists, where a line is an entry.
"""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    StrictBool,
    StringConstraints,
    TypeAdapter,
)

from feeds import hostnames
from feeds.registry import taxonomy
from feeds.registry.words import EventKind, EvidenceKind, LinkKind, Status


def _hostname(text: str) -> str:
    return hostnames.parse(text).ascii


def _category(text: str) -> str:
    if text not in taxonomy.categories():
        raise ValueError(f"{text!r} is not a category; use one of {', '.join(taxonomy.categories())}.")
    return text


def _signal(text: str) -> str:
    if text not in taxonomy.signals():
        raise ValueError(f"{text!r} is not a signal of the taxonomy; use one of {', '.join(taxonomy.signals())}.")
    return text


def _two_languages(text: dict[str, str]) -> dict[str, str]:
    if missing := set(_LANGUAGES) - text.keys():
        raise ValueError(f"the text is missing in: {', '.join(sorted(missing))}.")
    return text


def _on_one_line(text: Any) -> Any:
    return _without_controls(re.sub(r"[\t\n\r]+", " ", text)) if isinstance(text, str) else text


def _without_controls(text: Any) -> Any:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", text) if isinstance(text, str) else text


_LANGUAGES: Final = ("en", "fr")
_SAYS_SOMETHING: Final = {"pattern": r"[^\s\u0000-\u001f\u007f-\u009f]"}  # to whoever reads the description
HostnameText = Annotated[
    str, Field(max_length=4096, json_schema_extra={"format": "hostname"}), AfterValidator(_hostname)
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
CategoryId = Annotated[str, Field(json_schema_extra={"enum": list(taxonomy.categories())}), AfterValidator(_category)]
SignalId = Annotated[str, Field(json_schema_extra={"enum": list(taxonomy.signals())}), AfterValidator(_signal)]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    BeforeValidator(_on_one_line),  # below the constraints: above them, lengths are counted before blanks are cut
    Field(json_schema_extra=_SAYS_SOMETHING),
]
Passage = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    BeforeValidator(_without_controls),
    Field(json_schema_extra=_SAYS_SOMETHING),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Numbered = Annotated[int, Field(ge=1, le=2**31 - 1)]  # as far as PostgreSQL's integer
Texts = Annotated[
    dict[Language, Passage],
    Field(json_schema_extra={"required": list(_LANGUAGES), "additionalProperties": False}),
    AfterValidator(_two_languages),
]
Sources = Annotated[list[Slug], Field(default_factory=list, max_length=50)]
AtLeastOneSource = Annotated[list[Slug], Field(min_length=1, max_length=50)]


def _needs_op(schema: dict[str, Any]) -> None:
    schema["required"] = ["op", *schema.get("required", [])]  # an operation is told by it, where several may stand


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_needs_op)


class AddEvidence(_Operation):
    """Record a source, to be cited by its key."""

    op: Literal["add_evidence"] = "add_evidence"
    key: Slug
    publisher: Line
    title: Line
    date: PartialDate | None = None
    language: Language
    url: HttpUrl | None = None
    quote: Passage | None = None
    supports: Passage | None = None
    kind: EvidenceKind = EvidenceKind.ARTICLE
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class AddSite(_Operation):
    """List a Site that the registry does not know."""

    op: Literal["add_site"] = "add_site"
    slug: Slug
    name: Annotated[Line, Field(max_length=120)]
    also_known_as: list[Line] = Field(default_factory=list, max_length=20)
    category: CategoryId
    status: Status
    status_as_of: PartialDate | None = None
    evidence: Sources


class AddName(_Operation):
    """Give a Site one more hostname."""

    op: Literal["add_name"] = "add_name"
    site: Slug
    name: HostnameText
    status: Status
    used_from: PartialDate | None = None
    used_to: PartialDate | None = None
    note: Passage | None = None
    despite: Annotated[
        Passage | None, Field(description="Why it is listed although it is one of the 10 000 most visited sites.")
    ] = None
    evidence: AtLeastOneSource


class LinkNames(_Operation):
    """Join an older Name to a newer one."""

    op: Literal["link_names"] = "link_names"
    old: HostnameText
    new: HostnameText
    kind: LinkKind
    date: PartialDate | None = None
    note: Passage | None = None
    evidence: AtLeastOneSource


class AddSignal(_Operation):
    """Say why a Site is a risk."""

    op: Literal["add_signal"] = "add_signal"
    site: Slug
    signal: SignalId
    evidence: AtLeastOneSource


class AddEvent(_Operation):
    """Record a dated fact in a Site's life."""

    op: Literal["add_event"] = "add_event"
    site: Slug
    kind: EventKind
    date: PartialDate | None = None
    text: Texts
    evidence: AtLeastOneSource


class SetSiteStatus(_Operation):
    """Say how a Site stands."""

    op: Literal["set_site_status"] = "set_site_status"
    site: Slug
    status: Status
    as_of: PartialDate | None = None
    evidence: AtLeastOneSource


class SetNameStatus(_Operation):
    """Say how a Name stands."""

    op: Literal["set_name_status"] = "set_name_status"
    name: HostnameText
    status: Status
    used_to: PartialDate | None = None
    evidence: AtLeastOneSource


class RetractName(_Operation):
    """Withdraw a listing; the reason is published."""

    op: Literal["retract_name"] = "retract_name"
    name: HostnameText
    reason: Passage


class RetractSignal(_Operation):
    """Withdraw a reason for risk that was wrong; the reason why is published."""

    op: Literal["retract_signal"] = "retract_signal"
    site: Slug
    signal: SignalId
    reason: Passage


class AddReply(_Operation):
    """Show what whoever controls a Name says of its Site's entry: the words of its Dispute, which are there alone."""

    op: Literal["add_reply"] = "add_reply"
    name: HostnameText
    dispute: Numbered


class WithdrawReply(_Operation):
    """Show a reply no longer; the reason is published."""

    op: Literal["withdraw_reply"] = "withdraw_reply"
    name: HostnameText
    dispute: Numbered
    reason: Passage


class ProtectName(_Operation):
    """Put a name on the never-list: support, health, LGBTQ+ resources. Nothing overrules it."""

    op: Literal["protect_name"] = "protect_name"
    name: HostnameText
    reason: Passage


class AddHelpline(_Operation):
    """Record a helpline that the warning page can show."""

    op: Literal["add_helpline"] = "add_helpline"
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Annotated[Line, Field(max_length=120)]
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 -]{1,38}$")]
    text_number: Annotated[Line, Field(max_length=80)] | None = None
    url: HttpUrl | None = None
    hours: Texts | None = None
    audience: Texts
    free: StrictBool | None = None
    source_url: HttpUrl
    source_date: PartialDate | None = None
    checked_on: PartialDate
    note: Passage | None = None


Operation = Annotated[
    AddEvidence
    | AddSite
    | AddName
    | LinkNames
    | AddSignal
    | AddEvent
    | SetSiteStatus
    | SetNameStatus
    | RetractName
    | RetractSignal
    | AddReply
    | WithdrawReply
    | ProtectName
    | AddHelpline,
    Field(discriminator="op"),
]
Operations = Annotated[list[Operation], Field(min_length=1, max_length=5000)]
OPERATIONS: TypeAdapter[list[Operation]] = TypeAdapter(Operations)
