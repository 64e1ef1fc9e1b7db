"""What happened to the names of a text, by all that it shows: its moves, weighed, and its ways back. Pure."""

from collections.abc import Mapping

from feeds.intake.evidence import pairs_of
from feeds.intake.shown import Move, Told
from feeds.intake.succession import Succession, successions
from feeds.intake.ways_back import with_ways_back
from feeds.intake.weighing import LIKELY


def successions_of(told: Told) -> list[Succession]:
    """Return every move that the stories of a text tell, the likeliest first."""
    return successions(pairs_of(told), told.spelled(), beside=told.spelled_back())


def moves_of(told: Told, weighed: list[Succession]) -> dict[Move, float]:
    """Return the probability of each move of a text, ways back among them; `weighed` are its successions."""
    return with_ways_back(told, {(move.old, move.new): move.probability for move in weighed})


def likely_of(moves: Mapping[Move, float]) -> list[Move]:
    """Return the moves that are claimed to have happened."""
    return [move for move, probability in moves.items() if probability >= LIKELY]
