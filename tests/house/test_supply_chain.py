"""What we stand on: pinned by digest, said in a bill of materials, and under licences that go with ours."""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# By the words that packages write, in old fields and in SPDX expressions: permissive, or weak copyleft used as it is.
GOES_WITH_OURS = re.compile(
    r"\b(?:Apache|MIT|BSD|ISC|PSF|Python|CNRI|MPL|Mozilla|LGPL-3\.0-only|LGPL-2\.1-or-later|Zlib|CC0|Unlicense)\b"
)


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock file with what follows its name."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==((?:.+\\\n)*.+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_by_digest_and_names_no_index(lock: str) -> None:
    assert len(pinned(lock)) > 50
    assert [name for name, rest in pinned(lock).items() if "--hash=sha256:" not in rest] == []
    assert "index-url" not in (ROOT / lock).read_text(encoding="utf-8")


def test_every_npm_package_is_pinned_by_digest_and_none_is_needed_at_run_time() -> None:
    packages = json.loads((ROOT / "extension" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    others = {name: package for name, package in packages.items() if name}
    assert [name for name, package in others.items() if "integrity" not in package] == []
    assert [name for name, package in others.items() if "resolved" in package] == []
    assert [name for name, package in others.items() if not (package.get("dev") or package.get("devOptional"))] == []


def test_the_bill_of_materials_names_every_package_with_its_digests(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), "requirements", "requirements.lock"]
    command += ["--pyproject", "pyproject.toml", "--output-reproducible", "-o", str(tmp_path / "sbom.json")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["name"] == "vigie"
    components = {part["name"]: part for part in bill["components"]}
    assert components.keys() == pinned("requirements.lock").keys()
    assert [name for name, part in components.items() if not part["externalReferences"][0]["hashes"]] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"cyclonedx-py {' '.join(command[1:-1])} sbom.json" in makefile


def licences(name: str) -> list[str]:
    """What an installed package says of its licence."""
    about = metadata(name).json
    classified = [word for word in about.get("classifier", []) if word.startswith("License ::")]
    return [str(word) for word in (about.get("license_expression"), about.get("license"), *classified) if word]


def test_every_licence_goes_with_ours() -> None:
    strange = {}
    for name in pinned("requirements.lock"):
        try:
            said = licences(name)
        except PackageNotFoundError:
            continue  # one for another system
        if not any(GOES_WITH_OURS.search(word) for word in said):
            strange[name] = said
    assert strange == {}
