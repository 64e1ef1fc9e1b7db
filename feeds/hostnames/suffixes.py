"""Public suffixes, from a dated copy of the Public Suffix List (private section included).

Source: https://publicsuffix.org/list/, Mozilla Public License 2.0. The version is read from the
file's own header, so that it cannot disagree with the rules in use.
"""

import re
from pathlib import Path
from typing import Final

import tldextract

LIST_FILE: Final = Path(__file__).with_name("public_suffix_list.dat")


def _version() -> str:
    with LIST_FILE.open(encoding="utf-8") as lines:
        for line in lines:
            if found := re.match(r"// VERSION: (\S+)", line):
                return found[1]
    raise ValueError(f"{LIST_FILE.name} has no VERSION line; vendor the list as published")


SUFFIX_LIST_VERSION: Final = _version()

# cache_dir=None and a file address: with tldextract's defaults the first call opens a connection.
_extract = tldextract.TLDExtract(
    cache_dir=None,
    suffix_list_urls=(LIST_FILE.as_uri(),),
    fallback_to_snapshot=False,
    include_psl_private_domains=True,
)


def split(ascii_name: str) -> tuple[str, str]:
    """Return `(registrable domain, public suffix)` of an A-label name.

    Either is `""` when there is none: a public suffix has no registrable domain, and a name under
    a top-level domain that the list does not know has neither.
    """
    parts = _extract.extract_str(ascii_name)
    registrable = f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else ""
    return registrable, parts.suffix
