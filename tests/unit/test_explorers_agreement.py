"""Explorers of roll calls: every combination works, defaults equal the static figures."""

from __future__ import annotations

import itertools

from helpers import charts, data, explorers
from helpers.figures import describe
from helpers.measures import agenda, agreement, groups

VOTES = agenda.whole_texts(data.read("un_votes"))


def options(control: object) -> list:
    return [value for _, value in control.options]


def test_default_of_with_russia_is_the_static_figure() -> None:
    explorer = explorers.agreement.with_russia()
    static = charts.agreement.with_russia(
        agreement.with_state(VOTES, agreement.FIVE), groups.means_with_state(VOTES)
    )
    assert explorer.figure.layout.meta["alt"] == describe(static)
    assert explorer.figure.data[-1].text == static.data[-1].text


def test_every_measure_with_all_votes_not_voting_and_comparisons() -> None:
    explorer = explorers.agreement.with_russia()
    controls = explorer.controls
    every = [
        *itertools.product(options(controls["measure"]), options(controls["about"]), ["drop"]),
        *itertools.product(["kappa"], options(controls["about"]), ["abstain"]),
    ]
    comparisons = itertools.cycle(options(controls["comparison"]))
    ranges = itertools.cycle([(1992, 2025), (2020, 2025), (1992, 1992), (2024, 2024)])
    for measure, about, absent in every:
        values = {
            "measure": measure,
            "about": about,
            "absent": absent,
            "comparison": next(comparisons),
            "years": next(ranges),
            "intervals": measure == "kappa",
        }
        assert explorer._draw(**values).layout.meta["alt"]
        assert "roll calls" in explorer._detail(**values)


def test_controls_change_the_figure_on_the_page() -> None:
    explorer = explorers.agreement.with_russia()
    before = explorer.figure.layout.meta["alt"]
    explorer.controls["measure"].value = "identical"
    assert explorer.figure.layout.meta["alt"] != before
    explorer.controls["comparison"].value = "nato"
    assert "In grey, Poland" in explorer.figure.layout.meta["alt"]
    explorer.controls["intervals"].value = False
    assert "95%" not in explorer.figure.layout.meta["alt"]


def test_subjects_after_2019_say_why_there_is_nothing() -> None:
    explorer = explorers.agreement.with_russia()
    explorer.controls["about"].value = "Human rights"
    explorer.controls["years"].value = (2021, 2025)
    assert "No year in this choice" in explorer.figure.layout.meta["alt"]
    assert "for none after" in explorer.text.value
    explorer.controls["about"].value = "all"
    assert "Kazakhstan" in explorer.figure.layout.meta["alt"]


def test_pairs_show_every_year_and_measure() -> None:
    explorer = explorers.agreement.pairs()
    table = agreement.all_pairs(VOTES, charts.pairs.STATES)
    assert explorer.figure.layout.meta["alt"] == describe(charts.pairs.heat_map(table, 2023))
    for measure in agreement.MEASURES:
        for absent in agreement.ABSENT:
            assert explorer._draw(2010, measure, absent).layout.meta["alt"]
    for year in range(1992, 2026):
        explorer.controls["year"].value = year
        assert f"in {year}" in explorer.figure.layout.meta["title"]
