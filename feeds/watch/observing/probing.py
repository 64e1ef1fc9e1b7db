"""One look at a Name: the DNS, its page, its favicon, its registration.

Every connection goes through the fetcher and the resolver that it is given.
"""

import asyncio
import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import mmh3

from feeds.fetching import DnsAnswer, Fetched, Fetcher, FetchFailed, Resolver
from feeds.hostnames import Hostname
from feeds.watch.observing import registration
from feeds.watch.observing.observation import Observation, Page
from feeds.watch.observing.page import read_page

CAPTURE: Final = 1_000_000  # bytes
_ICON_BYTES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Observed:
    """An Observation, and beside it the bytes that its page was read from: at most `CAPTURE`, None without a page."""

    observation: Observation
    capture: bytes | None


async def probe(name: Hostname, fetcher: Fetcher, resolver: Resolver, at: datetime) -> Observed:
    """Look at a Name once, over https and then over http. Whatever it answers is an Observation; nothing is raised.

    `at` is the moment (UTC) that the Observation carries.
    """
    answer = await resolver.look_up(name.ascii)
    found, wildcard, registered = await asyncio.gather(
        _fetch(name, answer, fetcher),
        _is_wildcard(name, answer, resolver),
        registration.look_up(name.registrable, fetcher),
    )
    page = read_page(found.body[:CAPTURE], found.headers, found.url) if isinstance(found, Fetched) else None
    capture = found.body[:CAPTURE] if isinstance(found, Fetched) else None
    observation = Observation(
        name=name.ascii,
        at=at,
        dns=answer,
        wildcard=wildcard,
        chain=found.chain,
        status=found.status if isinstance(found, Fetched) else None,
        failure=found.kind if isinstance(found, FetchFailed) else None,
        certificate_names=found.certificate_names if isinstance(found, Fetched) else (),
        page=page,
        icon=await _icon(found, page, fetcher) if isinstance(found, Fetched) and page else None,
        registration=registered,
        capture=hashlib.sha256(capture).hexdigest() if capture is not None else None,
    )
    return Observed(observation, capture)


async def _fetch(name: Hostname, answer: DnsAnswer, fetcher: Fetcher) -> Fetched | FetchFailed:
    if not answer.addresses:
        return FetchFailed("dns", f"The DNS has no address for {name}: {answer.rcode}.")
    try:
        return await fetcher.get(f"https://{name}/")
    except FetchFailed as over_https:
        # A chain shows that https was answered: what failed lies behind it, and http would only lead there again.
        if over_https.chain:
            return over_https
    try:
        return await fetcher.get(f"http://{name}/")
    except FetchFailed as over_http:
        return over_http


async def _is_wildcard(name: Hostname, answer: DnsAnswer, resolver: Resolver) -> bool:
    """Whether a name that nobody can have registered, beside this one, leads to the same place."""
    if not answer.addresses:
        return False
    nobody = await resolver.addresses(f"{secrets.token_hex(12)}.{name.ascii.partition('.')[2]}")
    return bool({*nobody.addresses} & {*answer.addresses})


async def _icon(found: Fetched, page: Page, fetcher: Fetcher) -> int | None:
    """The MurmurHash3 of the favicon in base64 with line breaks, the way Shodan's `http.favicon.hash` counts it."""
    address = page.icon or f"{'/'.join(found.url.split('/')[:3])}/favicon.ico"
    try:
        icon = await fetcher.get(address, accept="image/*")
    except FetchFailed:
        return None
    drawn = icon.status == 200 and icon.body and not icon.headers.get("content-type", "").startswith("text/")
    return mmh3.hash(base64.encodebytes(icon.body)) if drawn and len(icon.body) <= _ICON_BYTES else None
