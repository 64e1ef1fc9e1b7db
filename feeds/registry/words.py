"""The closed vocabularies of the registry. The words are the product's; see docs/glossary.md."""

from enum import StrEnum


class Status(StrEnum):
    """How a Name, or the Site it belongs to, stands today."""

    ACTIVE = "active"
    REDIRECTING = "redirecting"
    CLOSED = "closed"
    CLOSED_BY_AUTHORITY = "closed_by_authority"
    PARKED = "parked"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class LinkKind(StrEnum):
    """What an edge between two Names says. A `reported_successor` is what somebody says, no more."""

    RENAMED_TO = "renamed_to"
    REDIRECTS_TO = "redirects_to"
    REPORTED_SUCCESSOR = "reported_successor"
    CLONE_OF = "clone_of"


class EventKind(StrEnum):
    """What happened in a Site's life."""

    LAUNCHED = "launched"
    RENAMED = "renamed"
    SEIZED = "seized"
    CLOSED = "closed"
    REOPENED = "reopened"
    COURT = "court"
    REPORT = "report"


class EvidenceKind(StrEnum):
    """`article` supports any fact; a `list` proves that an address exists and carries no claim of risk."""

    ARTICLE = "article"
    LIST = "list"


class Stance(StrEnum):
    """What a family is shown: `warn` stops the visit first, `inform` only tells."""

    WARN = "warn"
    INFORM = "inform"
