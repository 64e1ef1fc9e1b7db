"""Which representation a client would like: `Accept-Encoding` (RFC 9110, section 12.5.3). Pure."""

from functools import lru_cache
from typing import Final

from api.files.file import Asked, File, Representation

# The plain form is good enough unless it is refused, but comes after everything that was asked for (RFC: 3 digits).
_UNASKED: Final = 0.0001


def choose(file: File, asked: Asked) -> Representation:
    """The smallest of the representations that the client weighs most.

    A client that refuses every form there is gets the plain one: RFC 9110 leaves the choice, and a list that arrives
    protects more than a 406.
    """
    if len(file.representations) == 1:
        return file.plain
    weights = _weights(asked.get("accept-encoding", ""))
    liked = [one for one in file.representations if _weight(one.coding, weights) > 0]
    return max(liked, key=lambda one: _weight(one.coding, weights), default=file.plain)


def _weight(coding: str, weights: dict[str, float]) -> float:
    unnamed = weights.get("*", _UNASKED if coding == "identity" else 0.0)
    return weights.get(coding, unnamed)


@lru_cache(maxsize=256)
def _weights(accepted: str) -> dict[str, float]:
    return dict(_weigh(part) for part in accepted.lower().split(",") if part.strip())


def _weigh(part: str) -> tuple[str, float]:
    coding, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return coding, float(quality)
    except ValueError:
        return coding, 0.0
