"""A database on SQLite, and where a test asks (`curators.ON_BOTH`) on PostgreSQL; and an authority for certificates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.desk.conftest import database_url, desk, migrated
from tests.outbox.post import Office, office

__all__ = ["database_url", "desk", "migrated"]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority that nobody trusts yet."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The same, trusted by this process."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


@pytest.fixture
def post() -> Iterator[Office]:
    """An office that takes everything."""
    with office() as opened:
        yield opened
