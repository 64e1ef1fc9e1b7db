"""What curators get mail about. Pure."""

from enum import StrEnum
from typing import Final


class MailKind(StrEnum):
    """One text each, in `api/texts`: `mail_<kind>_subject` and `mail_<kind>_text`."""

    CONFIRM = "confirm"
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_DUE = "dispute_due"
    DISPUTES_MANY = "disputes_many"
    RELEASE_HELD = "release_held"
    FINDING = "finding"
    SOURCES = "sources"
    TEST = "test"


HAS_A_CLOCK: Final = (MailKind.DISPUTE_OPENED, MailKind.DISPUTE_DUE, MailKind.DISPUTES_MANY, MailKind.RELEASE_HELD)
"""Somebody waits for a person: whoever wants mail gets these, unless they say that they do not want them."""
CHOSEN: Final = (*HAS_A_CLOCK, MailKind.FINDING, MailKind.SOURCES)
"""What each person chooses for themselves, in the order in which they are asked."""
