"""Observations for tests, made as the Watch makes them: pages through `read_page`, the rest said in a word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeds.fetching import DnsAnswer, FailureKind, Hop
from feeds.watch.observing import Observation, Registration, read_page

FIRST_DAY = datetime(2024, 1, 1, 12, tzinfo=UTC)
_ROOMS = ("harbour", "station", "garden", "library", "kitchen", "balcony", "market", "bridge", "tower", "valley")
CHAT = (
    "Talk to people you do not know yet, in {room} rooms that open at dusk and close when the last guest has left. "
    "Nobody asks for a name; pick one, tell the others how old you are, and say hello to the {room} before midnight."
)
SHOP = (
    "Sixty kinds of tea in tins and bags, weighed by hand and sent within two days for your {room}. "
    "Our tea pots are made of clay, our kettles of steel, and the postage is free above forty coins at your {room}."
)


def html(prose: str = CHAT, *, title: str = "Dusk, the evening chat", head: str = "", body: str = "") -> bytes:
    """A page of some sixty elements around a text of its own."""
    blocks = "".join(f"<section><h2>{room}</h2><p>{prose.format(room=room)}</p></section>" for room in _ROOMS)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>"
        f"<header><nav><ul><li>Rooms<li>Help</ul></nav></header><main>{blocks}{body}</main><form><input><button>Enter</button></form></body></html>"
    ).encode()


def seen(name: str, page: bytes | None, *, day: int = 1, icon: int | None = None) -> Observation:
    """A name that shows a page of its own over https, at an address of its own; without a page, a name that is gone."""
    url = f"https://{name}/"
    own = sum(name.encode()) % 250
    return Observation(
        name=name,
        at=FIRST_DAY + timedelta(days=day - 1),
        dns=DnsAnswer(
            name, "NOERROR" if page else "NXDOMAIN", (f"51.91.7.{own}",) if page else (), (f"ns.{own}.ovh.net",)
        ),
        wildcard=False,
        chain=(Hop(url, 200, None, f"51.91.7.{own}"),) if page else (),
        status=200 if page else None,
        failure=None if page else "dns",
        certificate_names=(name, f"www.{name}") if page else (),
        page=read_page(page, {}, url) if page else None,
        icon=icon,
        registration=None,
        capture=None,
    )


def led(observation: Observation, *urls: str, status: int = 301) -> Observation:
    """The same name, now redirecting over these addresses; the last one is where it ends."""
    start = f"https://{observation.name}/"
    steps = [start, *urls]
    hops = [Hop(here, status, there, "51.91.7.1") for here, there in zip(steps, urls, strict=False)]
    page = read_page(html(), {}, urls[-1])
    return replace(
        observation, chain=(*hops, Hop(urls[-1], 200, None, "51.91.8.1")), status=200, failure=None, page=page
    )


def failed(observation: Observation, failure: FailureKind, status: int | None = None) -> Observation:
    """The same name without a page."""
    return replace(observation, page=None, failure=None if status else failure, status=status, chain=())


def registered(observation: Observation, day: int, locks: Sequence[str] = ()) -> Observation:
    """The same name with a registration of that day."""
    moment = FIRST_DAY + timedelta(days=day - 1)
    return replace(observation, registration=Registration(moment, "A Registrar", tuple(locks)))


def served_by(observation: Observation, *name_servers: str, addresses: Sequence[str] | None = None) -> Observation:
    """The same name with these name servers, and these addresses when given."""
    at = observation.dns.addresses if addresses is None else tuple(addresses)
    return replace(observation, dns=replace(observation.dns, ns=name_servers, addresses=at))
