"""The hosts that `hosting.toml` lists, and where a Name lives at one of them."""

import hashlib
import ipaddress
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Host:
    """A company that names live at: their name servers, and either its network or the addresses all share."""

    name_servers: tuple[str, ...]
    registrar: str
    network: str = ""
    shared: tuple[str, ...] = ()

    def addresses(self, name: str) -> tuple[str, ...]:
        """Where a Name is: the shared addresses, or one of its own in the network, the same at every call."""
        if self.shared:
            return self.shared
        network = ipaddress.ip_network(self.network)
        drawn = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
        return (str(network[1 + drawn % (network.num_addresses - 2)]),)


def _read() -> dict[str, Host]:
    tables = tomllib.loads(Path(__file__).with_name("hosting.toml").read_text(encoding="utf-8"))
    return {
        key: Host(
            tuple(table["name_servers"]), table["registrar"], table.get("network", ""), tuple(table.get("shared", ()))
        )
        for key, table in tables.items()
    }


HOSTS: Final = _read()
