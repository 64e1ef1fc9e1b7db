"""From what people write to what is said of names: an article's bytes become a `Reading` with its `Claim`s.

Reads, and decides nothing: every claim carries the exact quote, its offsets and why. `read` is pure: no network,
no database, no clock.
"""

from feeds.intake.claim import Claim
from feeds.intake.conflict import Conflict
from feeds.intake.decoding import Unreadable
from feeds.intake.reading import Reading, read

__all__ = ["Claim", "Conflict", "Reading", "Unreadable", "read"]
