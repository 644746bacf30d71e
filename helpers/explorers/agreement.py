"""Explorers of agreement in UN roll calls: with Russia, and every pair of states."""

from __future__ import annotations

from functools import cache, lru_cache

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data
from helpers.explorers import base
from helpers.measures import agenda, agreement, bootstrap, groups

COMPARISONS = {
    "none": "no comparison",
    "means": "means of three groups",
    "nato": "seven NATO members",
    "others": "China, India, Brazil, South Africa, Iran",
    "neighbours": "six neighbours outside",
}
_MEASURES = [(words, key) for key, words in agreement.MEASURES.items()]
_ABSENT = [(words, key) for key, words in agreement.ABSENT.items()]
_AGENDAS = [(words, key) for key, words in agenda.AGENDAS.items()]
_ISSUES = [(f"subject: {issue} (to 2019)", issue) for issue in agenda.ISSUES]


def with_russia() -> base.Explorer:
    """Return an explorer of agreement between Russia and the five other members.

    Example:
        >>> sorted(with_russia().controls)
        ['about', 'absent', 'comparison', 'intervals', 'measure', 'years']
    """
    roll_calls = agenda.whole_texts(data.load("un_votes"))
    ukraine = data.load("un_ukraine_votes")

    @cache
    def chosen(about: str) -> pd.DataFrame:
        return agenda.select(roll_calls, about, ukraine)

    @lru_cache(maxsize=32)
    def counts(about: str, absent: str, states: tuple, draws: int) -> agreement.Counts:
        pairs = [(state, "RUS") for state in states]
        return agreement.count_tables(chosen(about), pairs, absent=absent, draws=draws)

    @lru_cache(maxsize=256)
    def table_of(
        measure: str, about: str, absent: str, states: tuple, intervals: bool = False
    ) -> pd.DataFrame:
        draws = bootstrap.DRAWS if intervals else 0
        return agreement.compare(counts(about, absent, states, draws), list(states), measure)

    @lru_cache(maxsize=256)
    def grey(measure: str, about: str, absent: str, comparison: str) -> pd.DataFrame | None:
        if comparison == "none":
            return None
        if comparison == "means":
            return groups.means_with_state(chosen(about), measure=measure, absent=absent)
        return table_of(measure, about, absent, tuple(agreement.GROUPS[comparison]))

    def draw(
        measure: str, about: str, absent: str, comparison: str, years: tuple, intervals: bool
    ) -> go.Figure:
        table = _in_years(table_of(measure, about, absent, tuple(agreement.FIVE), intervals), years)
        if table["value"].notna().sum() == 0:
            return base.message(_nothing(about))
        other = grey(measure, about, absent, comparison)
        return charts.agreement.with_russia(
            table, None if other is None else _in_years(other, years), measure
        )

    def detail(about: str, years: tuple, **_: object) -> str:
        rows = chosen(about)
        count = int(rows["date"].dt.year.between(*years).sum())
        text = f"<p>{count} roll calls in {years[0]}–{years[1]}. "
        if about in agenda.ISSUES:
            text += (
                "The source names a subject for most votes up to 2019 and for none after; "
                "a vote may have several subjects. "
            )
        if about == agenda.REPEATED:
            text += "The same title is not always the same text. "
        return text + "</p>"

    first, last = roll_calls["date"].dt.year.min(), roll_calls["date"].dt.year.max()
    return base.Explorer(
        "Agreement with Russia",
        draw,
        {
            "measure": base.dropdown("Measure", _MEASURES),
            "about": base.dropdown("Votes", [*_AGENDAS, *_ISSUES]),
            "absent": base.dropdown("Not voting", _ABSENT),
            "comparison": base.dropdown(
                "In grey", [(words, key) for key, words in COMPARISONS.items()], "means"
            ),
            "years": widgets.IntRangeSlider(
                value=(first, last),
                min=first,
                max=last,
                description="Years",
                style=base.LABEL,
                layout={"width": "420px"},
            ),
            "intervals": widgets.Checkbox(value=True, description="95% intervals", indent=False),
        },
        detail=detail,
    )


def pairs(year: int = 2023) -> base.Explorer:
    """Return an explorer of all pairs of 25 states, year by year.

    Args:
        year: Calendar year shown first.

    Example:
        >>> pairs().controls["year"].value
        2023
    """
    roll_calls = agenda.whole_texts(data.load("un_votes"))

    @cache
    def every(measure: str, absent: str) -> agreement.AllPairs:
        return agreement.all_pairs(roll_calls, charts.pairs.STATES, measure, absent=absent)

    years = roll_calls["date"].dt.year
    slider = base.slider("Year", years.min(), years.max(), year)
    return base.Explorer(
        "Agreement of all pairs of states",
        lambda year, measure, absent: charts.pairs.heat_map(every(measure, absent), year, measure),
        {
            "year": slider,
            "measure": base.dropdown("Measure", _MEASURES),
            "absent": base.dropdown("Not voting", _ABSENT),
        },
        extras=(base.player(slider),),
    )


def _in_years(table: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    return table[table["year"].between(*years)]


def _nothing(about: str) -> str:
    name = agenda.AGENDAS.get(about, about)
    return (
        f"No year in this choice has {agreement.FEWEST_VOTES} shared votes of Russia and a "
        f"member ({name}). Choose other votes or more years."
    )
