"""`python -m tests.internet`: a person looks at a world."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dns.message
import dns.query

from tests.internet.conftest import BEGINNING

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.internet"]


@contextmanager
def serving(*arguments: str) -> Iterator[list[str]]:
    """What the command prints until it serves; it is interrupted when the block ends, as a person would."""
    with subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout
        lines = []
        for line in command.stdout:
            lines.append(line.rstrip("\n"))
            if "SSL_CERT_FILE" in line:
                break
        try:
            yield lines
        finally:
            command.terminate()


def test_it_serves_a_world_of_the_house_on_a_day_and_says_how_to_live_there() -> None:
    with serving("rename-redirect", "--day", "40") as lines:
        assert "Day 40 of [1, 40]:" in lines
        assert any(line.split() == ["coco.fr", "redirects", "to", "https://coco.gg/", "(301)"] for line in lines)
        assert "  day 45: coco.fr coco.gg is renamed" in lines
        settings = dict(line.removeprefix("  export ").split("=", 1) for line in lines if "export" in line)
        assert set(settings) == {"VIGIE_RESOLVER", "VIGIE_EGRESS", "SSL_CERT_FILE"}
        assert Path(settings["SSL_CERT_FILE"]).read_text(encoding="ascii").startswith("-----BEGIN CERTIFICATE-----")
        host, port = settings["VIGIE_RESOLVER"].split(":")
        assert dns.query.udp(dns.message.make_query("coco.gg", "A"), host, port=int(port), timeout=10).answer


def test_it_refuses_a_wrong_world_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(BEGINNING.replace("ovh", "ohv"), encoding="utf-8")
    done = subprocess.run([*COMMAND, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{path}: happens.1.host: there is no such host")
