"""The common box of everything interactive: a widget with a calm note where no kernel runs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets


class Interactive(widgets.VBox):
    """A box of controls that still says something useful in a notebook without a kernel.

    A saved notebook stores no widget state. A plain widget would then show an error
    ("model not found"); this one leaves a note that names the widget and how to start it.

    Args:
        children: Widgets from top to bottom.
        title: Short name of the widget, shown in the note.

    Example:
        >>> Interactive(title="Treaty explorer")
        Interactive: run this cell to use it: Treaty explorer
    """

    def __init__(
        self, children: Sequence[widgets.Widget] = (), *, title: str, **kwargs: Any
    ) -> None:
        self.title = title
        super().__init__(children=tuple(children), **kwargs)

    @property
    def note(self) -> str:
        """The sentence that stands in for the widget when no kernel runs."""
        return f"Interactive: run this cell to use it: {self.title}"

    def __repr__(self) -> str:
        return self.note

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs) or {}
        return bundle | {
            "text/plain": self.note,
            "text/html": f"<p><em>{escape(self.note)}</em></p>",
        }
