"""The common box of everything interactive: a widget with a calm note where no kernel runs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import anywidget
import ipywidgets as widgets


class _PageManners(anywidget.AnyWidget):
    """Invisible helper in the page: a box works with the keyboard and at any width.

    JupyterLab takes arrow keys and letters for commands on cells ("a" inserts one, "d d" deletes
    one) even while a list or a slider has the focus; the attribute keeps it from doing so. Handles
    of sliders and the buttons of a player get the name that a screen reader tells. A
    `FigureWidget` is drawn before it is in the page and does not know its width; it is told.
    """

    _esm = """
    function render({ el }) {
      const box = () => el.closest(".course-interactive");
      const players = { play: "Play or pause", pause: "Play or pause", stop: "Stop",
                        retweet: "Repeat" };
      const named = () => {
        for (const handle of box()?.querySelectorAll("[role=slider]:not([aria-label])") ?? []) {
          const words = handle.closest(".jupyter-widgets")?.querySelector(".widget-label");
          const pair = handle.closest(".noUi-base")?.querySelectorAll("[role=slider]").length > 1;
          const part = handle.classList.contains("noUi-handle-upper") ? ", to" : ", from";
          handle.setAttribute("aria-label", `${words?.textContent ?? ""}${pair ? part : ""}`);
        }
        for (const button of box()?.querySelectorAll(".widget-play button") ?? []) {
          const icon = Object.keys(players).find((one) => button.querySelector(`.fa-${one}`));
          if (icon) button.setAttribute("aria-label", players[icon]);
        }
      };
      const focused = ({ target }) => {
        if (!box()?.contains(target)) return;
        target.setAttribute("data-lm-suppress-shortcuts", "true");
        named();
      };
      const fit = () => box()?.querySelectorAll(".js-plotly-plot").forEach(
        (plot) => plot._responsiveChartHandler?.());
      const drawn = ({ detail }) => {
        if (!box()?.contains(detail.element)) return;
        fit();
        named();
      };
      const observer = new ResizeObserver(() => { fit(); named(); });
      observer.observe(el);
      document.addEventListener("focusin", focused);
      document.addEventListener("plotlywidget-after-render", drawn);
      return () => {
        observer.disconnect();
        document.removeEventListener("focusin", focused);
        document.removeEventListener("plotlywidget-after-render", drawn);
      };
    }
    export default { render };
    """
    # JupyterLab gives text in widgets the line height of a control and links the colour of text.
    _css = """
    .course-interactive .widget-html-content { line-height: 1.5; }
    .course-interactive .widget-html-content a {
      color: var(--jp-content-link-color, #0366d6); text-decoration: underline;
    }
    .course-interactive > .js-plotly-plot { margin-top: 8px; }
    /* ipywidgets takes the ring of the focus away, with importance. */
    .course-interactive :is(select, input, button, textarea, a, summary, [tabindex]):focus-visible {
      outline: 2px solid #0b57d0 !important; outline-offset: 1px;
    }
    """


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
        super().__init__(children=(*children, _PageManners()), **kwargs)
        self.add_class("course-interactive")

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
