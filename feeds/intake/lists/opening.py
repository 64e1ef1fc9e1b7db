"""From the bytes of a list to its lines: unpacked, decoded and bounded, a piece at a time.

Nothing is written to a disk, so nothing in an archive can say where: its entries are read where they pass by.
"""

import codecs
import gzip
import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from typing import Any, Final, cast

from feeds.intake.lists.entry import Line
from feeds.intake.lists.forms import Form

LARGEST: Final = 100_000_000  # bytes, as they come and unpacked; 100 000 names are two or three million
LONGEST_LINE: Final = 1_000_000  # characters
MOST_FILES: Final = 10_000  # in an archive

_PIECE: Final = 65_536
_HEAD: Final = 4096  # bytes in which a list shows what it is
_GZIP: Final = b"\x1f\x8b"
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PAGE: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotAList(ValueError):
    """What was given cannot be read as a list. `str()` is one sentence for people."""


class Counted(io.RawIOBase):
    """A stream that digests what passes and ends with `NotAList` where there is too much of it, or it is broken."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._digest, self._bytes = stream, hashlib.sha256(), 0

    def digest(self) -> str:
        """SHA-256 of all of it, in hex: what was not read yet is read now."""
        rest = bytearray(_PIECE)
        while self.readinto(rest):
            pass
        return self._digest.hexdigest()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._stream.read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error, tarfile.TarError):
            raise NotAList("The list is packed, and broke off or is damaged.") from None
        self._bytes += len(data)
        if self._bytes > LARGEST:
            raise NotAList(f"The list is too large: more than {LARGEST // 1_000_000} MB.")
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)


def lines(stream: Counted, form: Form) -> Iterator[Line]:
    """The lines of a list: plain, gzip, or in an archive (`.tar`, `.tar.gz`). Raises `NotAList`."""
    plain = _unpacked(io.BufferedReader(stream))
    is_archive = plain.peek(_HEAD)[257:262] == b"ustar"
    return _of_archive(plain, form) if is_archive else _decoded(plain)


def _unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    if stream.peek(2)[:2] != _GZIP:
        return stream
    # Of a single layer: gzip in gzip is a bomb's way to be small.
    return io.BufferedReader(Counted(gzip.GzipFile(fileobj=stream)))


def _of_archive(stream: io.BufferedReader, form: Form) -> Iterator[Line]:
    found = ""
    try:
        with tarfile.open(fileobj=cast(Any, stream), mode="r|") as archive:
            for place, member in enumerate(archive):
                if place >= MOST_FILES:
                    raise NotAList(f"The archive holds more than {MOST_FILES} files.")
                if not _is_list(member, form):
                    continue
                if found:
                    raise NotAList(f"The archive holds several lists ({found}, {member.name}): unpack it, give one.")
                found = member.name
                yield from _decoded(io.BufferedReader(Counted(archive.extractfile(member))))
    except tarfile.TarError:
        raise NotAList("The archive broke off or is damaged.") from None
    if not found:
        raise NotAList("There is no list in the archive." + (" UT1's is called `domains`." if form is Form.UT1 else ""))


def _is_list(member: tarfile.TarInfo, form: Form) -> bool:
    base = member.name.rpartition("/")[2]
    return (
        member.isreg()
        and not member.issparse()
        and not base.startswith(".")
        and (base == "domains" or form is not Form.UT1)
    )


def _decoded(stream: io.BufferedReader) -> Iterator[Line]:
    head = stream.peek(_HEAD)[:_HEAD]
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    _check(head.decode(encoding, errors="replace"))
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise NotAList(f"Line {number} has more than a million characters: this is no list.")
        yield Line(number, line.rstrip("\n"))


def _check(head: str) -> None:
    if head.startswith(("PK\x03\x04", "%PDF")):
        raise NotAList("This is a zipped file or a PDF, not a list: give the list itself, plain, gzip or tar.gz.")
    if _CONTROL.search(head):
        raise NotAList("This is binary data, not a list.")
    if _PAGE.match(head):
        raise NotAList("This is a web page, not a list: give the address of the list itself.")
