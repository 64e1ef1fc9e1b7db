"""Passkeys: asking a browser for one, and judging what it answers. The rules of WebAuthn are py_webauthn's.

Rules
- A challenge is kept here, bound to one browser by a cookie, for five minutes, and is gone when it comes back.
- The device knows its person by itself (a PIN, a finger, a face), and finds the passkey without a handle.
- A passkey is its person's alone: what another person's says is refused, whoever sends it.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

import structlog
from sqlmodel import Session, col, delete, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    generate_user_handle,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.desk import signing_in
from api.desk.relying_party import RelyingParty
from api.desk.tables import Passkey, PasskeyChallenge
from feeds.review import people
from feeds.review.tables import Person

CHALLENGE_LIFETIME: Final = timedelta(minutes=5)
LONGEST_ANSWER: Final = 20_000  # characters; some devices send certificates along
_MILLISECONDS: Final = int(CHALLENGE_LIFETIME.total_seconds() * 1000)

log: Final = structlog.get_logger()
Verified = TypeVar("Verified")


class Because(StrEnum):
    """Why a passkey is refused; the pages have a sentence for each."""

    STALE = "stale"
    UNKNOWN = "unknown"
    UNVERIFIED = "unverified"
    TAKEN = "taken"
    LAST = "last"


class Refused(PermissionError):
    """A passkey is not taken. Nothing was changed, but that its challenge is used up."""

    def __init__(self, because: Because) -> None:
        super().__init__(because.value)
        self.because = because


def ask_to_sign_in(session: Session, party: RelyingParty, at: datetime) -> tuple[str, dict[str, Any]]:
    """The secret for the browser's cookie, and what `navigator.credentials.get` is asked for."""
    options = generate_authentication_options(
        rp_id=party.domain, timeout=_MILLISECONDS, user_verification=UserVerificationRequirement.REQUIRED
    )
    return _keep(session, options.challenge, None, None, at), options_to_json_dict(options)


def ask_for_new(session: Session, party: RelyingParty, person: Person, at: datetime) -> tuple[str, dict[str, Any]]:
    """The secret for the browser's cookie, and what `navigator.credentials.create` is asked for."""
    known = of_person(session, person)
    user_handle = known[0].user_handle if known else generate_user_handle()
    options = generate_registration_options(
        rp_id=party.domain,
        rp_name="Vigie",
        user_name=person.handle,
        user_id=user_handle,
        timeout=_MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=passkey.credential) for passkey in known],
    )
    return _keep(session, options.challenge, person, user_handle, at), options_to_json_dict(options)


def recognise(session: Session, party: RelyingParty, browser: str | None, answer: str, at: datetime) -> Passkey:
    """The passkey that signed what this browser was asked to. Raises `Refused`."""
    asked = _take(session, browser, None, at)
    said = _judged(lambda: parse_authentication_credential_json(answer))
    found = session.exec(select(Passkey).where(Passkey.credential == said.raw_id).with_for_update()).first()
    if found is None or said.response.user_handle != found.user_handle:
        raise Refused(Because.UNKNOWN)
    verified = _judged(
        lambda: verify_authentication_response(
            credential=said,
            expected_challenge=asked.challenge,
            expected_rp_id=party.domain,
            expected_origin=party.origin,
            credential_public_key=found.public_key,
            credential_current_sign_count=found.sign_count,
            require_user_verification=True,
        )
    )
    found.sign_count = verified.new_sign_count
    session.add(found)
    return found


def judge_new(
    session: Session, party: RelyingParty, browser: str | None, answer: str, person: Person, name: str, at: datetime
) -> Passkey:
    """The passkey that this browser made for this person, not kept yet. Raises `Refused`."""
    asked = _take(session, browser, person, at)
    verified = _judged(
        lambda: verify_registration_response(
            credential=parse_registration_credential_json(answer),
            expected_challenge=asked.challenge,
            expected_rp_id=party.domain,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    )
    if session.exec(select(Passkey.id).where(Passkey.credential == verified.credential_id)).first() is not None:
        raise Refused(Because.TAKEN)
    return Passkey(
        person_id=person.id,
        credential=verified.credential_id,
        public_key=verified.credential_public_key,
        user_handle=asked.user_handle or b"",
        sign_count=verified.sign_count,
        name=name.strip() or person.handle,
        added_at=at,
    )


def keep(session: Session, passkey: Passkey, person: Person, at: datetime) -> None:
    """Let a passkey that was judged sign its person in from now on. The Journal says so."""
    session.add(passkey)
    session.flush()
    people.note(session, person, "enrol", by=person, at=at, body={"passkey": passkey.id})


def remove(session: Session, person: Person, number: int, at: datetime) -> bool:
    """Take a passkey of somebody's away, and end the sessions that it began; False when they have no such passkey.

    Raises `Refused` for the last one, unless a link waits that lets them in again.
    """
    session.refresh(person, with_for_update=True)  # of two that go at once, one is the last
    known = of_person(session, person)
    found = next((passkey for passkey in known if passkey.id == number), None)
    if found is None:
        return False
    if len(known) == 1 and not signing_in.has_link(session, person, at):
        raise Refused(Because.LAST)
    session.delete(found)
    signing_in.end(session, at, passkey_id=number)
    people.note(session, person, "remove_passkey", by=person, at=at, body={"passkey": number})
    return True


def of_person(session: Session, person: Person) -> Sequence[Passkey]:
    """Somebody's passkeys, the oldest first."""
    own = select(Passkey).where(Passkey.person_id == person.id).order_by(col(Passkey.id))
    return session.exec(own).all()


def _keep(session: Session, challenge: bytes, person: Person | None, user_handle: bytes | None, at: datetime) -> str:
    session.execute(delete(PasskeyChallenge).where(col(PasskeyChallenge.expires_at) <= at))
    secret = secrets.token_urlsafe(32)
    asked = PasskeyChallenge(
        browser=signing_in.digest_of(secret),
        challenge=challenge,
        person_id=person.id if person else None,
        user_handle=user_handle,
        expires_at=at + CHALLENGE_LIFETIME,
    )
    session.add(asked)
    return secret


def _take(session: Session, browser: str | None, person: Person | None, at: datetime) -> PasskeyChallenge:
    """What a browser was asked, for this person or to sign in, and forget it: of two answers at once, one finds it."""
    own = delete(PasskeyChallenge).where(col(PasskeyChallenge.browser) == signing_in.digest_of(browser or ""))
    asked: PasskeyChallenge | None = session.execute(own.returning(PasskeyChallenge)).scalar_one_or_none()
    if asked is None or asked.expires_at <= at or asked.person_id != (person.id if person else None):
        raise Refused(Because.STALE)
    return asked


def _judged(judge: Callable[[], Verified]) -> Verified:
    try:
        return judge()
    except Exception as failure:
        # Whatever a stranger's bytes make the parsers beneath raise, it is not a passkey.
        log.warning("passkey refused", reason=str(failure) or type(failure).__name__)
        raise Refused(Because.UNVERIFIED) from failure
