"""A mail server that is slow, talks rubbish or is not who it should be costs a try, and never a password."""

import socket
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from api.outbox.kinds import MailKind
from api.outbox.smtp import MailServer, NotDelivered
from api.outbox.wording import message
from api.settings import BadSettings, Settings, load
from tests.conftest import NOON
from tests.outbox.post import HOST, PASSWORD, USER, answering, certificate, free_port, office

HOSTILE = "Coco\r\nBcc: everybody@example.org\r\n\r\nBuy now\x00\u2028!"


def _mail(**facts: object) -> EmailMessage:
    return message(
        MailKind.FINDING,
        {"title": "Coco moved", "number": 4, **facts},
        number=1,
        sender="vigie@example.org",
        to="ada@example.org",
        language="fr",
        public_url="https://vigie.test/",
        written_at=NOON,
    )


def _silent(connection: socket.socket) -> None:
    connection.recv(10)


def _drips(connection: socket.socket) -> None:
    with suppress(OSError):
        while True:
            connection.sendall(b"220-still here\r\n")
            connection.settimeout(0.05)
            with suppress(TimeoutError):
                if not connection.recv(10):
                    return


def _rubbish(connection: socket.socket) -> None:
    connection.sendall(b"\xff\xfe\x00<html>" * 50 + b"\r\n")


def _endless_line(connection: socket.socket) -> None:
    connection.sendall(b"220 " + b"x" * 2_000_000)


def _hangs_up(connection: socket.socket) -> None:
    connection.sendall(b"220 welcome\r\n")
    connection.recv(100)


@pytest.mark.parametrize("converse", [_silent, _drips, _rubbish, _endless_line, _hangs_up])
def test_whatever_a_server_says_is_one_failure_that_may_pass(converse: Callable[[socket.socket], None]) -> None:
    with answering(converse) as port, pytest.raises(NotDelivered) as failure:
        MailServer(HOST, port, "none", seconds=0.5).deliver(_mail())
    assert not failure.value.for_good
    assert not failure.value.recipient
    assert str(failure.value).isprintable()


def test_a_server_that_is_down_is_said() -> None:
    with pytest.raises(NotDelivered, match="cannot be used"):
        MailServer(HOST, free_port(), "none").deliver(_mail())


def test_what_strangers_wrote_makes_no_header() -> None:
    mail = _mail(title=HOSTILE)
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert mail.get_content().count("Buy now") == 1
    assert "\nBcc" not in mail.get_content()


def test_a_mail_arrives_whole_in_french() -> None:
    with office() as opened:
        MailServer(HOST, opened.port, "none").deliver(_mail(title="« Coco » a changé d’adresse"))
    assert opened.arrived[0]["Subject"] == "La veille propose\u202f: « Coco » a changé d’adresse"
    assert "« Coco » a changé d’adresse" in opened.arrived[0].get_content()


def test_a_password_goes_over_starttls_to_the_server_that_was_meant(trusted: trustme.CA) -> None:
    with office(tls=certificate(trusted, HOST)) as opened:
        MailServer(HOST, opened.port, "starttls", USER, PASSWORD).deliver(_mail())
        with pytest.raises(NotDelivered, match="535"):
            MailServer(HOST, opened.port, "starttls", USER, "wrong").deliver(_mail())
        with pytest.raises(NotDelivered, match="530"):
            MailServer(HOST, opened.port, "starttls").deliver(_mail())
    assert len(opened.arrived) == 1


def test_a_mail_goes_over_tls_from_the_first_byte(trusted: trustme.CA) -> None:
    with office(tls=certificate(trusted, HOST), at_once=True) as opened:
        MailServer(HOST, opened.port, "tls").deliver(_mail())
    assert len(opened.arrived) == 1


@pytest.mark.parametrize("name", ["mail.example.org", HOST])
def test_a_certificate_that_does_not_hold_ends_it(name: str, request: pytest.FixtureRequest) -> None:
    authority = request.getfixturevalue("authority" if name == HOST else "trusted")
    with office(tls=certificate(authority, name)) as opened:
        with pytest.raises(NotDelivered, match="certificate"):
            MailServer(HOST, opened.port, "starttls", USER, PASSWORD).deliver(_mail())
        assert opened.arrived == []


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for() -> None:
    with office() as opened:
        with pytest.raises(NotDelivered):
            MailServer(HOST, opened.port, "starttls").deliver(_mail())
        assert opened.arrived == []


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"VIGIE_SMTP_USER": "vigie", "VIGIE_SMTP_TLS": "none"}, "VIGIE_SMTP_USER needs VIGIE_SMTP_TLS"),
        ({"VIGIE_SMTP_FROM": "Vigie <vigie@example.org>\nBcc: x"}, "VIGIE_SMTP_FROM.*no address"),
        ({"VIGIE_SMTP_PORT": "0"}, "VIGIE_SMTP_PORT"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], problem: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=problem):
        load()


def test_the_password_is_read_from_its_file_and_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    settings = Settings(data_dir=tmp_path, smtp_password_file=tmp_path / "password")
    assert settings.smtp_password == PASSWORD
    assert PASSWORD not in repr(MailServer(HOST, 25, "tls", USER, settings.smtp_password))
    with pytest.raises(BadSettings, match="cannot be read"):
        _ = Settings(data_dir=tmp_path, smtp_password_file=tmp_path / "none").smtp_password
