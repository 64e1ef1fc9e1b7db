"""The one door to the open web.

Whatever opens an address that somebody else wrote opens it here: no other room makes such a connection. `Fetcher` gets
pages and `Resolver` asks the DNS; both give values (`Fetched`, `DnsAnswer`). Which addresses may be connected to is
judged in one place, `connecting.connect`.
"""

from feeds.fetching.answers import DnsAnswer, FailureKind, Fetched, FetchFailed, Hop
from feeds.fetching.fetcher import Fetcher
from feeds.fetching.limits import Limits
from feeds.fetching.place import Place, read_place
from feeds.fetching.resolver import Resolver

__all__ = [
    "DnsAnswer",
    "FailureKind",
    "FetchFailed",
    "Fetched",
    "Fetcher",
    "Hop",
    "Limits",
    "Place",
    "Resolver",
    "read_place",
]
