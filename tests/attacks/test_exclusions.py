"""What the world's conformance suite is told to expect of the client is what our page about it explains."""

import re

from tests.attacks.device import CLIENT, ROOT


def test_every_excluded_test_is_explained_and_counted() -> None:
    lines = CLIENT.with_suffix(".xfails").read_text(encoding="utf-8").splitlines()
    excluded = [line for line in lines if not line.startswith("#")]
    page = (ROOT / "docs" / "tuf-conformance.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(test_.+?)` \| .+ \|$", page, re.MULTILINE) == excluded
    assert f"| excluded | **{len(excluded)}**:" in page
