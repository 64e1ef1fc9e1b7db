"""How every Name of a world stands on a day. Pure: a world and a day go in, values come out."""

from dataclasses import dataclass, field, fields, replace
from datetime import date

from tests.internet.hosting import HOSTS
from tests.internet.world import Happening, World


@dataclass(frozen=True, slots=True)
class Standing:
    """A Name on a day. Of `shows` (a site's key), `redirects` and `fails` at most one is set; with none it is bare.

    `certificate` is empty for a Name that has no https. `agents` has the site shown to a User-Agent that contains a
    text, in place of what everybody else is shown.
    """

    name: str
    addresses: tuple[str, ...] = ()
    name_servers: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    alias: str | None = None
    certificate: tuple[str, ...] = ()
    dns: str = "answers"
    shows: str | None = None
    redirects: str | None = None
    by: str | None = None
    fails: str | None = None
    agents: dict[str, str] = field(default_factory=dict)
    registered: date | None = None
    registrar: str = ""
    locks: tuple[str, ...] = ()


def standings(world: World, day: int) -> dict[str, Standing]:
    """Every Name that exists on a day, in the order in which they appeared."""
    names: dict[str, Standing] = {}
    for happening in sorted(world.happens, key=lambda each: each.day):
        if happening.day <= day:
            names[happening.name] = _after(names.get(happening.name), happening)
    return names


def of_host(names: dict[str, Standing], host: str) -> Standing | None:
    """The Name that a host is, or the nearest wildcard over it (RFC 4592)."""
    if host in names:
        return names[host]
    labels = host.split(".")
    above = (".".join(labels[cut:]) for cut in range(1, len(labels)))
    return next((names[f"*.{parent}"] for parent in above if f"*.{parent}" in names), None)


def _after(before: Standing | None, happening: Happening) -> Standing:
    standing = before or Standing(happening.name, certificate=_own_certificate(happening.name))
    if happening.host is not None:
        standing = _moved(standing, happening.host)
    if any(getattr(happening, key) is not None for key in ("shows", "redirects", "fails")):
        standing = replace(standing, shows=None, redirects=None, by=None, fails=None, agents={})
    given = {each.name: getattr(happening, each.name, None) for each in fields(Standing) if each.name != "addresses"}
    standing = replace(standing, **{key: value for key, value in given.items() if value is not None})
    if happening.addresses is not None:
        standing = replace(standing, addresses=tuple(str(address) for address in happening.addresses))
    if happening.https is not None and happening.certificate is None:
        standing = replace(standing, certificate=_own_certificate(standing.name) if happening.https else ())
    return standing


def _own_certificate(name: str) -> tuple[str, ...]:
    bare = name.removeprefix("*.")
    return (name, bare) if bare != name else (bare, f"www.{bare}")


def _moved(standing: Standing, key: str) -> Standing:
    host = HOSTS[key]
    return replace(
        standing,
        addresses=host.addresses(standing.name),
        name_servers=host.name_servers or standing.name_servers,
        registrar=standing.registrar or host.registrar,
    )
