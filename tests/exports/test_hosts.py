"""`hosts.txt`, read by the C library's resolver, in a name space of its own where it lies over /etc/hosts."""

import shlex
import subprocess
from pathlib import Path

import pytest

from feeds.release.exports import hosts_txt
from tests.exports.sample import BLOCKED, LEFT_OUT, drawn

# A new network without any interface: what the file does not answer, nobody does.
ALONE = ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c"]


@pytest.fixture
def hosts(tmp_path: Path) -> Path:
    """The export, as an operating system would have it."""
    file = tmp_path / "hosts"
    file.write_bytes(drawn()[hosts_txt.FILE])
    return file


def _resolve(hosts: Path, names: list[str]) -> dict[str, str]:
    script = f"mount --bind {shlex.quote(str(hosts))} /etc/hosts && exec getent ahosts {{}}"
    found = {}
    for name in names:
        command = [*ALONE, script.format(shlex.quote(name))]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        assert answer.returncode in (0, 2), answer.stderr  # 2: no such name
        found[name] = answer.stdout.split(maxsplit=1)[0] if answer.stdout else ""
    return found


def test_every_listed_name_leads_nowhere(hosts: Path) -> None:
    assert _resolve(hosts, BLOCKED) == dict.fromkeys(BLOCKED, "0.0.0.0")


def test_so_does_the_name_with_www_before_it(hosts: Path) -> None:
    names = ["www.bounty.chat", "www.chat.ado.fr", "www.yes-no.co.uk"]
    assert _resolve(hosts, names) == dict.fromkeys(names, "0.0.0.0")


def test_the_file_says_nothing_of_other_names(hosts: Path) -> None:
    names = ["example.org", "ado.fr", "www.www.yes-no.co.uk", *(line.name for line in LEFT_OUT)]
    assert _resolve(hosts, names) == dict.fromkeys(names, "")


def test_no_host_is_there_twice(hosts: Path) -> None:
    lines = [line for line in hosts.read_text().splitlines() if not line.startswith("#")]
    assert len(lines) == len(set(lines))
