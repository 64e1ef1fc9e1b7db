"""The Journal: append-only and hash-chained, so that nobody can change a past decision unseen.

Rules
- `digest` is SHA-256 over the canonical JSON (RFC 8785) of every other field of the entry.
- `previous` is the digest of the entry before; the first entry's is 64 zeros.
- Sequences have no gap.
- No personal text goes in: a private note enters as `salted_digest`, so that it can be erased later.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

import rfc8785
from sqlalchemy import text
from sqlmodel import Session, col, select

from feeds.review.seals import Head, Seal
from feeds.review.tables import JournalEntry

BEGINNING: Final = "0" * 64
_WRITTEN_BY: Final = "written by token"


class BrokenChain(ValueError):
    """The Journal does not hold. `str()` names the first entry that is wrong."""


def record(
    session: Session, *, at: datetime, actor: str, action: str, subject: str, body: dict[str, Any]
) -> JournalEntry:
    """Append one decision, in the caller's transaction. Where a program made it, its token's number is in the body."""
    _be_the_only_writer(session)
    last = _last(session)
    entry = JournalEntry(
        sequence=last.sequence + 1 if last else 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        body=body | _by_token(session),
        previous=last.digest if last else BEGINNING,
        digest="",
    )
    entry.digest = digest_of(entry)
    session.add(entry)
    session.flush()
    return entry


def name_token(session: Session, number: int) -> None:
    """Say in each entry of this session that a program wrote it, with the token of this number."""
    session.info[_WRITTEN_BY] = number


def _by_token(session: Session) -> dict[str, int]:
    return {"by_token": session.info[_WRITTEN_BY]} if _WRITTEN_BY in session.info else {}


def head(session: Session) -> Head | None:
    """The newest entry, which stands for all; None while there is none."""
    last = _last(session)
    return Head(last.sequence, last.digest) if last else None


def _last(session: Session) -> JournalEntry | None:
    return session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(1)).first()


def _be_the_only_writer(session: Session) -> None:
    # Two writers that read the same last entry would fork the chain. On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE journal IN EXCLUSIVE MODE"))


def digest_of(entry: JournalEntry) -> str:
    """SHA-256, in hex, of an entry without its own digest."""
    return hashlib.sha256(rfc8785.dumps(sealed_fields(entry))).hexdigest()


def sealed_fields(entry: JournalEntry) -> dict[str, Any]:
    """What the digest covers: every field but the digest, as JSON values."""
    return {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "body": entry.body,
        "previous": entry.previous,
    }


def verify(entries: Iterable[JournalEntry], seals: Iterable[Seal] = ()) -> int:
    """Check a whole Journal, oldest first, and return how many entries it has. Raises `BrokenChain`.

    Each seal, which a Release was signed with, has to be an entry's digest: a Journal that was written anew has others.
    """
    sealed = {seal.head.sequence: seal for seal in seals}
    previous, sequence = BEGINNING, 0
    for entry in entries:
        sequence += 1
        if entry.sequence != sequence:
            raise BrokenChain(f"Entry {sequence} of the journal is missing.")
        if entry.previous != previous or entry.digest != digest_of(entry):
            raise BrokenChain(f"Entry {sequence} of the journal was changed after it was written.")
        previous = entry.digest
        seal = sealed.pop(sequence, None)
        if seal is not None and seal.head.digest != entry.digest:
            raise BrokenChain(f"Release {seal.serial} was signed with another entry {sequence} of the journal.")
    for missing, seal in sealed.items():
        raise BrokenChain(f"Entry {missing} of the journal, which release {seal.serial} was signed with, is missing.")
    return sequence


def salted_digest(private: str, salt: str) -> str:
    """Stand for a private text in a public entry. The salt is kept, and erased, with the text."""
    return hashlib.sha256(f"{salt}{private}".encode()).hexdigest()
