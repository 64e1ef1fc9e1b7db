"""Key files: for their owner alone, root keys behind a passphrase, and no secret in anything that is said."""

import base64
import logging
import stat
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from securesystemslib.signer import CryptoSigner

from feeds.release import keys
from feeds.release.keys import BadPassphrase, KeysMissing
from feeds.release.keys.passphrases import beside, from_file, long_enough, made
from tests.release.key_rooms_for_tests import PASSPHRASE, Founded, found, passphrase

NOW = datetime.now(UTC)


@pytest.fixture
def feed(tmp_path: Path) -> Founded:
    """A feed with one Release out."""
    return found(tmp_path, NOW)


def test_only_the_owner_can_read_a_key_before_and_after_a_rotation(feed: Founded) -> None:
    feed.rotate(NOW, "timestamp", "root-2")
    files = [*(feed.path / "keys").iterdir(), *(feed.path / "root-keys").iterdir()]
    assert sorted(file.stem for file in files) == sorted([*keys.ONLINE_ROLES, *keys.ROOT_KEYS])
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_root_keys_are_encrypted_and_stay_so_when_they_are_rotated(feed: Founded) -> None:
    feed.rotate(NOW, "root-2")
    for file in (feed.path / "root-keys").iterdir():
        assert file.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


@pytest.mark.parametrize("given", [b"seven lanterns over a gray harbour", b"", PASSPHRASE + b"\n"])
def test_a_wrong_passphrase_is_one_sentence_and_changes_nothing(feed: Founded, given: bytes) -> None:
    with pytest.raises(BadPassphrase) as refusal:
        keys.found_in(feed.path / "root-keys", lambda _key: given)
    assert str(refusal.value) == f"The passphrase does not open {feed.path / 'root-keys' / 'root-1.pem'}."


def test_a_key_of_another_kind_is_refused(feed: Founded) -> None:
    other = CryptoSigner.generate_ecdsa().private_bytes
    (feed.path / "keys" / "timestamp.pem").write_bytes(other)
    with pytest.raises(KeysMissing, match=r"timestamp\.pem is not an Ed25519 key"):
        keys.load(feed.path / "keys")


def test_an_encrypted_key_without_a_passphrase_is_said(feed: Founded) -> None:
    with pytest.raises(BadPassphrase, match=r"root-1\.pem is encrypted, and no passphrase was given"):
        keys.load(feed.path / "root-keys", ("root-1",))


def test_no_secret_is_in_what_is_shown_logged_or_raised(feed: Founded, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = _secrets(feed)
    rotation = feed.rotate(NOW, "timestamp", "root-1")
    secrets |= _secrets(feed)
    said = [repr(feed.room()), str(rotation), repr(feed.root_signers()), *map(repr, feed.online.values())]
    (feed.path / "keys" / "targets.pem").write_bytes((feed.path / "keys" / "targets.pem").read_bytes()[:-40])
    for failing in (
        lambda: feed.online,
        lambda: feed.rotate(NOW, "targets", by=["root-1"]),
        lambda: keys.found_in(feed.path / "root-keys", lambda _key: PASSPHRASE[:-1]),
    ):
        with pytest.raises((KeysMissing, BadPassphrase, keys.NotEnoughRootKeys)) as refusal:
            failing()
        said += [repr(refusal.value), "".join(traceback.format_exception(refusal.value))]
    heard = "\n".join([*said, caplog.text])
    assert len(secrets) > 20
    assert [secret for secret in secrets if secret in heard] == []


def test_a_passphrase_that_is_made_is_long_differs_each_time_and_lies_beside_its_keys(tmp_path: Path) -> None:
    assert beside(tmp_path / "root-1.pem") == beside(tmp_path / "root-2.pem") == from_file(tmp_path / "passphrase.txt")
    assert stat.S_IMODE((tmp_path / "passphrase.txt").stat().st_mode) == 0o600
    assert len({made() for _ in range(100)}) == 100
    assert len(made().replace("-", "")) == 32  # of 5 bits each


def test_a_short_passphrase_is_refused() -> None:
    assert long_enough(b"x" * 20) == b"x" * 20
    with pytest.raises(BadPassphrase, match="20 characters or more"):
        long_enough(b"x" * 19)


@pytest.mark.parametrize("content", [None, b"", b"\nsecond line"])
def test_a_passphrase_file_without_a_passphrase_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "passphrase").write_bytes(content)
    with pytest.raises(BadPassphrase, match=r"/passphrase "):
        from_file(tmp_path / "passphrase")


def _secrets(feed: Founded) -> set[str]:
    """Everything that must stay in its file, in each way that it may be written."""
    found = {PASSPHRASE.decode(), PASSPHRASE.hex()}
    for file in [*(feed.path / "keys").iterdir(), *(feed.path / "root-keys").iterdir()]:
        content = file.read_bytes()
        key = load_pem_private_key(content, passphrase(file) if b"ENCRYPTED" in content else None)
        raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        found |= {raw.hex(), base64.b64encode(raw).decode(), str(raw), *content.decode().splitlines()[1:-1]}
    return found
