"""Explorer of the links between members and partners outside."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.charts.partner_map import ALL, MEMBERS, chosen
from helpers.explorers import base
from helpers.measures import partners as measure

_CELL = "style='text-align:left;vertical-align:top;white-space:normal'"
_HEADS = ("Date", "Member and partner", "What", "Confidence", "Sources")
_NOTHING = (
    "<p>The table has no row for this choice. That does not prove that nothing happened. "
    "Choose another year, member, partner or type.</p>"
)


def links() -> base.Explorer:
    """Return an explorer of links by year, member, partner and type.

    A click on a partner in the map chooses it, as the drop-down does.

    Example:
        >>> links().controls["year"].value
        2026
    """
    partnerships = data.load("partnerships")
    every = measure.links(partnerships)
    cells = _table_rows(partnerships)

    def draw(**view: object) -> go.Figure:
        return charts.partner_map.links_map(partnerships, **view)

    def detail(**view: object) -> str:
        rows = chosen(every, **view).drop_duplicates("partnership_id")
        rows = rows.sort_values(["date", "partnership_id"], ascending=False)
        return _table([cells[row] for row in rows["partnership_id"]])

    controls = _controls(partnerships)
    play = base.player(controls["year"])
    explorer = base.Explorer(
        "Links with partners outside", draw, controls, detail=detail, extras=(play,)
    )
    _choose_by_click(explorer)
    return explorer


def _controls(partnerships: pd.DataFrame) -> dict[str, widgets.Widget]:
    years = measure.links(partnerships)["year"]
    first, last = int(years.min()), int(years.max())
    outside = measure.outside(partnerships)
    codes = sorted(set(measure.links(outside)["partner"]), key=lambda code: data.names()[code])
    kinds = sorted(set(partnerships["type"]))
    return {
        "year": base.slider("Year", first, last, last),
        "cumulative": base.dropdown(
            "Show", [("all links up to that year", True), ("only that year", False)]
        ),
        "member": base.dropdown(
            "Member", [("all five", ALL), *((data.names()[code], code) for code in MEMBERS)]
        ),
        "partner": base.dropdown(
            "Partner", [("all partners", ALL), *((data.names()[code], code) for code in codes)]
        ),
        "kind": base.dropdown("Type", [("all types", ALL), *((kind, kind) for kind in kinds)]),
        "reference": widgets.Checkbox(
            value=False,
            description="Reference rows on Russia",
            indent=False,
            layout={"width": "max-content"},
        ),
    }


def _choose_by_click(explorer: base.Explorer) -> None:
    """Let a click on a partner set the drop-down; a second click shows all again."""
    control = explorer.controls["partner"]
    known = {code for _, code in control.options}

    def choose(trace: go.Scattergeo, points: object, state: object) -> None:
        for number in points.point_inds[:1]:
            code = trace.customdata[number]
            control.value = code if code in known and control.value != code else ALL

    for trace in explorer.figure.data:
        if trace.name in charts.partner_map.GROUPS:
            trace.on_click(choose)


def _table_rows(partnerships: pd.DataFrame) -> dict[str, str]:
    return {row.partnership_id: _table_row(row) for row in partnerships.itertuples()}


def _table_row(row: tuple) -> str:
    others = [] if pd.isna(row.also_members) else row.also_members.split(";")
    members = ", ".join(data.names()[code] for code in [row.member, *others])
    what = [f"<i>{html.escape(row.type)}.</i> {html.escape(row.substance)}"]
    if not pd.isna(row.amount):
        what.append(f"<b>Amount:</b> {html.escape(row.amount)}.")
    if not pd.isna(row.note):
        what.append(f"<b>Note:</b> {html.escape(row.note)}")
    cells = (
        f"<nobr>{html.escape(row.date)}</nobr>",
        f"{html.escape(members)} – {html.escape(row.partner_label)}",
        " ".join(what),
        "<b>contested: both versions are given</b>"
        if row.confidence == "contested"
        else html.escape(row.confidence),
        sources.links(row.source_ids),
    )
    return "<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>"


def _table(rows: list[str]) -> str:
    if not rows:
        return _NOTHING
    head = "".join(f"<th scope='col' {_CELL}>{one}</th>" for one in _HEADS)
    return (
        f"<p>{len(rows)} rows of the table, newest first. The number of rows says nothing about "
        "the weight of a partner; amounts cannot be compared between rows.</p>"
        "<div tabindex='0' role='region' aria-label='Rows of this view, with sources' "
        "style='max-height:26em;overflow:auto;max-width:76em'>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
