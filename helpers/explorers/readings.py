"""The reading list with a search box."""

from __future__ import annotations

import ipywidgets as widgets

from helpers import data
from helpers.charts import word_lists
from helpers.explorers import base, searching
from helpers.widgets import Interactive

_NONE, _ALL = "choose a theme", "all themes"
_HINT = "<p>Type a word or choose a theme.</p>"


class ReadingList(Interactive):
    """A search box, a theme and a tick above the readings that fit."""

    def __init__(self) -> None:
        """Build the controls; readings appear with the first choice."""
        self._readings = data.load("readings")
        columns = ["title", "author", "year", "outlet", "why_read"]
        self._texts = searching.texts(self._readings, columns)
        themes = sorted(self._readings["theme"].unique())
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="author, title, subject"
        )
        self.theme = base.dropdown("Theme", [_NONE, _ALL, *themes])
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
        if self.theme.value == _NONE and not self.search.value.strip():
            self.found.value = _HINT
            return
        found = self._readings[searching.matches(self._texts, self.search.value)]
        if self.theme.value not in (_NONE, _ALL):
            found = found[found["theme"] == self.theme.value]
        if self.checked.value:
            found = found[found["checked"] == "yes"]
        listed = word_lists.by_theme(found, folded=False)
        self.found.value = f'<p role="status">{word_lists.counted(found)}</p>{listed}'


def search() -> ReadingList:
    """Return the searchable reading list.

    Example:
        >>> search()
        Interactive: run this cell to use it: Reading list
    """
    return ReadingList()
