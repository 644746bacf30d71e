"""Links with partners outside: nothing is lost, doubled or put on the wrong side of the date."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import data
from helpers.measures import partners

TABLE = data.read("partnerships")


@given(st.dates(pd.Timestamp("2010-01-01").date(), pd.Timestamp("2030-12-31").date()))
def test_a_full_date_is_never_unclear(day: object) -> None:
    side = partners.period(pd.Series([day.isoformat()])).item()
    assert side == ("before" if pd.Timestamp(day) < partners.INVASION else "since")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("2022", "unclear"),
        ("2022-02", "unclear"),
        ("2022-02-23", "before"),
        ("2022-02-24", "since"),
        ("2022-01", "before"),
        ("2022-03", "since"),
        ("2021", "before"),
        ("2023", "since"),
    ],
)
def test_partly_known_dates(text: str, side: str) -> None:
    assert partners.period(pd.Series([text], index=[7])).to_dict() == {7: side}


def test_outside_leaves_out_exactly_the_reference_rows() -> None:
    rows = partners.outside(TABLE)
    assert len(rows) == len(TABLE) - TABLE["reference_row"].sum()
    assert "RUS" not in set(rows["partner"])


def test_links_unroll_every_member_once() -> None:
    table = partners.links(TABLE)
    extra = TABLE["also_members"].dropna().str.split(";").map(len).sum()
    assert len(table) == len(TABLE) + extra
    assert not table.duplicated(["partnership_id", "concerns"]).any()
    assert (table["concerns"] != table["partner"]).all()
    assert table["concerns"].isin(["ARM", "BLR", "KAZ", "KGZ", "TJK"]).all()


@pytest.mark.parametrize("by", partners.COUNTED_BY)
def test_counts_add_up(by: str) -> None:
    table = partners.counts(TABLE, by)
    rows = partners.outside(TABLE)
    assert table["total"].sum() == len(partners.links(rows) if by == "concerns" else rows)
    assert (table[partners.PERIODS].sum(axis=1) == table["total"]).all()
    years = partners.windows(TABLE)
    assert (table["since_per_year"] * years["since"]).tolist() == pytest.approx(
        table["since"].tolist()
    )


def test_counts_refuse_other_columns() -> None:
    with pytest.raises(ValueError, match="by must be one of partner, type, concerns, year"):
        partners.counts(TABLE, "amount")


def test_reference_rows_change_no_count() -> None:
    less = TABLE[~TABLE["reference_row"]]
    pd.testing.assert_frame_equal(partners.counts(TABLE, "type"), partners.counts(less, "type"))


def test_windows_touch_at_the_invasion() -> None:
    years = partners.windows(TABLE)
    whole = (pd.Timestamp("2026-07-01") - pd.Timestamp("2015-01-01")).days / 365.25
    assert years["before"] + years["since"] == pytest.approx(whole)


def test_the_numbers_of_the_notebook() -> None:
    by_year = partners.counts(TABLE, "year")["total"]
    assert (by_year.sum(), by_year[2025]) == (91, 38)
    by_partner = partners.counts(TABLE, "partner")
    assert by_partner.loc["EU", ["before", "since"]].tolist() == [0, 12]
    assert by_partner.loc["CHN", ["before", "since"]].tolist() == [3, 10]


def test_first_links_hold_each_pair_once_with_its_oldest_row() -> None:
    first = partners.first_links(TABLE)
    assert not first.duplicated(["concerns", "partner"]).any()
    assert first["rows"].sum() == len(partners.links(partners.outside(TABLE)))
    turkish = first.set_index(["concerns", "partner"]).loc[("KAZ", "TUR")]
    assert turkish["first_date"] == "2019-12-21"


def test_contested_rows_hold_both_versions() -> None:
    both = partners.contested(TABLE)
    assert len(both) == (TABLE["confidence"] == "contested").sum()
    assert both[["first_version", "other_version", "source_ids"]].notna().all(axis=None)
    outposts = both[both["type"] == "base or outpost"]
    assert outposts["other_version"].str.contains("deny|confirmed").all()


def partnerships(*rows: tuple) -> pd.DataFrame:
    """Rows as in the table; what no test looks at is the same everywhere."""
    columns = ["partnership_id", "member", "also_members", "partner", "date", "type"]
    columns += ["confidence", "reference_row"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        substance="says " + table["partnership_id"],
        note="denies " + table["partnership_id"],
        source_ids="from " + table["partnership_id"],
    )


MADE_UP = partnerships(
    ("P1", "KAZ", None, "CHN", "2020-05-01", "summit", "high", False),
    ("P2", "KAZ", "KGZ;TJK", "CHN", "2023-05-19", "summit", "contested", False),
    ("P3", "KGZ", "TJK", "TJK", "2025-03", "border", "high", False),
    ("P4", "ARM", None, "FRA", "2022", "arms deal", "contested", False),
    ("P5", "RUS", None, "CHN", "2019", "summit", "high", True),
    ("P6", "KAZ", None, "TUR", "2020-05-01", "arms deal", "contested", False),
    ("P7", "KAZ", None, "CHN", "2020-05-01", "arms deal", "medium", False),
)


def test_each_row_is_a_link_of_every_member_that_it_concerns() -> None:
    table = partners.links(MADE_UP.head(4))
    assert table[["partnership_id", "concerns", "partner"]].to_numpy().tolist() == [
        ["P1", "KAZ", "CHN"],
        ["P2", "KAZ", "CHN"],
        ["P2", "KGZ", "CHN"],
        ["P2", "TJK", "CHN"],
        ["P3", "KGZ", "TJK"],
        ["P3", "TJK", "KGZ"],
        ["P4", "ARM", "FRA"],
    ]
    assert table["year"].tolist() == [2020, 2023, 2023, 2023, 2025, 2025, 2022]
    assert table["year"].dtype == int
    assert table["period"].tolist() == ["before", *["since"] * 5, "unclear"]
    assert table.index.tolist() == list(range(7))


def test_periods_keep_the_index_and_are_text() -> None:
    sides = partners.period(pd.Series(["2022-02-23", "2022"], index=["a", "b"]))
    assert sides.to_dict() == {"a": "before", "b": "unclear"}
    assert partners.period(pd.Series([], dtype=str)).empty


def test_counts_worked_by_hand() -> None:
    before = (pd.Timestamp("2022-02-24") - pd.Timestamp("2019-01-01")).days / 365.25
    since = (pd.Timestamp("2026-07-01") - pd.Timestamp("2022-02-24")).days / 365.25
    assert partners.windows(MADE_UP) == {"before": before, "since": since}
    table = partners.counts(MADE_UP, "partner")
    assert table.columns.tolist() == [
        "before", "unclear", "since", "total", "before_per_year", "since_per_year",
    ]  # fmt: skip
    assert (table.index.name, table.columns.name) == ("partner", None)
    assert table.index.tolist() == ["CHN", "FRA", "TJK", "TUR"]
    assert table.loc["CHN"].tolist() == [2, 0, 1, 3, 2 / before, 1 / since]
    assert table.loc["FRA"].tolist() == [0, 1, 0, 1, 0, 0]
    by_member = partners.counts(MADE_UP, "concerns")
    assert by_member["total"].to_dict() == {"KAZ": 4, "KGZ": 2, "TJK": 2, "ARM": 1}
    assert by_member.index.tolist() == ["KAZ", "KGZ", "TJK", "ARM"]
    later = MADE_UP.assign(date=MADE_UP["date"].replace("2020-05-01", "2024-05-01"))
    assert partners.counts(later, "year")["total"].to_dict() == {2022: 1, 2023: 1, 2024: 3, 2025: 1}
    assert partners.counts(later, "year").index.tolist() == [2022, 2023, 2024, 2025]
    by_year = partners.counts(MADE_UP, "year")
    assert by_year["total"].to_dict() == {2020: 3, 2022: 1, 2023: 1, 2025: 1}
    assert by_year.index.tolist() == [2020, 2022, 2023, 2025]
    assert partners.counts(MADE_UP, "type")["total"].to_dict() == {
        "arms deal": 3, "summit": 2, "border": 1,
    }  # fmt: skip


def test_a_period_without_rows_is_counted_as_zero() -> None:
    table = partners.counts(MADE_UP.head(1), "type")
    assert table.loc["summit", ["before", "unclear", "since", "total"]].tolist() == [1, 0, 0, 1]


def test_equal_counts_stay_in_the_order_of_names() -> None:
    names = [f"{place:02}" for place in range(60)]
    twice = names[::3]
    rows = [("P", "KAZ", None, name, "2020", "summit", "high", False) for name in [*names, *twice]]
    once = [name for name in names if name not in twice]
    assert partners.counts(partnerships(*rows), "partner").index.tolist() == [*twice, *once]


def test_other_groupings_are_refused_with_their_names() -> None:
    with pytest.raises(
        ValueError, match=r"^by must be one of partner, type, concerns, year; 'amount' is not\.$"
    ):
        partners.counts(MADE_UP, "amount")


def test_first_links_worked_by_hand() -> None:
    table = partners.first_links(MADE_UP.iloc[::-1])
    assert table.columns.tolist() == ["concerns", "partner", "first_date", "period", "rows"]
    assert table.to_numpy().tolist() == [
        ["KAZ", "CHN", "2020-05-01", "before", 3],
        ["KAZ", "TUR", "2020-05-01", "before", 1],
        ["ARM", "FRA", "2022", "unclear", 1],
        ["KGZ", "CHN", "2023-05-19", "since", 1],
        ["TJK", "CHN", "2023-05-19", "since", 1],
        ["KGZ", "TJK", "2025-03", "since", 1],
        ["TJK", "KGZ", "2025-03", "since", 1],
    ]
    assert table.index.tolist() == list(range(7))


def test_contested_rows_in_order_of_time() -> None:
    table = partners.contested(MADE_UP)
    assert table.columns.tolist() == [
        "date", "member", "partner", "type", "first_version", "other_version", "source_ids",
    ]  # fmt: skip
    assert table.index.tolist() == [0, 1, 2]
    assert table.to_numpy().tolist() == [
        ["2020-05-01", "KAZ", "TUR", "arms deal", "says P6", "denies P6", "from P6"],
        ["2022", "ARM", "FRA", "arms deal", "says P4", "denies P4", "from P4"],
        ["2023-05-19", "KAZ", "CHN", "summit", "says P2", "denies P2", "from P2"],
    ]
