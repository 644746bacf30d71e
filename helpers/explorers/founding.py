"""Explorers of notebook 01: membership by year, the treaty, weights of the members, sites."""

from __future__ import annotations

import html
from functools import partial

import pandas as pd

from helpers import data, sources
from helpers.charts import bases, membership, power, treaty
from helpers.explorers import base
from helpers.map_shapes import window
from helpers.measures import asymmetry
from helpers.measures import membership as spells_of

ALL = "all"
REGIONS = {
    "all member states": (None, {}),
    "Armenia": (["ARM"], window(42.5, 48, 38, 42)),
    "Kyrgyzstan and Tajikistan": (["KGZ", "TJK"], window(66, 81, 36, 44)),
    "Kazakhstan": (["KAZ"], window(45, 89, 39, 56)),
    "Belarus": (["BLR"], window(22, 34, 50.5, 57)),
}


def time_machine(year: int = 2026) -> base.Explorer:
    """Return the membership time-machine: a map by year with the events of that year.

    Args:
        year: Year shown first.

    Example:
        >>> time_machine().controls["year"].max
        2026
    """
    events = data.load("membership_events")
    spells = spells_of.spells(events)
    slider = base.slider("Year", 1992, int(data.as_of("membership_events")[:4]), year)
    return base.Explorer(
        "Membership time-machine",
        partial(membership.map_in, spells),
        {"year": slider},
        detail=partial(events_of_year, events),
        extras=(base.player(slider, seconds=1.2),),
    )


def events_of_year(events: pd.DataFrame, year: int) -> str:
    """Return the membership events of a year as escaped HTML with sources.

    Args:
        events: Table ``membership_events``.
        year: Calendar year.

    Returns:
        A list; events that many states share on one day are told once.
    """
    own = events[events["date"].str[:4] == str(year)]
    shared = own.groupby(["date", "event"], sort=False, dropna=False)
    items = "".join(_event(group) for _, group in shared)
    if not items:
        return f"<p>{year}: the table holds no event of membership in this year.</p>"
    return f"<p><b>Events of {year}</b></p><ul>{items}</ul>"


def _event(group: pd.DataFrame) -> str:
    first = group.iloc[0]
    names = data.names()
    who = [names.get(row.state, row.collective) for row in group.itertuples()]
    told = first["detail"] if len(group) == 1 else first["event"].capitalize() + "."
    notes = " ".join(dict.fromkeys(group["note"].dropna()))
    cited = ";".join(dict.fromkeys(";".join(group["source_ids"]).split(";")))
    remark = f" <i>{html.escape(notes)}</i>" if notes else ""
    return (
        f"<li>{html.escape(first['date'])} – <b>{html.escape(', '.join(map(str, who)))}</b>: "
        f"{html.escape(told)}{remark} Confidence: {html.escape(first['confidence'])}. "
        f"Sources: {sources.links(cited)}.</li>"
    )


FILTERS = {
    "all provisions": lambda rows: rows.index == rows.index,
    "changed in 2010": lambda rows: rows["changed_2010"] == "yes",
    "no NATO counterpart": lambda rows: rows["nato_counterpart"].str.startswith("none"),
    "wording not fully read": lambda rows: rows["text_seen"] != "yes",
}


_SHORT = {treaty.TREATY: "Treaty", treaty.CHARTER: "Charter", treaty.OTHER: "Other"}


def treaty_explorer(provision: str = "TP04") -> base.Explorer:
    """Return the treaty explorer: one provision in words, beside its NATO counterpart.

    Args:
        provision: ``provision_id`` shown first.

    Example:
        >>> treaty_explorer().controls["provision"].value
        'TP04'
    """
    provisions = data.load("treaty_provisions").sort_values("order", ignore_index=True)
    family = treaty.family(provisions)
    options = [
        (f"{_SHORT[group]}: {html.unescape(treaty.label(row))}", row.provision_id)
        for group, row in zip(family, provisions.itertuples(), strict=True)
    ]
    kept = {name: provisions[rule(provisions)] for name, rule in FILTERS.items()}
    by_id = provisions.set_index("provision_id", drop=False)
    groups = dict(zip(provisions["provision_id"], family, strict=True))

    choice = base.dropdown("Provision", options, provision)
    choice.layout.width = "470px"

    def draw(provision: str, rows: str):
        shown = kept[rows][treaty.family(kept[rows]) == groups[provision]]
        if shown.empty:
            return base.message("No provision of this text fits the choice.")
        return treaty.matrix(shown, provision)

    return base.Explorer(
        "Treaty explorer",
        draw,
        {
            "provision": choice,
            "rows": base.dropdown("Rows", list(FILTERS)),
        },
        detail=lambda provision, rows: provision_text(by_id.loc[provision]),
    )


