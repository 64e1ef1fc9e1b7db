"""`vigie mail`: an operator tries the mail server, and sees what waits."""

from collections.abc import Callable, Mapping

import pytest

from api.cli import main
from tests.desk.curators import Desk
from tests.outbox.post import HOST, Office, free_port, wants_mail

Vigie = Callable[..., tuple[int, str, str]]


@pytest.fixture
def vigie(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vigie:
    """Runs a command with a mail server at a port; gives its exit code, output and error."""

    def run(*words: str, **settings: str) -> tuple[int, str, str]:
        known: Mapping[str, str] = {"DATA_DIR": str(desk.settings.data_dir), "DATABASE_URL": desk.settings.database}
        for name, value in {**known, **settings}.items():
            monkeypatch.setenv(f"VIGIE_{name}", value)
        monkeypatch.setattr("sys.argv", ["vigie", "mail", *words])
        with pytest.raises(SystemExit) as end:
            main()
        said, code = capsys.readouterr(), end.value.code
        return (1, said.out, code) if isinstance(code, str) else (int(code or 0), said.out, said.err)

    return run


def test_a_test_says_that_the_server_took_it(vigie: Vigie, post: Office) -> None:
    code, said, _ = vigie("test", "ops@example.org", SMTP_HOST=HOST, SMTP_PORT=str(post.port), SMTP_TLS="none")
    assert (code, said) == (0, f"{HOST}:{post.port} took it.\n")
    assert post.to() == ["ops@example.org"]


def test_a_test_that_fails_says_why_in_one_sentence(vigie: Vigie) -> None:
    code, _, said = vigie("test", "ops@example.org")
    assert code != 0
    assert "VIGIE_SMTP_HOST is not set" in said
    code, _, said = vigie("test", "ops@example.org", SMTP_HOST=HOST, SMTP_PORT=str(free_port()))
    assert code != 0
    assert "The server cannot be used" in said
    assert vigie("test", "nobody")[0] != 0


def test_what_waits_is_listed_without_addresses(vigie: Vigie, desk: Desk) -> None:
    with desk.database.write() as session:
        wants_mail(session, "ada")
    code, said, _ = vigie("list")
    assert (code, said) == (0, "0 waiting, 0 given up\n")
