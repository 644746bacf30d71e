"""Source criticism: choose a label for a claim before the correction is shown."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd

from helpers import data, sources
from helpers.explorers import base
from helpers.widgets import Interactive

LABELS = {
    "false": "false: the facts contradict it",
    "misleading": "misleading: something true, shown in a wrong light",
    "unproven": "unproven: the sources do not settle it",
    "contested": "contested: two accounts stand against each other",
    "forged document": "forged document: the paper itself is invented",
    "false context": "false context: real material, wrong story",
    "numerical error": "numerical error: a number with the wrong meaning",
}


class SourceCheck(Interactive):
    """One claim at a time: choose a label, press the button, read the correction.

    Args:
        items: Table ``misinformation``.

    Example:
        >>> len(SourceCheck(data.load("misinformation")).item.options)
        13
    """

    def __init__(self, items: pd.DataFrame) -> None:
        self._items = items.set_index("item_id")
        self.item = base.dropdown(
            "Claim", [(f"{row.item_id}: {row.claim}", row.item_id) for row in items.itertuples()]
        )
        self.item.layout.width = "min(100%, 52em)"
        self.label = widgets.RadioButtons(
            options=[(words, label) for label, words in LABELS.items()],
            value=None,
            description="My label",
            style=base.LABEL,
            layout={"width": "auto"},
        )
        self.button = widgets.Button(description="Check my label", layout={"width": "max-content"})
        self.text = widgets.HTML(value=self._claim())
        self.feedback = widgets.HTML()
        self.item.observe(self._next_item, names="value")
        self.button.on_click(self._answer)
        super().__init__(
            [self.item, self.text, self.label, self.button, self.feedback],
            title="Source criticism",
        )

    def _claim(self) -> str:
        row = self._items.loc[self.item.value]
        return f"<p><b>“{html.escape(row['claim'])}”</b> ({html.escape(row['when_and_where'])})</p>"

    def _next_item(self, change: dict) -> None:
        self.label.value = None
        self.feedback.value = ""
        self.text.value = self._claim()

    def _answer(self, button: widgets.Button) -> None:
        if self.label.value is None:
            self.feedback.value = "<p>Choose a label first.</p>"
            return
        self.feedback.value = verdict(self._items.loc[self.item.value], self.label.value)


def verdict(row: pd.Series, chosen: str) -> str:
    """Return what we say about a chosen label, as escaped HTML.

    Args:
        row: One row of ``misinformation``.
        chosen: A label.
    """
    if chosen == row["label"]:
        start = "<b>We chose the same label.</b>"
    else:
        start = f"<b>We chose another label: {html.escape(row['label'])}.</b>"
    return (
        f'<div role="status" aria-live="polite" style="max-width:52em"><p>{start} '
        f"{html.escape(row['correction'])}</p>"
        f"<p>To discuss: {html.escape(row['classroom_question'])}</p>"
        f"<p>Confidence: {html.escape(row['confidence'])}. "
        f"Sources: {sources.links(row['source_ids'])}</p></div>"
    )


def source_check() -> SourceCheck:
    """Return the exercise in source criticism with all claims of the course.

    Example:
        >>> source_check().label.value is None
        True
    """
    return SourceCheck(data.load("misinformation"))
