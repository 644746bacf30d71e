"""Exercises 5.1 to 5.5 of notebook 05: guarantees, partners and trade."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Slip
from helpers.exercises.expects import Names, Number, WholeNumber
from helpers.measures import diversification

NOTEBOOK = "05_geopolitics"
OTHERS = ("BLR", "KAZ", "KGZ", "TJK", "ARM")


def _moves() -> pd.DataFrame:
    table = data.read("impact_indicators")
    return table[table["category"].isin(["bases and troops", "peacekeepers in Karabakh"])]


def _less_russian(points: float) -> list[str]:
    table = data.read("arms_imports")
    shares = {}
    for state in OTHERS:
        periods = diversification.arms_shares(table, state)["RUS"]
        shares[state] = periods["2014–2018"] - periods["2019–2023"]
    return [state for state, fall in shares.items() if fall * 100 > points]


def _with_kyrgyzstan(column: bool = True, reference: bool = False) -> int:
    table = data.read("partnerships")
    table = table if reference else table[~table["reference_row"]]
    named = table["member"] == "KGZ"
    if column:
        named |= table["also_members"].fillna("").str.contains("KGZ")
    return int(named.sum())


def _kazakh(flow: str) -> pd.Series:
    years = diversification.trade_shares(data.read("trade_partners"), "KAZ", flow)
    return years.loc[2023, list(diversification.PARTS)]


def _kyrgyz_chinese(metric: str) -> float:
    facts = data.read("context_facts")
    chosen = facts[(facts["topic"] == "trade with China") & (facts["area"] == "KGZ")]
    return float(chosen.loc[chosen["metric"].str.contains(metric), "value"].iloc[0])


EXERCISES = [
    Exercise(
        id="5.1",
        title="Reported is not confirmed",
        expects=WholeNumber("rows"),
        solution=lambda: int((_moves()["confidence"] == "contested").sum()),
        hints=(
            "The column `confidence` of `moves` holds the grade of each row.",
            '`(moves["confidence"] == "contested").sum()` counts them.',
        ),
        explanation=(
            "Each of them carries both versions in its note: who reports it, and who denies it or "
            "stays silent. Quote such a row only with both."
        ),
        slips=(
            Slip(
                "You counted the rows that are not contested.",
                value=lambda: int((_moves()["confidence"] != "contested").sum()),
            ),
            Slip("You counted all rows.", value=lambda: len(_moves())),
        ),
    ),
    Exercise(
        id="5.2",
        title="Whose arms became less Russian?",
        expects=Names("member codes"),
        solution=lambda: _less_russian(10),
        hints=(
            "`share` holds both periods of every state. Subtract the later one from the earlier "
            "one: `share.unstack()` puts them side by side.",
            "`fall = table['2014–2018'] - table['2019–2023']`, then keep the five members with "
            "`fall > 10`.",
        ),
        explanation=(
            "Two of five. In both cases a few orders make the change; most of them were placed "
            "before the invasion, and one of the two totals is small. Belarus and Kazakhstan went "
            "the other way."
        ),
        slips=(
            Slip(
                "Tajikistan's share fell too, but by a little less than ten points.",
                value=lambda: _less_russian(5),
            ),
            Slip(
                "Kazakhstan's share rose. Check which period you subtract from which.",
                when=lambda given: "KAZ" in given,
            ),
        ),
    ),
    Exercise(
        id="5.3",
        title="Rows with several members",
        expects=WholeNumber("rows"),
        solution=_with_kyrgyzstan,
        hints=(
            "A row counts if `member` is Kyrgyzstan or if `also_members` names it.",
            '`links["also_members"].fillna("").str.contains("KGZ")` is true for the second kind; '
            "join the two conditions with `|`.",
        ),
        explanation=(
            "Most of the Kyrgyz rows stand under another member, because summits of the five "
            "states are stored once. Counting one column would have shown a quiet state."
        ),
        slips=(
            Slip(
                "You counted only the column `member`. Look into `also_members` as well.",
                value=lambda: _with_kyrgyzstan(column=False),
            ),
            Slip(
                "The reference rows on Russia are in your count. Use `links`.",
                value=lambda: _with_kyrgyzstan(reference=True),
            ),
        ),
    ),
    Exercise(
        id="5.4",
        title="Evenness of exports",
        expects=Number(tolerance=0.005),
        solution=lambda: diversification.evenness(_kazakh("export")),
        hints=(
            'Take the lines of the imports above and write `"export"` twice.',
            "The fifth part is what remains: one minus the sum of the four shares. Without it the "
            "shares do not add up to one.",
        ),
        explanation=(
            "Exports are nearly as even as imports, with another order: Europe buys most, Russia "
            "sells most. One number hides who stands where, so never show it alone."
        ),
        slips=(
            Slip(
                "That is the evenness of the imports. The exercise asks for exports.",
                value=lambda: diversification.evenness(_kazakh("import")),
            ),
            Slip(
                "The part `rest` is missing: four shares do not make the whole.",
                value=lambda: diversification.evenness(_kazakh("export").drop("rest")),
            ),
        ),
    ),
    Exercise(
        id="5.5",
        title="One trade, two books",
        expects=Number(tolerance=0.05, unit="times"),
        solution=lambda: _kyrgyz_chinese("Chinese customs") / _kyrgyz_chinese("Kyrgyz statistics"),
        hints=(
            "Both values stand in `china`: the area is KGZ, the metric names the office.",
            "Divide the Chinese value by the Kyrgyz one.",
        ),
        explanation=(
            "The missing month explains almost nothing of it. Whoever wants a large number quotes "
            "Beijing, whoever wants a small one quotes Bishkek."
        ),
        slips=(
            Slip(
                "You divided the other way round: how many times larger is the Chinese figure?",
                value=lambda: (
                    _kyrgyz_chinese("Kyrgyz statistics") / _kyrgyz_chinese("Chinese customs")
                ),
            ),
            Slip(
                "That is the difference in billions. The exercise asks for the ratio.",
                value=lambda: (
                    _kyrgyz_chinese("Chinese customs") - _kyrgyz_chinese("Kyrgyz statistics")
                ),
            ),
        ),
    ),
]
