"""The glossary with a search box."""

from __future__ import annotations

import ipywidgets as widgets

from helpers import data
from helpers.charts import word_lists
from helpers.explorers import base, searching
from helpers.widgets import Interactive

_NONE, _ALL = "choose a theme", "all themes"
_HINT = "<p>Type a word or choose a theme.</p>"


class Glossary(Interactive):
    """A search box and a theme above the terms that fit."""

    def __init__(self) -> None:
        """Build the controls; terms appear with the first choice."""
        self._terms = data.load("glossary")
        self._texts = searching.texts(self._terms, ["term", "definition"])
        themes = sorted(self._terms["theme"].unique())
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="part of a word"
        )
        self.theme = base.dropdown("Theme", [_NONE, _ALL, *themes])
        self.found = widgets.HTML()
        row = widgets.HBox([self.search, self.theme], layout={"flex_flow": "row wrap"})
        super().__init__([row, self.found], title="Glossary")
        for control in (self.search, self.theme):
            control.observe(self._on_change, names="value")
        self._on_change()

    def _on_change(self, change: object = None) -> None:
        if self.theme.value == _NONE and not self.search.value.strip():
            self.found.value = _HINT
            return
        found = self._terms[searching.matches(self._texts, self.search.value)]
        if self.theme.value not in (_NONE, _ALL):
            found = found[found["theme"] == self.theme.value]
        said = f"{len(found)} of {len(self._terms)} terms"
        self.found.value = f'<p role="status">{said}</p>{word_lists.definitions(found)}'


def search() -> Glossary:
    """Return the searchable glossary.

    Example:
        >>> search()
        Interactive: run this cell to use it: Glossary
    """
    return Glossary()
