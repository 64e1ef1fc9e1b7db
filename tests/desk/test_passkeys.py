"""Passkeys: how they are made, how they let in, and everything that does not."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_bytes

import pytest
import time_machine
from sqlmodel import select

from api.desk.tables import Passkey, PasskeyChallenge, SignInLink
from feeds.review.roles import Role
from tests.desk.authenticator import Authenticator
from tests.desk.curators import CHALLENGE, HTML, ON_BOTH, Curator, Desk


def _passkeys(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        return list(session.exec(select(Passkey.name)))


@ON_BOTH
def test_a_link_makes_a_passkey_and_signs_in(desk: Desk) -> None:
    ada = desk.comes("ada")
    assert ada.is_in()
    assert _passkeys(desk) == ["Laptop"]
    assert desk.journal() == [("ada", "enrol", "person ada")]


@ON_BOTH
def test_a_passkey_signs_in_again_and_no_handle_is_typed(desk: Desk) -> None:
    ada = desk.comes("ada")
    ada.post("/desk/sign-out")
    assert not ada.is_in()
    answer = ada.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert ada.is_in()


def test_it_signs_in_on_a_browser_that_was_never_here(desk: Desk) -> None:
    ada = desk.comes("ada")
    elsewhere = Curator("ada", desk.browser(), ada.device)
    assert elsewhere.sign_in().status_code == 303
    assert elsewhere.is_in()


def test_a_link_alone_lets_nobody_in_and_stays_good(desk: Desk) -> None:
    ada, link = Curator("ada", desk.browser()), desk.invite("ada")
    assert ada.browser.post(link, data={"name": "x"}).status_code == 403
    assert not ada.is_in()
    assert ada.enrol(link).status_code == 303


@ON_BOTH
def test_a_link_that_was_used_makes_no_second_passkey(desk: Desk) -> None:
    link = desk.invite("ada")
    ada, eve = (Curator(handle, desk.browser()) for handle in ("ada", "eve"))
    asked = eve.challenge(f"{link}/challenge")  # before it was used
    assert ada.enrol(link).status_code == 303
    assert eve.browser.post(link, data={"answer": eve.device.create(asked)}).status_code == 410
    assert eve.browser.post(f"{link}/challenge").status_code == 410
    assert _passkeys(desk) == ["Laptop"]


def test_a_device_is_asked_for_a_passkey_that_it_keeps_and_that_knows_its_person(desk: Desk) -> None:
    link = desk.invite("ada")
    asked = Curator("ada", desk.browser()).challenge(f"{link}/challenge")
    wanted = asked["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    assert asked["rp"]["id"] == "vigie.test"
    assert Curator("ada", desk.browser()).challenge(CHALLENGE)["userVerification"] == "required"


def test_a_second_passkey_is_known_by_the_same_person_and_no_device_makes_two(desk: Desk) -> None:
    ada = desk.comes("ada")
    phone = Authenticator()
    asked = ada.challenge("/desk/passkeys/challenge", token=ada.token)
    assert len(asked["excludeCredentials"]) == 1
    assert ada.post("/desk/passkeys", answer=phone.create(asked), name="Phone").status_code == 303
    assert phone.user_handle == ada.device.user_handle
    assert _passkeys(desk) == ["Laptop", "Phone"]
    assert Curator("ada", desk.browser(), phone).sign_in().status_code == 303


@ON_BOTH
def test_what_was_answered_once_is_not_taken_again(desk: Desk) -> None:
    ada = desk.comes("ada")
    ada.post("/desk/sign-out")
    answer = ada.device.get(ada.challenge(CHALLENGE))
    kept = {"cookie": f"vigie_desk_asked={ada.browser.cookies['vigie_desk_asked']}"}
    assert ada.browser.post("/desk/sign-in", data={"answer": answer}).status_code == 303
    again = desk.browser().post("/desk/sign-in", data={"answer": answer}, headers={**HTML, **kept})
    assert (again.status_code, "sent twice" in again.text) == (403, True)


def test_an_answer_that_failed_is_not_taken_again_either(desk: Desk) -> None:
    ada = desk.comes("ada")
    good = ada.device.get(ada.challenge(CHALLENGE))
    assert ada.browser.post("/desk/sign-in", data={"answer": "{}"}).status_code == 403
    assert ada.browser.post("/desk/sign-in", data={"answer": good}).status_code == 403


def test_an_answer_is_taken_from_the_browser_that_was_asked_alone(desk: Desk) -> None:
    ada, eve = desk.comes("ada"), Curator("eve", desk.browser())
    answer = ada.device.get(ada.challenge(CHALLENGE))
    eve.challenge(CHALLENGE)
    for browser in (eve.browser, desk.browser()):
        assert browser.post("/desk/sign-in", data={"answer": answer}).status_code == 403


@ON_BOTH
def test_a_challenge_holds_for_five_minutes_and_is_then_forgotten(desk: Desk) -> None:
    ada = desk.comes("ada")
    asked = ada.challenge(CHALLENGE)
    kept = {"cookie": f"vigie_desk_asked={ada.browser.cookies['vigie_desk_asked']}"}
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        late = ada.browser.post("/desk/sign-in", data={"answer": ada.device.get(asked)}, headers=kept)
        assert late.status_code == 403
        ada.challenge(CHALLENGE)
    with desk.database.read() as session:
        assert len(session.exec(select(PasskeyChallenge.browser)).all()) == 1


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ({"origin": "https://vigie.test.evil.example"}, "another site asked"),
        ({"origin": "http://vigie.test"}, "not over https"),
        ({"knows_person": False}, "the device did not ask for PIN, finger or face"),
        ({"count": -1}, "a copy of the device was used before"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_device_that_says_the_wrong_thing_signs_nobody_in(desk: Desk, lie: dict[str, object], why: str) -> None:
    ada = desk.comes("ada")
    assert ada.sign_in().status_code == 303
    ada.post("/desk/sign-out")
    ada.device = replace(ada.device, **lie)  # type: ignore[arg-type]
    answer = ada.sign_in()
    assert (answer.status_code, "could not be verified" in answer.text, ada.is_in()) == (403, True, False), why


def test_the_key_of_another_device_signs_nobody_in(desk: Desk) -> None:
    ada = desk.comes("ada")
    eve = Curator("eve", desk.browser(), replace(Authenticator(), credential=ada.device.credential))
    eve.device.user_handle = ada.device.user_handle
    assert eve.sign_in().status_code == 403


def test_a_passkey_that_says_it_is_somebody_elses_signs_nobody_in(desk: Desk) -> None:
    ada, eve = desk.comes("ada", Role.ADMIN), desk.comes("eve", Role.READER)
    eve.device.user_handle = ada.device.user_handle
    answer = Curator("eve", desk.browser(), eve.device).sign_in()
    assert (answer.status_code, "not known here" in answer.text) == (403, True)


def test_a_passkey_that_somebody_has_is_not_taken_for_another(desk: Desk) -> None:
    ada, link = desk.comes("ada"), desk.invite("eve")
    eve = Curator("eve", desk.browser(), replace(Authenticator(), credential=ada.device.credential))
    assert eve.enrol(link).status_code == 403
    assert Curator("ada", desk.browser(), ada.device).sign_in().status_code == 303


def test_a_challenge_to_make_a_passkey_does_not_sign_in_nor_makes_it_for_another(desk: Desk) -> None:
    ada, eve = desk.comes("ada"), desk.comes("eve")
    asked = eve.challenge("/desk/passkeys/challenge", token=eve.token)
    answer = ada.device.get({**asked, "rpId": "vigie.test"})
    assert eve.browser.post("/desk/sign-in", data={"answer": answer}).status_code == 403
    asked = eve.challenge("/desk/passkeys/challenge", token=eve.token)
    link = desk.invite("ada")
    assert eve.browser.post(link, data={"answer": Authenticator().create(asked)}).status_code == 403


NO_ANSWERS = ("", "null", "[]", "[" * 9_000, "{" * 100, json.dumps({"id": 1}), "x" * 30_000)


def test_what_is_no_answer_is_refused(desk: Desk) -> None:
    ada = Curator("ada", desk.browser())
    for answer in NO_ANSWERS:
        ada.challenge(CHALLENGE)
        assert ada.browser.post("/desk/sign-in", data={"answer": answer}).status_code in (403, 422), answer[:9]


def test_answers_with_a_broken_part_are_refused_and_nothing_else(desk: Desk) -> None:
    ada, link = desk.comes("ada"), desk.invite("eve")
    eve = Curator("eve", desk.browser())
    for part in ("clientDataJSON", "attestationObject"):
        for broken in ("", "!", "AAAA", "o2NmbXQ"):
            answer = json.loads(eve.device.create(eve.challenge(f"{link}/challenge")))
            answer["response"][part] = broken
            assert eve.browser.post(link, data={"answer": json.dumps(answer)}).status_code == 403
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for broken in ("", "!", "AAAA"):
            answer = json.loads(ada.device.get(ada.challenge(CHALLENGE)))
            answer["response"][part] = broken
            assert ada.browser.post("/desk/sign-in", data={"answer": json.dumps(answer)}).status_code == 403
    assert eve.enrol(link).status_code == 303


@ON_BOTH
def test_the_only_passkey_stays_until_a_link_lets_its_person_in_again(desk: Desk) -> None:
    ada = desk.comes("ada")
    with desk.database.read() as session:
        number = session.exec(select(Passkey.id)).one()
    refused = ada.post(f"/desk/passkeys/{number}/remove")
    assert (refused.status_code, "your only passkey" in refused.text) == (409, True)
    desk.invite("ada")
    assert ada.post(f"/desk/passkeys/{number}/remove").status_code == 303
    assert not ada.is_in()  # it had signed this browser in
    assert ada.sign_in().status_code == 403
    assert ("ada", "remove_passkey", "person ada") in desk.journal()


def test_a_new_link_gets_somebody_in_who_lost_their_device(desk: Desk) -> None:
    desk.comes("ada")
    again = Curator("ada", desk.browser(), Authenticator(credential=token_bytes(20)))
    assert again.enrol(desk.invite("ada"), name="Phone").status_code == 303
    assert again.is_in()
    assert _passkeys(desk) == ["Laptop", "Phone"]


def test_a_link_that_was_replaced_or_is_a_day_old_makes_no_passkey(desk: Desk) -> None:
    first, second = desk.invite("ada"), desk.invite("ada")
    ada = Curator("ada", desk.browser())
    assert ada.browser.get(first).status_code == 410
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=25)):
        assert ada.browser.post(f"{second}/challenge").status_code == 410
    with desk.database.read() as session:
        assert second.rpartition("/")[2] not in set(session.exec(select(SignInLink.digest)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_to_sign_in_speak_both_languages(desk: Desk, language: str) -> None:
    said = {"en": ("Sign in with a passkey", "Make a passkey"), "fr": ("avec une clé d’accès", "Créer une clé d’accès")}
    pages = ("/desk/sign-in", desk.invite("ada"))
    for page, text in zip(pages, said[language], strict=True):
        assert text in desk.browser().get(page, params={"lang": language}).text
