"""Plain text, with the header some collections write above it: an address, then `# …` lines."""

import re

from feeds.intake.article import Article, host_of

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DATE = re.compile(r"\bdate\s*:\s*(\d{4}(?:-\d{2}(?:-\d{2})?)?)\b")
_HEADLINE = 200  # characters; a first line longer than this is prose


def read_plain(text: str, *, address: str | None) -> Article:
    """Read a text file. The text is kept whole, so that offsets hold in the file itself."""
    body, published = 0, None
    for line in text.splitlines(keepends=True):
        stripped = line.strip().lstrip("\ufeff")
        if _ADDRESS.fullmatch(stripped) and body == 0:
            address = address or stripped
        elif stripped.startswith("# "):  # "#coco has closed" is prose
            stated = _DATE.search(stripped)
            published = stated[1] if stated else published
        elif stripped:
            break
        body += len(line)
    return Article(
        text=text,
        body=body,
        title=_headline(text[body:]),
        publisher=host_of(address),
        address=address,
        published=published,
    )


def _headline(prose: str) -> str | None:
    first = prose.strip().partition("\n")[0].strip()
    return first if first and len(first) <= _HEADLINE and not first.endswith((".", ":", ";", ",")) else None
