"""Find claims of the ledger and put them on a list of one's own."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from helpers import data
from helpers.explorers import base, searching

_ALL = "all sections"
_NONE = "no claim fits"
_LABEL = 45


class ClaimList:
    """Search, a list of what fits, and the claims chosen; `box` holds the controls."""

    def __init__(self, most: int, changed: Callable[[], None]) -> None:
        """Build the controls with nothing chosen.

        Args:
            most: How many claims may be chosen.
            changed: Called after the student added or removed a claim.
        """
        self.chosen: tuple[str, ...] = ()
        self._most, self._changed = most, changed
        self._claims = data.read("claims").set_index("claim_id", drop=False)
        self._texts = searching.texts(self._claims, ["claim_id", "claim", "test"])
        sections = list(dict.fromkeys(self._claims["section"]))
        self.section = base.dropdown("Section", [_ALL, *sections])
        self.search = widgets.Text(
            description="Search", style=base.LABEL, placeholder="words of the claim"
        )
        self.claim = base.dropdown("Claim", [_NONE])
        self.full = widgets.HTML()
        self.add = widgets.Button(description="Add this claim", layout={"width": "auto"})
        self.rows = widgets.VBox()
        wrap = {"flex_flow": "row wrap", "grid_gap": "4px 18px"}
        self.box = widgets.VBox(
            [
                widgets.HBox([self.section, self.search], layout=wrap),
                widgets.HBox([self.claim, self.add], layout=wrap),
                self.full,
                self.rows,
            ]
        )
        for control in (self.section, self.search):
            control.observe(self._on_filter, names="value")
        self.claim.observe(self._on_claim, names="value")
        self.add.on_click(self._on_add)
        self._on_filter()

    def choose(self, names: tuple[str, ...]) -> None:
        """Put exactly these claims on the list."""
        self.chosen = names
        self.rows.children = [self._row(name) for name in names]
        self._on_claim()

    def _on_filter(self, change: object = None) -> None:
        found = self._claims[searching.matches(self._texts, self.search.value)]
        if self.section.value != _ALL:
            found = found[found["section"] == self.section.value]
        options = [(_short(name, text), name) for name, text in found["claim"].items()]
        self.claim.options = options or [(_NONE, "")]
        self._on_claim()

    def _on_claim(self, change: object = None) -> None:
        name = self.claim.value
        known = name in self._claims.index
        self.full.value = _said(name, self._claims.loc[name]) if known else ""
        full, listed = len(self.chosen) >= self._most, name in self.chosen
        self.add.disabled = not known or full or listed
        self.add.description = (
            "The list is full" if full else "On the list" if listed else "Add this claim"
        )

    def _on_add(self, button: widgets.Button) -> None:
        if self.claim.value in self._claims.index and self.claim.value not in self.chosen:
            self.choose((*self.chosen, self.claim.value)[: self._most])
            self._changed()

    def _remove(self, name: str) -> None:
        self.choose(tuple(other for other in self.chosen if other != name))
        self._changed()

    def _row(self, name: str) -> widgets.HBox:
        button = widgets.Button(description=f"Remove {name}", layout={"width": "auto"})
        button.on_click(lambda _: self._remove(name))
        text = widgets.HTML(value=html.escape(str(self._claims.loc[name, "claim"])))
        return widgets.HBox([button, text], layout={"flex_flow": "row wrap"})


def _short(name: str, claim: str) -> str:
    return f"{name} {textwrap.shorten(claim, _LABEL - len(name) - 1, placeholder='…')}"


def _said(name: str, row: pd.Series) -> str:
    return (
        f"<p style='max-width:52em'><b>{html.escape(name)}</b> {html.escape(row['claim'])} "
        f"({html.escape(row['kind'])}, {html.escape(row['section'])})</p>"
    )
