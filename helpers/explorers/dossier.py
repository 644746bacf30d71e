"""The dossier of a member: six parts, each with a figure, a text and its sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import plotly.graph_objects as go

from helpers import charts, data, theme
from helpers.explorers import base, dossier_text

PARTS = {
    "positions": "positions",
    "time line": "timeline",
    "votes on Ukraine": "votes",
    "trade": "trade",
    "polls": "polls",
    "claims of the article": "claims",
}
_TABLES = {
    "positions": ["positions", "position_indicators"],
    "timeline": ["stance_events"],
    "votes": ["un_ukraine_votes"],
    "trade": ["trade_partners", "russia_trade", "eu_exports_annual"],
    "polls": ["public_opinion"],
    "claims": ["claims"],
}


def member(code: str = "ARM", part: str = "positions") -> base.Explorer:
    """Return the dossier of a member; the member and the part are chosen by the reader.

    Args:
        code: ISO 3166-1 alpha-3 code of the member shown first.
        part: Part shown first: ``positions``, ``timeline``, ``votes``, ``trade``, ``polls`` or
            ``claims``.

    Example:
        >>> member("KAZ").controls["part"].value
        'positions'
    """
    tables = {name: data.load(name) for names in _TABLES.values() for name in names}
    context = data.load("context_facts")

    @cache
    def draw(member: str, part: str) -> go.Figure:
        wanted = [tables[name] for name in _TABLES[part]]
        figure: Callable[..., go.Figure] = {
            "positions": charts.dossier.positions_of,
            "timeline": charts.dossier.timeline,
            "votes": charts.dossier.votes,
            "trade": charts.dossier.trade,
            "polls": charts.dossier.polls,
            "claims": charts.dossier.claims,
        }[part]
        return figure(member, *wanted)

    @cache
    def detail(member: str, part: str) -> str:
        return dossier_text.text(member, part, {**tables, "context_facts": context})

    names = data.names()
    small_map = base.figure_widget(charts.dossier.locator(code))
    small_map._config = {**small_map._config, **theme.CONFIG, "displayModeBar": False}
    controls = {
        "member": base.dropdown("Member", [(names[one], one) for one in theme.MEMBERS], code),
        "part": base.dropdown("Part", list(PARTS.items()), part),
    }
    for control in controls.values():
        control.layout.width = "250px"
    explorer = base.Explorer("Member dossier", draw, controls, detail=detail, extras=(small_map,))
    explorer.map = small_map
    explorer.controls["member"].observe(
        lambda change: _move(small_map, change["new"]), names="value"
    )
    return explorer


def _move(small_map: go.FigureWidget, member: str) -> None:
    marks, layout = charts.dossier.locator_changes(member)
    with small_map.batch_update():
        small_map.data[1].update(marks)
        small_map.update_layout(layout)
