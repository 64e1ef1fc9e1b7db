"""The network of the small internet: which addresses can be reached, and how the door says no."""

import socket

from tests.internet.conftest import Told
from tests.internet.visitor import PATIENCE, ask, connect, knock, look


def test_an_address_where_nobody_lives_refuses(told: Told) -> None:
    internet = told()
    assert connect(internet, "8.8.8.8", 80)[0] == 5
    assert connect(internet, "127.0.0.1", internet.door[1])[0] == 5


def test_only_the_ports_of_the_web_are_open_and_https_only_with_a_certificate(told: Told) -> None:
    internet = told('[[happens]]\nday = 1\nname = "plain.net"\nhost = "hetzner"\nhttps = false\nshows = "chat"\n')
    old, plain = ask(internet, "old.net")[1][0], ask(internet, "plain.net")[1][0]
    assert [connect(internet, old, port)[0] for port in (80, 443, 22, 8080)] == [0, 0, 5, 5]
    assert [connect(internet, plain, port)[0] for port in (80, 443)] == [0, 5]


def test_an_ipv6_address_is_reached(told: Told) -> None:
    internet = told('[[happens]]\nday = 1\nname = "six.net"\nhost = "cloudflare"\nshows = "chat"\n')
    assert look(internet, "https://six.net/", address="2606:4700:3031::6815:300c").status == 200


def test_the_door_takes_no_names(told: Told) -> None:
    assert knock(told(), b"\x05\x01\x00\x03\x07old.net\x00\x50")[0] == 8


def test_the_door_makes_connections_and_nothing_else(told: Told) -> None:
    assert knock(told(), b"\x05\x02\x00\x01\x08\x08\x08\x08\x00\x50")[0] == 7


def test_whoever_insists_on_a_password_is_sent_away(told: Told) -> None:
    with socket.create_connection(told().door, PATIENCE) as connection:
        connection.sendall(b"\x05\x01\x02")
        assert connection.recv(2) == b"\x05\xff"
        assert connection.recv(1) == b""


def test_nothing_needs_more_rights_than_an_ordinary_user_has(told: Told) -> None:
    internet = told()
    assert {internet.resolver[0], internet.door[0]} == {"127.0.0.1"}
    assert min(internet.resolver[1], internet.door[1]) >= 1024
