"""A device with the extension's TUF client on it: one process a run, and what it keeps between two runs."""

import json
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CLIENT: Final = ROOT / "extension" / "test" / "tuf-client"
PATIENCE: Final = 30  # seconds; a run takes a quarter of one


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `error` is empty when it was good, or else begins with the kind of the refusal."""

    code: int
    error: str
    memory: int  # bytes, at the most

    @property
    def kind(self) -> str:
        """Why the run was refused, in the client's own word; empty when it was good."""
        assert (self.code == 0) == (self.error == ""), self.error
        return self.error.partition(":")[0]


class Device:
    """Keeps its metadata and the target files it took in a folder of its own."""

    def __init__(self, folder: Path, root: bytes, address: str) -> None:
        self.metadata, self.targets, self._address = folder / "metadata", folder / "targets", address
        self.targets.mkdir(parents=True)
        self.metadata.mkdir()
        (self.metadata / "root.json").write_bytes(root)  # all that the client's `init` does

    def copied(self, folder: Path) -> "Device":
        """Another device with all that this one keeps."""
        copy = Device(folder, b"", self._address)
        shutil.copytree(self.metadata, copy.metadata, dirs_exist_ok=True)
        shutil.copytree(self.targets, copy.targets, dirs_exist_ok=True)
        return copy

    def refresh(self, at: datetime | None = None) -> Outcome:
        """Bring the metadata up to date, as if it were another moment."""
        return self._ended(self.begin("refresh", at=at))

    def download(self, *names: str) -> Outcome:
        """Bring the metadata up to date and take these files."""
        return self._ended(self.begin("download", *names))

    def begin(self, command: str, *names: str, at: datetime | None = None) -> subprocess.Popen[str]:
        """Start a run and do not wait for it."""
        arguments = ["--metadata-dir", str(self.metadata), "--metadata-url", self._address]
        arguments += ["--target-base-url", f"{self._address}/targets", "--target-dir", str(self.targets)]
        arguments += [word for name in names for word in ("--target-name", name)]
        arguments += ["--now", at.strftime("%Y-%m-%dT%H:%M:%SZ")] if at else []
        return subprocess.Popen([str(CLIENT), *arguments, command], stderr=subprocess.PIPE, text=True)

    def kept(self) -> dict[str, int]:
        """The version of each role that it trusts."""
        files = self.metadata.glob("*.json")
        return {file.stem: json.loads(file.read_bytes())["signed"]["version"] for file in files}

    def state(self) -> dict[str, bytes]:
        """Every byte that it keeps."""
        files = [*self.metadata.glob("*.json"), *self.targets.iterdir()]
        return {file.name: file.read_bytes() for file in files}

    def _ended(self, run: subprocess.Popen[str]) -> Outcome:
        assert run.stderr is not None
        deadline = threading.Timer(PATIENCE, run.kill)
        deadline.start()
        with run.stderr as stream:
            error = stream.read()
        _, status, used = os.wait4(run.pid, 0)  # and not `communicate`: it does not tell the memory
        deadline.cancel()
        run.returncode = os.waitstatus_to_exitcode(status)
        return Outcome(run.returncode, error.strip(), used.ru_maxrss * 1024)
