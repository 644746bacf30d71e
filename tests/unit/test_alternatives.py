"""Links with others: sides of the date, counts, rates and the list of main ones, on a few rows."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.measures import alternatives
from helpers.measures.survival import exact_poisson

BORDER = alternatives.BORDERS[0]


def links(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows: identifier, date, type; the first member is Kazakhstan."""
    table = pd.DataFrame(rows, columns=["partnership_id", "date", "type"])
    return table.assign(
        reference_row=False,
        member="KAZ",
        also_members=None,
        partner_label="China",
        substance="text of " + table["partnership_id"],
        source_ids="S1",
        confidence="high",
    )


SOME = links(
    ("P4", "2024", "base or outpost"),
    ("P1", "2016-05", "trade"),
    ("P2", "2022-02-23", "civilian mission"),
    ("P3", "2022-02-24", "trade"),
    ("P5", "2022", "trade"),
    (BORDER, "2025-03-13", "treaty, law or declaration"),
    ("P6", "2021-01-02", "treaty, law or declaration"),
    ("P7", "2025-03-14", "mediation or normalisation"),
)


def test_the_day_of_the_invasion_is_after_and_the_year_alone_is_on_no_side() -> None:
    reference = SOME.head(1).assign(reference_row=True, partnership_id="R1")
    rows = alternatives.links(pd.concat([SOME, reference])).set_index("partnership_id")
    assert rows.index.tolist() == ["P1", "P6", "P5", "P2", "P3", "P4", BORDER, "P7"]
    sides = ["before", "before", "not known", "before", "after", "after", "after", "after"]
    assert rows["period"].tolist() == sides
    assert rows.loc["P1", "when"] == pd.Timestamp("2016-05-01")
    assert rows.loc["P4", "when"] == pd.Timestamp("2024-01-01")


def test_links_of_one_day_keep_the_order_of_the_table() -> None:
    names = [f"P{place:03}" for place in range(200)]
    days = ["2024-01-02", "2023-01-02"] * 100
    rows = alternatives.links(links(*[(n, d, "trade") for n, d in zip(names, days, strict=True)]))
    assert rows["partnership_id"].tolist() == names[1::2] + names[::2]
    assert rows.index.tolist() == list(range(200))


def test_rates_by_type_the_most_frequent_first() -> None:
    table = alternatives.by_type(SOME, "2016-02-24", "2024-02-24")
    # Types with as many links follow in the order in which they first occurred.
    assert table["type"].drop_duplicates().tolist() == [
        "trade",
        "treaty, law or declaration",
        "civilian mission",
        "base or outpost",
        "mediation or normalisation",
    ]
    assert table["period"].tolist() == ["before", "after"] * 5
    trade = table.iloc[:2]
    assert trade["count"].tolist() == [1, 1]
    # 2016-02-24 to 2022-02-24 are 2192 days, 2022-02-24 to 2024-02-24 are 730.
    assert trade["years"].tolist() == pytest.approx([2192 / 365.25, 730 / 365.25])
    assert trade["per_year"].tolist() == pytest.approx([365.25 / 2192, 365.25 / 730])
    assert tuple(trade[["low", "high"]].iloc[1]) == pytest.approx(exact_poisson(1, 730 / 365.25))
    assert table.loc[table["type"] == "base or outpost", "count"].tolist() == [0, 1]


def test_rates_run_from_2015_to_the_as_of_date_unless_told_otherwise() -> None:
    years = alternatives.by_type(SOME)["years"].head(2).tolist()
    # 2015-01-01 to the invasion are 2611 days, from there to 2026-06-30 are 1587.
    assert years == pytest.approx([2611 / 365.25, 1587 / 365.25])


def test_many_types_with_as_many_links_stay_in_order() -> None:
    kinds = [f"type {place % 40:02}" for place in (*range(0, 40), *range(1, 40, 2))]
    days = [f"2020-01-{1 + place % 28:02}" for place in range(len(kinds))]
    rows = links(*[(f"P{place}", *one) for place, one in enumerate(zip(days, kinds, strict=True))])
    first_seen = alternatives.links(rows)["type"].drop_duplicates().tolist()
    twice = [kind for kind in first_seen if kinds.count(kind) == 2]
    found = alternatives.by_type(rows)["type"].drop_duplicates().tolist()
    assert found == twice + [kind for kind in first_seen if kind not in twice]


def test_years_without_a_link_are_counted_as_none() -> None:
    rows = links(("P1", "2019-01-01", "trade"), ("P2", "2019", "trade"), ("P3", "2021", "trade"))
    table = alternatives.by_year(rows)
    assert table.to_dict("list") == {"year": [2019, 2020, 2021], "count": [2, 0, 1]}


INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["I1", "I2", "I3"],
        "category": [alternatives.BORDER_PROGRAMME, "dues", alternatives.BORDER_PROGRAMME],
        "date": ["2024-11", "2024-12", "2025-03-13"],
        "indicator": ["Programme adopted", "Paid", "First stage"],
        "detail": ["Five years", None, None],
        "source_ids": ["S2", "S3", "S4"],
        "confidence": ["medium", "high", "low"],
    }
)


def test_main_items_are_grouped_and_in_order_of_time() -> None:
    rows = SOME.copy()
    rows.loc[rows["partnership_id"] == "P2", "also_members"] = "KGZ;TJK"
    items = alternatives.main_items(rows, INDICATORS)
    assert items.index.tolist() == list(range(7))
    items = items.set_index("row_id")
    assert items["group"].to_dict() == {
        "P6": "treaty, law or declaration",
        "P2": "civilian mission",
        "P4": "base or outpost",
        "I1": "programme of the CSTO",
        BORDER: "border settlement",
        "I3": "programme of the CSTO",
        "P7": "mediation or normalisation",
    }
    assert items.index.tolist() == ["P6", "P2", "P4", "I1", BORDER, "I3", "P7"]
    assert items.loc["P2"].drop("when").to_dict() == {
        "date": "2022-02-23",
        "period": "before",
        "members": "KAZ;KGZ;TJK",
        "partner": "China",
        "group": "civilian mission",
        "substance": "text of P2",
        "source_ids": "S1",
        "confidence": "high",
    }
    assert items.loc["I1"].to_dict() == {
        "date": "2024-11",
        "when": pd.Timestamp("2024-11-01"),
        "period": "after",
        "members": "TJK",
        "partner": "CSTO",
        "group": "programme of the CSTO",
        "substance": "Programme adopted. Five years",
        "source_ids": "S2",
        "confidence": "medium",
    }
    assert items.loc["I3", "substance"].strip() == "First stage."
    assert items.loc["P4", "members"] == "KAZ"


def test_main_items_of_one_day_stay_in_order() -> None:
    names = [f"P{place:03}" for place in range(100)]
    rows = links(*[(name, "2024-01-02", "civilian mission") for name in names])
    items = alternatives.main_items(rows, INDICATORS)
    assert items["row_id"].tolist() == [*names, "I1", "I3"]
    assert items.index.tolist() == list(range(102))
