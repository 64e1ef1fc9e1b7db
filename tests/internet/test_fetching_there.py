"""Vigie's own Fetcher and Resolver live in a world by three settings, and its gate stays shut."""

import asyncio
from collections.abc import Callable

import pytest

from feeds.fetching.answers import FetchFailed
from feeds.fetching.fetcher import Fetcher
from feeds.fetching.place import Place, read_place
from feeds.fetching.resolver import Resolver
from tests.internet.conftest import Told
from tests.internet.running import Internet

Open = Callable[[Internet], tuple[Fetcher, Resolver]]


@pytest.fixture
def vigie(monkeypatch: pytest.MonkeyPatch) -> Open:
    """The Fetcher and the Resolver that the settings of a world make."""

    def make(internet: Internet) -> tuple[Fetcher, Resolver]:
        said = internet.environment
        monkeypatch.setenv("SSL_CERT_FILE", said["SSL_CERT_FILE"])
        resolver = Resolver(read_place(said["VIGIE_RESOLVER"], port=53))
        egress: Place = read_place(said["VIGIE_EGRESS"].removeprefix("socks5://"), port=1080)
        return Fetcher(contact="https://vigie.example/", resolver=resolver, egress=egress), resolver

    return make


def test_a_rename_is_followed_hop_by_hop(told: Told, vigie: Open) -> None:
    internet = told("""
[[happens]]
day = 3
name = "new.net"
host = "cloudflare"
shows = "chat"
[[happens]]
day = 3
name = "old.net"
redirects = "https://new.net/"
""")
    fetcher, resolver = vigie(internet)
    before = asyncio.run(fetcher.get("http://old.net/"))
    internet.on(3)
    after = asyncio.run(fetcher.get("http://old.net/"))
    assert [hop.url for hop in before.chain] == ["http://old.net/", "https://old.net/"]
    assert [hop.url for hop in after.chain] == ["http://old.net/", "https://old.net/", "https://new.net/"]
    assert after.certificate_names == ("new.net", "www.new.net")
    assert after.body == before.body
    assert asyncio.run(resolver.look_up("new.net")).ns == ("dana.ns.cloudflare.com", "rick.ns.cloudflare.com")


def test_a_flaky_name_is_reached_because_the_resolver_asks_again(told: Told, vigie: Open) -> None:
    fetcher, _ = vigie(told('[[happens]]\nday = 1\nname = "old.net"\ndns = "flaky"\n'))
    assert asyncio.run(fetcher.get("https://old.net/")).status == 200


def test_no_world_leads_a_fetcher_to_a_private_address(told: Told, vigie: Open) -> None:
    fetcher, _ = vigie(told('[[happens]]\nday = 1\nname = "old.net"\nredirects = "http://127.0.0.1/"\n'))
    with pytest.raises(FetchFailed) as caught:
        asyncio.run(fetcher.get("https://old.net/"))
    assert caught.value.kind == "denied-address"
