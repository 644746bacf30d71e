"""What all explorers share: plain controls beside one figure function."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go
from plotly.basedatatypes import BasePlotlyType

from helpers import figures, theme
from helpers.explorers import live
from helpers.widgets import Interactive

LABEL = {"description_width": "initial"}


class Explorer(Interactive):
    """Controls above a figure; every change of a control draws the figure anew.

    All state lives in the controls. The figure function is the same one that draws the static
    figure in the cell before, so it works without widgets too.
    """

    def __init__(
        self,
        title: str,
        draw: Callable[..., go.Figure],
        controls: dict[str, widgets.Widget],
        *,
        detail: Callable[..., str] | None = None,
        extras: tuple[widgets.Widget, ...] = (),
    ) -> None:
        """Build the explorer and draw its default view.

        Args:
            title: Name shown to readers, also where the widget itself cannot be shown.
            draw: Takes the values of the controls by name, returns a figure.
            controls: Widgets with a ``value``, by argument name of ``draw``.
            detail: Takes the same values, returns escaped HTML shown under the figure.
            extras: Widgets shown beside the controls that carry no value of their own.
        """
        self.controls = controls
        self._draw = draw
        self._detail = detail
        self.figure = figure_widget(draw(**self.values()))
        # JupyterLab itself tells static figures that their width changed; both together would
        # let them collapse.
        self.figure._config = {**self.figure._config, **theme.CONFIG, "responsive": True}
        self.text = widgets.HTML(value=detail(**self.values()) if detail else "")
        row = widgets.HBox(
            [*extras, *controls.values()], layout={"flex_flow": "row wrap", "grid_gap": "6px 18px"}
        )
        super().__init__([row, self.figure, *([self.text] if detail else [])], title=title)
        self.add_class("course-explorer")
        for control in controls.values():
            control.observe(self._on_change, names="value")

    def values(self) -> dict:
        """Return the current value of every control by name."""
        return {name: control.value for name, control in self.controls.items()}

    def _on_change(self, change: dict) -> None:
        redraw(self.figure, self._draw(**self.values()))
        if self._detail:
            self.text.value = self._detail(**self.values())


def figure_widget(figure: go.Figure) -> go.FigureWidget:
    """Return a live copy of a figure.

    Example:
        >>> shown = figure_widget(go.Figure(go.Bar(y=[1, 2])))
        >>> list(shown.data[0].y)
        [1, 2]
    """
    return live.figure_class()(figure).add_class("course-figure")


def redraw(shown: go.FigureWidget, wanted: go.Figure) -> None:
    """Make a shown figure look like another one, sending only what differs.

    Args:
        shown: The widget on the page.
        wanted: The figure it should show.
    """
    same_traces = [t.type for t in shown.data] == [t.type for t in wanted.data]
    with shown.batch_update():
        if same_traces:
            for old, new in zip(shown.data, wanted.data, strict=True):
                _update(old, new)
        _update(shown.layout, wanted.layout)
    if not same_traces:
        shown.data = []
        shown.add_traces(list(wanted.data))


def _update(old: BasePlotlyType, new: BasePlotlyType) -> None:
    shown, wanted = old.to_plotly_json(), new.to_plotly_json()
    # Figures with several panels have axes (xaxis2 …) that a message, for one, has not.
    for key in {*shown, *wanted} - {"uid", "type"}:
        if not _equal(shown.get(key), wanted.get(key)):
            old[key] = wanted.get(key)


def _equal(left: object, right: object) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_equal(left[key], right[key]) for key in left)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        return np.array_equal(left, right)
    return left == right


def message(text: str) -> go.Figure:
    """Return an empty figure that says why there is nothing to show."""
    figure = go.Figure()
    figure.add_annotation(text=text, showarrow=False, font={"size": 15, "color": theme.MUTED})
    figure.update_layout(
        # An empty title, because plotly.js keeps the old one when none is given.
        title={"text": ""},
        xaxis={"visible": False},
        yaxis={"visible": False},
        height=220,
        meta={"alt": text, "message": True},
    )
    return figures.as_text(figure)


def dropdown(label: str, options: list, value: object | None = None) -> widgets.Dropdown:
    """Return a drop-down as wide as its longest option, so that nothing in it is cut."""
    chosen = {} if value is None else {"value": value}
    width = {"width": "max-content", "max_width": "100%"}
    return widgets.Dropdown(options=options, description=label, style=LABEL, layout=width, **chosen)


def slider(label: str, low: int, high: int, value: int, step: int = 1) -> widgets.IntSlider:
    """Return a whole-number slider wide enough to move year by year."""
    return widgets.IntSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        style=LABEL,
        layout={"width": "420px"},
    )


def player(controlled: widgets.IntSlider, seconds: float = 0.8) -> widgets.Play:
    """Return play buttons that move a slider from its lowest to its highest value."""
    play = widgets.Play(
        min=controlled.min, max=controlled.max, value=controlled.value, interval=int(seconds * 1000)
    )
    widgets.jslink((play, "value"), (controlled, "value"))
    return play
