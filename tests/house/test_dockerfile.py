"""The rules that the image keeps, and that it is made by the steps of make. No engine is needed to hold them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _instructions() -> Iterator[tuple[str, str]]:
    lines = (
        line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    for line in filter(None, whole.splitlines()):
        word, _, rest = line.partition(" ")
        yield word, rest


ALL = list(_instructions())
RUNTIME = ALL[max(place for place, (word, _) in enumerate(ALL) if word == "FROM") :]


def _said(word: str, instructions: list[tuple[str, str]] = ALL) -> list[str]:
    return [rest for found, rest in instructions if found == word]


def _copied() -> list[str]:
    here = [shlex.split(rest) for rest in _said("COPY") if not rest.startswith("--from=")]
    return [source.rstrip("/") for words in here for source in words[:-1]]


def _pip_options(text: str) -> list[str]:
    for_one_time_use = {"--quiet", "--no-cache-dir", "--disable-pip-version-check"}
    installs = re.findall(r"(?:pip|PIP\)).*? install (.+)", text)
    return [" ".join(word for word in install.split() if word not in for_one_time_use) for install in installs]


def test_every_base_is_pinned_to_a_version() -> None:
    bases = [rest.split()[0] for rest in _said("FROM")]
    assert len(bases) == 2
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", base) for base in bases)


def test_it_does_not_run_as_root() -> None:
    users = _said("USER", RUNTIME)
    assert users
    assert all(re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user) for user in users)


def test_nothing_is_added_from_elsewhere() -> None:
    assert _said("ADD") == []


def test_what_it_copies_exists_and_is_let_in() -> None:
    let_in = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = _copied()
    assert set(copied) == let_in
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_everything_but_what_it_copies_stays_out() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert next(rule for rule in rules if not rule.startswith("#")) == "*"


def test_it_installs_by_the_steps_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    setup = makefile[makefile.index("\n.venv/run:") : makefile.index("\n.venv/dev:")]
    steps = _pip_options(setup)
    assert "--require-hashes" in steps[0]
    assert _pip_options("\n".join(_said("RUN"))) == steps


def test_it_writes_to_the_data_volume_alone() -> None:
    assert _said("VOLUME", RUNTIME) == ["/data"]
    environment = " ".join(_said("ENV", RUNTIME))
    assert "VIGIE_DATA_DIR=/data" in environment
    assert "PYTHONDONTWRITEBYTECODE=1" in environment


def test_its_health_is_whether_it_can_do_its_work() -> None:
    (check,) = _said("HEALTHCHECK", RUNTIME)
    (port,) = _said("EXPOSE", RUNTIME)
    assert f"http://127.0.0.1:{port}/readyz" in check


def test_it_serves_with_the_same_program() -> None:
    assert _said("ENTRYPOINT", RUNTIME) == ['["vigie"]']
    (arguments,) = _said("CMD", RUNTIME)
    assert arguments == '["serve", "--host", "0.0.0.0", "--port", "8000"]'
