"""Proof of control, over real sockets: a DNS server, and a server behind a certificate that holds."""

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from api.database import Database
from feeds.fetching import Resolver
from feeds.review.disputes import answering, proving
from feeds.review.disputes.proving import LIMITS, MOST_LOOKS, LookedTooOften, Place
from feeds.review.disputes.states import DoesNotFit, Way
from tests.conftest import NOON
from tests.disputes.disputing import journal_of, opened, proved
from tests.fetching.conftest import street as street  # noqa: PLC0414 (a fixture of theirs)
from tests.fetching.street import OTHER, Street, over_tls

TEXT = "vigie-proof=0123456789abcdef0123456789abcdef"
PLACE = Place("_vigie.coco.gg", "https://coco.gg/.well-known/vigie-proof.txt", TEXT)
Serve = Callable[[bytes], None]


@pytest.fixture
def serve(street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Let a server answer for coco.gg over https, with a certificate that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("coco.gg").configure_cert(context)

    def answering_with(answer: bytes) -> None:
        street.serve("coco.gg", over_tls(street.says(answer), context), port=443)

    return answering_with


def _file(body: str, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def _look(street: Street, place: Place = PLACE) -> Way | None:
    return asyncio.run(proving.look(place, Resolver(street.resolver, seconds=2), street.fetcher(LIMITS)))


def test_a_txt_record_proves_it_and_the_site_is_not_asked(street: Street) -> None:
    street.names.says("_vigie.coco.gg", ['"v=spf1 -all"', f'"{TEXT}"'], kind="TXT")
    assert _look(street) == Way.DNS
    assert street.visited == []


def test_a_record_in_pieces_is_one_text(street: Street) -> None:
    street.names.says("_vigie.coco.gg", [f'"{TEXT[:10]}" "{TEXT[10:]}"'], kind="TXT")
    assert _look(street) == Way.DNS


def test_a_record_of_64_kb_is_read_and_proves_nothing(street: Street) -> None:
    street.names.says("_vigie.coco.gg", [" ".join([f'"{"x" * 255}"'] * 250)], kind="TXT")
    assert _look(street) is None


@pytest.mark.parametrize("said", [f'"{TEXT} "', f'"{TEXT[:-1]}"', f'"{TEXT.upper()}"', '"vigie-proof="'])
def test_a_record_that_says_something_else_proves_nothing(street: Street, said: str) -> None:
    street.names.says("_vigie.coco.gg", [said], kind="TXT")
    assert _look(street) is None


def test_a_file_over_https_proves_it(street: Street, serve: Serve) -> None:
    serve(_file(f"# for the list\r\n {TEXT} \r\n"))
    assert _look(street) == Way.FILE
    assert street.heard[0].startswith("GET /.well-known/vigie-proof.txt ")


@pytest.mark.parametrize(
    "answer",
    [
        _file(TEXT, "404 Not Found"),
        _file(TEXT, "302 Found\r\nLocation: https://elsewhere.example/proof.txt"),
        _file(TEXT, "302 Found\r\nLocation: http://169.254.169.254/latest"),
        _file("y" * 5000 + f"\n{TEXT}\n"),
        _file(f"{TEXT}\n" + "y" * 5000),
        _file(f"x{TEXT}"),
        b"\x00\xff",
    ],
)
def test_a_file_that_is_not_there_as_asked_proves_nothing(street: Street, serve: Serve, answer: bytes) -> None:
    serve(answer)
    street.serve("elsewhere.example", street.says(_file(TEXT)), address=OTHER, port=443)
    assert _look(street) is None
    assert [place for place in street.visited if place[0] in (OTHER, "169.254.169.254")] == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254"])
def test_a_name_that_leads_to_a_private_address_is_not_visited(street: Street, serve: Serve, address: str) -> None:
    serve(_file(TEXT))
    street.names.says("coco.gg", [address])
    assert _look(street) is None
    assert street.visited == []


def test_a_file_over_http_or_behind_a_false_certificate_proves_nothing(street: Street, serve: Serve) -> None:
    street.serve("coco.gg", street.says(_file(TEXT)), port=80)
    assert _look(street) is None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("coco.gg").configure_cert(context)
    street.serve("coco.gg", over_tls(street.says(_file(TEXT)), context), port=443)
    assert _look(street) is None


def test_the_proof_of_one_dispute_is_none_of_another(street: Street, coco: Database) -> None:
    with coco.write() as session:
        one, other = (proving.place_of(opened(session)) for _ in range(2))
    street.names.says(one.record, [f'"{one.text}"'], kind="TXT")
    assert (_look(street, one), _look(street, other)) == (Way.DNS, None)


def test_what_was_proved_is_noted_once_and_journalled(coco: Database) -> None:
    with coco.write() as session:
        dispute = proved(session)
        assert (dispute.proved_at, dispute.proved_by) == (NOON, "dns")
        assert journal_of(session, dispute)[-1] == ("the opener", "prove")
        for again in (
            lambda: proving.count_look(session, dispute),
            lambda: proving.prove(session, dispute, Way.FILE, NOON),
        ):
            with pytest.raises(DoesNotFit, match="was shown already"):
                again()


def test_looks_are_counted_and_end(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session)
        for _ in range(MOST_LOOKS):
            proving.count_look(session, dispute)
        with pytest.raises(LookedTooOften):
            proving.count_look(session, dispute)


def test_a_dispute_that_is_over_needs_no_proof(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session)
        answering.withdraw(session, dispute, NOON)
        with pytest.raises(DoesNotFit, match="needs no proof"):
            proving.count_look(session, dispute)
