"""What the registries say of a Name, as https://rdap.org answers (RFC 9083)."""

from datetime import UTC, datetime, time
from typing import Any, Final

from tests.internet.standing import Standing

HOST: Final = "rdap.org"
ADDRESS: Final = "104.16.120.77"
_PATH: Final = "/domain/"


def record(names: dict[str, Standing], path: str) -> dict[str, Any] | None:
    """The record at a path such as `/domain/coco.gg`; `None` for a Name whose registration nobody published."""
    standing = names.get(path.removeprefix(_PATH).lower()) if path.startswith(_PATH) else None
    if standing is None or standing.registered is None:
        return None
    begun = datetime.combine(standing.registered, time(0), UTC).isoformat().replace("+00:00", "Z")
    registrar = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", standing.registrar]]]
    return {
        "objectClassName": "domain",
        "ldhName": standing.name.upper(),
        "status": list(standing.locks) or ["active"],
        "events": [{"eventAction": "registration", "eventDate": begun}],
        "entities": [{"objectClassName": "entity", "roles": ["registrar"], "vcardArray": registrar}],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": name} for name in standing.name_servers],
    }
