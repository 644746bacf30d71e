"""Explorer of memberships in nine organisations."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.explorers import base
from helpers.measures import memberships as measure

_VIEWS = [("one state", "state"), ("one organisation", "organisation")]
_CELL = "style='text-align:left;vertical-align:top;white-space:normal'"
_HEADS = ("State", "Organisation", "Status", "From", "To", "Note", "Confidence", "Sources")


def memberships() -> base.Explorer:
    """Return an explorer of who was in which of nine organisations, year by year.

    Example:
        >>> memberships().controls["year"].value
        2026
    """
    spells, cells = _spells_and_rows()
    changed = {
        year: (spells["begin"].dt.year == year) | (spells["finish"].dt.year == year)
        for year in range(measure.FIRST_YEAR, measure.last_day(2200).year + 1)
    }

    def draw(year: int) -> go.Figure:
        return charts.organisations.matrix(spells, year)

    def detail(year: int) -> str:
        rows = _shown(cells, changed[year])
        if not rows:
            return f"<p>No status in the tables began or ended in {year}.</p>"
        return _table(f"What began or ended in {year}:", rows)

    year = base.slider("Year", min(changed), max(changed), max(changed))
    return base.Explorer(
        "Nine organisations by year",
        draw,
        {"year": year},
        detail=detail,
        extras=(base.player(year),),
    )


def spells() -> base.Explorer:
    """Return an explorer of the spells of one state, or of all states in one organisation.

    Example:
        >>> spells().controls["view"].value
        'state'
    """
    table, cells = _spells_and_rows()

    def draw(view: str, state: str, organisation: str) -> go.Figure:
        if view == "state":
            return charts.organisations.over_time(table, state)
        return charts.organisations.of_organisation(table, organisation)

    def detail(view: str, state: str, organisation: str) -> str:
        wanted = table[view] == {"state": state, "organisation": organisation}[view]
        return _table("Spells behind this view:", _shown(cells, wanted))

    states = [(data.names()[state], state) for state in charts.organisations.order(table)]
    controls = {
        "view": base.dropdown("Show", _VIEWS),
        "state": base.dropdown("State", states, "ARM"),
        "organisation": base.dropdown("Organisation", measure.ORGANISATIONS, "SCO"),
    }
    _leave_only_what_counts(controls)
    return base.Explorer("Spells in nine organisations", draw, controls, detail=detail)


def _spells_and_rows() -> tuple[pd.DataFrame, list[str]]:
    table = measure.spells(data.load("organisation_memberships"), data.load("membership_events"))
    return table, [_row(spell) for spell in table.itertuples()]


def _leave_only_what_counts(controls: dict[str, widgets.Widget]) -> None:
    """Switch off the control that the chosen view does not use."""

    def switch(_change: dict | None = None) -> None:
        for _, name in _VIEWS:
            controls[name].disabled = name != controls["view"].value

    switch()
    controls["view"].observe(switch, names="value")


def _shown(cells: list[str], wanted: pd.Series) -> str:
    return "".join(row for row, shown in zip(cells, wanted, strict=True) if shown)


def _row(spell: tuple) -> str:
    cells = (
        data.names()[spell.state],
        spell.organisation,
        spell.status,
        "not known here" if pd.isna(spell.start) else spell.start,
        "goes on" if pd.isna(spell.end) else spell.end,
        "–" if pd.isna(spell.note) else spell.note,
        "contested: both versions in the note"
        if spell.confidence == "contested"
        else spell.confidence,
    )
    escaped = [html.escape(cell) for cell in cells]
    escaped[3:5] = [f"<nobr>{date}</nobr>" for date in escaped[3:5]]
    body = "".join(
        f"<td {_CELL}>{cell}</td>" for cell in [*escaped, sources.links(spell.source_ids)]
    )
    return f"<tr>{body}</tr>"


def _table(told: str, rows: str) -> str:
    head = "".join(f"<th scope='col' {_CELL}>{one}</th>" for one in _HEADS)
    return (
        f"<p>{told}</p><div tabindex='0' role='region' aria-label='Spells, with sources' "
        "style='max-height:22em;overflow:auto;max-width:76em'>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
