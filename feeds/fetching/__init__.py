"""The one door to the open web.

Whatever opens an address that somebody else wrote opens it here: no other room makes such a connection.
"""

from feeds.fetching.answers import DnsAnswer, FailureKind, Fetched, FetchFailed, Hop

__all__ = ["DnsAnswer", "FailureKind", "FetchFailed", "Fetched", "Hop"]
