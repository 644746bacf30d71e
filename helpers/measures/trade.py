"""Exports by month and year, compared with a base year and with the importers' own figures."""

from __future__ import annotations

import pandas as pd

BASE = 2021
FIRST_MONTHLY_YEAR = 2019
# The range that data/README.md gives for these years; no table holds yearly rates.
DOLLARS_PER_EURO = (1.05, 1.20)


def by_month(exports: pd.DataFrame, base: int = BASE) -> pd.DataFrame:
    """Add to monthly exports an index and sums over twelve months.

    Args:
        exports: Rows of ``eu_exports_monthly`` (reporter, partner, month, eur_million).
        base: Base year; all twelve months of it must be there for an index.

    Returns:
        The rows by reporter, partner and month with ``date`` (first day of the month); ``index``
        (mean month of the base year = 100); ``year_sum``, the sum of twelve months up to and
        including this one, million euros, missing for the first eleven months and across gaps;
        ``year_index`` (sum of the base year = 100).

    Example:
        >>> from helpers import data
        >>> frame = by_month(data.read("eu_exports_monthly"))
        >>> one = frame[(frame.reporter == "EU27") & (frame.partner == "KGZ")].set_index("month")
        >>> round(one.loc["2023-12", "year_index"])
        1039
    """
    frame = exports.assign(date=pd.to_datetime(exports["month"], format="%Y-%m"))
    frame = frame.sort_values(["reporter", "partner", "date"], ignore_index=True)
    groups = frame.groupby(["reporter", "partner"], sort=False)
    values = groups["eur_million"]
    frame["year_sum"] = values.transform(lambda one: one.rolling(12).sum())
    months = frame["date"].dt.year * 12 + frame["date"].dt.month
    unbroken = months - months.groupby([frame["reporter"], frame["partner"]]).shift(11) == 11
    frame["year_sum"] = frame["year_sum"].where(unbroken)
    in_base = frame["eur_million"].where(frame["date"].dt.year == base)
    in_base = in_base.groupby([frame["reporter"], frame["partner"]])
    total = in_base.transform("sum").where(in_base.transform("count") == 12)
    total = total.where(total > 0)
    frame["index"] = 1200 * frame["eur_million"] / total
    frame["year_index"] = 100 * frame["year_sum"] / total
    return frame


def by_year(exports: pd.DataFrame, base: int = BASE) -> pd.DataFrame:
    """Add to yearly exports an index, leaving out the year that is not complete.

    Args:
        exports: Rows of ``eu_exports_annual``. Rows of the last year hold eight months and are
            dropped; fewer months in an earlier year mean that nothing was exported in the others.
        base: Base year.

    Returns:
        Complete years with ``base_eur_million`` and ``index`` (base year = 100); missing where
        the base year has no row or no exports.

    Example:
        >>> from helpers import data
        >>> frame = by_year(data.read("eu_exports_annual"))
        >>> one = frame[(frame.reporter == "EU27") & (frame.partner == "KAZ")].set_index("year")
        >>> round(one.loc[2023, "index"]), one.index.max()
        (221, 2023)
    """
    last_of_all = exports.loc[exports["months"] == 12, "year"].max()
    frame = exports[exports["year"] <= last_of_all]
    bases = frame[frame["year"] == base].set_index(["reporter", "partner"])["eur_million"]
    keys = pd.MultiIndex.from_frame(frame[["reporter", "partner"]])
    frame = frame.assign(base_eur_million=bases.reindex(keys).to_numpy())
    positive = frame["base_eur_million"].where(frame["base_eur_million"] > 0)
    frame["index"] = 100 * frame["eur_million"] / positive
    return frame.reset_index(drop=True)


