"""A bad day of theirs (`replicas_day.py`), in its order: two are killed, two stand still, the database restarts."""

from typing import Any

from tests.browser.waiting import until
from tests.chaos import replicas
from tests.chaos.processes import Running
from tests.chaos.replicas_day import PATIENCE, ROOM, Day


def live(day: Day) -> None:
    """Let it all happen, and return when nothing is left to do."""
    day.services += [day.home.serve("one"), day.home.serve("two")]
    watches = {name: day.home.watch(name) for name in ("a", "b", "c")}
    for service in day.services:
        service.until_ready()
    day.reader.start()
    day.curators.start()
    _kill_a_watch(day, watches["a"])
    _let_a_watch_stand_still(day, watches["a"], watches["b"])
    _kill_a_service(day)
    _until_read(day)
    _restart_the_database(day, [watches["b"], watches["c"]])
    _until_all_is_done(day)


def _kill_a_watch(day: Day, watch: Running) -> None:
    until("looks", lambda: day.count("FROM observation") > 150, PATIENCE)
    day.stand_still_with_rooms(watch)
    watch.kill()
    day.until_gone("a")
    day.in_hand["killed"] = day.held_by(watch)


def _let_a_watch_stand_still(day: Day, killed: Running, watch: Running) -> None:
    until("more looks", lambda: day.count("FROM observation") > 400, PATIENCE)
    day.stand_still_with_rooms(watch)
    day.end_standing_transactions("b")
    held = day.in_hand["paused"] = day.held_by(watch)
    for each in (killed, watch):
        day.let_claims_run_out(each)
    until("other Watch that takes over", lambda: day.is_done(held | day.in_hand["killed"]), PATIENCE)
    before, said = _rows(day, held), len(watch.said)
    watch.resume()
    until("word on each room", lambda: _has_noticed(watch.said[said:], held), PATIENCE)
    day.unchanged = _rows(day, held) == before


def _has_noticed(said: str, held: set[str]) -> bool:
    """Whether a Watch spoke of all that it held, or began anew: the database had ended what it was writing."""
    return held <= set(ROOM.findall(said)) or "cannot be used" in said


def _rows(day: Day, rooms: set[str]) -> list[Any]:
    due = "SELECT subject, due_at, failures FROM watch_due WHERE kind = 'name' AND subject = ANY(:rooms) ORDER BY 1"
    seen = "SELECT name, at FROM observation WHERE name = ANY(:rooms) ORDER BY 1, 2"
    return [row for statement in (due, seen) for row in day.server.ask(statement, rooms=sorted(rooms))]


def _kill_a_service(day: Day) -> None:
    service = day.caught_in_a_release()
    day.killed_at = day.serial()
    service.kill()
    day.until_gone(service.log.stem)
    day.let_claims_run_out(service)
    day.services.remove(service)
    following = day.home.serve("three")
    following.until_ready()
    day.services.append(following)


def _until_read(day: Day) -> None:
    """Return when every article and source was read: a claim on them lasts longer than this day."""
    articles = replicas.FEEDS * replicas.ARTICLES
    until("reading", lambda: day.count("FROM source_item WHERE state <> 'new'") == articles, PATIENCE)
    until("look at sources", lambda: day.count("FROM evidence_check WHERE checked_at > '2000-01-01'") >= 100, PATIENCE)


def _restart_the_database(day: Day, watches: list[Running]) -> None:
    still = day.caught_in_a_release()
    began, said = day.serial(), len(still.said)
    for watch in watches:
        watch.pause()
    day.in_hand["restart"] = set().union(*(day.held_by(watch) for watch in watches))
    day.services.remove(still)  # as whatever stands in front of them does with one that does not answer
    day.server.restart()
    for watch in watches:
        watch.resume()
    until("release by the other", lambda: day.serial() > began, PATIENCE)
    day.passed = began, day.serial()
    still.resume()
    day.services.append(still)
    until("end of what it was in", lambda: "job failed" in still.said[said:], PATIENCE)


def _until_all_is_done(day: Day) -> None:
    everyone = {replicas.room(number) for number in range(replicas.ROOMS)}
    until("looks at all rooms", lambda: day.is_done(everyone), PATIENCE)
    until("findings", lambda: day.count("FROM finding WHERE proposal_id > 0") >= replicas.MOVED, PATIENCE)
    day.curators.stop()
    until("release of all", lambda: not day.count("FROM proposal WHERE state = 'approved'"), PATIENCE)
    held = "FROM mail WHERE sent_at IS NULL AND claimed_by <> ''"
    until("mail", lambda: day.count("FROM mail WHERE sent_at IS NULL") == day.count(held), PATIENCE)
    day.mails_in_hand = day.count(held)
    for service in day.services:
        day.let_claims_run_out(service)
    until("last mail", lambda: not day.count("FROM mail WHERE sent_at IS NULL"), PATIENCE)
    day.reader.stop()
