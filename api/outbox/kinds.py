"""What curators get mail about. Pure."""

from enum import StrEnum


class MailKind(StrEnum):
    """One text each, in `api/texts`: `mail_<kind>_subject` and `mail_<kind>_text`."""

    CONFIRM = "confirm"
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_DUE = "dispute_due"
    RELEASE_HELD = "release_held"
    FINDING = "finding"
    SOURCES = "sources"
    TEST = "test"
