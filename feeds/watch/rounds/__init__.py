"""What is done for each kind of thing that is due: read the registry, look, record.

`read` and `record` run in a transaction of the caller's; `act` runs between them, with none open.
"""

from feeds.watch.rounds.going import Round, round_of
from feeds.watch.rounds.recording import Recorded

__all__ = ["Recorded", "Round", "round_of"]
