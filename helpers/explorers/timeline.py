"""Explorer of the events on the war and the alliance."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.charts.timeline import ACTORS, DIRECTIONS
from helpers.explorers import base

ALL = "all"
_RUSSIA = "Rows of Russia are +2 by definition and left out."


def timeline() -> base.Explorer:
    """Return an explorer that filters the events and lists them with their sources.

    Example:
        >>> timeline().controls["bears"].value
        'direct'
    """
    events = data.load("stance_events")
    events = events.assign(
        year=data.start_of(events["date"]).dt.year, entry=_entries(events)
    ).sort_values(["date", "event_id"])

    def draw(colour_by: str, **wanted: object) -> go.Figure:
        chosen = chosen_events(events, **wanted)
        if chosen.empty:
            empty = base.message("No event fits this choice. Widen one of the controls.")
            return empty.update_layout(title_text="")
        return charts.timeline.timeline(chosen, colour_by)

    def detail(colour_by: str, **wanted: object) -> str:
        return _listed(chosen_events(events, **wanted))

    return base.Explorer("Events on a time line", draw, _controls(events), detail=detail)


def chosen_events(
    events: pd.DataFrame,
    actor: str,
    category: str,
    direction: object,
    bears: str,
    confidence: str,
    years: tuple[int, int],
) -> pd.DataFrame:
    """Return the events that fit a choice of the controls.

    Args:
        events: ``stance_events`` with a column ``year``.
        actor: Code, or ``all``; likewise ``category``, ``bears`` and ``confidence``.
        category: Kind of act.
        direction: −2 to 2, None for events that are not coded, or ``all``.
        bears: ``direct`` or ``indirect`` bearing on Ukraine.
        confidence: Grade of the row.
        years: First and last year.
    """
    keep = events["year"].between(*years)
    for column, value in (
        ("actor", actor),
        ("category", category),
        ("bears_on_ukraine", bears),
        ("confidence", confidence),
    ):
        if value != ALL:
            keep &= events[column] == value
    if direction is None:
        keep &= events["direction"].isna()
    elif direction != ALL:
        keep &= (events["direction"] == direction).fillna(False)
    return events[keep]


def _controls(events: pd.DataFrame) -> dict[str, widgets.Widget]:
    actors = [("CSTO bodies" if code == "CSTO" else data.names()[code], code) for code in ACTORS]
    directions = [(words, code) for code, (words, *_) in DIRECTIONS.items()]
    first, last = int(events["year"].min()), int(events["year"].max())
    return {
        "actor": base.dropdown("Actor", [(ALL, ALL), *actors]),
        "category": base.dropdown("Kind of act", [ALL, *sorted(events["category"].unique())]),
        "direction": base.dropdown("Direction", [(ALL, ALL), *directions]),
        "bears": base.dropdown("Bears on Ukraine", [ALL, "direct", "indirect"], "direct"),
        "confidence": base.dropdown("Confidence", [ALL, *sorted(events["confidence"].unique())]),
        "years": widgets.IntRangeSlider(
            value=(first, last), min=first, max=last, description="Years", style=base.LABEL
        ),
        "colour_by": base.dropdown("Colour by", ["direction", "actor"]),
    }


def _entries(events: pd.DataFrame) -> list[str]:
    links = {ids: sources.links(ids) for ids in events["source_ids"].unique()}
    names = {**data.names(), "CSTO": "CSTO bodies"}
    return [_entry(row, names[row.actor], links[row.source_ids]) for row in events.itertuples()]


def _entry(row: tuple, actor: str, links: str) -> str:
    direction = "not coded" if pd.isna(row.direction) else f"direction {row.direction:+d}"
    contested = (
        " <b>Contested: both versions are given.</b>" if row.confidence == "contested" else ""
    )
    return (
        f"<li><b>{row.date} · {html.escape(actor)} · {html.escape(row.headline)}</b> "
        f"({html.escape(row.category)}; {direction}; confidence {html.escape(row.confidence)})"
        f"{contested}<br>{html.escape(row.detail)} Sources: {links}</li>"
    )


def _listed(chosen: pd.DataFrame) -> str:
    coded = chosen[(chosen["actor"] != "RUS") & chosen["direction"].notna()]
    mean = (
        f"Mean direction of {len(coded)} coded events: {coded['direction'].mean():+.2f}. {_RUSSIA}"
        if len(coded)
        else f"No mean: no coded event is left. {_RUSSIA}"
    )
    caveat = "The mean describes this sample, which was found by searching, not the world."
    items = "".join(chosen["entry"])
    return (
        f"<p>{len(chosen)} events. {mean} {caveat}</p>"
        f'<ul tabindex="0" aria-label="Events" style="max-height:26em;overflow-y:auto;'
        f'max-width:60em">{items}</ul>'
    )
