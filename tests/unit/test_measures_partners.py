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
