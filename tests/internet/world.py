"""What a world file says: sites, what happens to names on which day, and what the Watch should find."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, IPvAnyAddress, field_validator, model_validator

from tests.internet import hosting
from tests.internet.pages import trackers
from tests.internet.pages.design import TEMPLATES
from tests.internet.pages.prose import subjects

STORIES: Final = (
    "honest rename",
    "rename with new design",
    "TLD hop with counter",
    "hub announces the address",
    "drop-catch",
    "parked",
    "seized",
    "faked seizure banner",
    "ISP block page",
    "clone with own trackers",
    "clone that claims to be the site",
    "shared hosting",
    "CDN certificate",
    "language switch",
    "revival",
    "return to a former name",
    "chain nobody watched",
    "same label on another TLD",
    "linked, but another site",
    "cycle of renames",
    "answers by User-Agent",
    "SERVFAIL that comes and goes",
    "wildcard zone",
    "registrar's catch-all",
)
"""The families of stories, for whoever counts verdicts by family."""

Verdict = Literal["renamed", "clone", "unrelated", "parked", "seized", "unreachable"]
Day = Annotated[int, Field(ge=1)]
_LABEL: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_NAME: Final = rf"^(\*|{_LABEL})(\.{_LABEL})*\.[a-z][a-z0-9-]*[a-z0-9]$"
Name = Annotated[str, Field(pattern=_NAME)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Site(_Part):
    """A page and who made it. Two sites with the same `seed` say the same, with the same `design` look the same."""

    template: str
    brand: str
    title: str
    language: Literal["fr", "en", "de", "it", "es"] = "en"
    text: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    icon: str | None = None
    canonical: str | None = None
    translations: dict[str, str] = {}
    seed: str
    design: str
    changed: Annotated[float, Field(ge=0, le=1)] = 0.0

    @field_validator("template")
    @classmethod
    def _is_drawn(cls, template: str) -> str:
        if template not in TEMPLATES:
            raise ValueError(f"there is no such template; there are {', '.join(sorted(TEMPLATES))}")
        return template

    @model_validator(mode="after")
    def _is_written(self) -> Self:
        written = subjects(self.language)
        if self.template not in written:
            raise ValueError(
                f"no {self.template!r} is written in {self.language!r}; there are {', '.join(sorted(written))}"
            )
        return self

    @field_validator("trackers")
    @classmethod
    def _are_known(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        for tracker in ids:
            trackers.snippet(tracker)
        return ids


class Happening(_Part):
    """What becomes of a Name on a day. A key that is not given stays as it was; before its first day a Name is not."""

    day: Day
    name: Name
    host: str | None = None
    addresses: tuple[IPvAnyAddress, ...] | None = None
    name_servers: tuple[str, ...] | None = None
    mail: tuple[str, ...] | None = None
    alias: Name | None = None
    https: bool | None = None
    certificate: tuple[str, ...] | None = None
    dns: Literal["answers", "NXDOMAIN", "SERVFAIL", "flaky"] | None = None
    shows: str | None = None
    redirects: Annotated[str, Field(pattern=r"^https?://")] | None = None
    by: Literal["301", "302", "307", "308", "meta", "script"] | None = None
    fails: Literal["403", "404", "410", "500", "503", "timeout", "refused", "reset"] | None = None
    agents: dict[str, str] | None = None
    registered: date | None = None
    registrar: str | None = None
    locks: tuple[str, ...] | None = None

    @field_validator("host")
    @classmethod
    def _is_known(cls, host: str | None) -> str | None:
        if host is not None and host not in hosting.HOSTS:
            raise ValueError(f"there is no such host; there are {', '.join(sorted(hosting.HOSTS))}")
        return host

    @field_validator("addresses")
    @classmethod
    def _are_public(cls, addresses: tuple[IPvAnyAddress, ...] | None) -> tuple[IPvAnyAddress, ...] | None:
        for address in addresses or ():
            if not address.is_global:
                raise ValueError(f"{address} is no public address, so no fetcher should go there")
        return addresses

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        given = [key for key in ("shows", "redirects", "fails") if getattr(self, key) is not None]
        if len(given) > 1:
            raise ValueError(f"a Name does one thing at a time, not {' and '.join(given)}")
        if self.by and not self.redirects:
            raise ValueError("`by` says how `redirects` is done, and there is none")
        return self


class Expectation(_Part):
    """What `compare old new` should say on a day, when the Watch has looked at `old` on the days `seen` before."""

    day: Day
    old: Name
    new: Name
    verdict: Annotated[tuple[Verdict, ...], BeforeValidator(_listed), Field(min_length=1)]
    """The first is right; the others may be said too."""
    seen: tuple[Day, ...] = (1,)

    @model_validator(mode="after")
    def _looks_back(self) -> Self:
        if self.old == self.new:
            raise ValueError("a Name is not compared with itself")
        return self

    @property
    def history(self) -> tuple[int, ...]:
        """The days before `day` on which the Watch looked at `old`."""
        return tuple(sorted(day for day in self.seen if day < self.day))


class World(_Part):
    """A world file, checked: every Site, Name and host that it speaks of is there."""

    title: str
    story: Annotated[str, Field(min_length=20)]
    kind: str
    set: Literal["calibration", "held"]
    begins: date = date(2024, 1, 1)
    site: dict[str, Site]
    happens: Annotated[tuple[Happening, ...], Field(min_length=1)]
    expect: Annotated[tuple[Expectation, ...], Field(min_length=1)]

    @field_validator("kind")
    @classmethod
    def _is_a_story(cls, kind: str) -> str:
        if kind not in STORIES:
            raise ValueError(f"there is no such kind; there are {'; '.join(STORIES)}")
        return kind

    @property
    def days(self) -> tuple[int, ...]:
        """The days on which something happens, in order."""
        return tuple(sorted({happening.day for happening in self.happens}))

    def moment(self, day: int) -> datetime:
        """Noon of a day, in UTC: the time that the Watch is told when it looks."""
        return datetime.combine(self.begins + timedelta(days=day - 1), time(12), UTC)
