"""The one door to the open web.

Whatever opens an address that somebody else wrote opens it here: no other room makes such a connection. `Fetcher` gets
pages, `Resolver` asks the DNS of a name and `Sweeper` of many; they give values (`Fetched`, `DnsAnswer`). Which
addresses may be connected to is judged in one place, `connecting.connect`.
"""

from feeds.fetching.answers import DnsAnswer, FailureKind, Fetched, FetchFailed, Hop
from feeds.fetching.fetcher import Fetcher
from feeds.fetching.limits import Limits
from feeds.fetching.place import Place, read_place
from feeds.fetching.resolver import Resolver
from feeds.fetching.sweeping import Sweeper

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
    "Sweeper",
    "read_place",
]
