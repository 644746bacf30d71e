"""Exercises of notebook 04, section 4: lifetimes of pacts and rates of exits."""

from __future__ import annotations

import math

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number
from helpers.measures.exits import CSTO
from helpers.measures.survival import exit_rate, kaplan_meier

NOTEBOOK = "04_future_impact"
MEMBERS, YEARS = 6, 5


def _multilateral() -> pd.DataFrame:
    pacts = data.read("alliance_spells")
    many = pacts[pacts["peak_members"] >= 3]
    return many.assign(age=many["end"] - many["start"])


def _median_lifetime() -> float:
    many = _multilateral()
    curve = kaplan_meier(many["age"], many["ended"])
    return float(curve.loc[curve["survival"] <= 0.5, "time"].iloc[0])


def _median_age(only_ended: bool) -> float:
    many = _multilateral()
    return float(many.loc[many["ended"] | (not only_ended), "age"].median())


def _rate(csto: bool, counted: float | None = None) -> float:
    """Exits per 100 member-years; `counted` replaces the number of exits."""
    spells = data.read("alliance_member_spells")
    found = exit_rate(spells[(spells["atop_id"] == CSTO) == csto])
    return found["rate"] if counted is None else 100 * counted / found["member_years"]


def _without_lapses() -> float:
    spells = data.read("alliance_member_spells")
    left = spells[(spells["atop_id"] == CSTO) & spells["withdrawal"]]
    return _rate(True, int((left["end"] > 2000).sum()))


def _chance(csto: bool) -> float:
    """Chance of at least one exit among the members in some years, per cent."""
    return 100 * (1 - math.exp(-_rate(csto) / 100 * MEMBERS * YEARS))


EXERCISES = [
    Exercise(
        id="4.4",
        title="The median lifetime",
        expects=Number(tolerance=0.06, unit="years"),
        solution=_median_lifetime,
        hints=(
            "Go down the column `survival` of `curve` until it is 0.5 or less for the first time.",
            '`curve[curve["survival"] <= 0.5]` keeps these rows; you need `age` of the first.',
        ),
        explanation=(
            "Half of such pacts outlive this age. By the same estimate the treaty of 1992 has by "
            "now passed it. Both ends of the interval for this median are far away."
        ),
        slips=(
            Slip(
                "This median knows only pacts that ended. The long-lived ones are left out.",
                value=lambda: _median_age(only_ended=True),
            ),
            Slip(
                "This median treats pacts that were alive in 2016 as if they had ended then.",
                value=lambda: _median_age(only_ended=False),
            ),
            Slip(
                "That is a value of the column `survival`. The lifetime stands in `age`.",
                when=lambda given: 0 < given < 1,
            ),
        ),
    ),
    Exercise(
        id="4.5",
        title="A stricter count",
        expects=Number(tolerance=0.02, unit="exits per 100 member-years"),
        solution=_without_lapses,
        hints=(
            "Without the lapses of 1999, which exit is left? Look for its year in `leavers`.",
            'Divide the exits by `rates.loc["CSTO", "years"]` and multiply by 100.',
        ),
        explanation=(
            "One exit. The exact interval now holds the rate of all others: under this definition "
            "the data no longer tell the CSTO apart. The definition decides, so say which one."
        ),
        slips=(
            Slip(
                "All four exits are still in. Take out the three that did not renew.",
                value=lambda: _rate(True),
            ),
            Slip(
                "These are the three lapses. They are the ones to leave out.",
                value=lambda: _rate(True, 3),
            ),
            Slip(
                "This is the rate for one year of one member. Per 100 member-years is wanted.",
                when=lambda given: math.isclose(given, _without_lapses() / 100, rel_tol=0.05),
            ),
        ),
    ),
    Exercise(
        id="4.6",
        title="From a rate to a chance",
        expects=Number(tolerance=0.1, unit="per cent"),
        solution=lambda: _chance(csto=False),
        hints=(
            "The chance of no exit is `2.71828 ** (-30 * r)`.",
            "At least one exit is everything else: one minus the chance of none. Times 100.",
        ),
        explanation=(
            "A rare event. At the rate of the CSTO up to 2016 the same sum gives about one half. "
            "The truth for the coming years may lie anywhere between, or outside: a base rate is "
            "where one starts."
        ),
        slips=(
            Slip(
                "That is the chance that nobody leaves.",
                value=lambda: 100 - _chance(csto=False),
            ),
            Slip(
                "That is the rate of the CSTO. Take the row `all others`.",
                value=lambda: _chance(csto=True),
            ),
            Slip(
                "That is the expected number of exits times 100. It is close while r is small, "
                "but a chance can never pass 100.",
                value=lambda: _rate(csto=False) * MEMBERS * YEARS,
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q4.3",
        prompt="A pact was alive when the data set ended in 2016. What does the curve do with it?",
        options=(
            Option(
                "It counts as at risk up to its age in 2016 and is then left out without an end.",
                True,
                "Yes. This is what censored means: it lasted at least so long.",
            ),
            Option(
                "It counts as ended in 2016, because nothing later is known.",
                False,
                "That would invent an end and make pacts look short-lived.",
            ),
            Option(
                "It is left out from the start, because its final age is not known.",
                False,
                "That would throw away the pacts that lasted longest.",
            ),
            Option(
                "It counts as going on for ever.",
                False,
                "The curve says nothing about the time after the last observation.",
            ),
        ),
    ),
]
