"""Rows of the tables in words: every column, with the grade and the sources of the row."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd

from helpers import data, sources
from helpers.explorers import base, searching
from helpers.widgets import Interactive

# The tables that are short enough to be read row by row, and the columns that name a row. Claims,
# terms and readings have explorers of their own.
TABLES = {
    "stance_events": ("date", "actor", "headline"),
    "alliance_member_spells": ("atop_id", "member", "start"),
    "alliance_reliability": ("study", "finding"),
    "alliance_spells": ("atop_id", "pact", "start"),
    "argument_families": ("family",),
    "arms_deals": ("order_year", "supplier", "recipient", "weapon"),
    "assistance_requests": ("request_date", "short_title"),
    "bases": ("host", "name"),
    "chairs": ("start", "state"),
    "conflict_events": ("date", "place", "kind"),
    "conflicts": ("year", "conflict_label"),
    "context_facts": ("period", "area", "area_label", "metric"),
    "democracy": ("state", "year"),
    "economic_statements": ("date", "member", "area_label", "category", "statement_type"),
    "exercise_participation": ("exercise_id", "state", "participation"),
    "exercises": ("year", "name", "place"),
    "forces": ("date", "force", "kind"),
    "impact_indicators": ("date", "actor", "indicator"),
    "institutions": ("date", "state", "name"),
    "kazakhstan_2022_contingents": ("contributor", "row_kind"),
    "legal_positions": ("date", "speaker", "argument_short"),
    "membership_events": ("date", "state", "event"),
    "military_spending": ("state", "year"),
    "misinformation": ("when_and_where", "claim"),
    "organisation_memberships": ("start", "state", "organisation", "status"),
    "partnerships": ("date", "member", "partner_label", "type"),
    "position_indicators": ("label",),
    "positions": ("date", "member", "indicator", "value"),
    "precedents": ("trigger_date", "organisation", "requester_label"),
    "public_opinion": ("fieldwork_end", "area", "area_label", "topic", "response"),
    "scenarios": ("date", "author", "label"),
    "secretaries_general": ("start", "name"),
    "summit_attendance": ("summit_id", "state"),
    "summits": ("date", "place", "kind"),
    "treaty_provisions": ("instrument", "article", "topic"),
    "unfriendly_states": ("state", "basis"),
}
GRADES = ["all", "high", "medium", "low", "contested"]


class RowFinder(Interactive):
    """A table, a grade and a search box above the rows that fit, each with all its columns."""

    def __init__(self, table: str, grade: str) -> None:
        """Build the controls and list the rows of the table shown first."""
        self._items: dict[str, pd.Series] = {}
        titles = [(data.resource(name)["title"], name) for name in TABLES]
        self.table = base.dropdown("Table", titles, table)
        self.grade = base.dropdown("Confidence", GRADES, grade)
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="words in any column"
        )
        self.found = widgets.HTML()
        controls = [self.table, self.grade, self.search]
        row = widgets.HBox(controls, layout={"flex_flow": "row wrap", "grid_gap": "4px 18px"})
        super().__init__([row, self.found], title="Rows and their sources")
        for control in controls:
            control.observe(self._on_change, names="value")
        self._on_change()

    def _on_change(self, change: object = None) -> None:
        name = self.table.value
        table = data.read(name)
        fits = searching.matches(searching.texts(table, table.columns), self.search.value)
        if self.grade.value != GRADES[0]:
            fits &= table.get("confidence", pd.Series("", table.index)) == self.grade.value
        if name not in self._items:
            self._items[name] = items(name)
        shown = self._items[name][fits]
        said = f"{len(shown)} of {len(table)} rows" if len(shown) else nothing(table)
        listed = f"<ul style='list-style:none;padding-left:0'>{''.join(shown)}</ul>"
        self.found.value = f'<p role="status">{said}</p>{listed}'


def find(table: str = "stance_events", grade: str = "contested") -> RowFinder:
    """Return the explorer of single rows.

    Args:
        table: One of `TABLES`, shown first.
        grade: One of `GRADES`, shown first.

    Example:
        >>> find()
        Interactive: run this cell to use it: Rows and their sources
    """
    return RowFinder(table, grade)


def items(name: str) -> pd.Series:
    """Return each row of a table as an escaped, folded item of a list.

    Args:
        name: One of `TABLES`.

    Returns:
        Text by row: the columns that name the row, then all filled columns inside.

    Example:
        >>> items("chairs").str.count("<details>").unique().tolist()
        [1]
    """
    table = data.read(name)
    return table.apply(lambda row: _item(row, TABLES[name]), axis=1)


def nothing(table: pd.DataFrame) -> str:
    """Say why no row is shown.

    Example:
        >>> nothing(data.read("summit_attendance"))
        'No row fits. The rows of this table have no grade of their own: choose “all”.'
    """
    if "confidence" in table:
        return "No row fits. Choose another grade, or fewer words."
    return "No row fits. The rows of this table have no grade of their own: choose “all”."


def _item(row: pd.Series, heading: tuple[str, ...]) -> str:
    words = " · ".join(_words(row[column]) for column in heading if pd.notna(row[column]))
    cells = "".join(
        f"<dt><b>{column.replace('_', ' ')}</b></dt><dd>{_cell(column, value)}</dd>"
        for column, value in row.items()
        if pd.notna(value)
    )
    return f"<li><details><summary>{words}</summary><dl>{cells}</dl></details></li>"


def _cell(column: str, value: object) -> str:
    return sources.links(value) if column in sources.SOURCE_COLUMNS else _words(value)


def _words(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return html.escape(f"{value:,.12g}" if isinstance(value, float) else str(value))
