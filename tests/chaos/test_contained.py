"""No more than a container of the composition has: a root that cannot be written, and no capability."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.conftest import Outcome
from tests.chaos.processes import House, house
from tests.chaos.traffic import approve_name, counted, report, until_out

# In a mount name space of its own: the data folder is the one thing that can be written. Whoever may write anything
# may not do so without capabilities either.
CONTAINED = (
    "mount --bind {data} {data} && mount -o remount,bind,ro / && "
    'exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs -- "$0" "$@"'
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "house") as made:
        yield made


def contained(made: House) -> list[str]:
    """Return the command that runs another one in there."""
    script = CONTAINED.format(data=shlex.quote(str(made.folder / "data")))
    return ["unshare", "--map-root-user", "--mount", "--propagation", "private", "sh", "-c", script]


def test_a_service_and_a_watch_need_no_capability_and_write_in_their_data_folder_alone(
    made: House, outcome: Outcome
) -> None:
    inside, temporary = contained(made), made.folder / "data" / "tmp"
    temporary.mkdir()
    service = made.serve(prefix=inside, TMPDIR=str(temporary))
    service.until_ready()
    status = Path(f"/proc/{service.pid}/status").read_text(encoding="utf-8")
    held = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith(("Cap", "NoNew"))}
    assert held == {**dict.fromkeys(("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"), "0" * 16), "NoNewPrivs": "1"}
    taken = [report(service.address, number)[0] for number in range(3)]
    approve_name(made, "coco-later.chat")
    until_out(made, "coco-later.chat")
    watch = made.watch(prefix=inside, TMPDIR=str(temporary))
    watch.until_said("candidates")
    watch.stop()
    assert watch.code == 0
    lost = taken.count(202) - counted(made)
    assert taken == [202] * 3
    outcome("a read-only root, no capabilities", "reports taken, a release out, the Watch looks", lost)


def test_in_there_nothing_else_can_be_written(made: House) -> None:
    beside = made.folder / "beside"
    write = [sys.executable, "-c", "import sys; open(sys.argv[1], 'w')", str(beside)]
    refused = subprocess.run([*contained(made), *write], capture_output=True, text=True, check=False)
    assert "Read-only file system" in refused.stderr
    assert not beside.exists()
