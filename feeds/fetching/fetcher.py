"""`Fetcher`: one page and the way to it, politely and within limits."""

import asyncio
import io
import ssl
from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO, Final
from weakref import WeakValueDictionary

from feeds.fetching import content_coding
from feeds.fetching.answers import Fetched, FetchFailed, Hop
from feeds.fetching.connecting import GuardedBackend
from feeds.fetching.exchange import Head, ask
from feeds.fetching.limits import Limits
from feeds.fetching.place import Place
from feeds.fetching.resolver import Resolver
from feeds.fetching.web_address import LONGEST, NotAWebAddress, WebAddress, read_address

PAGE: Final = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Gets pages from the open web, one request at a time per host.

    `contact` is the address that the User-Agent names, for whoever finds us in a log. With `egress`, connections leave
    through the SOCKS5 proxy there. Trusts the certificates that OpenSSL trusts on this machine (`SSL_CERT_FILE` says
    which). Keeps no cookie, no cache and no connection, so there is nothing to close. Belongs to one event loop.
    """

    def __init__(
        self, *, contact: str, resolver: Resolver, egress: Place | None = None, limits: Limits | None = None
    ) -> None:
        self._agent = f"Mozilla/5.0 (compatible; Vigie; +{contact})"
        self._resolver, self._egress = resolver, egress
        self._limits = limits or Limits()
        self._tls = ssl.create_default_context()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(self, url: str, *, accept: str = PAGE, etag: str | None = None, since: str | None = None) -> Fetched:
        """Get what is at an address, following its redirects. An answer of any status is an answer.

        `accept` is the Accept header. `etag` and `since` are the ETag and the Last-Modified of an earlier answer, as
        they were: a server that has nothing newer answers 304, without a body. Raises `FetchFailed`.
        """
        body = io.BytesIO()
        fetched = await self.save(url, body, accept=accept, etag=etag, since=since)
        return replace(fetched, body=body.getvalue())

    async def save(
        self, url: str, into: BinaryIO, *, accept: str = PAGE, etag: str | None = None, since: str | None = None
    ) -> Fetched:
        """Get as `get` does, and write the body down as it comes; the answer's own is empty."""
        chain: list[Hop] = []
        says = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": since}
        try:
            asked = {key: said for key, said in says.items() if said}
            return await self._follow(read_address(url), asked, chain, into)
        except NotAWebAddress as reason:
            raise FetchFailed("not-an-address", str(reason)) from None
        except FetchFailed as failure:
            raise FetchFailed(failure.kind, failure.sentence, tuple(chain)) from None

    async def _follow(self, address: WebAddress, says: Mapping[str, str], chain: list[Hop], into: BinaryIO) -> Fetched:
        now, spent = asyncio.get_running_loop().time, 0.0
        while True:
            turn = self._turns.setdefault(address.host, asyncio.Lock())
            async with turn:
                began = now()
                left = self._limits.total_seconds - spent
                head, truncated = await self._answer(address, says, chain, left, into)
                spent += now() - began
            if chain[-1].location is None:
                return Fetched(
                    chain=tuple(chain),
                    url=address.url,
                    status=head.status,
                    headers=head.headers,
                    body=b"",
                    truncated=truncated,
                    certificate_names=head.certificate_names,
                    seconds=spent,
                )
            address = self._next(address, head, chain)

    async def _answer(
        self, address: WebAddress, asked_for: Mapping[str, str], chain: list[Hop], seconds: float, into: BinaryIO
    ) -> tuple[Head, bool]:
        """Ask once, and write the hop down as soon as its head is there. The body of a redirect is not read."""
        says = {"User-Agent": self._agent, **asked_for, "Accept-Encoding": content_coding.ACCEPTED}
        asked = ask(
            address,
            says,
            backend=GuardedBackend(self._resolver, self._egress),
            tls=self._tls,
            step_seconds=self._limits.step_seconds,
        )
        try:
            async with asyncio.timeout(seconds), asked as answer:
                head = answer.head
                location = head.locations[0][:LONGEST] if head.status in _MOVED and head.locations else None
                chain.append(Hop(address.url, head.status, location, head.address))
                return head, False if location else await answer.body(self._limits.body_bytes, into)
        except TimeoutError:
            raise FetchFailed("timeout", f"The page was not there in {self._limits.total_seconds:g} seconds.") from None

    def _next(self, address: WebAddress, head: Head, chain: list[Hop]) -> WebAddress:
        if len(set(head.locations)) > 1:
            raise FetchFailed("bad-redirect", "The server names several places to go on to.")
        try:
            following = read_address(head.locations[0], base=address.url)
        except NotAWebAddress as reason:
            raise FetchFailed("bad-redirect", f"The server sends its visitors to no page: {reason}") from None
        if any(hop.url == following.url for hop in chain):
            raise FetchFailed("too-many-redirects", "The server sends its visitors round in a circle.")
        if len(chain) > self._limits.redirects:
            raise FetchFailed("too-many-redirects", f"The page redirects more than {self._limits.redirects} times.")
        return following
