"""Content codings, undone a bounded piece at a time: no bomb gets more memory than it was allowed. Pure."""

import zlib
from typing import Final, Protocol

import brotli
from backports import zstd

ACCEPTED: Final = "gzip, deflate, br, zstd"
_ZSTD_WINDOW_LOG: Final = 23  # 8 MB, the most that RFC 9659 lets a web server ask for


class BadCoding(ValueError):
    """A body is not in the coding that its header says."""


class Decoder(Protocol):
    """Undoes one coding. `ended` says that the coded body was whole."""

    @property
    def ended(self) -> bool: ...

    def decode(self, data: bytes, most: int) -> bytes:
        """Return what `data` adds, and no more than `most` bytes (1 or more) of it; once it had to stop there, the
        decoder is of no further use. Raises `BadCoding`."""


def decoder(coding: str) -> Decoder:
    """The decoder for a `Content-Encoding`. One we do not know is taken as no coding, as browsers do.

    Raises `BadCoding` for a body that is coded more than once: no honest server does, and each layer is a bomb's.
    """
    name = coding.strip().lower()
    if "," in name:
        raise BadCoding("its body is coded more than once.")
    return _DECODERS.get(name, _Plain)()


class _Plain:
    ended = True

    def decode(self, data: bytes, most: int) -> bytes:
        return data[:most]


class _Gzip:
    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)

    @property
    def ended(self) -> bool:
        return self._zlib.eof

    def decode(self, data: bytes, most: int) -> bytes:
        try:
            return self._zlib.decompress(data, most)
        except zlib.error:
            raise BadCoding("its body is broken: it is not the gzip or deflate it says it is.") from None


class _Deflate(_Gzip):
    # "deflate" is zlib's format (RFC 9110, section 8.4.1.2), and many servers send it without zlib's frame.
    _begun = False

    def decode(self, data: bytes, most: int) -> bytes:
        if not self._begun and data:
            framed = data[0] & 0x0F == zlib.DEFLATED
            self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
            self._begun = True
        return super().decode(data, most)


class _Brotli:
    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    @property
    def ended(self) -> bool:
        return bool(self._brotli.is_finished())

    def decode(self, data: bytes, most: int) -> bytes:
        if self.ended:
            return b""
        try:
            return bytes(self._brotli.process(data, output_buffer_limit=most))[:most]
        except brotli.error:
            raise BadCoding("its body is broken: it is not the brotli it says it is.") from None


class _Zstd:
    def __init__(self) -> None:
        self._zstd = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})

    @property
    def ended(self) -> bool:
        return self._zstd.eof

    def decode(self, data: bytes, most: int) -> bytes:
        if self.ended:
            return b""
        try:
            return self._zstd.decompress(data, most)
        except zstd.ZstdError:
            raise BadCoding("its body is broken: it is not the zstd it says it is.") from None


_DECODERS: Final[dict[str, type[Decoder]]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
