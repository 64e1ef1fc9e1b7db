"""The door to the open web, set up as the settings say."""

from api.settings import Settings
from feeds.fetching import Fetcher, Limits, Resolver, Sweeper
from feeds.review.disputes import proving

_LISTS = Limits(step_seconds=30.0, total_seconds=600.0, body_bytes=100_000_000)


def resolver(settings: Settings) -> Resolver:
    """What asks the DNS."""
    return Resolver(settings.resolver)


def sweeper(settings: Settings) -> Sweeper:
    """What asks the DNS of many names at once."""
    return Sweeper(settings.resolver)


def fetcher(settings: Settings) -> Fetcher:
    """What gets pages. Its User-Agent names this installation's public address."""
    return Fetcher(contact=str(settings.public_url), resolver=resolver(settings), egress=settings.egress)


def prover(settings: Settings) -> Fetcher:
    """What looks for the proof of a Dispute: at the Name itself, a few bytes, and no redirect is followed."""
    there = str(settings.public_url)
    return Fetcher(contact=there, resolver=resolver(settings), egress=settings.egress, limits=proving.LIMITS)


def downloader(settings: Settings) -> Fetcher:
    """What gets lists of names: the same with more time, and up to 100 MB."""
    there = str(settings.public_url)
    return Fetcher(contact=there, resolver=resolver(settings), egress=settings.egress, limits=_LISTS)
