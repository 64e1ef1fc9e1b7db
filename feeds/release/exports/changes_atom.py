"""`changes.atom`: one entry a Release, newest first: what came, what went, what stands otherwise (RFC 4287).

An entry, once published, is never written again: those of the Release before are taken over as they stand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from feeds.release.exports.heading import LICENCE, LICENCE_URL, TITLE
from feeds.release.snapshot import Edition, ListedName

FILE: Final = "changes.atom"
MEDIA_TYPE: Final = "application/atom+xml"
KEPT: Final = 32
LONGEST_LIST: Final = 200
# Text in an entry is escaped, so this can only be the end of the entry itself.
_ENTRY: Final = re.compile(r"<entry>.*?</entry>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Before:
    """What the Release before said otherwise: the lines that went, those that came, and its `changes.atom`.

    A name whose facts changed is in both. Where there was no Release before, every line came, and `changes` is empty.
    """

    gone: Sequence[ListedName]
    came: Sequence[ListedName]
    changes: bytes


def write(edition: Edition, before: Before) -> bytes:
    """The feed with this Release on top."""
    earlier = _ENTRY.findall(before.changes.decode())
    address = f"{edition.homepage}lists/{FILE}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{escape(TITLE)}</title>",
        f"<subtitle>Release {edition.serial} of {edition.moment}: {edition.names} names</subtitle>",
        f"<id>{escape(address)}</id>",
        f"<updated>{edition.moment}</updated>",
        f"<author><name>Vigie</name><uri>{escape(edition.homepage)}</uri></author>",
        f"<rights>{LICENCE}</rights>",
        f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(address)}/>',
        f'<link rel="alternate" href={quoteattr(edition.homepage)}/>',
        f'<link rel="license" href="{LICENCE_URL}"/>',
        _entry(edition, _said(before)),
        *earlier[: KEPT - 1],
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(edition: Edition, said: Mapping[str, list[str]]) -> str:
    counts = ", ".join(f"{len(names)} {what}" for what, names in said.items()) or f"{edition.names} names"
    told = (f"{what.capitalize()}: {_enumerated(names)}." for what, names in said.items())
    content = "\n".join([*told, f"Names in this release: {edition.names}."])
    address = f"{edition.homepage}lists/{FILE}#release-{edition.serial}"
    return "\n".join(
        [
            "<entry>",
            f"<title>Release {edition.serial}: {counts}</title>",
            f"<id>{escape(address)}</id>",
            f"<updated>{edition.moment}</updated>",
            f'<link rel="alternate" href={quoteattr(edition.homepage)}/>',
            f'<content type="text">{escape(content)}</content>',
            "</entry>",
        ]
    )


def _said(before: Before) -> dict[str, list[str]]:
    old, new = _by_name(before.gone), _by_name(before.came)
    changed = sorted(old.keys() & new.keys())
    said = {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": [f"{name} ({_facts(old[name])} → {_facts(new[name])})" for name in changed],
    }
    return {what: names for what, names in said.items() if names}


def _by_name(names: Sequence[ListedName]) -> Mapping[str, ListedName]:
    return {listed.name: listed for listed in names}


def _facts(listed: ListedName) -> str:
    return f"{listed.status}, {listed.stance}, {listed.category}"


def _enumerated(names: list[str]) -> str:
    more = [f"and {len(names) - LONGEST_LIST:,} more"] if len(names) > LONGEST_LIST else []
    return ", ".join([*names[:LONGEST_LIST], *more])
