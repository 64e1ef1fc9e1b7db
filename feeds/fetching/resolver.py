"""Questions to the DNS, over dnspython."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from ipaddress import ip_address
from typing import Final

import dns.asyncquery
import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdatatype
import dns.resolver
from dns.rdtypes.txtbase import TXTBase

from feeds.fetching.answers import DnsAnswer
from feeds.fetching.place import Place

TIMEOUT: Final = "TIMEOUT"
_FAILED: Final = "SERVFAIL"
_ATTEMPTS: Final = 3  # SERVFAIL comes and goes: nobody is called dead on the strength of one
_PAYLOAD: Final = 1232  # bytes over UDP that no link cuts in pieces (DNS Flag Day 2020); larger answers come over TCP

Found = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The rcode, the records as texts, and the aliases that led to them."""


class Resolver:
    """Asks a resolver, or the system's ones in turn. How many questions run at once is the caller's to bound.

    `seconds` is how long one attempt waits. A failure of the server and silence are asked again, so three times in all.
    """

    def __init__(self, place: Place | None = None, *, seconds: float = 3.0) -> None:
        self._places: Sequence[Place] = [place] if place else _system_places()
        self._seconds = seconds

    async def look_up(self, name: str) -> DnsAnswer:
        """All that we keep of a name, five questions. Raises `ValueError` for a text that cannot be asked for."""
        answer = await self.addresses(name)
        ns, mx, soa = await asyncio.gather(*(self._records(answer.name, kind) for kind in ("NS", "MX", "SOA")))
        return replace(
            answer,
            ns=tuple(sorted(_host(record) for record in ns)),
            mx=tuple(sorted(_host(record) for record in mx)),
            soa=" ".join(text.removesuffix(".") for text in soa[0].split()[:2]) if soa else None,
        )

    async def addresses(self, name: str) -> DnsAnswer:
        """The addresses alone: two questions. Raises `ValueError` like `look_up`."""
        four, six = await asyncio.gather(self._ask(name, "A"), self._ask(name, "AAAA"))
        found = (*sorted(four[1], key=ip_address), *sorted(six[1], key=ip_address))
        # Servers that fail on AAAA alone are many: what was answered counts, and IPv4 speaks for the name.
        return DnsAnswer(_text(name), "NOERROR" if found else four[0], found, cname=four[2] or six[2])

    async def texts(self, name: str) -> tuple[str, ...]:
        """What the TXT records of a name say, the strings of each joined. Raises `ValueError` like `look_up`."""
        return await self._records(name, "TXT")

    async def exists(self, name: str) -> bool | None:
        """Whether the DNS knows the name; None when nobody could say. Raises `ValueError` like `look_up`.

        True under a wildcard, whatever the name: compare it with a name that nobody registered.
        """
        rcode, _, _ = await self._ask(name, "A")
        return {"NOERROR": True, "NXDOMAIN": False}.get(rcode)

    async def _records(self, name: str, kind: str) -> tuple[str, ...]:
        _, records, _ = await self._ask(name, kind)
        return records

    async def _ask(self, name: str, kind: str) -> Found:
        question = _question(name, kind)
        found: Found = (TIMEOUT, (), ())
        for attempt in range(_ATTEMPTS):
            place = self._places[attempt % len(self._places)]
            try:
                answer, _ = await dns.asyncquery.udp_with_fallback(
                    question, place.address, self._seconds, place.port, ignore_unexpected=True, ignore_errors=True
                )
            except (dns.exception.DNSException, OSError, EOFError):
                # Silence, a refused connection, an answer that is no answer: alike for whoever asked.
                found = (TIMEOUT, (), ())
                continue
            found = _found(answer)
            if found[0] != _FAILED:
                break
        return found


def _question(name: str, kind: str) -> dns.message.Message:
    try:
        asked = dns.name.from_text(name)
    except (dns.exception.DNSException, UnicodeError):
        asked = dns.name.root
    if asked == dns.name.root:
        raise ValueError(f"{name[:80]!r} is not a name that the DNS can be asked for.")
    return dns.message.make_query(asked, kind, use_edns=0, payload=_PAYLOAD)


def _found(answer: dns.message.Message) -> Found:
    rcode = dns.rcode.to_text(answer.rcode())
    if rcode != "NOERROR" or not isinstance(answer, dns.message.QueryMessage):
        return rcode, (), ()
    try:
        chain = answer.resolve_chaining()
    except dns.exception.DNSException:
        # Aliases that go round, or an answer to another question: nothing to go on, like a server's failure.
        return _FAILED, (), ()
    records = tuple(_said(record) for record in chain.answer or ())
    return rcode, records, tuple(_text(str(alias[0].target)) for alias in chain.cnames)


def _said(record: dns.rdata.Rdata) -> str:
    if isinstance(record, TXTBase):
        return b"".join(record.strings).decode("utf-8", "replace")
    return str(record)


def _text(name: str) -> str:
    return name.rstrip(".").lower()


def _host(record: str) -> str:
    # "10 mail.coco.gg." and "ns1.coco.gg." both end in the host.
    return _text(record.rsplit(maxsplit=1)[-1])


def _system_places() -> list[Place]:
    try:
        system = dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return [Place("127.0.0.1", 53)]
    return [Place(str(server), system.port) for server in system.nameservers]
