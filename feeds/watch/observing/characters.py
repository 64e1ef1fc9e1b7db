"""From the bytes of a page to its characters. Pure."""

import re
from collections.abc import Mapping
from typing import Final

_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?([a-zA-Z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD: Final = 1024  # bytes in which a page names its encoding (WHATWG HTML, "prescan")
# Browsers read Latin 1 as Windows-1252 (WHATWG Encoding); the others are the ones that pages are written in.
_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-2": "iso-8859-2",
    "iso-8859-15": "iso-8859-15",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "shift_jis": "cp932",
    "euc-jp": "euc-jp",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5",
    "euc-kr": "cp949",
}


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """Read bytes as the page or its headers say, else as UTF-8, else as Windows-1252. Reads anything.

    NUL characters are dropped: no text on a page has one, and PostgreSQL keeps none.
    """
    return _read(body, headers).replace("\0", "")


def _read(body: bytes, headers: Mapping[str, str]) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    named = _CHARSET.search(headers.get("content-type", "").encode()) or _CHARSET.search(body[:_HEAD])
    encoding = _ENCODINGS.get(named[1].decode("ascii").lower()) if named else None
    if encoding and encoding != "utf-8":
        return body.decode(encoding, errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A page that was cut off may end inside a character; one that is mostly broken was never UTF-8.
        text = body.decode("utf-8-sig", errors="replace")
        return text if text.count("\ufffd") * 200 < len(text) else body.decode("cp1252", errors="replace")
