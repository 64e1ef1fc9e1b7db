"""A feed with two releases of which a test may offer either, damage a file, or let the timestamp run out."""

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds.release import keys, upkeep
from feeds.release.folder import FeedFolder
from tests.browser import article
from tests.browser.installation import Installation


@dataclass(frozen=True)
class Feed:
    """A feed's folder as it is served, the two releases that can be put there, and the keys to sign others."""

    served: Path
    releases: dict[int, Path]
    online_keys: Path

    def offer_nothing(self) -> None:
        """Serve nothing at all."""
        shutil.rmtree(self.served, ignore_errors=True)

    def offer(self, serial: int) -> None:
        """Serve one release, whole."""
        self.offer_nothing()
        shutil.copytree(self.releases[serial], self.served)

    def offer_expired(self, serial: int) -> None:
        """Serve one release with a timestamp that was signed last week."""
        self.offer(serial)
        last_week = datetime.now(UTC) - timedelta(days=7)
        upkeep.resign(FeedFolder(self.served), keys.load(self.online_keys), last_week)

    def file(self, serial: int, kind: str) -> Path:
        """The served file of one kind (`names`, …) that a release brings."""
        described = json.loads((self.served / f"{serial}.targets.json").read_bytes())["signed"]["targets"][kind]
        return self.served / "targets" / f"{described['hashes']['sha256']}.{kind}"


def flip_last_byte(file: Path) -> None:
    """Damage a file without changing its length."""
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def put_out_second_release(own: Installation) -> None:
    """Put out a second release, which lists the new name of our article."""
    own.vigie("intake", article.write(own.folder), "--propose")
    number = json.loads(own.vigie("proposals", "list", "--json"))[0]["number"]
    own.vigie("proposals", "approve", str(number), "--as", "first-curator", "--reason", "The article says so.")
    own.vigie("release")
