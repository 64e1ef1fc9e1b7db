"""What is out, whether readers get it, and how long its signatures hold."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from sqlmodel import Session, col, select

from api import clock
from api.metrics.gauge import gauge
from api.settings import Settings
from feeds.release import upkeep
from feeds.release.folder import FeedFolder
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import holding


def figures(session: Session, settings: Settings, now: datetime) -> Iterator[Metric]:
    """The figures of the feed."""
    in_doubt = bool(clock.doubt(session, now))
    yield gauge("vigie_clock_in_doubt", "1 while the clock does not fit what is on record: no job runs.", in_doubt)
    yield gauge("vigie_releases_held", "1 while somebody holds every release.", holding.standing(session) is not None)
    release = session.exec(select(Release).order_by(col(Release.serial).desc()).limit(1)).first()
    if release:
        yield gauge("vigie_release_serial", "The serial of the release that is out.", release.serial)
        yield gauge("vigie_release_names", "How many names it lists.", release.names)
    if seen := session.get(FreshnessCheck, 1):
        yield from _seen(seen, now)
    yield _signatures(settings, now)


def _seen(seen: FreshnessCheck, now: datetime) -> Iterator[Metric]:
    age = (now - seen.checked_at).total_seconds()
    yield gauge("vigie_feed_fresh", "1 when readers get a feed that holds and is current.", not seen.problem)
    yield gauge("vigie_feed_seen_serial", "The serial that readers get.", seen.serial)
    yield gauge("vigie_feed_check_age_seconds", "How long ago that was looked at.", age)
    if seen.expires_at:
        left = (seen.expires_at - now).total_seconds()
        yield gauge("vigie_feed_expires_in_seconds", "How long the timestamp that readers get holds.", left)


def _signatures(settings: Settings, now: datetime) -> Metric:
    left = GaugeMetricFamily(
        "vigie_signature_expires_in_seconds", "How long the signatures of what is out hold.", labels=["role"]
    )
    for role, expires in upkeep.expiries(FeedFolder(settings.feed_dir)).items():
        left.add_metric([role], (expires - now).total_seconds())
    return left
