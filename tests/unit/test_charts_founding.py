"""The figures of notebook 01 draw what the tables hold and say so in words."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts, data, measures
from helpers.figures import describe, table


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return data.load("membership_events")


@pytest.fixture(scope="module")
def spells(events: pd.DataFrame) -> pd.DataFrame:
    return measures.membership.spells(events)


@pytest.fixture(scope="module")
def provisions() -> pd.DataFrame:
    return data.load("treaty_provisions")


@pytest.fixture(scope="module")
def sizes() -> pd.DataFrame:
    return data.load("alliance_asymmetry")


def test_timeline_draws_every_spell(spells: pd.DataFrame, events: pd.DataFrame) -> None:
    figure = charts.membership.timeline(spells, events)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [bar.base[0] for bar in bars] == spells["start"].dt.strftime("%Y-%m-%d").tolist()
    hatched = [bar.y[0] for bar in bars if bar.marker.pattern.shape == "/"]
    assert hatched == ["Armenia"]
    assert "(9)" in describe(figure)
    assert "6 in law, 5 without the frozen one" in describe(figure)


def test_timeline_shows_other_dates_and_the_five_steps(
    spells: pd.DataFrame, events: pd.DataFrame
) -> None:
    figure = charts.membership.timeline(spells, events)
    other = next(trace for trace in figure.data if trace.name == "other date for the same step")
    assert sorted(other.x) == ["1993-09-09", "2006-06-23", "2008-03-28", "2012-12-19"]
    letters = [a.text for a in figure.layout.annotations if a.text.startswith("<b>")]
    assert letters == [f"<b>{letter}</b>" for letter in "ABCDE"]


def test_legal_steps(events: pd.DataFrame) -> None:
    steps = charts.membership.legal_steps(events)
    assert steps["date"].dt.strftime("%Y-%m-%d").tolist() == [
        "1992-05-15",
        "1994-04-20",
        "1999-04-20",
        "2002-05-14",
        "2003-09-18",
    ]


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1992, "6 member"),
        (1995, "9 member"),
        (2000, "3 former (Azerbaijan, Georgia, Uzbekistan)"),
        (2008, "7 member"),
        (2026, "1 frozen (Armenia)"),
    ],
)
def test_map_of_a_year(spells: pd.DataFrame, year: int, words: str) -> None:
    figure = charts.membership.map_in(spells, year)
    assert words in describe(figure)
    codes = {text[3:6] for text in figure.data[-1].text}
    assert codes == set(table(figure)["state"])


def test_last_year_of_the_map_ends_with_the_data(spells: pd.DataFrame) -> None:
    title = charts.membership.map_in(spells, 2026).layout.title.text
    assert "30 June 2026" in title


def test_treaty_matrix_has_one_cell_an_answer(provisions: pd.DataFrame) -> None:
    own = provisions[provisions["instrument"] == charts.treaty.TREATY]
    figure = charts.treaty.matrix(own, "TP04")
    heatmap = figure.data[0]
    assert len(heatmap.y) == len(own) == 11
    assert [row[0] for row in heatmap.text].count("✓ yes") == (own["changed_2010"] == "yes").sum()
    assert figure.layout.shapes[0].y0 == 2.5
    assert "changed in 2010: 2, 3, 4, 5, 6, 11." in describe(figure)


def test_treaty_matrix_without_a_choice_has_no_frame(provisions: pd.DataFrame) -> None:
    own = provisions[charts.treaty.family(provisions) == charts.treaty.CHARTER]
    assert not charts.treaty.matrix(own).layout.shapes


def test_shares_are_those_of_the_table(sizes: pd.DataFrame) -> None:
    figure = charts.power.shares(sizes)
    rows = sizes[(sizes["alliance"] == "CSTO") & (sizes["year"] == 2024)].set_index("state")
    spending = rows["military_spending_usd_million_2023"]
    expected = 100 * spending["RUS"] / spending.sum()
    assert figure.data[0].y[-1] == pytest.approx(expected, abs=0.001)
    assert f"Russia {expected:.0f} per cent" in describe(figure)
    assert len(figure.data) == 6


@pytest.mark.parametrize("indicator", measures.asymmetry.INDICATORS)
@pytest.mark.parametrize("measure", charts.power.MEASURES)
def test_weights_by_year(sizes: pd.DataFrame, indicator: str, measure: str) -> None:
    figure = charts.power.by_year(sizes, indicator, measure)
    assert [trace.name for trace in figure.data] == ["Russia in the CSTO", "United States in NATO"]
    assert f"{table(figure)[measure].iloc[-1]:.2f}" in describe(figure)


def test_terms_of_both_offices() -> None:
    secretaries, chairs = data.load("secretaries_general"), data.load("chairs")
    figure = charts.offices.terms(secretaries, chairs)
    drawn = [trace for trace in figure.data if trace.base is not None]
    assert len(drawn) == len(secretaries) + chairs["start"].notna().sum()
    assert "Nikolai Bordyuzha (RUS) from 2003" in describe(figure)


def test_declared_strengths() -> None:
    forces = data.load("forces")
    figure = charts.offices.strengths(forces)
    drawn = sorted(value for trace in figure.data for value in trace.y)
    assert drawn == sorted(forces["declared_strength"].dropna().astype(int))
    assert "18,000 (2022-12)" in describe(figure)


def test_sites_by_status() -> None:
    bases = data.load("bases")
    figure = charts.bases.sites_map(bases)
    points = [trace for trace in figure.data if trace.name and "(" in trace.name][1:]
    markers = {trace.name.split(" ")[0]: len(trace.lon) for trace in points}
    placed = bases[bases["latitude"].notna()]["status"].value_counts().to_dict()
    assert markers == placed
    assert "4 of 29 sites have no known place" in _footer(figure)


def test_text_of_a_site_is_escaped() -> None:
    bases = data.load("bases").head(1).assign(name="<script>alert(1)</script>")
    figure = charts.bases.sites_map(bases)
    assert "<script>" not in str(figure.to_dict())


def test_rows_are_escaped_and_gaps_shown() -> None:
    frame = pd.DataFrame({"a": ["<script>", None], "b": [pd.Timestamp("2002-10-07")] * 2})
    shown = charts.cards.rows(frame).data
    assert "<script>" not in shown
    assert "–" in shown
    assert "2002-10-07" in shown


def _footer(figure: go.Figure) -> str:
    text = next(a.text for a in figure.layout.annotations if a.name == "footer")
    return text.replace("<br>", " ")
