"""Every figure carries title, unit, source, date and text alternative."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import figures, maps, theme

FRAME = pd.DataFrame({"year": [2021, 2022], "value": [1, 2]})


def finished(**changes: object) -> go.Figure:
    parts = {
        "title": "Votes on Ukraine",
        "subtitle": "roll calls, 2014–2025",
        "tables": ["un_ukraine_votes"],
        "alt": "Two bars. The second is twice as high as the first.",
        "frame": FRAME,
    }
    return figures.finish(go.Figure(go.Bar(x=[1, 2], y=[1, 2])), **(parts | changes))


def footer(figure: go.Figure) -> str:
    return next(a.text for a in figure.layout.annotations if a.name == "footer")


def test_title_unit_source_and_date_are_on_the_figure() -> None:
    figure = finished(note="A remark.")
    assert "<b>Votes on Ukraine</b>" in figure.layout.title.text
    assert "roll calls, 2014–2025" in figure.layout.title.text
    assert "United Nations" in footer(figure)
    assert "As of 2025-12-18." in footer(figure)
    assert "A remark." in footer(figure)


def test_words_and_values_are_one_call_away() -> None:
    figure = finished()
    assert figures.describe(figure).startswith("Two bars.")
    pd.testing.assert_frame_equal(figures.table(figure), FRAME)


def test_show_adds_the_text_alternative_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(figures, "display", lambda thing, raw=False: shown.append(thing))
    figures.show(finished(alt="<script>alert(1)</script>"))
    assert len(shown) == 2
    assert "<script>" not in shown[1].data
    assert "&lt;script&gt;" in shown[1].data


def test_figures_are_sent_without_upload_button_or_base_map_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = []
    monkeypatch.setattr(figures, "display", lambda thing, raw=False: shown.append(thing))
    figures.send(finished())
    drawn = shown[0]["application/vnd.plotly.v1+json"]
    assert drawn["config"]["showSendToCloud"] is False
    assert drawn["config"]["topojsonURL"].startswith("data:")
    assert drawn["data"][0]["type"] == "bar"
    assert shown[0]["text/plain"].startswith("Two bars.")


def test_long_footers_are_wrapped_and_given_room() -> None:
    short, long = finished(), finished(note="word " * 60)
    assert long.layout.margin.b > short.layout.margin.b
    assert max(len(line) for line in footer(long).split("<br>")) <= 112


def test_citation_names_each_origin_once() -> None:
    words = figures.citation(["un_votes", "un_ukraine_votes", "un_session_tallies"])
    assert words.count("United Nations Digital Library;") <= 1


def test_unknown_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        finished(tables=["nothing"])


def test_maps_ask_for_no_base_map_and_colour_every_state() -> None:
    votes = pd.Series({"KAZ": "A", "BLR": "N", "UKR": "Y"})
    for extent in maps.EXTENTS:
        figure = maps.categories(
            votes, extent=extent, colours=theme.VOTE_COLOURS, labels=theme.VOTE_LABELS
        )
        assert figure.layout.geo.visible is False
        assert figure.data[0].type == "scattergeo"
        drawn = dict(zip(figure.data[1].locations, figure.data[1].z, strict=True))
        # The window between the Caucasus and Central Asia ends before Belarus.
        wanted = {"UKR": 1, "BLR": 2, "KAZ": 3, "MNG": 0, "IRN": 0}
        if extent == "caucasus_to_central_asia":
            wanted = {"KAZ": 3, "IRN": 0}
        assert {state: drawn[state] for state in wanted} == wanted


def test_map_legend_counts_and_disputed_areas_start_switched_off() -> None:
    votes = pd.Series({"KAZ": "A", "BLR": "N", "UKR": "Y", "POL": "Y"})
    figure = maps.categories(
        votes, extent="eurasia", colours=theme.VOTE_COLOURS, labels=theme.VOTE_LABELS
    )
    names = [trace.name for trace in figure.data if trace.name]
    assert names[:4] == ["yes (2)", "no (1)", "abstained (1)", "did not vote (0)"]
    assert figure.data[-1].visible == "legendonly"


def test_map_without_a_colour_for_a_category_is_refused() -> None:
    with pytest.raises(KeyError):
        maps.categories(pd.Series({"KAZ": "?"}), extent="world", colours={}, labels={})


def test_stored_numbers_are_short_and_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(figures, "display", lambda bundle, raw: sent.append(bundle))
    third = np.array([[1 / 3, np.nan], [2e9 / 3, 7.0]])
    figures.send(go.Figure([go.Heatmap(z=third), go.Bar(y=third[0]), go.Bar(y=[2, 1 / 3])]))
    heat_map, packed, plain = sent[0]["application/vnd.plotly.v1+json"]["data"]
    assert heat_map["z"] == [[0.333333, None], [666667000.0, 7.0]]
    assert packed["y"] == [0.333333, None]
    assert plain["y"] == [2, 0.333333]
