"""The table of bad days."""

from tests.chaos.table import WIDEST, Row, drawn


def test_the_columns_stand_below_one_another_and_no_letter_of_a_long_cell_is_lost() -> None:
    long = " ".join(f"word-{number}" for number in range(40))
    first, *following, last = drawn([Row("a fault", long, "lost 0"), Row("another fault", "it goes on", "lost 0")])
    assert first.startswith("a fault        word-0 ")
    assert first.index("lost 0") == last.index("lost 0")
    assert last == f"another fault  {'it goes on'.ljust(first.index('lost 0') - 15)}lost 0"
    shown = [first.removesuffix("lost 0")[15:], *(line[15:] for line in following)]
    assert " ".join(line.strip() for line in shown) == long
    assert max(map(len, shown)) <= WIDEST + 2
