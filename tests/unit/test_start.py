"""Figures, explorer and environment check of notebook 00."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts, data, environment, explorers, measures
from helpers.figures import describe


@pytest.fixture(scope="module")
def votes() -> pd.DataFrame:
    return data.load("un_ukraine_votes")


@pytest.mark.parametrize("state", ["KAZ", "ARM", "USA", "TKM"])
def test_vote_strip_draws_every_vote_of_the_state(votes: pd.DataFrame, state: str) -> None:
    figure = charts.start.state_votes(votes, state)
    assert list(figure.data[0].text) == votes[state].tolist()
    assert f"no {(votes[state] == 'N').sum()}" in describe(figure)
    assert data.names()[state] in figure.layout.title.text


def test_explorer_shows_any_member_state(votes: pd.DataFrame) -> None:
    explorer = explorers.start.state_votes()
    control = explorer.controls["state"]
    assert len(control.options) == 193
    for _, state in control.options:
        control.value = state
        assert list(explorer.figure.data[0].text) == votes[state].tolist()


def test_grades_add_up(votes: pd.DataFrame) -> None:
    counted = {n: data.load(n)["confidence"].value_counts() for n in ("bases", "summits")}
    table = charts.start.grade_table(counted)
    assert table.index.tolist() == ["bases", "summits"]
    assert table.loc["summits"].sum() == len(data.load("summits"))
    figure = charts.start.grades(table)
    assert [list(trace.x) for trace in figure.data] == [table[c].tolist() for c in table]


def test_coverage_figure_marks_exact_sessions() -> None:
    coverage = measures.votes.coverage(data.load("un_votes"), data.load("un_session_tallies"))
    regular = coverage[coverage["session"].str.isdigit()]
    figure = charts.start.vote_coverage(regular)
    assert set(range(75, 81)) <= set(figure.data[0].x)
    assert 73 in figure.data[1].x
    assert list(figure.data[2].y) == regular["official"].tolist()


def test_ledger_figure_counts_every_claim() -> None:
    claims = data.load("claims")
    figure = charts.start.ledger_overview(claims)
    assert sum(sum(trace.x) for trace in figure.data) == len(claims)


def test_environment_in_order() -> None:
    assert environment.report().startswith("**Everything is in place.**")


def test_environment_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str) -> pd.DataFrame:
        raise data.DataError(f"{name}.csv is missing")

    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    monkeypatch.setattr(environment, "PACKAGES", ("no_such_package",))
    monkeypatch.setattr(data, "read", damaged)
    report = environment.report()
    for words in ("install Python 99.0", "no_such_package", "summits.csv is missing"):
        assert words in report
