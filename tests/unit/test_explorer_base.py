"""The explorer: one figure function, controls that redraw it, nothing else."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go
import pytest

from helpers.explorers import base

ROOT = Path(__file__).resolve().parents[2]


def draw(count: int, kind: str) -> go.Figure:
    if count == 0:
        return base.message("Nothing to show.")
    figure = go.Figure(go.Bar(y=list(range(count)), name=kind))
    if kind == "two":
        figure.add_trace(go.Scatter(y=list(range(count))))
    return figure


def panels(count: int) -> go.Figure:
    figure = base.message("Nothing to show.") if count == 0 else go.Figure()
    for number in range(1, count + 1):
        axis = "" if number == 1 else number
        figure.add_trace(go.Bar(y=[number], xaxis=f"x{axis}", yaxis=f"y{axis}"))
        figure.update_layout({f"xaxis{axis}": {"domain": [(number - 1) / count, number / count]}})
        figure.update_layout({f"yaxis{axis}": {"anchor": f"x{axis}"}})
    return figure


@pytest.fixture
def explorer() -> base.Explorer:
    controls = {
        "count": base.slider("Count", 0, 5, 3),
        "kind": base.dropdown("Kind", ["one", "two"]),
    }
    return base.Explorer(
        "Counting", draw, controls, detail=lambda count, kind: f"<p>{count} {kind}</p>"
    )


def test_default_view_is_the_static_figure(explorer: base.Explorer) -> None:
    assert explorer.figure.to_dict()["data"][0]["y"] is not None
    assert list(explorer.figure.data[0].y) == [0, 1, 2]
    assert explorer.text.value == "<p>3 one</p>"


def test_change_of_a_control_redraws(explorer: base.Explorer) -> None:
    explorer.controls["count"].value = 5
    assert list(explorer.figure.data[0].y) == [0, 1, 2, 3, 4]
    assert explorer.text.value == "<p>5 one</p>"


def test_other_traces_replace_the_old_ones(explorer: base.Explorer) -> None:
    explorer.controls["kind"].value = "two"
    assert [trace.type for trace in explorer.figure.data] == ["bar", "scatter"]
    explorer.controls["kind"].value = "one"
    assert [trace.type for trace in explorer.figure.data] == ["bar"]


def test_empty_choice_shows_a_message_and_recovers(explorer: base.Explorer) -> None:
    explorer.controls["count"].value = 0
    assert explorer.figure.layout.annotations[0].text == "Nothing to show."
    explorer.controls["count"].value = 2
    assert list(explorer.figure.data[0].y) == [0, 1]
    assert not explorer.figure.layout.annotations


def test_figure_has_no_upload_button(explorer: base.Explorer) -> None:
    assert explorer.figure._config["showSendToCloud"] is False


def test_player_is_limited_to_its_slider() -> None:
    controlled = base.slider("Year", 1992, 2026, 2026)
    play = base.player(controlled)
    assert (play.min, play.max) == (1992, 2026)
    assert isinstance(play, widgets.Play)


@pytest.mark.parametrize("counts", [(0, 2, 0), (3, 1, 2), (1, 0, 3)])
def test_panels_come_and_go(counts: tuple[int, ...]) -> None:
    first, *others = counts
    control = base.slider("Panels", 0, 3, first)
    shown = base.Explorer("Panels", panels, {"count": control}).figure
    for count in others:
        control.value = count
        assert len(shown.data) == count
        axes = [shown.layout[trace.xaxis.replace("x", "xaxis")].domain for trace in shown.data]
        assert axes == [((n - 1) / count, n / count) for n in range(1, count + 1)]


def test_values_of_another_number_are_sent_though_they_are_equal() -> None:
    shown = base.figure_widget(go.Figure(go.Scatter(y=np.array([1.0]))))
    base.redraw(shown, go.Figure(go.Scatter(y=np.array([1.0, 1.0, 1.0]))))
    assert list(shown.data[0].y) == [1, 1, 1]


def test_what_the_new_figure_leaves_out_is_taken_away() -> None:
    shown = base.figure_widget(go.Figure(go.Scatter(y=[1], marker={"size": 9, "symbol": "x"})))
    base.redraw(shown, go.Figure(go.Scatter(y=[1], marker={"size": 9})))
    assert shown.data[0].marker.symbol is None
    assert shown.data[0].marker.size == 9
