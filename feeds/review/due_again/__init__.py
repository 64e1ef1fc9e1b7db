"""By when each entry is to be verified again, what is due, and who did it.

An entry is a Name with its status, or a Signal. It comes back by its date (`periods.toml`), or sooner, when a
source that it rests on says something else (`feeds.review.evidence`). A person says that it is so still, or drafts a
change.
"""

from feeds.review.due_again.counting import OnTime, Waiting, on_time, reopened, waiting
from feeds.review.due_again.verifying import NoSuchEntry, confirm, enrol, written

__all__ = ["NoSuchEntry", "OnTime", "Waiting", "confirm", "enrol", "on_time", "reopened", "waiting", "written"]
