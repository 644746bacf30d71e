"""Trade measures: indices, sums of twelve months, the mirror gap, the dated events."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data
from helpers.measures import trade

EVENT_TABLES = ["stance_events", "economic_statements", "unfriendly_states"]


def monthly(values: list[float], first: str = "2021-01") -> pd.DataFrame:
    months = pd.period_range(first, periods=len(values), freq="M").astype(str)
    return pd.DataFrame(
        {"reporter": "EU27", "partner": "KGZ", "month": months, "eur_million": values}
    )


def annual(values: dict[int, float], last_months: int = 12, **keys: str) -> pd.DataFrame:
    frame = pd.DataFrame({"year": list(values), "eur_million": list(values.values())})
    months = [12] * (len(values) - 1) + [last_months]
    return frame.assign(**{"reporter": "EU27", "partner": "KGZ", "months": months, **keys})


def test_index_of_months_worked_by_hand() -> None:
    frame = trade.by_month(monthly([1.0] * 6 + [3.0] * 6 + [4.0]))
    assert frame["index"].iloc[0] == pytest.approx(50)
    assert frame["index"].iloc[-1] == pytest.approx(200)
    assert frame["year_sum"].iloc[:11].isna().all()
    assert frame["year_sum"].iloc[11:].tolist() == [24, 27]
    assert frame["year_index"].iloc[-1] == pytest.approx(112.5)


def test_a_gap_in_the_months_gives_no_sum_across_it() -> None:
    frame = trade.by_month(monthly([1.0] * 25).drop(index=13))
    sums = frame.set_index("month")["year_sum"]
    assert sums["2022-01"] == 12
    assert sums["2022-03":"2022-12"].isna().all()
    assert sums["2023-01"] is not None
    assert np.isnan(sums["2023-01"])


def test_no_index_without_the_whole_base_year() -> None:
    assert trade.by_month(monthly([1.0] * 11))["index"].isna().all()
    assert trade.by_month(monthly([0.0] * 12))["index"].isna().all()


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.floats(0.01, 1e4), min_size=12, max_size=40),
    st.floats(0.01, 1000),
)
def test_index_does_not_depend_on_the_unit(values: list[float], factor: float) -> None:
    one = trade.by_month(monthly(values))
    other = trade.by_month(monthly([value * factor for value in values]))
    for column in ("index", "year_index"):
        assert np.allclose(one[column], other[column], equal_nan=True)
    assert one["index"].iloc[:12].mean() == pytest.approx(100)


def test_sums_of_months_are_the_sums_of_years() -> None:
    months = trade.by_month(data.read("eu_exports_monthly"))
    december = months[months["month"].str.endswith("-12")]
    years = data.read("eu_exports_annual").set_index(["reporter", "partner", "year"])
    for row in december.itertuples():
        same = years.loc[(row.reporter, row.partner, row.date.year), "eur_million"]
        assert row.year_sum == pytest.approx(same, rel=5e-4, abs=0.01)


def test_the_unfinished_year_is_left_out() -> None:
    table = trade.by_year(annual({2021: 10.0, 2022: 20.0, 2024: 5.0}, last_months=8))
    assert table["year"].tolist() == [2021, 2022]
    assert table["index"].tolist() == [100, 200]
    real = trade.by_year(data.read("eu_exports_annual"))
    assert real["year"].max() == 2023
    # A year in which a small exporter sold in few months is complete all the same.
    assert (real["months"] < 12).any()


def test_no_index_on_a_missing_or_empty_base() -> None:
    assert trade.by_year(annual({2021: 0.0, 2022: 3.0}))["index"].isna().all()
    assert trade.by_year(annual({2020: 1.0, 2022: 3.0}))["index"].isna().all()


def test_same_months_compare_january_to_august() -> None:
    table = trade.same_months(monthly([1.0] * 8 + [9.0] * 4 + [2.0] * 8)).set_index("year")
    assert table.loc[2021, "eur_million"] == 8
    assert table.loc[2022, "index"] == 200
    assert trade.same_months(monthly([1.0] * 12 + [1.0] * 7))["year"].tolist() == [2021]


def test_findings_of_the_notebook() -> None:
    """Values that the text of notebook 03 rests on; new data must be looked at."""
    table = trade.by_year(data.read("eu_exports_annual"))
    index = table[table["reporter"] == "EU27"].set_index(["partner", "year"])["index"]
    found = {code: round(index[code, 2023]) for code in ("KGZ", "ARM", "KAZ", "RUS", "TJK", "BLR")}
    assert found == {"KGZ": 1039, "ARM": 285, "KAZ": 221, "RUS": 43, "TJK": 137, "BLR": 118}
    part = trade.same_months(data.read("eu_exports_monthly")).set_index(
        ["reporter", "partner", "year"]
    )
    assert round(part.loc[("EU27", "KGZ", 2024), "index"]) == 1094


def test_change_measures_rises_against_russias_fall() -> None:
    frame = pd.concat(
        [
            annual({2021: 100.0, 2023: 60.0}, partner="RUS"),
            annual({2021: 5.0, 2023: 15.0}),
        ]
    )
    table = trade.change(frame).set_index("partner")
    assert table.loc["KGZ", "of_russias_fall"] == pytest.approx(25)
    assert table.loc["RUS", "of_russias_fall"] == pytest.approx(-100)
    assert table.loc["KGZ", "index"] == pytest.approx(300)
    with pytest.raises(ValueError, match="2024 is not a complete year"):
        trade.change(data.read("eu_exports_annual"), 2021, 2024)


def importers(values: dict[int, float], flag: str | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reporter": "KGZ",
            "partner": "EU27",
            "year": list(values),
            "flow": "import",
            "usd_million": list(values.values()),
            "flag": flag,
            "source_id": "x",
        }
    )


def test_mirror_worked_by_hand() -> None:
    table = trade.mirror(
        annual({2021: 100.0, 2023: 300.0}), importers({2021: 110.0, 2023: 165.0})
    ).set_index("year")
    assert table.loc[2023, "eu_index"] == 300
    assert table.loc[2023, "importer_index"] == pytest.approx(150)
    assert table.loc[2023, "gap"] == pytest.approx(2)
    assert table.loc[2023, "dollars_per_euro"] == pytest.approx(0.55)
    assert table.loc[2023, "gap_low"] == pytest.approx(2 * 1.05 / 1.20)
    assert table.loc[2021, ["gap", "gap_low", "gap_high"]].tolist() == [1, 1, 1]


def test_suspect_figures_are_left_out_of_the_mirror() -> None:
    suspect = pd.concat([importers({2021: 110.0}), importers({2022: 1.0}, "suspect")])
    table = trade.mirror(annual({2021: 100.0, 2022: 100.0}), suspect)
    assert table["year"].tolist() == [2021]
    real = trade.mirror(data.read("eu_exports_annual"), data.read("trade_partners"))
    assert "suspect" not in set(real["flag"].dropna())
    assert real["year"].max() == 2023


def test_exchange_rates_alone_do_not_explain_the_kyrgyz_gap() -> None:
    real = trade.mirror(data.read("eu_exports_annual"), data.read("trade_partners"))
    last = real[real["year"] == 2023].set_index(["importer", "flow"])
    assert round(last.loc[("KGZ", "import"), "gap_low"], 1) == 2.7
    assert round(last.loc[("KAZ", "import"), "gap_low"], 2) == 1.06
    assert set(last.index) == {
        ("ARM", "import"),
        ("ARM", "import_consignment"),
        ("KAZ", "import"),
        ("KGZ", "import"),
    }


def test_events_are_dated_rows_of_the_tables() -> None:
    table = trade.events(*map(data.read, EVENT_TABLES))
    assert table["number"].tolist() == list(range(1, 17))
    assert table["day"].is_monotonic_increasing
    assert table["day"].between("2022-02-24", "2024-08-31").all()
    assert table["source_ids"].notna().all()
    stances = data.read("stance_events").set_index("event_id")
    for row in table[table["event_id"].str.startswith("SE")].itertuples():
        assert row.what == stances.loc[row.event_id, "headline"]
