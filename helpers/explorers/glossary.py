"""The glossary: folded to read, and with a search box."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML

from helpers import data
from helpers.explorers import base, searching
from helpers.widgets import Interactive

_ALL = "all themes"


class Glossary(Interactive):
    """A search box and a theme above the terms that fit."""

    def __init__(self) -> None:
        """Build the glossary with all its terms."""
        self._terms = data.load("glossary")
        self._texts = searching.texts(self._terms, ["term", "definition"])
        themes = sorted(self._terms["theme"].unique())
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="part of a word"
        )
        self.theme = base.dropdown("Theme", [_ALL, *themes])
        self.found = widgets.HTML()
        row = widgets.HBox([self.search, self.theme], layout={"flex_flow": "row wrap"})
        super().__init__([row, self.found], title="Glossary")
        for control in (self.search, self.theme):
            control.observe(self._on_change, names="value")
        self._on_change()

    def _on_change(self, change: object = None) -> None:
        found = self._terms[searching.matches(self._texts, self.search.value)]
        if self.theme.value != _ALL:
            found = found[found["theme"] == self.theme.value]
        said = f"{len(found)} of {len(self._terms)} terms"
        self.found.value = f'<p role="status">{said}</p>{_definitions(found)}'


def search() -> Glossary:
    """Return the searchable glossary.

    Example:
        >>> search()
        Interactive: run this cell to use it: Glossary
    """
    return Glossary()


def listed() -> HTML:
    """Return the whole glossary, folded by theme, to be read without a kernel.

    Example:
        >>> "abandonment" in listed().data
        True
    """
    terms = data.load("glossary")
    folded = "".join(
        f"<details><summary>{html.escape(str(theme))} ({len(rows)})</summary>"
        f"{_definitions(rows)}</details>"
        for theme, rows in terms.groupby("theme")
    )
    return HTML(folded)


def _definitions(terms: pd.DataFrame) -> str:
    items = "".join(
        f"<dt><b>{html.escape(row.term)}</b></dt><dd>{html.escape(row.definition)}</dd>"
        for row in terms.sort_values("term", key=lambda names: names.str.lower()).itertuples()
    )
    return f'<dl style="max-width:52em">{items}</dl>' if items else "<p>No term fits.</p>"
