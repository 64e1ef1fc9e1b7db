"""A device that makes passkeys, as a program: it signs what a page asks it to, or, on request, something else."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any, Final

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT: Final = 0x01
VERIFIED: Final = 0x04
NEW_KEY: Final = 0x40
ORIGIN: Final = "https://vigie.test"


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One device, with one passkey once it made one. Its properties are what it says, true or not."""

    origin: str = ORIGIN
    knows_person: bool = True
    count: int = 0
    credential: bytes = field(default_factory=lambda: token_bytes(32))
    user_handle: bytes = b""
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def create(self, asked: dict[str, Any]) -> str:
        """Make a passkey, as `navigator.credentials.create` does; the answer in JSON."""
        self.user_handle = _bytes(asked["user"]["id"])
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        made = bytes(16) + len(self.credential).to_bytes(2) + self.credential + cbor2.dumps(cose)
        data = self._data(asked["rp"]["id"], NEW_KEY) + made
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client_data = self._client_data("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": _text(client_data), "attestationObject": _text(attestation)})

    def get(self, asked: dict[str, Any]) -> str:
        """Sign, as `navigator.credentials.get` does; the answer in JSON."""
        self.count += 1
        data = self._data(asked["rpId"], 0)
        client_data = self._client_data("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ECDSA(SHA256()))
        signed = {"clientDataJSON": client_data, "authenticatorData": data, "signature": signature}
        return self._answer({part: _text(it) for part, it in {**signed, "userHandle": self.user_handle}.items()})

    def _data(self, domain: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.knows_person else 0)
        return hashlib.sha256(domain.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        name = _text(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
