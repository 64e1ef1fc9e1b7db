"""The rules of the Public Suffix List as sets, for those who split a million names a second.

The same list and the same answers as `feeds.hostnames`: a test holds the two to one another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import idna

from feeds.hostnames.suffixes import LIST_FILE


@dataclass(frozen=True, slots=True)
class SuffixRules:
    """The rules in A-labels. Of a wildcard `*.ck` stands `ck` in `wildcards`, of an exception `!www.ck` `www.ck`.

    `above` are the names that have a rule below them: no wildcard speaks of these, as in `feeds.hostnames`.
    """

    plain: frozenset[str]
    wildcards: frozenset[str]
    exceptions: frozenset[str]
    above: frozenset[str]
    public: tuple[str, ...]
    """The suffixes that registries open, in the order of the list: its first section, without wildcards."""

    def split(self, ascii_name: str) -> tuple[str, str]:
        """Return `(registrable domain, public suffix)` of an A-label name, or `""` for what it does not have."""
        labels = ascii_name.split(".")
        for start in range(len(labels)):
            tail = ".".join(labels[start:])
            if tail in self.exceptions:
                return tail, ".".join(labels[start + 1 :])
            if tail in self.plain or self._is_wild(tail):
                return ".".join(labels[start - 1 :]) if start else "", tail
        return "", ""

    def _is_wild(self, tail: str) -> bool:
        return tail.partition(".")[2] in self.wildcards and tail not in self.above


@cache
def suffix_rules() -> SuffixRules:
    """The rules of the list that lies in `feeds.hostnames`, private section included."""
    plain, wildcards, exceptions, public = set[str](), set[str](), set[str](), list[str]()
    private = False
    for line in LIST_FILE.read_text(encoding="utf-8").splitlines():
        private = private or "BEGIN PRIVATE DOMAINS" in line
        rule = line.strip()
        if not rule or rule.startswith("//"):
            continue
        if rule.startswith("*."):
            wildcards.add(_ascii(rule[2:]))
        elif rule.startswith("!"):
            exceptions.add(_ascii(rule[1:]))
        else:
            plain.add(_ascii(rule))
            if not private:
                public.append(_ascii(rule))
    return SuffixRules(
        frozenset(plain),
        frozenset(wildcards),
        frozenset(exceptions),
        frozenset(_above(plain, wildcards)),
        tuple(public),
    )


def _above(plain: Iterable[str], wildcards: Iterable[str]) -> Iterator[str]:
    for rule in plain:
        yield from _parents(rule)
    for parent in wildcards:
        yield parent
        yield from _parents(parent)


def _parents(name: str) -> Iterator[str]:
    while name := name.partition(".")[2]:
        yield name


def _ascii(rule: str) -> str:
    return rule if rule.isascii() else idna.encode(rule, uts46=True).decode("ascii")
