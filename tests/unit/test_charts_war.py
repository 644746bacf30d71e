"""Figures of notebook 02: the values drawn are those of the tables."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from helpers import charts, data, theme
from helpers.charts.timeline import ACTORS
from helpers.charts.war import ATTENDANCE
from helpers.figures import describe, table

VOTES = data.read("un_ukraine_votes")
EVENTS = data.read("stance_events")


def letters(figure: go.Figure) -> list[list[str]]:
    """The letters of each row, without the tags that make them bold."""
    rows = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]
    return [[text[3] for text in row.text] for row in rows]


def test_matrix_repeats_every_vote_as_a_letter() -> None:
    figure = charts.ukraine_votes.matrix(VOTES)
    assert letters(figure) == [VOTES[state].tolist() for state in theme.MEMBERS]


def test_matrix_words_hold_the_counts() -> None:
    words = describe(charts.ukraine_votes.matrix(VOTES))
    assert f"Belarus: 0 yes, {int((VOTES['BLR'] == 'N').sum())} no" in words
    assert f"{len(VOTES)} resolutions" in words


@pytest.mark.parametrize("extent", ["eurasia", "world"])
def test_map_counts_all_states_and_shows_the_six(extent: str) -> None:
    figure = charts.ukraine_votes.vote_map(VOTES, "A/RES/ES-11/3", extent)
    legend = {trace.name for trace in figure.data}
    assert {"yes (93)", "no (24)", "abstained (58)"} <= legend
    assert letters(figure) == [["N", "N", "N", "N", "N", "X"]]
    assert "Armenia did not vote" in describe(figure)


def test_map_carries_the_official_remark() -> None:
    figure = charts.ukraine_votes.vote_map(VOTES, "A/RES/71/205")
    footer = next(a.text for a in figure.layout.annotations if a.name == "footer")
    assert "lacks one No" in footer.replace("<br>", " ")


def test_map_escapes_titles() -> None:
    changed = VOTES.head(1).assign(title="<script>alert(1)</script>")
    figure = charts.ukraine_votes.vote_map(changed, changed["resolution"].iloc[0])
    assert "<script>" not in figure.layout.title.text


@pytest.mark.parametrize("colour_by", ["direction", "actor"])
def test_timeline_draws_each_event_once(colour_by: str) -> None:
    figure = charts.timeline.timeline(EVENTS, colour_by)
    marks = [trace for trace in figure.data if not trace.name.startswith("contested")]
    assert sum(len(trace.x) for trace in marks) == len(EVENTS)
    rings = figure.data[-1]
    assert len(rings.x) == (EVENTS["confidence"] == "contested").sum()


def test_timeline_places_events_near_their_actor() -> None:
    figure = charts.timeline.timeline(EVENTS, "actor")
    for place, trace in enumerate(figure.data[: len(ACTORS)]):
        assert all(abs(y - place) < 0.45 for y in trace.y)


def test_timeline_of_one_event_speaks_in_the_singular() -> None:
    figure = charts.timeline.timeline(EVENTS.head(1))
    assert figure.layout.meta["title"].startswith("1 event ")


def test_families_hold_every_argument_once() -> None:
    arguments = data.read("legal_positions")
    figure = charts.war.families(arguments, data.read("argument_families"))
    assert sum(int(text) for text in figure.data[0].text) == len(arguments)
    assert set(figure.data[0].y) <= set(figure.layout.yaxis.categoryarray)
    assert set(figure.data[0].x) <= set(charts.war.SPEAKERS)
    assert f"{len(arguments)} arguments" in describe(figure)


def test_attendance_letters_match_the_table() -> None:
    attended = data.read("summit_attendance")
    figure = charts.war.attendance(data.read("summits"), attended)
    wide = table(figure).set_index("state")
    for row in attended.itertuples():
        assert wide.loc[row.state, row.summit_id] == row.attendance
    drawn = [[ATTENDANCE[word][0] for word in row] for row in wide.to_numpy()]
    assert letters(figure) == drawn
    assert "Absences: Armenia 3." in describe(figure)


def test_official_wording_counts_coded_events_of_the_bodies() -> None:
    figure = charts.war.official_wording(EVENTS)
    coded = EVENTS[(EVENTS["actor"] == "CSTO") & EVENTS["direction"].notna()]
    assert sum(sum(trace.y) for trace in figure.data) == len(coded)


def test_labels_count_the_reports() -> None:
    reports = data.read("misinformation")
    figure = charts.war.labels(reports)
    assert dict(zip(figure.data[0].y, figure.data[0].x, strict=True)) == (
        reports["label"].value_counts().to_dict()
    )
