"""The curve of memory in numbers."""

from tests.bench.load.moments import table


def test_the_table_begins_with_the_first_sample_and_ends_with_the_last() -> None:
    rows = table({"Watch": [(float(at), 100.0 + at) for at in range(2, 601, 2)]})
    assert [row["minute"] for row in rows] == [float(minute) for minute in range(11)]
    assert [row["Watch"] for row in rows] == [102, *(100 + 60 * minute for minute in range(1, 11))]


def test_a_part_counts_as_it_was_when_it_was_last_looked_at() -> None:
    rows = table({"schedule": [(0, 1.0), (60, 2.0)], "Watch": [(1, 5.0), (35, 6.0)]})
    assert [(row["schedule"], row["Watch"]) for row in rows] == [(1, 5)] * 6 + [(1, 6)] * 4 + [(2, 6)]
