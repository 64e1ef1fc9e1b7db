"""Verdicts: is a new Name the old Site? Every piece of evidence, its family and weight, and what speaks against. Pure.

The Watch proposes by them and decides nothing.
"""

from feeds.watch.verdicts.evidence import SIGNS, Evidence, Verdict
from feeds.watch.verdicts.weighing import weigh

__all__ = ["SIGNS", "Evidence", "Verdict", "weigh"]
