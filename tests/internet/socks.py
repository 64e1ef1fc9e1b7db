"""The network: a SOCKS5 door (RFC 1928) behind which every connection becomes one to the address that was asked for.

There is no second connection: once the door has agreed, the far host itself speaks on the same one.
"""

import ipaddress
import socket
import socketserver
import struct
from collections.abc import Callable
from enum import IntEnum

Lives = Callable[[str, int], bool]
Visit = Callable[[socket.socket, str, int], None]


class _Reply(IntEnum):
    SUCCEEDED = 0
    REFUSED = 5
    COMMAND_NOT_SUPPORTED = 7
    ADDRESS_TYPE_NOT_SUPPORTED = 8


class _Refused(Exception):
    """The door says why and closes."""

    def __init__(self, reply: _Reply) -> None:
        super().__init__(reply)
        self.reply = reply


def door(lives: Lives, visit: Visit) -> socketserver.ThreadingTCPServer:
    """The door on a free port of loopback. `lives` says whether anybody listens at an address and port; `visit` is the
    far host's side of a connection. Asks for no sign-in, and takes IPv4 and IPv6 addresses, never names.
    """

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connection: socket.socket = self.request
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                _greet(connection)
                address, port = _asked_for(connection)
                if not lives(address, port):
                    raise _Refused(_Reply.REFUSED)
                _say(connection, _Reply.SUCCEEDED)
                visit(connection, address, port)
            except _Refused as refused:
                _say(connection, refused.reply)
            except (OSError, EOFError):
                """Whoever came has gone: clients drop connections as they like."""

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False  # a host that times out holds its visitor until the visitor goes
        request_queue_size = 128

    return Server(("127.0.0.1", 0), Handler)


def _greet(connection: socket.socket) -> None:
    version, methods = _read(connection, 2)
    if version != 5 or 0 not in _read(connection, methods):
        connection.sendall(b"\x05\xff")
        raise EOFError("no common way to sign in")
    connection.sendall(b"\x05\x00")


def _asked_for(connection: socket.socket) -> tuple[str, int]:
    _, command, _, kind = _read(connection, 4)
    if kind not in {1, 4}:
        raise _Refused(_Reply.ADDRESS_TYPE_NOT_SUPPORTED)
    address = ipaddress.ip_address(_read(connection, 4 if kind == 1 else 16))
    (port,) = struct.unpack("!H", _read(connection, 2))
    if command != 1:
        raise _Refused(_Reply.COMMAND_NOT_SUPPORTED)
    return str(address), port


def _say(connection: socket.socket, reply: _Reply) -> None:
    connection.sendall(bytes([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]))


def _read(connection: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        more = connection.recv(size - len(read))
        if not more:
            raise EOFError("the client went away")
        read += more
    return read
