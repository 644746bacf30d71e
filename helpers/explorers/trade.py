"""Explorer of the European Union's exports by month."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.charts.trade import EVENT_TABLES, PARTNERS, VIEWS
from helpers.explorers import base
from helpers.measures import trade as measure

_LIMIT = (
    "The figures are totals of all goods by declared destination. They do not show which goods "
    "were sent, who bought them, or whether they stayed: a jump after an event is no proof that "
    "the event caused it, nor that the goods went to Russia. Prices rose as well."
)


def exports() -> base.Explorer:
    """Return an explorer of monthly exports by exporter, destination and scale.

    Example:
        >>> exports().controls["reporter"].value
        'EU27'
    """
    monthly = data.load("eu_exports_monthly")
    events = measure.events(*map(data.load, EVENT_TABLES))
    listed = _event_list(events)
    rows = _value_rows(monthly)

    def draw(reporter: str, view: str, log: bool, marks: bool, **chosen: bool) -> go.Figure:
        wanted = _wanted(chosen)
        if not wanted:
            return base.message("No destination is chosen. Tick at least one box.")
        return charts.trade.lines(monthly, events if marks else None, reporter, wanted, view, log)

    def detail(reporter: str, view: str, log: bool, marks: bool, **chosen: bool) -> str:
        values = _value_table(rows, reporter, _wanted(chosen))
        return f"{values}<p style='max-width:52em'>{_LIMIT}</p>{listed if marks else ''}"

    return base.Explorer("Exports of the European Union", draw, _controls(monthly), detail=detail)


def _controls(monthly: pd.DataFrame) -> dict[str, widgets.Widget]:
    others = sorted(set(monthly["reporter"]) - {"EU27"}, key=lambda code: data.names()[code])
    exporters = [("EU27 (all members)", "EU27"), *((data.names()[c], c) for c in others)]
    views = [(words, view) for view, (words, *_) in VIEWS.items()]
    return {
        "reporter": base.dropdown("Exporter", exporters),
        "view": base.dropdown("Show", views),
        "log": _box("Logarithmic scale"),
        "marks": _box("Events"),
        **{partner: _box(data.names()[partner]) for partner in PARTNERS},
    }


def _box(label: str) -> widgets.Checkbox:
    return widgets.Checkbox(
        value=True, description=label, indent=False, layout={"width": "max-content"}
    )


def _wanted(chosen: dict[str, bool]) -> tuple[str, ...]:
    return tuple(partner for partner in PARTNERS if chosen[partner])


def _value_rows(monthly: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return the sums behind the lines; eight months of 2024 stand beside eight of 2021."""
    keys = ["reporter", "partner", "year"]
    full = measure.same_months(monthly, 12).set_index(keys)
    part = measure.same_months(monthly, 8).set_index(keys)
    pairs = monthly[["reporter", "partner"]].drop_duplicates()
    return {
        (reporter, partner): (
            "<tr><th scope='row' style='text-align:left'>"
            f"{html.escape(data.names()[partner])}</th>"
            + "".join(_cell(full.loc[(reporter, partner, year)]) for year in (2021, 2022, 2023))
            + "".join(_cell(part.loc[(reporter, partner, year)]) for year in (2021, 2024))
            + "</tr>"
        )
        for reporter, partner in pairs.itertuples(index=False)
    }


def _value_table(rows: dict[tuple[str, str], str], reporter: str, wanted: tuple[str, ...]) -> str:
    if not wanted:
        return ""
    heads = ("2021", "2022", "2023", "January–August 2021", "January–August 2024")
    head = "".join(
        f"<th scope='col' style='text-align:right;padding-left:1.2em'>{name}</th>" for name in heads
    )
    body = "".join(rows[reporter, partner] for partner in wanted)
    return (
        "<table><caption style='text-align:left'>Million euros; in brackets: index, same months "
        f"of 2021 = 100</caption><tr><td></td>{head}</tr>{body}</table>"
    )


def _cell(row: pd.Series) -> str:
    return f"<td style='text-align:right'>{row['eur_million']:,.1f} ({row['index']:,.0f})</td>"


def _event_list(events: pd.DataFrame) -> str:
    items = "".join(
        f"<li><b>{row.date}, {html.escape(data.names()[row.actor])}:</b> {html.escape(row.what)} "
        f"(confidence {html.escape(row.confidence)}) Sources: {sources.links(row.source_ids)}</li>"
        for row in events.itertuples()
    )
    return (
        "<p>Dated events in the tables of this course; where only the month is known, the mark "
        "stands on its first day. The European Union's own packages of 2022 are not in the "
        f"tables.</p><ol style='max-width:60em'>{items}</ol>"
    )
