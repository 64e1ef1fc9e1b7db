"""The web of the small internet: which site a visitor sees, by address, host, certificate, day and User-Agent."""

import json
import socket
import ssl

import pytest

from tests.internet.conftest import Told
from tests.internet.visitor import ask, connect, look

SHARED = """
[[happens]]
day = 1
name = "one.net"
host = "mutual"
shows = "chat"
[[happens]]
day = 1
name = "two.net"
host = "mutual"
shows = "blog"
"""


def test_a_name_shows_its_site_over_https_and_http_leads_there(told: Told) -> None:
    internet = told()
    plain, secure = look(internet, "http://old.net/"), look(internet, "https://old.net/")
    assert (plain.status, plain.location) == (301, "https://old.net/")
    assert secure.status == 200
    assert "<title>The chat</title>" in secure.text
    assert secure.certificate == ("old.net", "www.old.net")


def test_names_that_share_an_address_are_told_apart(told: Told) -> None:
    internet = told(SHARED)
    one, two = look(internet, "https://one.net/"), look(internet, "https://two.net/")
    assert ask(internet, "one.net") == ask(internet, "two.net")
    assert (one.certificate[0], two.certificate[0]) == ("one.net", "two.net")
    assert ("The chat" in one.text, "The blog" in two.text) == (True, True)


def test_an_address_answers_only_for_the_names_that_live_there(told: Told) -> None:
    internet = told(SHARED)
    elsewhere = look(internet, "https://old.net/", address="213.186.33.5", sni="one.net")
    assert elsewhere.certificate[0] == "one.net"
    assert "<title>The chat</title>" in elsewhere.text  # the first customer's site, as shared hosts do


def test_a_host_that_the_address_does_not_know_is_shown_another_certificate(told: Told) -> None:
    internet = told(SHARED)
    with pytest.raises(ssl.SSLCertVerificationError):
        look(internet, "https://old.net/", address="213.186.33.5")


def test_one_certificate_may_name_strangers_and_wildcards(told: Told) -> None:
    names = '["sni1.edge.net", "*.old.net", "old.net", "stranger.org"]'
    internet = told(
        f'[[happens]]\nday = 1\nname = "chat.old.net"\nhost = "hetzner"\ncertificate = {names}\nshows = "chat"\n'
    )
    assert look(internet, "https://chat.old.net/").certificate == (
        "sni1.edge.net",
        "*.old.net",
        "old.net",
        "stranger.org",
    )


@pytest.mark.parametrize("by", ["301", "302", "307", "308"])
def test_a_redirect_says_how_and_where(told: Told, by: str) -> None:
    internet = told(f'[[happens]]\nday = 2\nname = "old.net"\nredirects = "https://new.net/"\nby = "{by}"\n')
    assert look(internet, "https://old.net/").status == 200
    internet.on(2)
    seen = look(internet, "https://old.net/any/page")
    assert (seen.status, seen.location) == (int(by), "https://new.net/")
    internet.on(1)
    assert look(internet, "https://old.net/").status == 200


@pytest.mark.parametrize(
    ("by", "mark"), [("meta", 'content="0; url=https://new.net/"'), ("script", 'replace("https://new.net/")')]
)
def test_a_page_may_send_browsers_on_by_itself(told: Told, by: str, mark: str) -> None:
    internet = told(
        f'[[happens]]\nday = 1\nname = "new.net"\nhost = "ovh"\nredirects = "https://new.net/"\nby = "{by}"\n'
    )
    seen = look(internet, "https://new.net/")
    assert seen.status == 200
    assert mark in seen.text


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_a_name_may_fail_with_a_status(told: Told, status: int) -> None:
    internet = told(f'[[happens]]\nday = 1\nname = "old.net"\nfails = "{status}"\n')
    assert look(internet, "https://old.net/").status == status


def test_a_name_may_refuse_or_hang_up_or_never_answer(told: Told) -> None:
    internet = told(
        "".join(
            f'[[happens]]\nday = 1\nname = "{how}.net"\nhost = "ovh"\nhttps = false\nfails = "{how}"\n'
            for how in ("refused", "reset", "timeout")
        )
    )
    assert connect(internet, ask(internet, "refused.net")[1][0], 80)[0] == 5
    question = "GET / HTTP/1.1\r\nHost: {}\r\n\r\n"
    _, reset = connect(internet, ask(internet, "reset.net")[1][0], 80)
    reset.sendall(question.format("reset.net").encode())
    assert reset.recv(1) == b""
    _, mute = connect(internet, ask(internet, "timeout.net")[1][0], 80)
    mute.sendall(question.format("timeout.net").encode())
    mute.settimeout(0.2)
    with pytest.raises(socket.timeout):
        mute.recv(1)


def test_what_a_name_does_takes_the_place_of_what_it_did(told: Told) -> None:
    internet = told("""
[[happens]]
day = 2
name = "old.net"
redirects = "https://new.net/"
[[happens]]
day = 3
name = "old.net"
fails = "500"
[[happens]]
day = 4
name = "old.net"
shows = "blog"
agents = { "Chrome/" = "chat" }
[[happens]]
day = 5
name = "old.net"
shows = "blog"
""")
    statuses = []
    for day in (1, 2, 3, 4, 5):
        internet.on(day)
        statuses.append(look(internet, "https://old.net/", agent="Chrome/1").status)
    assert statuses == [200, 301, 500, 200, 200]
    assert "The blog" in look(internet, "https://old.net/", agent="Chrome/1").text


def test_who_asks_as_a_browser_may_see_another_site(told: Told) -> None:
    internet = told('[[happens]]\nday = 2\nname = "old.net"\nagents = { "Chrome/" = "blog" }\n')
    internet.on(2)
    assert "The chat" in look(internet, "https://old.net/").text
    assert "The blog" in look(internet, "https://old.net/", agent="Mozilla/5.0 Chrome/140.0").text


def test_a_site_has_its_icon_and_no_other_page(told: Told) -> None:
    internet = told(SHARED)
    icon = look(internet, "https://old.net/favicon.ico")
    assert icon.body.startswith(b"\x00\x00\x01\x00\x01\x00\x10\x10")
    assert icon.body == look(internet, "https://one.net/favicon.ico").body
    assert look(internet, "https://two.net/favicon.ico").status == 404
    assert look(internet, "https://old.net/room/7").status == 404


def test_rdap_says_since_when_a_name_is_registered_and_how_it_is_locked(told: Told) -> None:
    internet = told("""
[[happens]]
day = 2
name = "old.net"
registered = 2019-05-06
locks = ["server hold"]
""")
    assert look(internet, "https://rdap.org/domain/old.net").status == 404
    internet.on(2)
    said = json.loads(look(internet, "https://rdap.org/domain/OLD.net").body)
    assert said["events"] == [{"eventAction": "registration", "eventDate": "2019-05-06T00:00:00Z"}]
    assert said["status"] == ["server hold"]
    assert said["nameservers"][0]["ldhName"] == "dns19.ovh.net"


def test_every_request_is_recorded(told: Told) -> None:
    internet = told()
    look(internet, "https://old.net/x", agent="somebody")
    (request,) = internet.requests
    assert (request.scheme, request.host, request.path, request.agent) == ("https", "old.net", "/x", "somebody")
