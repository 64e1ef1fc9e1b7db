"""`rpz.zone`, read by BIND's zone checker and by unbound."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.release.exports import rpz_zone
from tests.exports.dns_server import ADDRESS, ask, free_port, knows_every_name, program, running
from tests.exports.sample import BLOCKED, LEFT_OUT, LONGEST_NAME, drawn

ZONE = "rpz.vigie.example"
OTHERS = ["example.org", "ado.fr", "notbounty.chat", *(line.name for line in LEFT_OUT)]
CONFIGURATION = """
server:
  interface: 127.0.0.1@{port}
  directory: "{folder}"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  module-config: "respip iterator"
  do-not-query-localhost: no
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@{elsewhere}
rpz:
  name: {zone}
  zonefile: "{zonefile}"
remote-control:
  control-enable: no
"""


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export, as a file."""
    file = tmp_path_factory.mktemp("unbound") / rpz_zone.FILE
    file.write_bytes(drawn()[rpz_zone.FILE])
    return file


@pytest.fixture(scope="module")
def port(export: Path) -> Iterator[int]:
    """An unbound that has the zone as its policy, and asks a server that knows every name for the rest."""
    port, elsewhere, configuration = free_port(), free_port(), export.with_name("unbound.conf")
    values = {"port": port, "elsewhere": elsewhere, "folder": export.parent, "zone": ZONE, "zonefile": export}
    configuration.write_text(CONFIGURATION.format(**values))
    unbound = [program("unbound"), "-d", "-p", "-c", str(configuration)]
    with (
        running(knows_every_name(elsewhere), elsewhere, export.with_suffix(".elsewhere.log")),
        running(unbound, port, export.with_suffix(".log")),
    ):
        yield port


def test_bind_loads_the_zone_under_the_serial_of_the_release(export: Path) -> None:
    command = [program("named-checkzone"), "-i", "full", "-k", "fail", ZONE, str(export)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.splitlines() == [f"zone {ZONE}/IN: loaded serial 7", "OK"]


@pytest.mark.parametrize("kind", ["A", "AAAA", "HTTPS"])
def test_a_listed_name_and_all_below_it_do_not_exist(port: int, kind: str) -> None:
    names = [*(name for name in BLOCKED if name != LONGEST_NAME), "www.bounty.chat", "a.b.bounty.chat"]
    assert {name: ask(port, name, kind) for name in names} == dict.fromkeys(names, ("NXDOMAIN", []))


def test_every_other_name_is_answered_as_before(port: int) -> None:
    assert {name: ask(port, name) for name in OTHERS} == dict.fromkeys(OTHERS, ("NOERROR", [ADDRESS]))


def test_a_name_that_leaves_the_zone_no_room_does_not_break_it(port: int, export: Path) -> None:
    assert LONGEST_NAME not in export.read_text()
    assert ask(port, LONGEST_NAME) == ("NOERROR", [ADDRESS])
