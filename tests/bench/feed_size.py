"""Bytes a name on the wire: our names file (with category, status and stance) beside other ways to hold these names.

Goals for our last column, from real lists: 6.02, 4.82 and 4.02; 5.54, 4.34 and 3.54 for the names alone. Hosts file,
plain list and hashes hold names alone; Kinto's records hold what ours do.
"""

import gzip

import brotli

from feeds.release import front_coding, names_file
from feeds.release.snapshot import ListedName
from tests.bench import kinto_records, rice
from tests.bench.names import synthetic

SIZES = (1_000, 10_000, 100_000)


def run() -> list[dict[str, str | int | float]]:
    """One row a size. Brotli at quality 11, gzip at 9."""
    return [_row(count) for count in SIZES]


def _row(count: int) -> dict[str, str | int | float]:
    names = synthetic(count)
    hostnames = sorted(listed.name for listed in names)
    hosts = "\n".join(f"0.0.0.0 {name}" for name in hostnames).encode()
    sizes = {
        "hosts file, gzip": len(gzip.compress(hosts, 9)),
        "plain list, brotli": len(brotli.compress("\n".join(hostnames).encode())),
        "Kinto records, gzip": len(gzip.compress(kinto_records.whole(kinto_records.records(names)), 9)),
        "64-bit hashes, Rice": len(rice.encode(hostnames)),
        "vigie, names alone": len(brotli.compress(_names_alone(names))),
        "vigie names file": len(brotli.compress(names_file.encode(names))),
    }
    return {"names": count, **{what: size / count for what, size in sizes.items()}}


def _names_alone(names: list[ListedName]) -> bytes:
    turned = [name for name, _ in names_file.read_rows(names_file.encode(names))]
    return b"".join(map(front_coding.write, ["", *turned], turned))
