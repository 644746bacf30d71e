"""Exercises 3.9 to 3.11 of notebook 03: trade, sanctions and coding."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, OneOf
from helpers.measures import reliability

NOTEBOOK = "03_member_reactions"
VERDICTS = ("supported", "partly", "outdated", "misleading", "not testable")


def _months(year: int, last: int = 8, partner: str = "KGZ") -> float:
    table = data.read("eu_exports_monthly")
    rows = table[(table["reporter"] == "EU27") & (table["partner"] == partner)]
    first, end = f"{year}-01", f"{year}-{last:02d}"
    return float(rows.loc[rows["month"].between(first, end), "eur_million"].sum())


def _change(before: float, after: float) -> float:
    return 100 * (after / before - 1)


def _verdict(claim_id: str) -> str:
    return data.read("claims").set_index("claim_id").loc[claim_id, "verdict"]


def _observers() -> pd.DataFrame:
    """Two of the four observers in the example of Krippendorff (2011)."""
    blank = None
    return pd.DataFrame(
        {
            "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, blank, blank, blank],
            "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, blank, 3],
        }
    )


EXERCISES = [
    Exercise(
        id="3.9",
        title="The same months",
        expects=Number(tolerance=0.3, unit="%"),
        solution=lambda: _change(_months(2023), _months(2024)),
        hints=(
            "The series ends in August 2024. Which months of 2023 may stand beside it?",
            '`exports.loc["2024-01":"2024-08", "KGZ"].sum()` adds up the months of 2024; do the '
            "same for 2023, divide, subtract one and multiply by 100.",
        ),
        explanation=(
            "With whole years the trade seems to collapse; with equal months it still grows a "
            "little. Compare like with like before you explain a change."
        ),
        slips=(
            Slip(
                "You compared eight months with twelve. Take January to August in both years.",
                value=lambda: _change(_months(2023, 12), _months(2024)),
            ),
            Slip(
                "Divide the later value by the earlier one, not the other way round.",
                value=lambda: _change(_months(2024), _months(2023)),
            ),
            Slip(
                "That is Kazakhstan. The exercise asks for Kyrgyzstan.",
                value=lambda: _change(_months(2023, 8, "KAZ"), _months(2024, 8, "KAZ")),
            ),
        ),
    ),
    Exercise(
        id="3.10",
        title="Judge claim C057",
        expects=OneOf(VERDICTS),
        solution=lambda: _verdict("C057"),
        hints=(
            "Three things are possible: to join sanctions, to follow some of them, to prevent "
            "evasion. Which of them did officials promise, and which did they deny?",
            "A true core that leads the reader to a wrong conclusion has a verdict of its own.",
        ),
        explanation=(
            "Banks and customs follow parts of the sanctions out of caution. The state never "
            "joined them and said so. 'Adhered' turns caution into a policy."
        ),
        slips=(
            Slip(
                "Read the statement of 5 April 2022 again: what is it that Kazakhstan does not do?",
                when=lambda given: given == "supported",
            ),
            Slip(
                "Close: a part is true. But what would a reader believe who knows only this "
                "sentence?",
                when=lambda given: given == "partly",
            ),
        ),
    ),
    Exercise(
        id="3.11",
        title="Two observers",
        expects=Number(tolerance=0.005),
        solution=lambda: reliability.alpha(_observers()),
        hints=(
            'Choose two columns of the example: `observers[["A", "B"]]`.',
            "`measures.reliability.alpha(...)` takes such a table. Without a second word it "
            "treats codes as ranks.",
        ),
        explanation=(
            "One disagreement in nine, and a small one. Nominal alpha would punish it more: it "
            "does not know that one and two lie side by side."
        ),
        slips=(
            Slip(
                "That is the share of equal codes. Alpha also asks what chance would give.",
                value=lambda: reliability.agreement(_observers()),
            ),
            Slip(
                "That is the nominal alpha. Our codes have an order: take the ordinal one.",
                value=lambda: reliability.alpha(_observers(), "nominal"),
            ),
            Slip(
                "That is the alpha of all four observers. Choose A and B.",
                when=lambda given: abs(given - 0.815) < 0.002,
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q3.4",
        prompt="EU exports to Kyrgyzstan rose steeply after 2021. What does this alone prove?",
        options=(
            Option(
                "That exporters declared far more goods for Kyrgyzstan than before.",
                True,
                "Yes. The declared destination is what the statistics record.",
            ),
            Option(
                "That these goods went on to Russia.",
                False,
                "It is likely for a part of them, but no customs paper in our data shows it.",
            ),
            Option(
                "That the Kyrgyz state organised the evasion of sanctions.",
                False,
                "Trade is done by firms. What a government knew or wanted is another question.",
            ),
            Option(
                "That Kyrgyzstan's own economy grew as much.",
                False,
                "Its own statistics record only a part of these goods as imports.",
            ),
        ),
    ),
]
