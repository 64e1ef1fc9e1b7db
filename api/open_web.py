"""The door to the open web, set up as the settings say."""

from api.settings import Settings
from feeds.fetching import Fetcher, Resolver


def resolver(settings: Settings) -> Resolver:
    """What asks the DNS."""
    return Resolver(settings.resolver)


def fetcher(settings: Settings) -> Fetcher:
    """What gets pages. Its User-Agent names this installation's public address."""
    return Fetcher(contact=str(settings.public_url), resolver=resolver(settings), egress=settings.egress)
