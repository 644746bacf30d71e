"""Evenness over partners: properties of the index, and shares that agree with the tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import entropy

from helpers import data
from helpers.measures import diversification as measure

TRADE = data.read("trade_partners")
ARMS = data.read("arms_imports")
REPORTERS = ("ARM", "KAZ", "KGZ")
AMOUNTS = st.lists(st.floats(0, 1e6), min_size=2, max_size=12)


def as_shares(amounts: list[float]) -> pd.Series:
    total = sum(amounts)
    assume(total > 1e-3)
    return pd.Series(amounts) / total


@given(AMOUNTS)
def test_evenness_is_shannon_over_its_maximum(amounts: list[float]) -> None:
    shares = as_shares(amounts)
    wanted = entropy(shares) / np.log(len(shares))
    assert measure.evenness(shares) == pytest.approx(wanted, abs=1e-9)
    assert 0 <= measure.evenness(shares) <= 1 + 1e-9


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_evenness_knows_no_names(amounts: list[float], random: object) -> None:
    mixed = list(amounts)
    random.shuffle(mixed)
    assert measure.evenness(as_shares(mixed)) == pytest.approx(
        measure.evenness(as_shares(amounts)), abs=1e-9
    )


@given(AMOUNTS, st.floats(0.05, 0.95))
def test_a_step_towards_equal_shares_never_lowers_it(amounts: list[float], step: float) -> None:
    shares = as_shares(amounts)
    nearer = shares + step * (1 / len(shares) - shares)
    assert measure.evenness(nearer) >= measure.evenness(shares) - 1e-9


@given(AMOUNTS)
def test_a_part_with_nothing_lowers_it_so_the_list_matters(amounts: list[float]) -> None:
    shares = as_shares(amounts)
    longer = pd.concat([shares, pd.Series([0.0])], ignore_index=True)
    assert measure.evenness(longer) <= measure.evenness(shares) + 1e-9
    if measure.evenness(shares) > 0.01:
        assert measure.evenness(longer) < measure.evenness(shares)


@pytest.mark.parametrize("parts", [2, 5, 40])
def test_the_two_ends(parts: int) -> None:
    assert measure.evenness(pd.Series([1 / parts] * parts)) == pytest.approx(1)
    assert measure.evenness(pd.Series([1.0] + [0.0] * (parts - 1))) == 0


def test_a_missing_share_leaves_it_missing() -> None:
    rows = pd.DataFrame([[0.5, 0.5], [np.nan, 1.0]])
    found = measure.evenness(rows)
    assert found[0] == pytest.approx(1)
    assert np.isnan(found[1])


@pytest.mark.parametrize("reporter", REPORTERS)
@pytest.mark.parametrize("flow", ["export", "import", "total"])
def test_shares_add_up_and_agree_with_the_table(reporter: str, flow: str) -> None:
    found = measure.trade_shares(TRADE, reporter, flow)
    assert found[list(measure.PARTS)].sum(axis=1).to_numpy() == pytest.approx(1)
    assert (found[list(measure.PARTS)] >= 0).all().all()
    flows = ["export", "import"] if flow == "total" else [flow]
    for year in (found.index.min(), found.index.max()):
        own = TRADE[
            (TRADE["reporter"] == reporter) & (TRADE["year"] == year) & TRADE["flow"].isin(flows)
        ]
        sums = own.groupby("partner")["usd_million"].sum()
        assert found.loc[year, "usd_million"] == pytest.approx(sums["WLD"])
        assert found.loc[year, "CHN"] == pytest.approx(sums["CHN"] / sums["WLD"])


def test_imports_by_consignment_are_never_added() -> None:
    without = TRADE[TRADE["flow"] != "import_consignment"]
    pd.testing.assert_frame_equal(
        measure.trade_shares(TRADE, "ARM"), measure.trade_shares(without, "ARM")
    )


def test_the_eu_with_the_united_kingdom_is_not_used() -> None:
    without = TRADE[~TRADE["partner"].isin(["EU", "GBR"])]
    for reporter in REPORTERS:
        pd.testing.assert_frame_equal(
            measure.trade_shares(TRADE, reporter), measure.trade_shares(without, reporter)
        )


def test_a_year_without_one_partner_is_left_out() -> None:
    imports = measure.trade_shares(TRADE, "KGZ", "import")
    assert 2014 not in imports.index
    assert {2013, 2015} <= set(imports.index)
    assert 2014 in measure.trade_shares(TRADE, "KGZ", "export").index


@pytest.mark.parametrize("reporter", ["UZB", "BLR", "TJK"])
def test_without_a_world_total_there_are_no_shares(reporter: str) -> None:
    with pytest.raises(ValueError, match=f"{reporter} has no world total"):
        measure.trade_shares(TRADE, reporter)


@pytest.mark.parametrize("state", ["BLR", "KAZ", "KGZ", "TJK", "ARM"])
def test_arms_add_up_by_period(state: str) -> None:
    found = measure.arms_shares(ARMS, state)
    for (first, last), (label, row) in zip(measure.PERIODS, found.iterrows(), strict=True):
        own = ARMS[(ARMS["recipient"] == state) & ARMS["year"].between(first, last)]
        total = own["tiv_million"].sum()
        assert label == f"{first}–{last}"
        assert row["tiv_million"] == pytest.approx(total)
        assert row["small"] == (total < measure.SMALL)
        if total:
            russian = own.loc[own["supplier"] == "RUS", "tiv_million"].sum()
            assert row["RUS"] == pytest.approx(russian / total)
            assert sum(row[list(measure.PARTS)]) == pytest.approx(1)
        else:
            assert row[list(measure.PARTS)].isna().all()


def test_periods_do_not_overlap_and_leave_no_gap() -> None:
    for (_, last), (first, _) in zip(measure.PERIODS, measure.PERIODS[1:], strict=False):
        assert first == last + 1
    assert measure.PERIODS[-1][1] == ARMS["year"].max()


def test_the_eu_is_27_states_that_the_course_knows() -> None:
    assert len(set(measure.EU27)) == 27
    assert set(measure.EU27) <= set(data.names())
    assert "GBR" not in measure.EU27


def test_all_others_is_never_the_largest_partner() -> None:
    found = measure.by_field(TRADE, ARMS).set_index(["state", "field", "moment"])
    assert "rest" not in set(found["largest"])
    assert found.loc[("KGZ", "exports", "late"), "largest"] == "CHE"
    assert found.loc[("ARM", "exports", "late"), "largest"] == "RUS"
    assert found.loc[("KAZ", "exports", "late"), "largest"] == "EU27"
    assert found["share"].between(0, 1).all()


def test_the_published_shares_of_armenian_trade_agree() -> None:
    facts = data.read("context_facts").set_index("fact_id")["value"]
    found = measure.by_field(TRADE, ARMS).set_index(["state", "field", "moment"])
    share = found.loc[("ARM", "exports", "late"), "share"]
    assert 100 * share == pytest.approx(facts["F070"], abs=1)


@given(st.dictionaries(st.sampled_from(["RUS", "CHN", "DEU", "FRA", "USA"]), st.floats(1, 1e4)))
def test_members_of_the_eu_count_as_one(amounts: dict[str, float]) -> None:
    assume(amounts)
    european = sum(value for code, value in amounts.items() if code in measure.EU27)
    code, share = measure.largest(pd.Series(amounts))
    others = [value for name, value in amounts.items() if name not in measure.EU27]
    assert share == pytest.approx(max([european, *others]) / sum(amounts.values()))
    assert code not in measure.EU27


def test_groups_beside_their_members_are_not_counted_twice() -> None:
    rows = pd.Series({"WLD": 10.0, "EU": 6.0, "EU27": 4.0, "DEU": 3.5, "CIS": 5.0, "RUS": 3.0})
    assert measure.largest(rows) == ("EU27", 0.4)
    code, share = measure.largest(pd.Series(dtype=float))
    assert code == ""
    assert np.isnan(share)


def amounts(year: int, flow: str, whole: float, **partners: float) -> pd.DataFrame:
    """Trade of Armenia in one year and direction."""
    rows = {"WLD": whole, **partners}
    table = pd.DataFrame({"partner": list(rows), "usd_million": list(rows.values())})
    return table.assign(reporter="ARM", flow=flow, year=year)


def test_every_field_and_moment_by_hand() -> None:
    trade = pd.concat(
        [
            amounts(2018, "export", 100, RUS=50, CHN=25, EU27=15, TUR=0, IRN=10),
            amounts(2019, "export", 100, RUS=1, CHN=97, EU27=1, TUR=1),
            amounts(2023, "export", 100, RUS=10, CHN=10, EU27=60, TUR=10, IRN=10),
            amounts(2018, "import", 200, RUS=20, CHN=120, EU27=40, TUR=20),
            amounts(2023, "import", 50, RUS=10, CHN=10, EU27=10, TUR=10, IRN=9, GEO=1),
        ]
    )
    arms = pd.DataFrame(
        [
            ("BLR", 2013, "USA", 900),
            ("BLR", 2014, "RUS", 50),
            ("BLR", 2018, "CHN", 49),
            ("BLR", 2019, "DEU", 20),
            ("BLR", 2020, "RUS", 20),
            ("BLR", 2023, "FRA", 20),
            ("KAZ", 2016, "TUR", 5),
        ],
        columns=["recipient", "year", "supplier", "tiv_million"],
    )
    found = measure.by_field(trade, arms)
    assert found.columns.tolist() == [
        "state", "field", "moment", "evenness", "largest", "share", "small",
    ]  # fmt: skip
    rows = found.set_index(["state", "field", "moment"])
    expected = {
        ("BLR", "arms", "early"): ([50, 49, 0, 0, 0], "RUS", 50 / 99, False),
        ("BLR", "arms", "late"): ([20, 0, 40, 0, 0], "EU27", 2 / 3, False),
        ("KAZ", "arms", "early"): ([0, 0, 0, 5, 0], "TUR", 1, True),
        ("ARM", "exports", "early"): ([50, 25, 15, 0, 10], "RUS", 0.5, False),
        ("ARM", "exports", "late"): ([10, 10, 60, 10, 10], "EU27", 0.6, False),
        ("ARM", "imports", "early"): ([20, 120, 40, 20, 0], "CHN", 0.6, False),
        ("ARM", "imports", "late"): ([10, 10, 10, 10, 10], "RUS", 0.2, False),
    }
    for key, (parts, largest, share, small) in expected.items():
        row = rows.loc[key]
        assert row["evenness"] == pytest.approx(entropy(parts) / np.log(5), abs=1e-9), key
        assert (row["largest"], row["small"]) == (largest, small), key
        assert row["share"] == pytest.approx(share), key
    without = rows.drop(index=list(expected))
    assert [key[:2] for key in without.index] == [
        ("KAZ", "arms"), ("KGZ", "arms"), ("KGZ", "arms"), ("TJK", "arms"), ("TJK", "arms"),
        ("ARM", "arms"), ("ARM", "arms"),
    ]  # fmt: skip
    assert without[["evenness", "share"]].isna().all(axis=None)
    assert set(without["largest"]) == {""}
    assert without["small"].all()


def test_few_arms_are_marked_from_below_sixty() -> None:
    rows = {"recipient": "ARM", "year": [2010, 2015], "supplier": "RUS", "tiv_million": [59.9, 60]}
    found = measure.arms_shares(pd.DataFrame(rows), "ARM")
    assert found["small"].dtype == bool
    assert found["small"].tolist() == [True, True, False, True]


def test_a_whole_without_partners_and_partners_of_nothing_have_no_largest() -> None:
    for nothing in ({"WLD": 5.0}, {"WLD": 0.0, "RUS": 0.0}, {"RUS": 0.0}):
        code, share = measure.largest(pd.Series(nothing))
        assert code == ""
        assert np.isnan(share)