def provision_text(row: pd.Series) -> str:
    """Return one provision in words beside its NATO counterpart, as escaped HTML.

    Args:
        row: A row of ``treaty_provisions``.
    """
    article = "" if pd.isna(row["article"]) else f", article {row['article']}"
    left = _paragraphs(
        row,
        {
            "paraphrase": "In our words",
            "wording_1992": "Before the change of 2010",
            "why_it_matters": "Why it matters",
            "note": "Remark",
        },
    )
    right = _paragraphs(
        row, {"nato_counterpart": "North Atlantic Treaty", "changed_2010": "Changed in 2010"}
    )
    return (
        f"<h4>{html.escape(row['instrument'] + article)}: {html.escape(row['topic'])}</h4>"
        "<div style='display:flex;flex-wrap:wrap;gap:1em 2em;line-height:1.45'>"
        f"<div style='flex:2 1 24em;max-width:44em'>{left}</div>"
        f"<div style='flex:1 1 14em;max-width:24em'>{right}"
        f"<p><b>Wording read by the editors:</b> {html.escape(row['text_seen'])}; "
        f"confidence: {html.escape(row['confidence'])}</p>"
        f"<p><b>Sources:</b> {sources.links(row['source_ids'])}</p></div></div>"
    )


def _paragraphs(row: pd.Series, columns: dict[str, str]) -> str:
    return "".join(
        f"<p><b>{words}:</b> {html.escape(row[column])}</p>"
        for column, words in columns.items()
        if pd.notna(row[column])
    )


def weights(indicator: str = "military_spending_usd_million_2023") -> base.Explorer:
    """Return the explorer of asymmetry: which size, which measure.

    Args:
        indicator: Column of ``alliance_asymmetry`` shown first.

    Example:
        >>> sorted(weights().controls)
        ['indicator', 'measure']
    """
    sizes = data.load("alliance_asymmetry")
    return base.Explorer(
        "Weight of the largest member",
        partial(power.by_year, sizes),
        {
            "indicator": base.dropdown(
                "Size", [(name, column) for column, name in asymmetry.INDICATORS.items()], indicator
            ),
            "measure": base.dropdown(
                "Measure", [(words[0], name) for name, words in power.MEASURES.items()]
            ),
        },
        detail=lambda indicator, measure: gaps(sizes, indicator),
    )


def gaps(sizes: pd.DataFrame, indicator: str) -> str:
    """Say in escaped HTML which values the chosen size lacks."""
    found = asymmetry.members_only(sizes)
    empty = found[found[indicator].isna()]
    whole = found[indicator].isna().groupby(found["year"]).all()
    years = whole.index[whole].tolist()
    parts = [f"no figure for any state in {year}" for year in years]
    for state, rows in empty[~empty["year"].isin(years)].groupby("state"):
        listed = ", ".join(map(str, rows["year"]))
        parts.append(f"{html.escape(data.names()[state])} in {listed}")
    return f"<p>Missing in the data: {'; '.join(parts) or 'nothing'}.</p>"


def sites(region: str = "all member states") -> base.Explorer:
    """Return the explorer of foreign sites by region, operator and status.

    Args:
        region: Key of `REGIONS` shown first.

    Example:
        >>> sites().controls["operator"].value
        'all'
    """
    table = data.load("bases")

    def choose(region: str, operator: str, status: str) -> pd.DataFrame:
        rows = (
            table if REGIONS[region][0] is None else table[table["host"].isin(REGIONS[region][0])]
        )
        rows = rows if operator == ALL else rows[rows["operator"] == operator]
        return rows if status == ALL else rows[rows["status"] == status]

    def draw(region: str, operator: str, status: str):
        rows = choose(region, operator, status)
        if rows["latitude"].notna().sum() == 0:
            return base.message("No site with a known place fits the choice.")
        return bases.sites_map(rows).update_geos(**REGIONS[region][1])

    operators = [(ALL, ALL), *((name, code) for code, name in bases.OPERATORS.items())]
    return base.Explorer(
        "Sites of Russia and others",
        draw,
        {
            "region": base.dropdown("Region", list(REGIONS), region),
            "operator": base.dropdown("Operator", operators),
            "status": base.dropdown("Status", [ALL, *bases.STATUSES]),
        },
        detail=lambda **chosen: site_list(choose(**chosen)),
    )


def site_list(rows: pd.DataFrame) -> str:
    """Return sites with dates, remarks and sources as escaped HTML.

    Args:
        rows: Rows of ``bases``.
    """
    items = "".join(
        f"<li><b>{html.escape(row.name)}</b>, {html.escape(row.place)} "
        f"({html.escape(data.names()[row.host])}): {row.status}. "
        f"{'' if pd.isna(row.note) else html.escape(row.note)} "
        f"Sources: {sources.links(row.source_ids)}.</li>"
        for row in rows.itertuples()
    )
    return (
        f"<details><summary>{len(rows)} sites in words, with sources</summary>"
        f"<ul>{items}</ul></details>"
    )
