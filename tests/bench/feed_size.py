"""Bytes a name on the wire: our names file (with category and status) beside the lists that blockers read (without)."""

import gzip

import brotli

from feeds.release.names_file import encode
from tests.bench.names import synthetic


def run() -> list[dict[str, str | int | float]]:
    """One row a size. Brotli at quality 11, gzip at 9."""
    return [_row(count) for count in (1_000, 10_000, 100_000)]


def _row(count: int) -> dict[str, str | int | float]:
    names = synthetic(count)
    plain = "\n".join(sorted(listed.name for listed in names)).encode()
    hosts = "\n".join(f"0.0.0.0 {listed.name}" for listed in sorted(names)).encode()
    ours = encode(names)
    return {
        "names": count,
        "hosts file, gzip": len(gzip.compress(hosts, 9)) / count,
        "plain list, gzip": len(gzip.compress(plain, 9)) / count,
        "plain list, brotli": len(brotli.compress(plain)) / count,
        "vigie names, gzip": len(gzip.compress(ours, 9)) / count,
        "vigie names, brotli": len(brotli.compress(ours)) / count,
    }
