"""The must-not-list gate: what a Proposal cannot list, and what it can list only with a reason.

Two lists, two answers
- *Never*: support lines, health and LGBTQ+ resources, kept by curators (`ProtectedName`, through Proposals). Nothing
  overrules it.
- *Popular*: the 10 000 most visited sites. A name among them is more likely a mistake than a find: listing it takes a
  reason in the Proposal, and the person who approves is on record for it.

Public suffixes, bare top-level domains and IP addresses never get this far: they are no `Hostname`.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from feeds.hostnames import parse

POPULAR_FILE: Final = Path(__file__).with_name("top-10000.txt")


class MustNotList(ValueError):
    """A name is on the never-list. `str()` is one sentence for people."""


class NeedsReasonToList(ValueError):
    """A name is among the most visited sites and the Proposal does not say why it is listed all the same."""


def check(hostname: str, never: Iterable[str], *, despite: str | None) -> None:
    """Let a hostname (A-labels) pass, or raise `MustNotList` or `NeedsReasonToList`.

    `never` are the protected names. A name is refused when it is one, is under one, or has one under it: a listed name
    covers its subdomains. `despite` is why a popular name is listed.
    """
    for protected in never:
        if covers(hostname, protected) or covers(protected, hostname):
            raise MustNotList(f"{hostname} is not listed, ever: it would stop people at {protected}, which helps them.")
    if parse(hostname).registrable in popular() and not despite:
        raise NeedsReasonToList(
            f"{hostname} is one of the 10 000 most visited sites; say in `despite` why it is listed all the same."
        )


def covers(listed: str, hostname: str) -> bool:
    """Whether listing `listed` stops a visit to `hostname`."""
    return hostname == listed or hostname.endswith(f".{listed}")


@cache
def popular() -> frozenset[str]:
    """The registrable domains of the 10 000 most visited sites."""
    lines = POPULAR_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
