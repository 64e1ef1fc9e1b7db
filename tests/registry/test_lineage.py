"""The order of a Site's names."""

from feeds.registry.lineage import oldest_first


def test_an_old_name_comes_before_its_successor() -> None:
    assert oldest_first({"b.gg": None, "a.fr": None}, [("a.fr", "b.gg")]) == ["a.fr", "b.gg"]


def test_a_rename_says_more_than_a_date() -> None:
    assert oldest_first({"new.gg": "2019", "old.fr": "2020"}, [("old.fr", "new.gg")]) == ["old.fr", "new.gg"]


def test_without_renames_the_earlier_date_goes_first_and_none_last() -> None:
    assert oldest_first({"c.gg": None, "b.gg": "2021-05", "a.gg": "2021"}, []) == ["a.gg", "b.gg", "c.gg"]


def test_a_chain_keeps_its_order() -> None:
    renames = [("b.gl", "c.is"), ("a.se", "b.gl"), ("c.is", "d.sx")]
    assert oldest_first(dict.fromkeys(["d.sx", "c.is", "b.gl", "a.se"]), renames) == ["a.se", "b.gl", "c.is", "d.sx"]


def test_a_site_that_came_back_to_a_former_name_is_ordered_by_its_dates() -> None:
    dates = {"a.se": "2012", "b.gl": "2013-04", "c.is": "2013-05"}
    circle = [("a.se", "b.gl"), ("b.gl", "c.is"), ("c.is", "a.se")]
    assert oldest_first(dates, circle) == ["a.se", "b.gl", "c.is"]


def test_a_link_to_another_sites_name_changes_nothing() -> None:
    assert oldest_first({"a.fr": None}, [("a.fr", "elsewhere.gg"), ("other.fr", "a.fr")]) == ["a.fr"]
