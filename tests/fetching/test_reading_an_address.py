"""`vigie intake URL`: an article is read from the web as it is from a file, and what cannot be read is one sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from tests.fetching.street import OTHER, Street

Run = Callable[..., tuple[int, str, str]]
ARTICLE = """<!doctype html><html lang="fr"><head><title>Coco change d’adresse</title></head><body><article>
<h1>Coco change d’adresse</h1><p>Le site de discussion coco.fr est devenu coco.gg. Les utilisateurs ont été prévenus par
un message sur la page d’accueil. Le site le-journal.fr est devenu un site plus rapide cette semaine aussi.</p>
<p>Des associations demandent depuis des années que l’âge des utilisateurs soit vérifié par le site.</p>
</article></body></html>""".encode()


@pytest.fixture
def vigie(street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on this street: `vigie("intake", url)` gives exit code, output, errors."""
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("VIGIE_RESOLVER", "{}:{}".format(*street.resolver))
    monkeypatch.setenv("VIGIE_EGRESS", "socks5://{}:{}".format(*street.egress))
    monkeypatch.setenv("VIGIE_PUBLIC_URL", "https://vigie.example/")

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["vigie", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return run


def page(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body


def read(vigie: Run, url: str) -> dict[str, Any]:
    code, said, problem = vigie("intake", url, "--json")
    assert (code, problem) == (0, "")
    reading: dict[str, Any] = json.loads(said)
    return reading


def test_an_article_is_read_from_its_address(street: Street, vigie: Run) -> None:
    street.serve("www.le-journal.fr", street.says(page(ARTICLE)))
    reading = read(vigie, "http://www.le-journal.fr/coco")
    assert [(event["event"], event["old"], event["new"]) for event in reading["events"]] == [
        ("renamed", "coco.fr", "coco.gg")
    ]
    assert (reading["source"], reading["publisher"]) == ("http://www.le-journal.fr/coco", "le-journal.fr")
    assert "+https://vigie.example/" in street.heard[0]


def test_the_evidence_of_a_shortened_address_names_the_article(street: Street, vigie: Run) -> None:
    street.serve("t.co", street.says(b"HTTP/1.1 301 x\r\nLocation: http://www.le-journal.fr/coco\r\n\r\n"))
    street.serve("www.le-journal.fr", street.says(page(ARTICLE)), address=OTHER)
    reading = read(vigie, "http://t.co/abc")
    assert (reading["source"], reading["publisher"]) == ("http://www.le-journal.fr/coco", "le-journal.fr")


@pytest.mark.parametrize(
    ("wire", "said"),
    [
        (page(b"gone", "404 Not Found"), "the server answers 404 (Not Found) instead of the page."),
        (page(b"odd", "799 Go away"), "the server answers 799 instead of the page."),
        (page(ARTICLE + b" " * 1_000_000), "save it and give the file."),
        (page(ARTICLE).replace(b"\r\n\r\n", b"\r\nContent-Length: 99999\r\n\r\n", 1), "save it and give the file."),
        (page(b""), "This article is empty."),
        (page(b"%PDF-1.7 coco"), "paste its text instead."),
        (b"junk", "The answer is not HTTP"),
        (b"HTTP/1.1 302 x\r\nLocation: http://127.0.0.1/\r\n\r\n", "127.0.0.1 is not an address of the open web"),
        (b"HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\n\r\n", "sends its visitors to no page"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_stops_nothing(
    street: Street, vigie: Run, wire: bytes, said: str
) -> None:
    street.serve("bad.fr", street.says(wire))
    street.serve("www.le-journal.fr", street.says(page(ARTICLE)), address=OTHER)
    code, out, problem = vigie("intake", "http://bad.fr/", "http://www.le-journal.fr/coco", "--json")
    assert (code, len(out.splitlines())) == (1, 1)
    assert problem.startswith("vigie: http://bad.fr/: ")
    assert said in problem
    assert len(problem.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:80/", "no connection was made."),
        ("HTTP://[::1]/", "no connection was made."),
        ("http://nobody.fr/", "The DNS gives no server for nobody.fr (NXDOMAIN)."),
        ("http://le-journal.fr:8080/", "asks for port 8080"),
        ("https://", "is not a web address."),
    ],
)
def test_an_address_that_cannot_be_asked_says_why(vigie: Run, url: str, said: str) -> None:
    code, _, problem = vigie("intake", url)
    assert (code, said in problem) == (1, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("VIGIE_RESOLVER", "dns.example"), ("VIGIE_EGRESS", "http://127.0.0.1:80"), ("VIGIE_EGRESS", "socks5://proxy:1")],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["vigie", "intake", "http://coco.gg/"])
    with pytest.raises(SystemExit, match=f"vigie: {name}"):
        main()
