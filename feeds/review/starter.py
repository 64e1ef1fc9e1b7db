"""The starter registry as Proposals: the files of `feeds/registry/starter` in the words of `operations`.

One Proposal for each Site, one for the helplines, one for the never-list, so that the Desk and the Journal show them as
any other change. A Link goes into the first Proposal after which both of its Names are there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from feeds.review.operations import OPERATIONS, Operation

FOLDER: Final = Path(__file__).parents[1] / "registry" / "starter"
AUTHOR: Final = "starter"


@dataclass(frozen=True, slots=True)
class Draft:
    """What `proposals.propose` needs but an author and a moment."""

    title: str
    reason: str
    operations: list[Operation]


def drafts() -> Iterator[Draft]:
    """Every Proposal of the starter registry, in the order in which they apply."""
    known: set[str] = set()
    waiting: list[dict[str, Any]] = []
    for file in sorted((FOLDER / "sites").glob("*.json")):
        site = json.loads(file.read_text(encoding="utf-8"))
        known |= {name["name"] for name in site["names"]}
        waiting += site["links"]
        ready = [link for link in waiting if {link["old"], link["new"]} <= known]
        waiting = [link for link in waiting if link not in ready]
        yield Draft(
            title=f"List {site['name']}",
            reason="Part of the starter registry; every fact is dated and sourced.",
            operations=OPERATIONS.validate_python([*_site(site), *({"op": "link_names", **link} for link in ready)]),
        )
    yield _helplines()
    yield _never_list()


def _site(site: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for evidence in site["evidence"]:
        yield {"op": "add_evidence", **{key: value for key, value in evidence.items() if key != "copy"}}
    described = ("slug", "name", "also_known_as", "category", "status", "status_as_of")
    yield {"op": "add_site", **{key: site[key] for key in described}, "evidence": site["status_evidence"]}
    owner = {"site": site["slug"]}
    for name in site["names"]:
        dates = {"used_from": name["from"], "used_to": name["to"]}
        kept = {key: name.get(key) for key in ("name", "status", "note", "despite", "evidence")}
        yield {"op": "add_name", **owner, **kept, **dates}
    for signal in site["signals"]:
        yield {"op": "add_signal", **owner, **signal}
    for event in site["events"]:
        yield {"op": "add_event", **owner, **event}


def _helplines() -> Draft:
    rows = json.loads((FOLDER / "helplines.json").read_text(encoding="utf-8"))
    renamed = {"for": "audience", "text": "text_number"}
    operations = [
        {"op": "add_helpline", **{renamed.get(key, key): value for key, value in row.items()}} for row in rows
    ]
    reason = "Part of the starter registry; each number with its source and the day it was checked."
    return Draft("Add the helplines", reason, OPERATIONS.validate_python(operations))


def _never_list() -> Draft:
    rows = json.loads((FOLDER / "never-list.json").read_text(encoding="utf-8"))
    reason = "Part of the starter registry: places where people find help are never listed."
    return Draft("Protect support, health and LGBTQ+ resources", reason, OPERATIONS.validate_python(rows))
