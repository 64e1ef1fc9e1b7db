"""Only a certificate that holds is believed, and only its names are kept."""

import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from feeds.fetching import Limits
from tests.fetching.street import OTHER, Server, Street, over_tls, until_gone

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this machine trusts, told as operators tell it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def showing(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def hear_nothing(street: Street) -> Server:
    def server(connection: socket.socket) -> None:
        street.hear(connection)

    return server


def test_the_names_of_a_certificate_that_holds_are_kept(street: Street, authority: trustme.CA) -> None:
    certificate = authority.issue_cert("coco.gg", "*.coco.gg", "coco.chat", OTHER)
    street.serve("coco.gg", over_tls(street.says(PAGE), showing(certificate)), port=443)
    fetched = street.get("https://coco.gg/")
    assert (fetched.body, set(fetched.certificate_names)) == (b"hello", {"coco.gg", "*.coco.gg", "coco.chat"})


def test_a_page_over_http_has_no_certificate_names(street: Street, authority: trustme.CA) -> None:
    certificate = authority.issue_cert("coco.gg")
    moved = b"HTTP/1.1 301 x\r\nLocation: http://coco.chat/\r\n\r\n"
    street.serve("coco.gg", over_tls(street.says(moved), showing(certificate)), port=443)
    street.serve("coco.chat", street.says(PAGE), address=OTHER)
    assert street.get("https://coco.gg/").certificate_names == ()


@pytest.mark.parametrize("what", ["expired", "of another name", "of nobody's authority"])
def test_a_certificate_that_does_not_hold_ends_it_before_anything_is_asked(
    street: Street, authority: trustme.CA, what: str
) -> None:
    certificate = {
        "expired": lambda: authority.issue_cert("coco.gg", not_after=datetime(2020, 1, 1, tzinfo=UTC)),
        "of another name": lambda: authority.issue_cert("example.com"),
        "of nobody's authority": lambda: trustme.CA().issue_cert("coco.gg"),
    }[what]()
    street.serve("coco.gg", over_tls(hear_nothing(street), showing(certificate)), port=443)
    failure = street.refusal("https://coco.gg/")
    assert (failure.kind, street.heard) == ("tls", [])
    assert "certificate" in failure.sentence


def test_a_certificate_for_an_address_is_held_against_the_address(street: Street, authority: trustme.CA) -> None:
    street.servers[OTHER, 443] = over_tls(street.says(PAGE), showing(authority.issue_cert("coco.gg")))
    assert street.refusal(f"https://{OTHER}/").kind == "tls"
    street.servers[OTHER, 443] = over_tls(street.says(PAGE), showing(authority.issue_cert(OTHER)))
    assert street.get(f"https://{OTHER}/").body == b"hello"


@pytest.mark.parametrize("wire", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x03\x00\x02\x02\x28"])
def test_what_is_no_handshake_is_a_tls_failure(street: Street, authority: trustme.CA, wire: bytes) -> None:
    def server(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(wire)

    street.serve("coco.gg", server, port=443)
    assert street.refusal("https://coco.gg/").kind == "tls"


def test_a_handshake_that_never_ends_is_given_up(street: Street, authority: trustme.CA) -> None:
    def server(connection: socket.socket) -> None:
        connection.recv(65536)
        until_gone(connection, b"", every=0.05)

    street.serve("coco.gg", server, port=443)
    assert street.refusal("https://coco.gg/", Limits(step_seconds=0.2)).kind == "timeout"
