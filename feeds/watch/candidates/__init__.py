"""Candidates: the names that a site may move to, guessed in the order of what renames did before.

Nothing here looks at a site or a server. The prior is learned from renames that were seen (`learn`), kept as a small
file (`load`, `dump`, and `shipped`, which comes with Vigie), and turned into candidates for one name (`candidates`).

Pure: reads the prior and the Public Suffix List that lie in the package, opens no connection and no database.
"""

from feeds.watch.candidates.generating import Candidate, candidates
from feeds.watch.candidates.learning import learn
from feeds.watch.candidates.prior import BadPrior, Prior, Provenance, dump, load, shipped
from feeds.watch.candidates.renames import NotRenames, Rename, read_renames
from feeds.watch.candidates.rewriting import Rule

__all__ = [
    "BadPrior",
    "Candidate",
    "NotRenames",
    "Prior",
    "Provenance",
    "Rename",
    "Rule",
    "candidates",
    "dump",
    "learn",
    "load",
    "read_renames",
    "shipped",
]
