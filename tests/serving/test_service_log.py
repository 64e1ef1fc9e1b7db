"""What our own process writes about those who read the feed, or report a site: nothing."""

import json
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from tests.browser.installation import found

SENDER: Final = "203.0.113.7"
REPORT: Final = {"name": "forum.example.com", "kind": "risky", "words": "Somebody there asked for pictures."}


def test_no_reader_and_no_report_is_written_down(tmp_path: Path) -> None:
    headers = {"X-Forwarded-For": SENDER, "User-Agent": "a-browser-of-its-own", "Content-Type": "application/json"}
    with found(tmp_path).serving() as service:
        for path in ("/feed/timestamp.json", "/lists/domains.txt", "/"):
            urlopen(Request(f"{service.address}{path}", headers=headers), timeout=20).close()
        body = json.dumps(REPORT).encode()
        urlopen(Request(f"{service.address}/api/v1/reports", body, headers), timeout=20).close()
    written = (tmp_path / "service.log").read_text()
    assert "Listening" in written  # it did keep a log
    telling = [SENDER, "203.0.113.0", "a-browser-of-its-own", "timestamp.json", "example.com", "pictures"]
    assert [what for what in telling if what in written] == []
