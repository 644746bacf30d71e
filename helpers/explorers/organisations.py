"""Explorer of memberships in nine organisations."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.explorers import base
from helpers.measures import memberships as measure

YEAR, STATE, ORGANISATION = "year", "state", "organisation"
_VIEWS = [
    ("one year: all states", YEAR),
    ("one state over time", STATE),
    ("one organisation over time", ORGANISATION),
]
_CELL = "style='text-align:left;vertical-align:top;white-space:normal'"
_HEADS = ("State", "Organisation", "Status", "From", "To", "Note", "Confidence", "Sources")


def memberships() -> base.Explorer:
    """Return an explorer of nine organisations by year, by state and by organisation.

    Example:
        >>> memberships().controls["view"].value
        'year'
    """
    spells = measure.spells(data.load("organisation_memberships"), data.load("membership_events"))
    cells = [_row(spell) for spell in spells.itertuples()]

    def draw(view: str, year: int, state: str, organisation: str) -> go.Figure:
        if view == YEAR:
            return charts.organisations.matrix(spells, year)
        if view == STATE:
            return charts.organisations.over_time(spells, state)
        return charts.organisations.of_organisation(spells, organisation)

    def detail(view: str, year: int, state: str, organisation: str) -> str:
        wanted = _wanted(spells, view, year, state, organisation)
        rows = "".join(row for row, shown in zip(cells, wanted, strict=True) if shown)
        return _table(rows, view, year)

    controls = _controls(spells)
    play = base.player(controls["year"])
    explorer = base.Explorer("Nine organisations", draw, controls, detail=detail, extras=(play,))
    _leave_only_what_counts(controls, play)
    return explorer


def _controls(spells: pd.DataFrame) -> dict[str, widgets.Widget]:
    last = measure.last_day(2200).year
    states = [(data.names()[state], state) for state in charts.organisations.order(spells)]
    return {
        "view": base.dropdown("Show", _VIEWS),
        "year": base.slider("Year", measure.FIRST_YEAR, last, last),
        "state": base.dropdown("State", states, "ARM"),
        "organisation": base.dropdown("Organisation", measure.ORGANISATIONS, "SCO"),
    }


def _leave_only_what_counts(controls: dict[str, widgets.Widget], play: widgets.Play) -> None:
    """Switch off the controls that the chosen view does not use."""

    def switch(_change: dict | None = None) -> None:
        for name in (YEAR, STATE, ORGANISATION):
            controls[name].disabled = name != controls["view"].value
        play.disabled = controls["year"].disabled

    switch()
    controls["view"].observe(switch, names="value")


def _wanted(spells: pd.DataFrame, view: str, year: int, state: str, organisation: str) -> pd.Series:
    if view == STATE:
        return spells["state"] == state
    if view == ORGANISATION:
        return spells["organisation"] == organisation
    return (spells["begin"].dt.year == year) | (spells["finish"].dt.year == year)


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
    body = "".join(
        f"<td {_CELL}>{cell}</td>" for cell in [*escaped, sources.links(spell.source_ids)]
    )
    return f"<tr>{body}</tr>"


def _table(rows: str, view: str, year: int) -> str:
    if not rows:
        return f"<p>No status in the tables began or ended in {year}.</p>"
    told = f"What began or ended in {year}:" if view == YEAR else "Spells behind this view:"
    head = "".join(f"<th scope='col' {_CELL}>{one}</th>" for one in _HEADS)
    return (
        f"<p>{told}</p><div tabindex='0' role='region' aria-label='Spells, with sources' "
        "style='max-height:22em;overflow:auto;max-width:76em'>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
