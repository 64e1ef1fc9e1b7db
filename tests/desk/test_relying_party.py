"""Under which addresses there can be passkeys, and what the Desk does where there can be none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.desk import relying_party
from api.desk.relying_party import RelyingParty
from api.settings import Settings
from tests.desk.curators import Desk


@pytest.mark.parametrize(
    ("address", "party"),
    [
        ("https://vigie.example/", RelyingParty("vigie.example", "https://vigie.example")),
        ("https://vigie.example:8443/", RelyingParty("vigie.example", "https://vigie.example:8443")),
        ("https://Desk.Vigie.EXAMPLE:443/vigie/", RelyingParty("desk.vigie.example", "https://desk.vigie.example")),
        ("http://localhost:8000/", RelyingParty("localhost", "http://localhost:8000")),
        ("http://localhost/", RelyingParty("localhost", "http://localhost")),
        ("http://desk.localhost:8000/", RelyingParty("desk.localhost", "http://desk.localhost:8000")),
        ("http://127.0.0.1:8000/", None),
        ("https://192.0.2.7/", None),
        ("https://[2001:db8::7]/", None),
        ("http://vigie.example/", None),
        ("http://notlocalhost/", None),
    ],
)
def test_passkeys_are_made_for_a_domain_over_https_or_for_localhost(address: str, party: RelyingParty | None) -> None:
    assert relying_party.of(AnyHttpUrl(address)) == party


@pytest.fixture
def by_number(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A Desk under an IP address."""
    settings = Settings(
        data_dir=tmp_path, database_url=SecretStr(database_url), public_url=AnyHttpUrl("http://127.0.0.1:8000/")
    )
    database = Database(database_url)
    yield Desk(settings, database)
    database.close()


def test_under_an_ip_address_the_link_stays_the_way_in_and_the_page_says_why(by_number: Desk) -> None:
    browser = TestClient(Door(by_number.settings), base_url="http://127.0.0.1:8000", follow_redirects=False)
    assert "Browsers allow passkeys for a domain" in browser.get("/desk/sign-in").text
    link = by_number.invite("ada").removeprefix("http://127.0.0.1:8000")
    assert "Browsers allow passkeys for a domain" in browser.get(link).text
    assert browser.post(f"{link}/challenge").status_code == 409
    assert browser.post(link).status_code == 303
    assert browser.get("/desk/people").status_code == 200
