"""`dnsmasq.conf`, read by dnsmasq."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.release.exports import dnsmasq_conf
from tests.exports.dns_server import ADDRESS, ask, free_port, knows_every_name, program, running
from tests.exports.sample import BLOCKED, LEFT_OUT, drawn


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export, as a file."""
    file = tmp_path_factory.mktemp("dnsmasq") / dnsmasq_conf.FILE
    file.write_bytes(drawn()[dnsmasq_conf.FILE])
    return file


@pytest.fixture(scope="module")
def port(export: Path) -> Iterator[int]:
    """A dnsmasq that reads the export and knows the address of every other name."""
    port = free_port()
    with running([*knows_every_name(port), f"--conf-file={export}"], port, export.with_suffix(".log")):
        yield port


def test_dnsmasq_finds_nothing_wrong_with_it(export: Path) -> None:
    command = [program("dnsmasq"), "--test", f"--conf-file={export}"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr.strip()) == (0, "dnsmasq: syntax check OK.")


@pytest.mark.parametrize("kind", ["A", "AAAA", "HTTPS"])
def test_a_listed_name_and_all_below_it_do_not_exist(port: int, kind: str) -> None:
    names = [*BLOCKED, "www.bounty.chat", "a.b.bounty.chat"]
    assert {name: ask(port, name, kind) for name in names} == dict.fromkeys(names, ("NXDOMAIN", []))


def test_every_other_name_is_answered_as_before(port: int) -> None:
    names = ["example.org", "ado.fr", "notbounty.chat", *(line.name for line in LEFT_OUT)]
    assert {name: ask(port, name) for name in names} == dict.fromkeys(names, ("NOERROR", [ADDRESS]))
