"""`/lists`: figures that are true of the files, and instructions that the programs themselves follow."""

import html
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from feeds.release.exports import BLOCKLISTS, MEDIA_TYPES
from tests.browser.waiting import until
from tests.exports.dns_server import ADDRESS, ask, free_port, knows_every_name, program, running
from tests.public.service import Service
from tests.public.visiting import visiting

NOWHERE: Final[tuple[str, list[str]]] = ("NXDOMAIN", [])
OTHER: Final = "example.org"
_UNBOUND: Final = """
server:
  interface: 127.0.0.1@{port}
  directory: "{place}"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  do-not-query-localhost: no
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@{elsewhere}
remote-control:
  control-enable: no
"""

_NAMED: Final = """
  directory "{place}";
  listen-on port {port} {{ 127.0.0.1; }};
  listen-on-v6 {{ none; }};
  pid-file none;
  session-keyfile none;
  dnssec-validation no;
  forward only;
  forwarders {{ 127.0.0.1 port {elsewhere}; }};
"""
_RNDC: Final = """
key "test" {{ algorithm hmac-sha256; secret "dGVzdA=="; }};
controls {{ inet 127.0.0.1 port {control} allow {{ 127.0.0.1; }} keys {{ "test"; }}; }};
"""
_RNDC_CLIENT: Final = """
key "test" {{ algorithm hmac-sha256; secret "dGVzdA=="; }};
options {{ default-key "test"; default-server 127.0.0.1; default-port {control}; }};
"""


def _read(service: Service, path: str) -> str:
    with urlopen(f"{service.address}{path}", timeout=20) as answer:
        return str(answer.read().decode())


@pytest.fixture(scope="module")
def page(service: Service) -> str:
    """The page, with the address of the service in it."""
    return _read(service, "/lists")


@pytest.fixture(scope="module")
def listed(service: Service) -> str:
    """A name that the lists block."""
    return _read(service, "/lists/domains.txt").splitlines()[-1]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that knows an address for every name."""
    port = free_port()
    with running(knows_every_name(port), port, tmp_path_factory.mktemp("elsewhere") / "log"):
        yield port


def _told(page: str, name: str) -> list[str]:
    """What there is to copy in a program's paragraph."""
    section = page.partition(f'<section id="{name}">')[2].partition("</section>")[0]
    return [html.unescape(found) for found in re.findall(r"<code [^>]*>(.*?)</code>", section, re.DOTALL)]


