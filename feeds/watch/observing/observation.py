"""What the Watch saw at a Name at a moment: a fact, never a decision. Pure values with a JSON form.

The JSON form is what is stored; `VERSION` tells forms apart. Figures that come from lists that we keep (known parking
name servers, say) are not in it: they are drawn when Observations are weighed, from the lists of that day.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from feeds.fetching.answers import DnsAnswer, FailureKind, Hop
from feeds.watch.observing.sketch import Sketch

VERSION: Final = 1

MarkKind = Literal["seizure", "parking", "block", "placeholder"]


class BadObservation(ValueError):
    """A stored Observation cannot be read. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Tracker:
    """An account that a page is counted by: `google-tag-manager`, `GTM-ABC123`."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """A page says that its site has another address: `moved` to the host, or `was` at it before. `quote` is how."""

    says: Literal["moved", "was"]
    host: str
    quote: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that pages of a kind carry: a seizure's banner, a parking page, a provider's block, a placeholder."""

    kind: MarkKind
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """The fingerprint of one page.

    `excerpt` is visible text, at most 4 kB of UTF-8. `words` counts the visible words, `tags` the elements; the
    sketches are of runs of three words and of five tags. Hosts are A-labels of other sites: `links` that the page
    links to (at most 200), `canonical` and `translations` that it names as its own address. `leads_to` is where a
    `meta` refresh or a script sends a browser at once.
    """

    title: str
    excerpt: str
    language: str | None
    words: int
    tags: int
    word_sketch: Sketch
    tag_sketch: Sketch
    trackers: tuple[Tracker, ...]
    announcements: tuple[Announcement, ...]
    marks: tuple[Mark, ...]
    links: tuple[str, ...]
    leads_to: str | None
    canonical: str | None
    translations: tuple[str, ...]
    icon: str | None


@dataclass(frozen=True, slots=True)
class Registration:
    """What a registry publishes of a domain (RDAP, RFC 9083). `locks` are its status values, in lower case."""

    registered: datetime | None
    registrar: str | None
    locks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen at `name` at the moment `at` (UTC).

    `dns.addresses` are the name's own. `wildcard`: a name that nobody registered, beside it, has the same addresses.
    `chain` is the way to the page, hop by hop; `status` the last answer's, None when none came, and then `failure`
    says why. `certificate_names` are those of the last host. `icon` is the favicon's MurmurHash3 as Shodan counts it.
    `capture` is the SHA-256 of the bytes that the page was read from.
    """

    name: str
    at: datetime
    dns: DnsAnswer
    wildcard: bool
    chain: tuple[Hop, ...]
    status: int | None
    failure: FailureKind | None
    certificate_names: tuple[str, ...]
    page: Page | None
    icon: int | None
    registration: Registration | None
    capture: str | None

    def as_json(self) -> dict[str, Any]:
        """The stored form: JSON's types only, with its `version`."""
        document: dict[str, Any] = _FORM.dump_python(self, mode="json")
        return {"version": VERSION, **document}


_FORM: Final = TypeAdapter(Observation)


def from_json(document: dict[str, Any]) -> Observation:
    """Read what `as_json` made. Raises `BadObservation` for another version or another shape."""
    fields = dict(document)
    version = fields.pop("version", None)
    if version != VERSION:
        raise BadObservation(f"An Observation of version {version!r} cannot be read; this is version {VERSION}.")
    try:
        return _FORM.validate_python(fields)
    except ValidationError as failure:
        first = failure.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadObservation(f"An Observation cannot be read: {place}: {first['msg']}.") from None
