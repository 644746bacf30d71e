"""Figures of roll calls: the values drawn and told are those computed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import charts, data
from helpers.charts.lines import apart
from helpers.figures import describe, table
from helpers.measures import agenda, agreement, groups, moved

VOTES = agenda.whole_texts(data.read("un_votes"))
UKRAINE = data.read("un_ukraine_votes")


def line(figure: object, name: str) -> object:
    return next(trace for trace in figure.data if trace.name == name)


def test_with_russia_draws_and_tells_the_values() -> None:
    values = agreement.with_state(VOTES, agreement.FIVE)
    figure = charts.agreement.with_russia(values, groups.means_with_state(VOTES))
    rows = values[values["state"] == "KAZ"]
    assert np.allclose(line(figure, "Kazakhstan").y, rows["value"].round(4))
    in_2023 = rows.set_index("year").loc[2023, "value"]
    assert f"{in_2023:.2f} in 2023" in describe(figure)
    names = next(trace for trace in figure.data if trace.mode == "text").text
    assert len(names) == 8
    assert len(table(figure)) == len(values) + 3 * 34


def test_bands_break_where_a_year_is_missing() -> None:
    values = agreement.with_state(VOTES, ["TJK"], measure="kappa")
    values.loc[values["year"] == 2000, ["value", "low", "high"]] = np.nan
    figure = charts.agreement.with_russia(values, measure="kappa")
    band = figure.data[0]
    assert band.x.count(None) >= 2
    assert 2000 not in band.x
    assert line(figure, "Tajikistan").y[8] is None


def test_missing_values_are_explained() -> None:
    values = agreement.with_state(VOTES, agreement.FIVE, draws=0)
    missing = int(values["value"].isna().sum())
    assert missing > 0
    figure = charts.agreement.with_russia(values)
    assert f"No value for {missing} state-years: {agreement.TOO_FEW}" in describe(figure)


@pytest.mark.parametrize("measure", list(groups.MEASURES))
def test_inside_draws_each_group(measure: str) -> None:
    tables = {
        key: groups.inside(VOTES, agreement.GROUPS[key], measure, draws=50)
        for key in ("six", "five", "nato")
    }
    figure = charts.agreement.inside(tables, measure)
    for key, rows in tables.items():
        drawn = line(figure, charts.agreement.GROUP_NAMES[key])
        assert np.allclose(drawn.y, rows["value"].round(4))
    assert ".0" not in describe(figure).replace("0.0", "")


def test_heat_map_holds_every_pair_and_not_the_diagonal() -> None:
    pairs = agreement.all_pairs(VOTES, charts.pairs.STATES)
    figure = charts.pairs.heat_map(pairs, 2023)
    drawn = np.array(figure.data[0].z, dtype=float)
    assert np.isnan(np.diag(drawn)).all()
    place = pairs.periods.index(2023)
    one, other = pairs.states.index("RUS"), pairs.states.index("KAZ")
    assert drawn[one, other] == pytest.approx(pairs.values[place, one, other], abs=5e-4)
    assert f"Kazakhstan {drawn[one, other]:.2f}" in describe(figure)
    assert np.isfinite(pairs.values[place, one, one])
    assert set(charts.pairs.STATES) == set(VOTES.columns[8:])
    with pytest.raises(ValueError, match="not in list"):
        charts.pairs.heat_map(pairs, 1980)


def test_effects_draws_one_panel_an_agenda() -> None:
    values = agenda.effects(VOTES, UKRAINE, draws=50)
    figure = charts.agenda.effects(values)
    lines = [trace for trace in figure.data if trace.name]
    assert len(lines) == 3 * 5
    wanted = values[(values["agenda"] == "repeated") & (values["state"] == "ARM")]["value"]
    assert np.allclose(lines[-1].y, wanted.round(4))
    assert f"Armenia {wanted.iloc[0]:.2f} in 2019" in describe(figure)


def test_size_adds_up_to_all_roll_calls() -> None:
    figure = charts.agenda.size(agenda.by_year(VOTES, UKRAINE))
    assert sum(sum(trace.y) for trace in figure.data) == len(VOTES)
    assert "6 of 89" in describe(figure)


def test_no_votes_labels_all_six_inside_the_axis() -> None:
    figure = charts.moved.no_votes(moved.no_shares(VOTES))
    names = next(trace for trace in figure.data if trace.mode == "text")
    assert len(names.text) == 6
    bottom, top = figure.layout.yaxis.range
    assert all(bottom <= place <= top for place in names.y)
    assert len(set(names.y)) == 6


def test_ideal_points_show_the_gap_of_2024() -> None:
    points = moved.usable_points(data.read("ideal_points"))
    figure = charts.moved.ideal_points(points)
    russia = line(figure, "Russia")
    assert russia.y[russia.x.index(2024)] is None
    assert "too few" in " ".join(note.text or "" for note in figure.layout.annotations)


def test_labels_keep_their_distance_and_order() -> None:
    places = apart([0.1, 0.1, 0.11, 0.9], 0.05)
    assert np.all(np.diff(places) >= 0.05 - 1e-12)
    assert places[3] == 0.9
    assert np.mean(places[:3]) == pytest.approx(np.mean([0.1, 0.1, 0.11]))


def test_a_state_without_any_value_is_said() -> None:
    values = agreement.with_state(VOTES.head(30), ["KAZ", "TJK"], draws=0)
    values.loc[values["state"] == "TJK", "value"] = np.nan
    assert "Tajikistan: no value." in describe(charts.agreement.with_russia(pd.DataFrame(values)))
