"""Exports: several reporters, partners and years at once, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from helpers.measures import trade


def months(reporter: str, partner: str, first: str, values: list[float]) -> pd.DataFrame:
    names = pd.period_range(first, periods=len(values), freq="M").astype(str)
    table = pd.DataFrame({"month": names, "eur_million": values})
    return table.assign(reporter=reporter, partner=partner)


def missing(values: pd.Series) -> list:
    return [None if math.isnan(value) else value for value in values]


def test_series_do_not_run_into_each_other() -> None:
    exports = pd.concat(
        [
            months("EU27", "KGZ", "2021-07", [2.0] * 18),
            months("EU27", "ARM", "2021-01", [1.0] * 12 + [3.0] * 2),
            months("DEU", "KGZ", "2021-01", [5.0] * 12),
        ],
        ignore_index=True,
    ).iloc[::-1]
    frame = trade.by_month(exports)
    assert frame.columns.tolist() == [
        "month", "eur_million", "reporter", "partner", "date", "year_sum", "index", "year_index",
    ]  # fmt: skip
    assert frame.index.tolist() == list(range(44))
    assert frame[["reporter", "partner"]].drop_duplicates().to_numpy().tolist() == [
        ["DEU", "KGZ"], ["EU27", "ARM"], ["EU27", "KGZ"],
    ]  # fmt: skip
    assert frame["date"].iloc[0] == pd.Timestamp("2021-01-01")
    assert missing(frame["year_sum"]) == [
        *[None] * 11, 60, *[None] * 11, 12, 14, 16, *[None] * 11, *[24] * 7,
    ]  # fmt: skip
    # The Kyrgyz series starts in July 2021, so that it has no whole base year.
    assert missing(frame["index"]) == [*[100] * 24, 300, 300, *[None] * 18]
    assert missing(frame["year_index"])[11] == 100
    assert frame["year_index"].iloc[24] == pytest.approx(100 * 14 / 12)
    later = trade.by_month(exports, base=2022)
    assert missing(later["index"]) == [*[None] * 26, *[100] * 18]


def test_a_base_year_without_exports_gives_no_index_later_on() -> None:
    frame = trade.by_month(months("EU27", "KGZ", "2021-01", [0.0] * 12 + [5.0] * 12))
    assert frame[["index", "year_index"]].isna().all(axis=None)


def years(reporter: str, partner: str, values: dict[int, float], **last: int) -> pd.DataFrame:
    table = pd.DataFrame({"year": list(values), "eur_million": list(values.values())})
    table = table.assign(reporter=reporter, partner=partner, months=12)
    if last:
        table.loc[table.index[-1], "months"] = last["months"]
    return table


ANNUAL = pd.concat(
    [
        years("EU27", "RUS", {2020: 80.0, 2021: 100.0, 2023: 40.0, 2024: 9.0}, months=8),
        years("EU27", "KGZ", {2020: 5.0, 2021: 10.0, 2023: 40.0, 2024: 99.0}, months=8),
        years("EU27", "ARM", {2021: 4.0, 2023: 24.0}),
        years("EU27", "BLR", {2021: 50.0, 2023: 45.0}),
        years("EU27", "TJK", {2021: 7.0, 2022: 9.0}),
        years("EU27", "TKM", {2020: 1.0, 2021: 0.5, 2023: 0.75}),
        years("DEU", "KGZ", {2021: 1.0, 2023: 8.0}, months=11),
        years("DEU", "UZB", {2022: 1.0}),
    ],
    ignore_index=True,
)


def test_yearly_indices_of_several_partners() -> None:
    frame = trade.by_year(ANNUAL)
    assert frame.columns.tolist() == [*ANNUAL.columns, "base_eur_million", "index"]
    assert frame["year"].max() == 2023
    assert frame.index.tolist() == list(range(len(frame)))
    found = frame.set_index(["reporter", "partner", "year"])
    assert found.loc[("EU27", "RUS", 2023), ["base_eur_million", "index"]].tolist() == [100, 40]
    assert found.loc[("EU27", "KGZ", 2020), ["base_eur_million", "index"]].tolist() == [10, 50]
    assert found.loc[("EU27", "TKM", 2023), "index"] == 150
    # Sold in eleven months of a year that is complete for others.
    assert found.loc[("DEU", "KGZ", 2023), "index"] == 800
    assert found.loc[("DEU", "UZB", 2022), ["base_eur_million", "index"]].isna().all()
    earlier = trade.by_year(ANNUAL, 2020).set_index(["reporter", "partner", "year"])
    assert earlier.loc[("EU27", "KGZ", 2023), "index"] == 800


def test_same_months_of_several_partners() -> None:
    exports = pd.concat(
        [
            months("EU27", "KGZ", "2021-01", [1.0, 2.0, 4.0] + [9.0] * 9 + [2.0, 4.0, 8.0]),
            months("EU27", "ARM", "2022-01", [1.0, 1.0]),
            months("DEU", "KGZ", "2021-02", [1.0] * 11 + [5.0] * 3),
        ],
        ignore_index=True,
    )
    table = trade.same_months(exports, 3)
    assert table.columns.tolist() == ["reporter", "partner", "year", "eur_million", "index"]
    assert table["year"].dtype == int
    cells = table.astype(object).where(table.notna(), None).to_numpy().tolist()
    assert cells == [
        ["DEU", "KGZ", 2022, 15, None],
        ["EU27", "KGZ", 2021, 7, 100],
        ["EU27", "KGZ", 2022, 14, 200],
    ]
    two = trade.same_months(exports, 2, 2022).set_index(["reporter", "partner", "year"])["index"]
    assert two.to_dict() == {
        ("DEU", "KGZ", 2022): 100,
        ("EU27", "ARM", 2022): 100,
        ("EU27", "KGZ", 2021): 50,
        ("EU27", "KGZ", 2022): 100,
    }


def test_changes_of_several_partners() -> None:
    table = trade.change(ANNUAL)
    assert table.columns.tolist() == [
        "partner",
        "first",
        "last",
        "rise",
        "index",
        "of_russias_fall",
    ]
    assert table.columns.name is None
    rows = [
        ["KGZ", 10, 40, 30, 400, 50],
        ["ARM", 4, 24, 20, 600, 20 / 0.6],
        ["TKM", 0.5, 0.75, 0.25, 150, 0.25 / 0.6],
        ["BLR", 50, 45, -5, 90, -5 / 0.6],
        ["RUS", 100, 40, -60, 40, -100],
    ]
    assert table["partner"].tolist() == [row[0] for row in rows]
    np.testing.assert_allclose(table.drop(columns="partner"), [row[1:] for row in rows])
    assert table.index.tolist() == list(range(5))
    earlier = trade.change(ANNUAL, 2020, 2021).set_index("partner")
    assert earlier.loc["KGZ"].tolist() == [5, 10, 5, 200, -25]
    german = pd.concat([ANNUAL, years("DEU", "RUS", {2021: 9.0, 2023: 2.0})], ignore_index=True)
    other = trade.change(german, 2021, 2023, "DEU").set_index("partner")
    assert other["rise"].to_dict() == {"KGZ": 7, "RUS": -7}


@pytest.mark.parametrize(("first", "last", "named"), [(2021, 2024, 2024), (2019, 2024, 2019)])
def test_the_first_year_that_is_not_complete_is_told(first: int, last: int, named: int) -> None:
    with pytest.raises(ValueError, match=rf"^{named} is not a complete year of exports by EU27\.$"):
        trade.change(ANNUAL, first, last)


def imports(*rows: tuple) -> pd.DataFrame:
    columns = ["reporter", "flow", "partner", "year", "usd_million", "flag"]
    table = pd.DataFrame(rows, columns=columns).assign(source_id="s1")
    return table.assign(flag=table["flag"].astype("str"))


def test_the_mirror_worked_by_hand() -> None:
    exports = pd.concat(
        [
            years("EU27", "KGZ", {2018: 5.0, 2019: 8.0, 2021: 10.0, 2023: 40.0}),
            years("EU27", "ARM", {2021: 4.0, 2023: 8.0}),
            years("DEU", "ARM", {2021: 1.0, 2023: 9.0}),
        ],
        ignore_index=True,
    )
    theirs = imports(
        ("KGZ", "import", "EU27", 2023, 22.0, None),
        ("KGZ", "import", "EU27", 2021, 11.0, "estimate"),
        ("KGZ", "import", "EU27", 2018, 5.5, None),
        ("KGZ", "import", "EU27", 2019, 11.0, None),
        ("KGZ", "import", "EU27", 2024, 9.0, None),
        ("KGZ", "import", "CHN", 2021, 99.0, None),
        ("KGZ", "export", "EU27", 2021, 77.0, None),
        ("ARM", "import_consignment", "EU27", 2021, 5.0, None),
        ("ARM", "import_consignment", "EU27", 2023, 10.0, None),
        ("ARM", "import", "EU27", 2021, 8.0, "suspect"),
        ("ARM", "import", "EU27", 2023, 8.0, None),
    )
    table = trade.mirror(exports, theirs)
    assert table.columns.tolist() == [
        "importer", "flow", "year", "eur_million", "usd_million", "eu_index", "importer_index",
        "gap", "gap_low", "gap_high", "dollars_per_euro", "flag",
    ]  # fmt: skip
    assert table.index.tolist() == list(range(7))
    spread = 1.20 / 1.05
    wanted = [
        # importer's base is suspect, so that there is none
        ["ARM", "import", 2023, 8, 8, 200, None, None, None, None, 1],
        ["ARM", "import_consignment", 2021, 4, 5, 100, 100, 1, 1, 1, 1.25],
        ["ARM", "import_consignment", 2023, 8, 10, 200, 200, 1, 1 / spread, spread, 1.25],
        ["KGZ", "import", 2018, 5, 5.5, 50, 50, 1, None, None, 1.1],
        ["KGZ", "import", 2019, 8, 11, 80, 100, 0.8, 0.8 / spread, 0.8 * spread, 1.375],
        ["KGZ", "import", 2021, 10, 11, 100, 100, 1, 1, 1, 1.1],
        ["KGZ", "import", 2023, 40, 22, 400, 200, 2, 2 / spread, 2 * spread, 0.55],
    ]
    assert table[["importer", "flow", "year"]].to_numpy().tolist() == [row[:3] for row in wanted]
    np.testing.assert_allclose(
        table.iloc[:, 3:11].to_numpy(dtype=float),
        np.array([row[3:] for row in wanted], dtype=float),
    )
    assert table["flag"].dropna().tolist() == ["estimate"]
    other = trade.mirror(exports, theirs, 2019).set_index(["importer", "year"])
    assert other.loc[("KGZ", 2019), ["gap", "gap_low", "gap_high"]].tolist() == [1, 1, 1]
    assert other.loc[("KGZ", 2023), "eu_index"].tolist() == 500
    assert other.loc[("KGZ", 2023), "importer_index"].tolist() == 200


def test_events_worked_by_hand() -> None:
    stances = pd.DataFrame(
        [
            ("SE031", "2022-04", "KAZ", "headline 31", "high", "s1"),
            ("SE027", "2022-03-07", "KAZ", "headline 27", "low", "s2"),
            ("SE001", "2022-03-01", "ARM", "no event of sanctions", "high", "s3"),
        ],
        columns=["event_id", "date", "actor", "headline", "confidence", "source_ids"],
    ).assign(detail="more")
    statements = pd.DataFrame(
        [
            ("E018", "2022-04-01", "KGZ", "statement 18", "medium", "s4"),
            ("E001", "2022-02-01", "KGZ", "no statement on sanctions", "medium", "s5"),
        ],
        columns=["statement_id", "date", "member", "statement", "confidence", "source_ids"],
    )
    unfriendly = pd.DataFrame(
        {
            "listed_date": pd.to_datetime(["2022-03-07", "2022-03-07", "2022-07-24"]),
            "eu_member": [True, True, False],
            "source_ids": ["s6", "s7", "s8"],
        }
    )
    table = trade.events(stances, statements, unfriendly)
    assert table.columns.tolist() == [
        "number", "event_id", "date", "actor", "what", "confidence", "source_ids", "day",
    ]  # fmt: skip
    assert table.index.tolist() == list(range(4))
    listed = "Russia lists 3 states and territories as unfriendly, 2 of them in the EU"
    assert table.drop(columns="day").to_numpy().tolist() == [
        [1, "SE027", "2022-03-07", "KAZ", "headline 27", "low", "s2"],
        [2, "unfriendly_states", "2022-03-07", "RUS", listed, "high", "s6"],
        [3, "E018", "2022-04-01", "KGZ", "statement 18", "medium", "s4"],
        [4, "SE031", "2022-04", "KAZ", "headline 31", "high", "s1"],
    ]
    assert [f"{day:%F}" for day in table["day"]] == [
        "2022-03-07", "2022-03-07", "2022-04-01", "2022-04-01",
    ]  # fmt: skip
