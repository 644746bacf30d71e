"""The reading list: folded to read, and with a search box."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML

from helpers import data
from helpers.explorers import base, searching
from helpers.widgets import Interactive

_ALL = "all themes"
_NOT_CHECKED = (
    '<i title="Author, title or year were not yet confirmed on a second page.">not checked</i>'
)


class ReadingList(Interactive):
    """A search box, a theme and a tick above the readings that fit."""

    def __init__(self) -> None:
        """Build the list with all readings."""
        self._readings = data.load("readings")
        columns = ["title", "author", "year", "outlet", "why_read"]
        self._texts = searching.texts(self._readings, columns)
        themes = sorted(self._readings["theme"].unique())
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="author, title, subject"
        )
        self.theme = base.dropdown("Theme", [_ALL, *themes])
        self.checked = widgets.Checkbox(
            description="Only checked ones", indent=False, style=base.LABEL
        )
        self.found = widgets.HTML()
        controls = [self.search, self.theme, self.checked]
        row = widgets.HBox(controls, layout={"flex_flow": "row wrap", "grid_gap": "4px 18px"})
        super().__init__([row, self.found], title="Reading list")
        for control in controls:
            control.observe(self._on_change, names="value")
        self._on_change()

    def _on_change(self, change: object = None) -> None:
        found = self._readings[searching.matches(self._texts, self.search.value)]
        if self.theme.value != _ALL:
            found = found[found["theme"] == self.theme.value]
        if self.checked.value:
            found = found[found["checked"] == "yes"]
        self.found.value = f'<p role="status">{_counted(found)}</p>{_by_theme(found, "b")}'


def search() -> ReadingList:
    """Return the searchable reading list.

    Example:
        >>> search()
        Interactive: run this cell to use it: Reading list
    """
    return ReadingList()


def listed() -> HTML:
    """Return the whole reading list, folded by theme, to be read without a kernel.

    Example:
        >>> "Why Write Them Down" in listed().data
        True
    """
    readings = data.load("readings")
    return HTML(f"<p>{_counted(readings)}</p>{_by_theme(readings, 'summary')}")


def _counted(readings: pd.DataFrame) -> str:
    if readings.empty:
        return "No reading fits."
    unchecked = int((readings["checked"] == "no").sum())
    return (
        f"{len(readings)} readings. {unchecked} are marked “not checked”: their author, title and "
        "year were not yet confirmed on a second page; confirm them before you cite."
    )


def _by_theme(readings: pd.DataFrame, heading: str) -> str:
    fold = ("<details>", "</details>") if heading == "summary" else ("<div>", "</div>")
    return "".join(
        f"{fold[0]}<{heading}>{html.escape(str(theme))} ({len(rows)})</{heading}>"
        f'<ul style="max-width:56em">{"".join(_entry(row) for row in rows.itertuples())}</ul>'
        f"{fold[1]}"
        for theme, rows in readings.groupby("theme")
    )


def _entry(row: tuple) -> str:
    title = html.escape(row.title)
    if pd.notna(row.doi_or_url):
        address = html.escape(row.doi_or_url, quote=True)
        title = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{title}</a>'
    author = "" if pd.isna(row.author) else f"{html.escape(row.author)}"
    year = "" if pd.isna(row.year) else f" ({row.year})"
    outlet = "" if pd.isna(row.outlet) else f", {html.escape(row.outlet)}"
    mark = f" [{_NOT_CHECKED}]" if row.checked == "no" else ""
    start = f"{author}{year}: " if author or year else ""
    return f"<li>{start}{title}{outlet}.{mark} <br>{html.escape(row.why_read)}</li>"
