"""Whether the client has it already: `If-None-Match` and `If-Modified-Since` (RFC 9110, section 13). Pure."""

from api.files.file import Representation


def unchanged(asked: dict[bytes, bytes], stored: Representation) -> bool:
    """Whether a 304 says enough. A list of tags outweighs a date."""
    tags = asked.get(b"if-none-match")
    if tags is not None:
        return tags == stored.etag or tags.strip() == b"*" or stored.etag in _weakly(tags)
    # A date is compared as text: it is one that this server sent, or it proves nothing.
    return asked.get(b"if-modified-since") == stored.modified


def _weakly(tags: bytes) -> list[bytes]:
    return [tag.strip().removeprefix(b"W/") for tag in tags.split(b",")]
