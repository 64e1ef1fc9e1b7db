"""Lists as they come: packed, in other encodings, damaged, endless, and what only looks like a list."""

import gzip
import hashlib
import io
import re
import tarfile
import zlib

import pytest

from feeds.intake.lists import opening
from feeds.intake.lists.forms import Form
from feeds.intake.lists.opening import NotAList
from tests.intake.lists.reading_of import good, rows

PLAIN = b"coco.zone\nchat.coco.band\n"
NAMES = ["coco.zone", "chat.coco.band"]
LONG = "".join(f"# {hashlib.sha256(bytes([place])).hexdigest()}\n" for place in range(200)).encode()
"""Comments that hardly pack."""


def archive(*files: tuple[str, bytes], packed: str = "gz") -> bytes:
    """An archive with these files, in this order."""
    paper = io.BytesIO()
    with tarfile.open(fileobj=paper, mode=f"w:{packed}") as tar:  # type: ignore[call-overload]
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return paper.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_change_nothing(encoding: str, end: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = f"# Tchats à éviter{end}coco.zone{end}chat.coco.band{end}"
    assert good(mark + text.encode(encoding)) == NAMES


def test_a_list_in_an_old_encoding_keeps_its_good_rows() -> None:
    assert good("coco.zone\ncafé.fr\nchat.coco.band\n".encode("latin-1")) == NAMES


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(PLAIN), gzip.compress(PLAIN[:10]) + gzip.compress(PLAIN[10:])],
    ids=["whole", "in two members"],
)
def test_a_packed_list_is_unpacked(packed: bytes) -> None:
    assert good(packed) == NAMES


@pytest.mark.parametrize("packed", ["", "gz"])
def test_the_domains_of_an_archive_of_ut1_are_its_list(packed: str) -> None:
    files = (("dating/urls", b"facebook.com/groups/7\n"), ("dating/domains", PLAIN), ("dating/usage", b"black\n"))
    assert good(archive(*files, packed=packed), Form.UT1) == NAMES


def test_an_archive_with_one_list_is_that_list_whatever_its_name() -> None:
    assert good(archive(("./.hidden", b"x"), ("../../etc/passwd", PLAIN))) == NAMES


@pytest.mark.parametrize(
    ("data", "form", "why"),
    [
        (archive(("a", PLAIN), ("b", PLAIN)), Form.DOMAINS, "several lists (a, b)"),
        (archive(("adult/domains", PLAIN), ("dating/domains", PLAIN)), Form.UT1, "several lists"),
        (archive(("dating/urls", PLAIN)), Form.UT1, "called `domains`"),
        (archive(*((f"{place}/usage", b"") for place in range(40)), packed=""), Form.UT1, "no list"),
        (archive(("a", LONG))[:2000], Form.DOMAINS, "broke off or is damaged"),
        (archive(("a", b"x" * 4000), packed="")[:1500], Form.DOMAINS, "broke off or is damaged"),
        (gzip.compress(LONG)[:2000], Form.DOMAINS, "broke off or is damaged"),
        (gzip.compress(PLAIN)[:10] + b"\xff" * 50, Form.DOMAINS, "broke off or is damaged"),
        (b"PK\x03\x04" + PLAIN, Form.DOMAINS, "zipped file"),
        (b"%PDF-1.7\n" + PLAIN, Form.DOMAINS, "PDF"),
        (b"\x7fELF\x02\x01\x01\x00\x00" + PLAIN, Form.DOMAINS, "binary data"),
        (PLAIN.decode().encode("utf-16-le"), Form.DOMAINS, "binary data"),
        (gzip.compress(gzip.compress(PLAIN)), Form.DOMAINS, "binary data"),
        (b"\n <!DOCTYPE html>\n<html>" + PLAIN, Form.DOMAINS, "web page"),
        (b"<!-- made by hand --><HTML lang=fr>" + PLAIN, Form.DOMAINS, "web page"),
        (b"a" * (opening.LONGEST_LINE + 1), Form.DOMAINS, "more than a million characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, form: Form, why: str) -> None:
    with pytest.raises(NotAList, match=re.escape(why)):
        rows(data, form)


def _bomb(size: int) -> bytes:
    """A gzip of comment lines that unpacks to this size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    line = b"#" * 99_999 + b"\n"
    return b"".join([*(packer.compress(line) for _ in range(size // len(line))), packer.flush()])


def test_a_bomb_is_given_up_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 2_000_000)
    bomb = _bomb(8_000_000)
    assert len(bomb) < 50_000
    with pytest.raises(NotAList, match="too large"):
        rows(bomb)
    with pytest.raises(NotAList, match="too large"):
        rows(gzip.compress(archive(("domains", b"# not a row\n" * 300_000), packed="")), Form.UT1)


def test_an_archive_of_very_many_files_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_FILES", 20)
    with pytest.raises(NotAList, match="more than 20 files"):
        rows(archive(*((f"{place}/usage", b"") for place in range(40))), Form.UT1)


def test_a_link_in_an_archive_leads_nowhere() -> None:
    paper = io.BytesIO()
    with tarfile.open(fileobj=paper, mode="w:gz") as tar:
        member = tarfile.TarInfo("dating/domains")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/hosts"
        tar.addfile(member)
    with pytest.raises(NotAList, match="no list"):
        rows(paper.getvalue(), Form.UT1)


def test_a_million_comments_and_a_row_are_a_row() -> None:
    assert good(b"# nothing to see here\n" * 1_000_000 + b"coco.zone\n") == ["coco.zone"]
