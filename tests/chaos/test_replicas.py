"""Two services and three Watches share 2,000 things on one PostgreSQL, and lose nothing on a bad day.

One Watch and one service are killed, one of each stands still and goes on, and the database restarts. Whatever was in
hand is done once or safely again: what is looked at twice is recorded once.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from api.jobs import journal
from api.jobs.watch import AT_ONCE
from feeds.release import names_file
from feeds.release.folder import FeedFolder
from feeds.release.verifying import verify
from feeds.watch.tables import ObservationRow
from tests.api.moments import now
from tests.chaos import replicas
from tests.chaos.conftest import Outcome
from tests.chaos.replicas_day import Day, day
from tests.chaos.replicas_faults import live

ROOMS = [replicas.room(number) for number in range(replicas.ROOMS)]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """The day, when it is over."""
    with day(tmp_path_factory.mktemp("replicas")) as made:
        try:
            live(made)
        except BaseException:
            for running in made.home.started:
                print(f"--- {running.log.name} ({running.code})\n{running.said[-3000:]}")
            raise
        yield made


def _seen(lived: Day) -> Counter[str]:
    with lived.home.database() as database, database.read() as session:
        return Counter(session.exec(select(ObservationRow.name).where(col(ObservationRow.name).in_(ROOMS))))


def _visited_again(lived: Day) -> set[str]:
    return {room for room in ROOMS if lived.town.visits(room) > 1}


def test_a_watch_that_is_killed_leaves_what_it_had_in_hand_to_the_others(lived: Day, outcome: Outcome) -> None:
    held = lived.in_hand["killed"]
    assert held
    lost = sum(_seen(lived)[room] == 0 for room in held)
    outcome("a Watch is killed while it looks", f"{len(held)} rooms in hand, each looked at by another", lost)


def test_a_watch_that_stood_still_overwrites_nothing_that_another_did_since(lived: Day, outcome: Outcome) -> None:
    held = lived.in_hand["paused"]
    assert held
    assert lived.unchanged
    lost = sum(_seen(lived)[room] != 1 for room in held)
    outcome("a Watch stands still past its claims", f"{len(held)} rooms in hand, taken over; it recorded none", lost)


def test_each_room_is_recorded_once_and_visited_again_only_if_it_was_in_hand(lived: Day, outcome: Outcome) -> None:
    seen, again = _seen(lived), _visited_again(lived)
    begun = again - set().union(*lived.in_hand.values())
    # The one that stood still and the two that lost their database may have begun with others before they noticed.
    assert len(begun) <= 3 * AT_ONCE
    assert all(lived.town.visits(room) <= 1 + len(lived.in_hand) for room in again)
    lost = sum(seen[room] != 1 for room in ROOMS)
    outcome("looks shared", f"{len(ROOMS)} rooms recorded once each, {len(again)} of them visited again", lost)


def test_what_rooms_told_is_proposed_once(lived: Day) -> None:
    rows = lived.server.ask("SELECT title FROM proposal WHERE title LIKE '%became new-town-room-%'")
    assert len({title for (title,) in rows}) == len(rows) == replicas.MOVED


def test_each_article_is_settled_once_and_what_all_newspapers_print_has_one_first_telling(
    lived: Day, outcome: Outcome
) -> None:
    told = "FROM source_item WHERE title = 'agency' AND copy_of IS NULL"
    assert lived.count(told) == 1
    rows = lived.server.ask("SELECT title FROM proposal WHERE title LIKE '%became town-hall-%.chat'")
    assert len({title for (title,) in rows}) == len(rows)
    settled = lived.count("FROM source_item WHERE state <> 'new'")
    drafted = lived.count("FROM source_item WHERE state = 'drafted'")
    happened = f"{settled} articles settled, {drafted} proposals drafted, none twice"
    outcome("newspapers shared", happened, replicas.FEEDS * replicas.ARTICLES - settled)


def test_every_source_is_looked_at_again(lived: Day, outcome: Outcome) -> None:
    same = lived.count("FROM evidence_check JOIN evidence ON evidence.id = evidence_id WHERE outcome = 'same'")
    visits = Counter(lived.town.visits(*replicas.source(number)) for number in range(replicas.SOURCES))
    happened = (
        f"{same} found as they were; visits: {', '.join(f'{count} × {times}' for times, count in visits.items())}"
    )
    outcome("sources shared", happened, replicas.SOURCES - same)


def test_no_mail_is_lost_and_one_goes_twice_only_if_it_was_in_hand(lived: Day, outcome: Outcome) -> None:
    arrived = Counter(str(mail["Message-ID"]) for mail in lived.office.arrived)
    written = lived.count("FROM mail")
    twice = sum(count - 1 for count in arrived.values())
    assert twice <= 3  # a service sends one at a time: one was killed, one stood still, one lost its database
    outcome(
        "mail shared", f"{written} mails arrived, {twice} of them twice under one Message-ID", written - len(arrived)
    )


def test_no_reader_ever_meets_half_a_release(lived: Day, outcome: Outcome) -> None:
    assert lived.reader.problems == []
    assert lived.reader.seen == sorted(set(lived.reader.seen))
    assert lived.serial() > lived.killed_at > 0
    readings, releases = lived.reader.readings, len(lived.reader.seen)
    happened = f"killed after release {lived.killed_at}; {readings} readings of {releases} releases, all whole"
    outcome("a service is killed in the middle of a release", happened, len(lived.reader.problems))


def test_a_service_that_stood_still_in_a_release_does_not_take_the_feed_back(lived: Day, outcome: Outcome) -> None:
    before, since = lived.passed
    assert before < since <= lived.serial()
    settings = lived.home.settings
    root = (settings.feed_dir / "1.root.json").read_bytes()
    assert verify(settings.feed_dir, root).serial == lived.serial()
    happened = f"release {since} went out by the other meanwhile; it went on and put nothing out over it"
    outcome("a service stands still in a release, the database restarts", happened, 0)


def test_no_proposal_is_lost(lived: Day, outcome: Outcome) -> None:
    promised = lived.curators.promised
    assert len(promised.approved) >= 10
    feed = FeedFolder(lived.home.settings.feed_dir)
    out = feed.out()
    assert out is not None
    names = {listed.name for listed in names_file.decode(feed.read(out.path("names")))}
    numbers = {number for (number,) in lived.server.ask("SELECT id FROM proposal")}
    published = {number for (number,) in lived.server.ask("SELECT id FROM proposal WHERE state = 'published'")}
    lost = {*promised.written} - numbers | {*promised.approved} - published
    lost |= {number for number, name in promised.approved.items() if name not in names}
    refused = ", ".join(f"{times} × {how}" for how, times in promised.refusals.most_common())
    happened = f"{len(promised.approved)} approved and out; refused, and said so: {refused or 'nothing'}"
    outcome("curators go on meanwhile", happened, len(lost))


def test_the_journal_holds(lived: Day) -> None:
    with lived.home.database() as database:
        assert journal.run(database, lived.home.settings, now()) == ""
