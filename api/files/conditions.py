"""Whether the client has it already: `If-None-Match` and `If-Modified-Since` (RFC 9110, section 13). Pure."""

from api.files.file import Asked, Representation


def unchanged(asked: Asked, stored: Representation) -> bool:
    """Whether a 304 says enough. A list of tags outweighs a date."""
    tags: str | None = asked.get("if-none-match")
    if tags is not None:
        return tags == stored.etag or tags.strip() == "*" or stored.etag in _weakly(tags)
    # A date is compared as text: it is one that this server sent, or it proves nothing.
    date: str | None = asked.get("if-modified-since")
    return date == stored.modified


def _weakly(tags: str) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in tags.split(",")]