def same_months(exports: pd.DataFrame, months: int = 8, base: int = BASE) -> pd.DataFrame:
    """Compare the first months of every year, so that an unfinished year can be judged.

    Args:
        exports: Rows of ``eu_exports_monthly``.
        months: How many months from January on to add up; 8 is what 2024 holds.
        base: Base year.

    Returns:
        One row a reporter, partner and year: ``eur_million`` of these months and ``index``
        (same months of the base year = 100). Years without all these months are left out.

    Example:
        >>> from helpers import data
        >>> frame = same_months(data.read("eu_exports_monthly"))
        >>> sorted(frame["year"].unique())[-1]
        np.int64(2024)
    """
    parts = exports["month"].str.split("-", expand=True).astype(int)
    frame = exports.assign(year=parts[0], number=parts[1])
    frame = frame[frame["number"] <= months]
    table = frame.groupby(["reporter", "partner", "year"])["eur_million"].agg(["sum", "count"])
    table = table[table["count"] == months].rename(columns={"sum": "eur_million"})
    table = table.drop(columns="count").reset_index()
    bases = table[table["year"] == base].set_index(["reporter", "partner"])["eur_million"]
    keys = pd.MultiIndex.from_frame(table[["reporter", "partner"]])
    return table.assign(index=100 * table["eur_million"] / bases.reindex(keys).to_numpy())


def change(
    exports: pd.DataFrame, first: int = BASE, last: int = 2023, reporter: str = "EU27"
) -> pd.DataFrame:
    """Compare two complete years and set each rise against the fall of exports to Russia.

    Args:
        exports: Table ``eu_exports_annual``.
        first: Earlier year.
        last: Later year.
        reporter: Exporter.

    Returns:
        One row a partner, largest rise first: ``first`` and ``last`` in million euros, their
        difference ``rise``, the ratio ``index`` (first year = 100), and ``of_russias_fall``,
        the rise in per cent of what exports to Russia lost. The percentage says how large a rise
        is, not that the goods went to Russia.

    Raises:
        ValueError: One of the years is not complete in the table.

    Example:
        >>> from helpers import data
        >>> table = change(data.read("eu_exports_annual")).set_index("partner")
        >>> round(table.loc["KAZ", "of_russias_fall"])
        13
    """
    frame = by_year(exports[exports["reporter"] == reporter], first)
    wide = frame.pivot(index="partner", columns="year", values="eur_million")
    missing = [year for year in (first, last) if year not in wide]
    if missing:
        raise ValueError(f"{missing[0]} is not a complete year of exports by {reporter}.")
    table = wide[[first, last]].dropna()
    table.columns = ["first", "last"]
    table["rise"] = table["last"] - table["first"]
    table["index"] = 100 * table["last"] / table["first"]
    table["of_russias_fall"] = 100 * table["rise"] / -table.loc["RUS", "rise"]
    return table.sort_values("rise", ascending=False).reset_index()


def mirror(exports: pd.DataFrame, imports: pd.DataFrame, base: int = BASE) -> pd.DataFrame:
    """Set the EU's exports beside the importers' own figures for the same trade.

    The two sides use different currencies, so levels cannot be subtracted without an exchange
    rate. Indices can be compared, and so can the rate at which both sides would agree. Imports
    usually include freight and insurance and exports do not, so that the importer's figure should
    be the higher one. For the reasons of such gaps see the United Nations' International
    Merchandise Trade Statistics: Compilers Manual (2013).

    Args:
        exports: Table ``eu_exports_annual``.
        imports: Table ``trade_partners``; only imports from partner EU27, rows with the flag
            ``suspect`` left out.
        base: Base year of the indices.

    Returns:
        One row an importer, flow (``import`` or Armenia's ``import_consignment``) and year that
        both sides have in full: ``eur_million``, ``usd_million``; ``eu_index`` and
        ``importer_index`` (base year = 100); ``gap``, the EU's index over the importer's index
        (1 = both changed alike; above 1 the EU's figures grew more); ``gap_low`` and ``gap_high``,
        the gap if the euro moved between the base year and this one as far as `DOLLARS_PER_EURO`
        lets it, missing before 2019; ``dollars_per_euro`` at which both sides would agree;
        ``flag`` of the importer's figure.

    Example:
        >>> from helpers import data
        >>> table = mirror(data.read("eu_exports_annual"), data.read("trade_partners"))
        >>> row = table[(table.importer == "KGZ") & (table.year == 2023)].iloc[0]
        >>> float(round(row["gap"], 1)), float(round(row["dollars_per_euro"], 2))
        (3.1, 0.35)
    """
    ours = by_year(exports[exports["reporter"] == "EU27"], base)
    ours = ours.rename(columns={"partner": "importer", "index": "eu_index"})
    wanted = imports["flow"].isin(["import", "import_consignment"]) & (imports["partner"] == "EU27")
    theirs = imports[wanted & (imports["flag"] != "suspect")]
    theirs = theirs.rename(columns={"reporter": "importer"}).drop(columns=["partner", "source_id"])
    columns = ["importer", "year", "eur_million", "eu_index"]
    both = theirs.merge(ours[columns], on=["importer", "year"])
    bases = both[both["year"] == base].set_index(["importer", "flow"])["usd_million"]
    keys = pd.MultiIndex.from_frame(both[["importer", "flow"]])
    both["importer_index"] = 100 * both["usd_million"] / bases.reindex(keys).to_numpy()
    both["gap"] = both["eu_index"] / both["importer_index"]
    spread = DOLLARS_PER_EURO[1] / DOLLARS_PER_EURO[0]
    spread = pd.Series(spread, index=both.index).where(both["year"] != base, 1.0)
    known = both["year"] >= FIRST_MONTHLY_YEAR
    both["gap_low"] = (both["gap"] / spread).where(known)
    both["gap_high"] = (both["gap"] * spread).where(known)
    both["dollars_per_euro"] = both["usd_million"] / both["eur_million"]
    order = ["importer", "flow", "year", "eur_million", "usd_million", "eu_index"]
    order += ["importer_index", "gap", "gap_low", "gap_high", "dollars_per_euro", "flag"]
    return both.sort_values(["importer", "flow", "year"], ignore_index=True)[order]


