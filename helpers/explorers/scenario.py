"""Explorers of the open model and of the published forecasts."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.explorers import base
from helpers.measures import forecasts as reading
from helpers.measures import scenario

AID = "A thinking aid, no prediction: the model only spells out what your own judgement implies."
ALL = "all"
_OWN = "my own weights"
_NO_WEIGHT = "All weights are 0, so there is no score. Raise at least one."


class ModelExplorer(base.Explorer):
    """Explorer of the model; choosing a forecast sets the three weights at once."""

    def __init__(self, presets: dict[str, dict[str, float]], preset: str) -> None:
        """Build the explorer.

        Args:
            presets: Weights by driver, by the words of the list.
            preset: Words of the one chosen first.
        """
        self.presets = presets
        self._setting = False
        self.preset = base.dropdown("Weights as in", [_OWN, *presets], preset)
        self.preset.layout.width = "min(100%, 34em)"
        super().__init__(
            "Scenario model",
            draw_model,
            _model_controls(presets[preset]),
            detail=model_detail,
            extras=(self.preset,),
        )
        first_line = widgets.HTML(f"<p><b>{html.escape(AID)}</b></p>")
        self.children = (first_line, *self.children)
        self.preset.observe(self._on_preset, names="value")

    def _on_preset(self, change: dict) -> None:
        if self._setting or change["new"] == _OWN:
            return
        self._setting = True
        try:
            for driver, weight in self.presets[change["new"]].items():
                self.controls[f"weight_{driver}"].value = weight
        finally:
            self._setting = False
        super()._on_change(change)

    def _on_change(self, change: dict) -> None:
        if self._setting:
            return
        chosen = self.presets.get(self.preset.value)
        if chosen and chosen != _weights(self.values()):
            self._setting = True
            try:
                self.preset.value = _OWN
            finally:
                self._setting = False
        super()._on_change(change)


def model() -> ModelExplorer:
    """Return the explorer of the open model of four outcomes.

    Example:
        >>> explorer = model()
        >>> explorer.controls["weight_member_will"].value
        2.5
    """
    forecasts = data.load("scenarios")
    presets = {
        f"mean of the {len(forecasts)} forecasts": scenario.mean_emphasis(forecasts),
        "equal weights": dict.fromkeys(scenario.DRIVERS, 2.0),
    }
    first = next(iter(presets))
    ordered = forecasts.sort_values(["date", "scenario_id"])
    weights = scenario.emphasis(ordered)
    for row, (_, given) in zip(ordered.itertuples(), weights.iterrows(), strict=True):
        words = f"{row.scenario_id} {row.date[:4]} {row.author}: {row.label}"
        presets[words] = {driver: float(given[driver]) for driver in scenario.DRIVERS}
    return ModelExplorer(presets, first)


def draw_model(spread: int, outcome: str, **settings: float) -> go.Figure:
    """Draw the model for the values of the controls.

    Args:
        spread: Points on either side of each judgement.
        outcome: Outcome that the tornado shows.
        settings: ``value_…`` and ``weight_…`` of each driver.
    """
    weights = _weights(settings)
    if not any(weights.values()):
        # The same axes as the model, so that the shown figure can change back and forth.
        hidden = {"visible": False}
        return base.message(_NO_WEIGHT).update_layout(
            xaxis2=hidden, yaxis2=hidden, xaxis3=hidden, yaxis3=hidden
        )
    values = {driver: settings[f"value_{driver}"] for driver in scenario.DRIVERS}
    return charts.scenario.model(values, weights, spread, outcome)


def model_detail(spread: int, outcome: str, **settings: float) -> str:
    """Return the whole model in words, with every number in it, as HTML.

    Args:
        spread: As in `draw_model`.
        outcome: As in `draw_model`.
        settings: As in `draw_model`.
    """
    weights = _weights(settings)
    total = sum(weights.values())
    if not total:
        return f"<p>{_NO_WEIGHT}</p>"
    shares = " + ".join(
        f"{weights[driver] / total:.2f} × {html.escape(words.lower())}"
        for driver, words in scenario.DRIVERS.items()
    ).replace("russia", "Russia")
    ends = "; ".join(
        f"{html.escape(words)}: 0 {low}, 100 {high}"
        for (driver, words) in scenario.DRIVERS.items()
        for low, high in [scenario.ENDS[driver]]
    )
    cuts = ", ".join(f"{cut:.0f}" for cut in scenario.CUT_POINTS)
    return (
        f'<div style="max-width:52em"><p>Score = {shares}.</p>'
        f"<p>{scenario.DRAWS:,} cases: each driver drawn from a triangle, your judgement ± "
        f"{spread} points ({ends}). Cut points {cuts}; a blur of {scenario.BLUR:g} points stands "
        "for all that the model leaves out. These numbers, the order of the four outcomes, and "
        "that success of Russia helps the alliance, are assumptions. Nothing here was estimated "
        "from data.</p></div>"
    )


def published() -> base.Explorer:
    """Return an explorer of the published forecasts, with texts and sources.

    Example:
        >>> published().values()["group"]
        'all'
    """
    forecasts = data.load("scenarios")
    read = reading.read_published(forecasts)
    entries = dict(zip(forecasts["scenario_id"], _entries(forecasts, read), strict=True))

    def chosen(group: str, became: str, driver: str) -> pd.DataFrame:
        keep = pd.Series(True, forecasts.index)
        for value, column in ((group, read["group"]), (became, read["became"])):
            if value != ALL:
                keep &= column == value
        if driver != ALL:
            keep &= forecasts[f"weight_{driver}"] == "high"
        return forecasts[keep]

    def draw(**wanted: str) -> go.Figure:
        rows = chosen(**wanted)
        if rows.empty:
            return base.message("No forecast fits this choice. Widen one of the controls.")
        return charts.published.timeline(rows)

    def detail(**wanted: str) -> str:
        rows = chosen(**wanted).sort_values(["date", "scenario_id"])
        listed = "".join(entries[key] for key in rows["scenario_id"])
        count = f"{len(rows)} {'forecast' if len(rows) == 1 else 'forecasts'}."
        return f"<p>{count}</p><ul style='max-width:60em'>{listed}</ul>"

    groups = [*scenario.OUTCOMES, reading.NO_GROUP]
    became = [
        reading.HOLDS,
        reading.IN_PART,
        reading.FAILED,
        reading.NOT_TESTABLE,
        reading.NOT_TOLD,
    ]
    drivers = [(words, driver) for driver, words in scenario.DRIVERS.items()]
    return base.Explorer(
        "Published forecasts",
        draw,
        {
            "group": base.dropdown("Points to", [ALL, *groups]),
            "became": base.dropdown("What became of it", [ALL, *became]),
            "driver": base.dropdown("High weight on", [(ALL, ALL), *drivers]),
        },
        detail=detail,
    )


def _model_controls(weights: dict[str, float]) -> dict[str, widgets.Widget]:
    controls: dict[str, widgets.Widget] = {}
    for driver, words in scenario.DRIVERS.items():
        low, high = scenario.ENDS[driver]
        controls[f"value_{driver}"] = base.slider(
            f"{words}: 0 {low}, 100 {high}", 0, 100, 50, step=5
        )
        controls[f"value_{driver}"].layout.width = "min(100%, 40em)"
        controls[f"weight_{driver}"] = widgets.FloatSlider(
            value=weights[driver],
            min=0,
            max=scenario.HIGHEST_WEIGHT,
            step=0.1,
            readout_format=".1f",
            description="its weight",
            style=base.LABEL,
            layout={"width": "18em"},
        )
    controls["spread"] = base.slider(
        "How unsure (points on either side)", 0, 50, scenario.SPREAD, 5
    )
    controls["outcome"] = base.dropdown("Tornado for", scenario.OUTCOMES)
    return controls


def _weights(settings: dict) -> dict[str, float]:
    # The slider in the page answers 1.6 with 1.6000000000000001.
    return {driver: round(settings[f"weight_{driver}"], 1) for driver in scenario.DRIVERS}


def _entries(forecasts: pd.DataFrame, read: pd.DataFrame) -> list[str]:
    return [
        _entry(row, group, became)
        for row, group, became in zip(
            forecasts.itertuples(), read["group"], read["became"], strict=True
        )
    ]


def _entry(row: tuple, group: str, became: str) -> str:
    later = "" if pd.isna(row.what_became_of_it) else f" {html.escape(row.what_became_of_it)}"
    horizon = "no horizon" if pd.isna(row.horizon) else f"horizon: {html.escape(row.horizon)}"
    note = "" if pd.isna(row.note) else f" <i>{html.escape(row.note)}</i>"
    return (
        f"<li><b>{html.escape(row.date)} · {html.escape(row.author)} · {html.escape(row.label)}"
        f"</b> ({html.escape(row.outlet)}; {horizon}; points to: {html.escape(group)}; weights: "
        f"war {row.weight_war_outcome}, Russia's standing {row.weight_russia_standing}, members' "
        f"will {row.weight_member_will}; confidence {html.escape(row.confidence)})<br>"
        f"{html.escape(row.paraphrase)}<br>What became of it: <b>{html.escape(became)}.</b>{later}"
        f"{note} Sources: {sources.links(row.source_ids)}</li>"
    )
