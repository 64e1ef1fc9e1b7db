"""A press release that is a PDF file: its text, title and date. Its author is not read."""

import re
from datetime import date
from io import BytesIO
from typing import Final

from pypdf import DocumentInformation, PdfReader
from pypdf.errors import PyPdfError

from feeds.intake.article import Article, host_of
from feeds.intake.decoding import Unreadable

MOST_PAGES: Final = 40  # what is longer is a report, whose text a person can paste in part

_WRAPPED: Final = 45  # characters; a shorter line ends where its writer meant it to
_NAME_GOES_ON = re.compile(r"\S*\.\w")


def read_pdf(data: bytes, *, address: str | None, today: date) -> Article:
    """Read a PDF file. Raises `Unreadable` for one that is locked, broken, too long or a picture of a text.

    Published when the file says it was made, unless that is after `today`.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable("This PDF is locked with a password: paste its text instead.")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"This PDF is too long: {len(reader.pages)} pages, and the limit is {MOST_PAGES}.")
        text = "\n\n".join(_unwrapped(page.extract_text()) for page in reader.pages).strip()
        about = reader.metadata
        title = about.title if about else None
        made = _made(about) if about else None
    except Unreadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        # pypdf lets what it stumbles over through as it comes: a broken file is any of these.
        raise Unreadable("This PDF is broken and cannot be read: paste its text instead.") from None
    if not text:
        raise Unreadable("This PDF holds no text, perhaps a picture of one: type what it says instead.")
    return Article(
        text=text,
        body=0,
        title=re.sub(r"\s+", " ", title).strip() if title and title.strip() else text.partition("\n")[0],
        publisher=host_of(address),
        address=address,
        published=made.isoformat() if made and made <= today else None,
    )


def _made(about: DocumentInformation) -> date | None:
    try:
        made = about.creation_date
    except ValueError:
        return None
    return made.date() if made else None


def _unwrapped(page: str) -> str:
    """Join the lines of a paragraph; a name broken at its hyphen keeps the hyphen."""
    lines: list[str] = []
    for line in map(str.strip, page.splitlines()):
        before = lines[-1] if lines else ""
        if not (before and line and len(before) >= _WRAPPED) or before.endswith((".", "!", "?", ":")):
            lines.append(line)
        elif before.endswith("-"):
            lines[-1] = before + line if _NAME_GOES_ON.match(line) else before[:-1] + line
        else:
            lines[-1] = f"{before} {line}"
    return "\n".join(lines)