# Dated rows about sanctions and their evasion within the months of the series. Rows with a figure
# for a whole year are no events; rows after August 2024 lie outside the series.
_STANCES = [
    "SE027", "SE031", "SE048", "SE052", "SE091", "SE107", "SE111", "SE116", "SE131", "SE132",
    "SE133", "SE142", "SE145",
]  # fmt: skip
_STATEMENTS = ["E018", "E019"]


def events(
    stances: pd.DataFrame, statements: pd.DataFrame, unfriendly: pd.DataFrame
) -> pd.DataFrame:
    """List the sanctions events that the tables date within the months of the series.

    The list holds what members did or said about sanctions and what was done to their firms. It is
    not a list of the sanctions: the tables do not date the European Union's packages of 2022. The
    day on which Russia listed the states that it called unfriendly stands in for them.

    Args:
        stances: Table ``stance_events``.
        statements: Table ``economic_statements``.
        unfriendly: Table ``unfriendly_states``.

    Returns:
        In order of time: ``number`` from 1, ``event_id``, ``date`` as the table gives it,
        ``day`` (timestamp; the first day where only the month is known), ``actor``, ``what``,
        ``confidence``, ``source_ids``.

    Example:
        >>> from helpers import data
        >>> names = ["stance_events", "economic_statements", "unfriendly_states"]
        >>> events(*map(data.read, names)).loc[1, "what"]
        'Kazakh presidential aide: we will abide by the sanctions'
    """
    chosen = stances[stances["event_id"].isin(_STANCES)].rename(columns={"headline": "what"})
    others = statements[statements["statement_id"].isin(_STATEMENTS)]
    others = others.rename(
        columns={"statement_id": "event_id", "member": "actor", "statement": "what"}
    )
    columns = ["event_id", "date", "actor", "what", "confidence", "source_ids"]
    table = pd.concat([_listing(unfriendly), chosen[columns], others[columns]], ignore_index=True)
    table = table.assign(day=pd.to_datetime(table["date"], format="ISO8601"))
    table = table.sort_values(["day", "event_id"], ignore_index=True)
    table.insert(0, "number", range(1, len(table) + 1))
    return table


def _listing(unfriendly: pd.DataFrame) -> pd.DataFrame:
    day = unfriendly["listed_date"].min()
    members = int(unfriendly["eu_member"].sum())
    return pd.DataFrame(
        {
            "event_id": ["unfriendly_states"],
            "date": [f"{day:%Y-%m-%d}"],
            "actor": ["RUS"],
            "what": [
                f"Russia lists {len(unfriendly)} states and territories as unfriendly, "
                f"{members} of them in the EU"
            ],
            "confidence": ["high"],
            "source_ids": [unfriendly["source_ids"].iloc[0]],
        }
    )
