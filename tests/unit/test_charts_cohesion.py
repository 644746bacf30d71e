"""Figures of cohesion: every gauge keeps its unit, its counts and its unknowns."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from helpers import charts, data, theme
from helpers.charts.gauges import GAUGES
from helpers.figures import describe, table
from helpers.measures import cohesion
from helpers.measures.proportions import clopper_pearson

SCRIPT = "<script>alert(1)</script>"
SESSIONS = cohesion.attendance(data.read("summits"), data.read("summit_attendance"))
DRILLS = cohesion.exercises(data.read("exercises"), data.read("exercise_participation"))
ACTS = cohesion.acts(data.read("impact_indicators"), data.read("exercises"))
VOTES = cohesion.votes(data.read("un_votes"))
PERIODS = cohesion.votes(data.read("un_votes"), since=2022, first=2019)
OPINION = data.read("public_opinion")


def gauges(state: str, shown: tuple[str, ...] = tuple(GAUGES), acts: pd.DataFrame = ACTS) -> object:
    polls = cohesion.key_polls(cohesion.polls(OPINION, state))
    return charts.gauges.of_member(state, SESSIONS, DRILLS, acts, polls, VOTES, shown)


def test_side_by_side_writes_the_counts_and_draws_exact_intervals() -> None:
    figure = charts.cohesion.side_by_side(
        cohesion.periods(SESSIONS), cohesion.periods(DRILLS), PERIODS
    )
    rows = table(figure).set_index(["gauge", "state", "period"])
    row = rows.loc[("Sessions joined", "ARM", "2022–2025")]
    assert row["text"] == "4 of 7"
    assert [row["low"], row["high"]] == pytest.approx([100 * b for b in clopper_pearson(4, 7)])
    votes = PERIODS.set_index(["state", "period"])
    for state, period in votes.index:
        drawn = rows.loc[("UN votes like Russia's", state, period), "percent"]
        assert drawn == pytest.approx(100 * votes.loc[(state, period), "value"])
    assert "Armenia 3 of 3, then 4 of 7" in describe(figure)
    assert "RUS" not in rows.loc["UN votes like Russia's"].index


@pytest.mark.parametrize("state", theme.MEMBERS)
def test_gauges_of_every_member_are_told_in_words(state: str) -> None:
    words = describe(gauges(state))
    assert words.startswith(data.names()[state])
    sessions = SESSIONS[SESSIONS["state"] == state]
    assert "2019: not known" in words
    for row in sessions[sessions["known"] > 0].itertuples():
        assert f"{row.year}: {row.joined} of {row.known}" in words


def test_bars_add_up_to_the_sessions_held() -> None:
    figure = gauges("ARM", ("sessions",))
    bars = [trace for trace in figure.data if trace.type == "bar"]
    own = SESSIONS[SESSIONS["state"] == "ARM"]
    assert [sum(parts) for parts in zip(*(bar.y for bar in bars), strict=True)] == own[
        "held"
    ].tolist()
    assert {bar.name: sum(bar.y) for bar in bars} == {"joined": 7, "absent": 3, "not known": 1}


def test_votes_are_drawn_in_per_cent_with_their_band() -> None:
    figure = gauges("KAZ", ("votes",))
    own = VOTES[VOTES["state"] == "KAZ"]
    line = next(trace for trace in figure.data if trace.mode == "lines+markers+text")
    assert line.y == pytest.approx((100 * own["value"]).tolist(), abs=0.05)
    band = figure.data[0]
    assert min(band.y) == pytest.approx(100 * own["low"].min(), abs=0.05)


@pytest.mark.parametrize("size", range(len(GAUGES) + 1))
def test_any_set_of_gauges_keeps_all_axes(size: int) -> None:
    for shown in itertools.combinations(GAUGES, size):
        layout = gauges("ARM", shown).layout
        assert all(f"yaxis{number}" in layout for number in range(2, 9))
        assert layout.meta["alt"]


def test_pollsters_have_panels_of_their_own() -> None:
    series = cohesion.polls(OPINION, "ARM")
    figure = charts.polls.panels(series)
    axes = {}
    for trace in figure.data:
        if trace.mode == "markers":
            axes.setdefault(trace.yaxis, []).append(trace)
    assert len(axes) == series["panel"].nunique()
    assert sum(len(trace.x) for traces in axes.values() for trace in traces) == len(series)


def test_doubtful_polls_are_hollow() -> None:
    series = cohesion.polls(OPINION, "ARM")
    figure = charts.polls.panels(series)
    symbols = [s for t in figure.data if t.mode == "markers" for s in t.marker.symbol]
    doubtful = (~series["confidence"].isin(["high", "medium"])).sum()
    assert sum(symbol.endswith("-open") for symbol in symbols) == doubtful
    assert f"{doubtful} values are doubtful" in describe(figure)


def test_texts_of_the_tables_are_escaped() -> None:
    acts = gauges("ARM", ("acts",), ACTS.assign(what=SCRIPT))
    assert "&lt;script&gt;" in acts.data[0].customdata[0]
    assert SCRIPT not in "".join(acts.data[0].customdata)
    series = cohesion.polls(OPINION, "ARM").assign(topic=SCRIPT, pollster=SCRIPT, answer=SCRIPT)
    figure = charts.polls.panels(series)
    shown = [a.text for a in figure.layout.annotations]
    shown += [words for t in figure.data if t.mode == "markers" for words in t.customdata]
    assert not any("<script" in words for words in shown)


def test_no_poll_is_refused() -> None:
    with pytest.raises(ValueError, match="no poll to draw"):
        charts.polls.panels(cohesion.polls(OPINION, "RUS"))
