"""`vigie keys`, as operators use it, and a service that needs no root key."""

import json
import shutil
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from api.database import Database
from api.jobs import release, timestamp
from api.settings import Settings
from feeds.release.tables import Release
from feeds.release.verifying import verify
from feeds.review import journal
from feeds.review.tables import JournalEntry
from tests.api.conftest import Run
from tests.api.moments import now
from tests.browser import installation
from tests.browser.installation import Installation


def _keys(vigie: Run) -> dict[str, str]:
    listed = json.loads(vigie("keys", "list", "--json")[1])["keys"]
    return {key["role"]: key["key_id"] for key in listed}


def _serial(settings: Settings) -> int:
    return verify(settings.feed_dir, (settings.feed_dir / "1.root.json").read_bytes()).serial


def test_a_rotation_changes_one_key_and_says_which(vigie: Run, settings: Settings) -> None:
    before = _keys(vigie)
    code, said, _ = vigie("keys", "rotate", "timestamp")
    after = _keys(vigie)
    assert [role for role in before if before[role] != after[role]] == ["timestamp"]
    took = f"timestamp: {after['timestamp'][:8]} took the place of {before['timestamp'][:8]}.\n"
    assert (code, said.startswith(took)) == (0, True)
    assert _serial(settings) == 1


def test_the_journal_says_which_keys_were_replaced_and_why(vigie: Run, founded: Database) -> None:
    vigie("keys", "revoke", "snapshot", "--because", "stolen")
    vigie("keys", "rotate", "root-3", "root")
    with founded.read() as session:
        entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).all()
        assert journal.verify(entries) == len(entries)
    said = [(entry.action, entry.subject, entry.body["reason"]) for entry in entries if entry.actor == "keys"]
    assert said == [
        ("revoke", "snapshot key", "stolen"),
        ("revoke", "timestamp key", "stolen"),
        ("revoke", "root 3", "stolen"),
        ("rotate", "root-3 key", "in the ordinary course"),
        ("rotate", "root 4", "in the ordinary course"),
    ]


def test_a_new_targets_key_is_the_same_release_under_a_new_serial_on_record(
    vigie: Run, founded: Database, settings: Settings
) -> None:
    assert vigie("keys", "rotate", "targets")[0] == 0
    with founded.read() as session:
        first, again = session.exec(select(Release).order_by(col(Release.serial))).all()
    assert (first.serial, again.serial, again.added, again.removed) == (1, 2, 0, 0)
    assert (first.names_sha256, first.names) == (again.names_sha256, again.names)
    assert release.run(founded, settings, now()).changed is False
    assert _serial(settings) == 2


def test_the_service_and_its_jobs_run_with_the_root_keys_gone(founded: Database, settings: Settings) -> None:
    shutil.rmtree(settings.root_keys_dir)
    assert timestamp.run_if_due(founded, settings, now() + timedelta(hours=7))
    assert release.run(founded, settings, now()).serial == 1
    assert not settings.root_keys_dir.exists()


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Installation:
    """An installation of this test's own."""
    return installation.copied(installation.found_once(tmp_path_factory), tmp_path)


def test_vigie_serve_starts_with_the_root_keys_gone(service: Installation, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data" / "root-keys")
    with service.serving():
        assert "holds" in service.vigie("verify", f"{service.address}/feed/")
    assert not (tmp_path / "data" / "root-keys").exists()


def test_a_running_service_gives_a_client_the_new_root_at_once(service: Installation) -> None:
    with service.serving():
        for role in ("root-1", "timestamp"):
            service.vigie("keys", "rotate", role)
            newest = (service.feed / "root.json").read_bytes()
            address = f"{service.address}/feed/{json.loads(newest)['signed']['version']}.root.json"
            with urllib.request.urlopen(address, timeout=5) as answer:
                assert answer.read() == newest


def test_root_keys_on_three_media_rotate_with_two_of_them(vigie: Run, settings: Settings, tmp_path: Path) -> None:
    media = {name: tmp_path / f"medium of {name}" for name in ("root-1", "root-2", "root-3", "new")}
    passphrase = settings.root_keys_dir / "passphrase.txt"
    shutil.copy(passphrase, tmp_path / "passphrase")
    for name in ("root-1", "root-2", "root-3"):
        media[name].mkdir()
        shutil.move(settings.root_keys_dir / f"{name}.pem", media[name])
    shutil.rmtree(settings.root_keys_dir)
    given = ["--root-passphrase-file", str(tmp_path / "passphrase"), "--root-keys", str(media["root-1"])]
    code, _, refusal = vigie("keys", "rotate", "root-2", *given)
    assert (code, refusal) == (1, "vigie: A new root needs 2 of the 3 root keys; 1 of them can sign here.")
    given += ["--root-keys", str(media["root-3"]), "--into", str(media["new"])]
    assert vigie("keys", "revoke", "root-2", "--because", "lost", *given)[0] == 0
    assert [file.name for file in media["new"].iterdir()] == ["root-2.pem"]
    assert _serial(settings) == 1


def test_without_any_root_key_nothing_is_rotated(vigie: Run, settings: Settings) -> None:
    shutil.rmtree(settings.root_keys_dir)
    code, _, refusal = vigie("keys", "rotate", "timestamp")
    assert (code, refusal) == (
        1,
        f"vigie: There is no root key in {settings.root_keys_dir}; two of the three are needed.",
    )


def test_a_wrong_or_missing_passphrase_is_one_sentence(vigie: Run, settings: Settings, tmp_path: Path) -> None:
    key = settings.root_keys_dir / "root-1.pem"
    (tmp_path / "wrong").write_text("not the passphrase at all\n")
    code, _, refusal = vigie("keys", "rotate", "root", "--root-passphrase-file", str(tmp_path / "wrong"))
    assert (code, refusal) == (1, f"vigie: The passphrase does not open {key}.")
    (settings.root_keys_dir / "passphrase.txt").unlink()
    code, _, refusal = vigie("keys", "rotate", "root")
    assert (code, refusal) == (1, f"vigie: {key} needs a passphrase: name a file with --root-passphrase-file.")
    assert not (settings.feed_dir / "2.root.json").exists()


def test_the_list_warns_of_what_is_missing(vigie: Run, settings: Settings) -> None:
    (settings.online_keys_dir / "snapshot.pem").unlink()
    code, said, warned = vigie("keys", "list")
    assert (code, len(said.splitlines())) == (0, 6)
    assert warned == "vigie: The snapshot key is not here: restore it, or run `vigie keys revoke snapshot`.\n"


def test_keys_are_not_made_twice(vigie: Run, settings: Settings) -> None:
    code, _, refusal = vigie("keys", "init")
    assert (code, "`vigie keys rotate` replaces keys" in refusal) == (1, True)
    assert _serial(settings) == 1


def test_a_revocation_says_what_happened_to_the_key(vigie: Run) -> None:
    assert vigie("keys", "revoke", "timestamp")[0] == 2
    assert vigie("keys", "rotate", "everything")[0] == 2


def test_init_says_plainly_that_a_passphrase_beside_its_keys_protects_nothing(vigie: Run, settings: Settings) -> None:
    said = vigie("init")[1]
    assert "passphrase.txt: until it is moved elsewhere, it protects nothing.\n" in said
    (settings.root_keys_dir / "passphrase.txt").unlink()
    assert "passphrase" not in vigie("init")[1]
