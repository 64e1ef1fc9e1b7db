"""Questions to the DNS, over dnspython."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import dns.asyncquery
import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver

from feeds.fetching.answers import DnsAnswer
from feeds.fetching.place import Place

TIMEOUT: Final = "TIMEOUT"
_FAILED: Final = "SERVFAIL"
_ATTEMPTS: Final = 3  # SERVFAIL comes and goes: nobody is called dead on the strength of one
_PAYLOAD: Final = 1232  # bytes over UDP that no link cuts in pieces (DNS Flag Day 2020); larger answers come over TCP


class Resolver:
    """Asks a resolver, or the system's ones in turn. How many questions run at once is the caller's to bound.

    `seconds` is how long one attempt waits. A failure of the server and silence are asked again, three times in all.
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
        found = (*four[1], *six[1])
        # Servers that fail on AAAA alone are many: what was answered counts, and IPv4 speaks for the name.
        return DnsAnswer(_text(name), "NOERROR" if found else four[0], found, cname=four[2] or six[2])

    async def exists(self, name: str) -> bool | None:
        """Whether the DNS knows the name; None when nobody could say. Raises `ValueError` like `look_up`.

        True under a wildcard, whatever the name: compare it with a name that nobody registered.
        """
        rcode, _, _ = await self._ask(name, "A")
        return {"NOERROR": True, "NXDOMAIN": False}.get(rcode)

    async def _records(self, name: str, kind: str) -> tuple[str, ...]:
        _, records, _ = await self._ask(name, kind)
        return records

    async def _ask(self, name: str, kind: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return the rcode, the records as texts, and the aliases that led to them."""
        question = _question(name, kind)
        rcode = TIMEOUT
        for attempt in range(_ATTEMPTS):
            place = self._places[attempt % len(self._places)]
            try:
                answer, _ = await dns.asyncquery.udp_with_fallback(
                    question, place.address, self._seconds, place.port, ignore_unexpected=True, ignore_errors=True
                )
                rcode = dns.rcode.to_text(answer.rcode())
                if rcode != _FAILED:
                    return rcode, *_found(answer)
            except (dns.exception.DNSException, OSError, EOFError):
                # Silence, a refused connection, or an answer that is no answer: alike for whoever asked.
                rcode = rcode if rcode == _FAILED else TIMEOUT
        return rcode, (), ()


def _question(name: str, kind: str) -> dns.message.Message:
    try:
        return dns.message.make_query(dns.name.from_text(name), kind, use_edns=0, payload=_PAYLOAD)
    except (dns.exception.DNSException, UnicodeError):
        raise ValueError(f"{name[:80]!r} is not a name that the DNS can be asked for.") from None


def _found(answer: dns.message.Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(answer, dns.message.QueryMessage) or answer.rcode() != dns.rcode.NOERROR:
        return (), ()
    chain = answer.resolve_chaining()
    records = tuple(str(record) for record in chain.answer or ())
    return records, tuple(_text(str(alias[0].target)) for alias in chain.cnames)


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
