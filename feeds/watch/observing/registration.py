"""What a registry publishes of a domain (RDAP, RFC 9083), by way of rdap.org, which knows every registry's server.

Many registries publish nothing and some ask for patience: no answer is no finding.
"""

import json
from datetime import UTC, datetime
from typing import Any, Final

from feeds.fetching import Fetcher, FetchFailed
from feeds.watch.observing.observation import Registration

SERVICE: Final = "https://rdap.org/domain/"
_MOST_LOCKS: Final = 20
_LONGEST: Final = 120  # characters of a status or a name


async def look_up(registrable: str, fetcher: Fetcher) -> Registration | None:
    """Ask for a domain. None when nobody answers, or not in RDAP's words."""
    try:
        answer = await fetcher.get(f"{SERVICE}{registrable}", accept="application/rdap+json")
    except FetchFailed:
        return None
    return read_registration(answer.body) if answer.status == 200 else None


def read_registration(body: bytes) -> Registration | None:
    """Read an RDAP answer. None for anything else."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("objectClassName") != "domain":
        return None
    locks = [text[:_LONGEST].lower() for text in _list(document.get("status")) if isinstance(text, str)]
    return Registration(_registered(document), _registrar(document), tuple(locks[:_MOST_LOCKS]))


def _registered(document: dict[str, Any]) -> datetime | None:
    for event in _list(document.get("events")):
        if isinstance(event, dict) and event.get("eventAction") == "registration":
            return _moment(event.get("eventDate"))
    return None


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _registrar(document: dict[str, Any]) -> str | None:
    for entity in _list(document.get("entities")):
        if isinstance(entity, dict) and "registrar" in _list(entity.get("roles")):
            card = _list(entity.get("vcardArray"))
            names = [_list(line) for line in _list(card[1])] if len(card) == 2 else []
            return next((str(line[3])[:_LONGEST] for line in names if len(line) > 3 and line[0] == "fn"), None)
    return None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
