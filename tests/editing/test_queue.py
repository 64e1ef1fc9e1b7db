"""What waits, as programs read it: in the Queue's order, in figures, and with what it would make of the feed."""

import pytest

from api.editing import paging
from api.jobs import journal
from feeds.review.roles import Role
from tests.api.moments import now
from tests.editing.programs import API, EVIDENCE, READ_IT, House

SIGNAL = {"op": "add_signal", "site": "coco", "signal": "no-moderation", "evidence": ["paper-9"]}
STOPS = {"title": "Withdraw bounty.chat", "operations": [{"op": "retract_name", "name": "bounty.chat", "reason": "x"}]}


def test_what_waits_comes_in_the_order_of_the_queue_a_page_at_a_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 1)
    ada = house.program("ada", Role.EDITOR)
    words = ada.writes(title="Say more of Coco", operations=[EVIDENCE, SIGNAL])
    stops, draft = ada.writes(**STOPS), ada.writes(draft=True)
    seen, address = list[int](), "/queue"
    while address:
        page = ada.get(address).json()
        seen += [row["number"] for row in page["proposals"]]
        address = (page["next"] or "").removeprefix(API)
    assert seen == [stops, words]
    for narrowed, expected in (
        ("state=draft", [draft]),
        ("matter=withdraw", [stops]),
        ("site=bounty.chat", [stops]),
        ("words=say+more", [words]),
        ("order=oldest", [words]),
        ("age=2", []),
        ("author=machine", []),
    ):
        found = ada.get(f"/queue?{narrowed}").json()["proposals"]
        assert [row["number"] for row in found] == expected, narrowed
    assert [ada.get(f"/queue?{wrong}").status_code for wrong in ("cursor=77777", "age=0", "page=2")] == [404, 422, 422]


def test_figures_of_what_waits_are_those_of_the_queue(house: House) -> None:
    ada = house.program("ada", Role.EDITOR)
    before = {row["what"]: row["waits"] for row in ada.get("/counts").json()["counts"]}
    ada.writes()
    after = {row["what"]: row["waits"] for row in ada.get("/counts").json()["counts"]}
    assert after == {**before, "proposals": before["proposals"] + 1}


def test_the_effect_of_a_proposal_is_told_and_leaves_nothing_behind(house: House) -> None:
    ada, grace = house.program("ada", Role.EDITOR), house.program("grace")
    at = f"/proposals/{ada.writes()}"
    effect = grace.get(f"{at}/effect").json()
    assert ([name["name"] for name in effect["came"]], effect["gone"]) == (["coco.zone"], [])
    assert effect["names"]["with_it"] - effect["names"]["without"] == 1
    coco = next(document for document in effect["documents"] if document["what"] == "coco")
    assert ("coco.zone" in str(coco["before"]), "coco.zone" in str(coco["after"])) == (False, True)
    assert "coco.zone" not in str(grace.get("/registry/sites/coco").json()["names"])
    grace.post(f"{at}/reject", READ_IT, if_match='"1"')
    assert grace.get(f"{at}/effect").status_code == 409
    assert grace.get("/proposals/77777/effect").status_code == 404


def test_a_check_of_the_journal_is_asked_for_and_what_it_found_is_read(house: House) -> None:
    ada = house.program("ada", Role.READER)
    journal.run(house.database, house.settings, now())
    found = ada.get("/journal/check").json()
    assert (found["problem"], found["entries"] > 0, found["asked"]) == ("", True, None)
    asked = ada.post("/journal/check").json()
    assert (asked["checked"], asked["asked"] is None) == (found["checked"], False)
    assert ada.get("/journal/check").json() == asked
