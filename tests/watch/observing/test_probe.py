"""One look at names of the small internet, through the real fetcher and resolver."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import mmh3
import pytest

from feeds.fetching import Fetcher, Limits, Place, Resolver
from feeds.hostnames import parse
from feeds.watch.observing import BadObservation, Observed, from_json, probe
from tests.internet.reading import read
from tests.internet.running import Internet, running

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORLD = """
title = "Names for one look"
kind = "honest rename"
set = "calibration"
story = "A name for each thing that one look has to survive."

[site.chat]
template = "chat"
brand = "Dusk"
title = "Dusk, the evening chat"
icon = "dusk"
trackers = ["UA-20417733-1"]

[[happens]]
day = 1
name = "dusk.fr"
host = "ovh"
shows = "chat"
registered = 2015-04-02
mail = ["mail.dusk.fr"]

[[happens]]
day = 1
name = "plain.fr"
host = "ovh"
https = false
shows = "chat"

[[happens]]
day = 1
name = "old.fr"
host = "ovh"
redirects = "https://dusk.fr/"

[[happens]]
day = 1
name = "one.fr"
host = "ovh"
redirects = "https://two.fr/"

[[happens]]
day = 1
name = "two.fr"
host = "ovh"
redirects = "https://one.fr/"

[[happens]]
day = 1
name = "flaky.fr"
host = "ovh"
dns = "flaky"
shows = "chat"

[[happens]]
day = 1
name = "broken.fr"
host = "ovh"
dns = "SERVFAIL"
shows = "chat"

[[happens]]
day = 1
name = "down.fr"
host = "ovh"
fails = "503"

[[happens]]
day = 1
name = "*.wild.fr"
host = "bodis"
shows = "chat"

[[expect]]
day = 1
old = "old.fr"
new = "dusk.fr"
verdict = "renamed"
"""


@pytest.fixture(scope="module")
def internet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    folder = tmp_path_factory.mktemp("internet")
    (folder / "looks.toml").write_text(WORLD, encoding="utf-8")
    with running(read(folder / "looks.toml"), folder) as internet:
        yield internet


@pytest.fixture
def looked(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> "Looked":
    monkeypatch.setenv("SSL_CERT_FILE", str(internet.authority))
    return Looked(internet)


class Looked:
    """Looks at a name of the world, once."""

    def __init__(self, internet: Internet) -> None:
        self.internet = internet

    def at(self, name: str) -> Observed:
        resolver = Resolver(Place(*self.internet.resolver), seconds=2)
        fetcher = Fetcher(
            contact="http://127.0.0.1/",
            resolver=resolver,
            egress=Place(*self.internet.door),
            limits=Limits(step_seconds=2, total_seconds=4),
        )
        return asyncio.run(probe(parse(name), fetcher, resolver, NOW))


def test_everything_that_a_name_shows_is_kept(looked: Looked) -> None:
    seen = looked.at("dusk.fr").observation
    assert (seen.name, seen.at, seen.status, seen.failure) == ("dusk.fr", NOW, 200, None)
    assert seen.dns.addresses
    assert seen.dns.ns == ("dns19.ovh.net", "ns19.ovh.net")
    assert seen.dns.mx == ("mail.dusk.fr",)
    assert "dusk.fr" in seen.certificate_names
    assert seen.page is not None
    assert seen.page.title == "Dusk, the evening chat"
    assert seen.registration is not None
    assert seen.registration.registered == datetime(2015, 4, 2, tzinfo=UTC)


def test_the_capture_is_what_the_observation_was_read_from(looked: Looked) -> None:
    observed = looked.at("dusk.fr")
    assert observed.capture is not None
    assert b"Dusk, the evening chat" in observed.capture
    assert observed.observation.capture == hashlib.sha256(observed.capture).hexdigest()


def test_one_favicon_is_asked_for_and_the_same_one_is_known_again(looked: Looked) -> None:
    icons = {looked.at(name).observation.icon for name in ("dusk.fr", "old.fr", "plain.fr")}
    assert len(icons) == 1
    assert icons != {None}
    assert icons != {mmh3.hash(b"")}


def test_a_name_without_https_is_seen_over_http(looked: Looked) -> None:
    seen = looked.at("plain.fr").observation
    assert (seen.status, seen.certificate_names) == (200, ())
    assert [hop.url for hop in seen.chain] == ["http://plain.fr/"]


def test_a_redirect_is_kept_hop_by_hop(looked: Looked) -> None:
    seen = looked.at("old.fr").observation
    assert [(hop.url, hop.status) for hop in seen.chain] == [("https://old.fr/", 301), ("https://dusk.fr/", 200)]


def test_a_circle_of_redirects_is_a_failure_with_its_way(looked: Looked) -> None:
    seen = looked.at("one.fr").observation
    assert (seen.failure, seen.status, seen.page) == ("too-many-redirects", None, None)
    assert {hop.url for hop in seen.chain} == {"https://one.fr/", "https://two.fr/"}


def test_a_failing_name_server_is_asked_again_before_a_name_is_called_dead(looked: Looked) -> None:
    assert looked.at("flaky.fr").observation.status == 200
    broken = looked.at("broken.fr").observation
    assert (broken.dns.rcode, broken.failure) == ("SERVFAIL", "dns")


def test_a_name_that_does_not_exist_is_an_observation(looked: Looked) -> None:
    seen = looked.at("nobody.fr").observation
    assert (seen.dns.rcode, seen.failure, seen.page, seen.registration) == ("NXDOMAIN", "dns", None, None)


def test_an_error_is_an_answer(looked: Looked) -> None:
    assert looked.at("down.fr").observation.status == 503


def test_a_wildcard_zone_is_known(looked: Looked) -> None:
    assert looked.at("dusk.wild.fr").observation.wildcard
    assert not looked.at("dusk.fr").observation.wildcard


@pytest.mark.parametrize("name", ["dusk.fr", "one.fr", "nobody.fr"])
def test_an_observation_is_the_same_after_it_was_stored(looked: Looked, name: str) -> None:
    seen = looked.at(name).observation
    assert from_json(json.loads(json.dumps(seen.as_json()))) == seen


def test_an_observation_of_another_version_or_shape_is_refused(looked: Looked) -> None:
    stored = looked.at("nobody.fr").observation.as_json()
    with pytest.raises(BadObservation, match="version 2"):
        from_json(stored | {"version": 2})
    with pytest.raises(BadObservation, match="chain"):
        from_json(stored | {"chain": 7})