def _run(lines: str) -> None:
    done = subprocess.run(["/bin/sh", "-ec", lines], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_list_is_there_with_its_count_and_its_size(page: str, service: Service) -> None:
    row = re.compile(r'<a href="/lists/([^"]+)">.*?<td class="number">([^<]+)</td><td class="number">([^<]+)</td>')
    shown = {file: (names, size) for file, names, size in row.findall(page)}
    assert set(shown) == set(MEDIA_TYPES)
    for form in BLOCKLISTS:
        said = re.search(r"Names: (\d+)", _read(service, f"/lists/{form.FILE}"))
        assert said is not None
        assert shown[form.FILE][0] == said[1]
    for file, (_, size) in shown.items():
        length = len(_read(service, f"/lists/{file}").encode())
        assert size == (f"{length}\u00a0B" if length < 1000 else f"{length / 1000:.1f}\u00a0kB".replace(".0", ""))


@pytest.mark.parametrize("name", ["pihole", "adguard", "ublock", "hosts"])
def test_an_address_to_paste_is_that_of_a_list(page: str, service: Service, listed: str, name: str) -> None:
    # Pi-hole and AdGuard Home are in no registry that the tests may install from, so nobody pastes it there: what
    # AdGuard's own parser makes of the list, `tests/exports/test_adblock.py` asks; uBlock Origin's, `test_ublock.py`.
    (address,) = _told(page, name)
    assert listed in _read(service, address.removeprefix(service.address))


def test_unbound_fetches_the_zone_as_it_is_told(page: str, listed: str, elsewhere: int, tmp_path: Path) -> None:
    (told,) = _told(page, "unbound")
    port, configuration = free_port(), tmp_path / "unbound.conf"
    around = _UNBOUND.format(port=port, place=tmp_path, elsewhere=elsewhere)
    configuration.write_text(around + told.replace("/var/lib/unbound/", f"{tmp_path}/"))
    with running([program("unbound"), "-d", "-p", "-c", str(configuration)], port, tmp_path / "log"):
        until("zone that was fetched", lambda: ask(port, f"www.{listed}") == NOWHERE)
        assert ask(port, OTHER) == ("NOERROR", [ADDRESS])


def test_dnsmasq_reads_the_file_that_it_is_told_to_fetch(page: str, listed: str, tmp_path: Path) -> None:
    (told,) = _told(page, "dnsmasq")
    fetch, check = told.replace("/etc/dnsmasq.d", str(tmp_path)).splitlines()
    _run(fetch)
    file = f"--conf-file={tmp_path}/vigie.conf"
    _run(check.replace("dnsmasq --test && systemctl restart dnsmasq", f"{program('dnsmasq')} --test {file}"))
    port = free_port()
    with running([*knows_every_name(port), file], port, tmp_path / "log"):
        assert (ask(port, f"www.{listed}"), ask(port, OTHER)) == (NOWHERE, ("NOERROR", [ADDRESS]))


def test_bind_answers_from_the_zone_as_it_is_told_and_reads_it_again(
    page: str, listed: str, elsewhere: int, tmp_path: Path
) -> None:
    configuration, fetch = (told.replace("/var/cache/bind", str(tmp_path)) for told in _told(page, "bind"))
    port, control = free_port(), free_port()
    around = _NAMED.format(place=tmp_path, port=port, elsewhere=elsewhere)
    (tmp_path / "named.conf").write_text(
        configuration.replace("options {", f"options {{ {around}", 1) + _RNDC.format(control=control)
    )
    (tmp_path / "rndc.conf").write_text(_RNDC_CLIENT.format(control=control))
    *lines, reload = fetch.splitlines()
    _run("\n".join(lines).replace("named-checkzone", program("named-checkzone")))
    with running([program("named"), "-f", "-c", str(tmp_path / "named.conf")], port, tmp_path / "log"):
        # BIND answers before it has made a policy of the zone that it loaded.
        until("policy of the zone", lambda: ask(port, f"www.{listed}") == ask(port, listed) == NOWHERE)
        assert ask(port, OTHER) == ("NOERROR", [ADDRESS])
        zone = tmp_path / "vigie.zone"
        serial = re.search(r"SOA \S+ \S+ (\d+)", zone.read_text())
        assert serial is not None
        left = re.sub(rf"^(\*\.)?{re.escape(listed)} .*\n", "", zone.read_text(), flags=re.MULTILINE)
        zone.write_text(left.replace(f" {serial[1]} ", f" {int(serial[1]) + 1} ", 1))
        _run(reload.replace("rndc", f"{program('rndc')} -c {tmp_path}/rndc.conf"))
        until("zone that was read again", lambda: ask(port, listed) == ("NOERROR", [ADDRESS]))


def test_the_zone_for_a_page_that_says_why_leads_there(page: str, listed: str, tmp_path: Path) -> None:
    (told,) = _told(page, "why")
    *lines, reload = told.replace("/var/lib/unbound", str(tmp_path)).splitlines()
    assert reload == "unbound-control auth_zone_reload rpz.vigie.example"
    _run("\n".join(lines))
    zone = (tmp_path / "vigie.zone").read_text()
    assert f"\n{listed} A 192.168.1.2\n" in zone
    _run(f"{program('named-checkzone')} -q rpz.vigie.example {tmp_path}/vigie.zone")


@pytest.mark.browser
def test_a_button_copies_what_stands_beside_it(chromium: Browser, service: Service, page: str) -> None:
    with visiting(chromium, service, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.goto("/lists")
        unbound = tab.locator("#unbound")
        unbound.get_by_role("button", name="Copy").click()
        expect(unbound.get_by_role("status")).to_have_text("Copied.")
        assert tab.evaluate("navigator.clipboard.readText()") == _told(page, "unbound")[0]


@pytest.mark.browser
def test_without_scripts_it_says_the_same_and_offers_no_button(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service, java_script_enabled=False) as tab:
        tab.goto("/lists")
        expect(tab.locator("#unbound code")).to_contain_text(f"url: {service.address}/lists/rpz.zone")
        expect(tab.get_by_role("button")).to_have_count(0)


def test_the_recipe_of_the_manual_finds_a_listed_name_and_no_other(service: Service, listed: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"```python\n(.*?)```", manual, re.DOTALL)
    told: dict[str, Any] = {}
    exec(recipe, told)
    assert told["listed"](f"chat.{listed}", service.address)["stance"] == "warn"
    assert told["listed"](OTHER, service.address) is None
