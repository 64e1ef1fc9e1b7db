"""From what happened to a mail that says so. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from api.language import texts
from api.outbox.kinds import MailKind

_LONGEST_SUBJECT: Final = 150
_LONGEST_LINE: Final = 300
_BREAKING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_POLICY: Final = SMTP.clone(cte_type="7bit")  # any server takes it


def message(
    kind: MailKind,
    facts: Mapping[str, Any],
    *,
    number: int,
    sender: str,
    to: str,
    language: str,
    public_url: str,
    written_at: datetime,
) -> EmailMessage:
    """A plain mail in one language.

    Its Message-ID is made of its `number` and of when it was written: a mail that goes twice, because nobody noted that
    it went, is known as one by most readers' programs. What strangers wrote in `facts` becomes one line of text.
    """
    said, home = texts(language), public_url.rstrip("/")
    filled = {key: _lines(value) for key, value in facts.items()} | {"home": home}
    mail = EmailMessage(policy=_POLICY)
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = one_line(said[f"mail_{kind}_subject"].format(**filled))[:_LONGEST_SUBJECT]
    mail["Date"] = format_datetime(written_at)
    mail["Message-ID"] = f"<{number}.{written_at:%Y%m%d%H%M%S}.vigie@{urlsplit(home).hostname or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail["Content-Language"] = language
    parts = (said[f"mail_{kind}_text"], said["mail_end_confirm" if kind is MailKind.CONFIRM else "mail_end"])
    mail.set_content("\n\n".join(part.format(**filled) for part in parts) + "\n", charset="utf-8")
    return mail


def one_line(text: str) -> str:
    """A text without what could begin another line, or another header; no-break spaces stay."""
    harmless = "".join(" " if unicodedata.category(character) in _BREAKING else character for character in text)
    return re.sub(" {2,}", " ", harmless).strip()[:_LONGEST_LINE]


def _lines(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(f"- {one_line(str(each))}" for each in value)
    return one_line(str(value))
