"""Scores of forecasts (Brier), and the published forecasts read as statements one can score."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

TOLERANCE = 0.005

# Four outcomes of the scenario model for the kinds of outcome that the table distinguishes;
# our grouping. A text that chooses none of several outcomes has no group.
GROUPS = {
    "collapse": "break-up",
    "conditional collapse": "break-up",
    "delayed collapse": "break-up",
    "erosion": "hollowing out",
    "slow erosion": "hollowing out",
    "decline with replacement": "hollowing out",
    "bilateralism": "hollowing out",
    "realignment": "hollowing out",
    "diffuse survival": "status quo",
    "status quo": "status quo",
    "survival by ambiguity": "status quo",
    "managed limbo": "status quo",
    "constrained exit": "status quo",
    "passive membership": "status quo",
    "partial revival": "renewal",
    "survival or adaptation": "renewal",
}
NO_GROUP = "several or open"

HOLDS, IN_PART, FAILED = "holds so far", "held in part", "failed so far"
NOT_TESTABLE, NOT_TOLD = "not testable yet", "no outcome told"
# Our reading of the column what_became_of_it; a row that is not here has a blank there.
BECAME = {
    "S001": FAILED,
    "S002": IN_PART,
    "S004": HOLDS,
    "S006": NOT_TESTABLE,
    "S007": FAILED,
    "S009": NOT_TESTABLE,
    "S010": HOLDS,
    "S011": NOT_TESTABLE,
    "S013": NOT_TESTABLE,
    "S015": IN_PART,
    "S019": HOLDS,
    "S021": NOT_TESTABLE,
    "S023": HOLDS,
    "S024": NOT_TESTABLE,
}

OWN_DATE, OUR_DATE = "date in the text", "date added by us"
# What can be asked with a clear yes or no: question, does the text expect yes, last day, who set
# that day, and whether it happened (all by what_became_of_it, as of 30 June 2026).
_AS_OF = "2026-06-30"
SCORABLE = {
    "S001": ("Has the CSTO ceased to exist?", True, _AS_OF, OUR_DATE, False),
    "S002": (
        "Has the CSTO intervened over Karabakh or in a revolution?",
        False,
        "2018-12-31",
        OWN_DATE,
        False,
    ),
    "S004": ("Has the CSTO been dissolved?", False, _AS_OF, OUR_DATE, False),
    "S007": ("Has the CSTO three members or fewer?", True, "2023-12-31", OWN_DATE, False),
    "S010": ("Has the CSTO collapsed?", False, _AS_OF, OUR_DATE, False),
    "S015": ("Has Armenia left the CSTO?", False, _AS_OF, OUR_DATE, False),
    "S019": ("Has a Central Asian member joined the war?", False, _AS_OF, OUR_DATE, False),
    "S023": ("Has the CSTO expelled Armenia?", False, _AS_OF, OUR_DATE, False),
}
_WHY_NOT = {
    "S003": "no outcome told",
    "S005": "several outcomes, none chosen",
    "S006": "several outcomes, none chosen",
    "S008": "no outcome told",
    "S009": "its condition, a Russian defeat, has not come about",
    "S011": "its condition, the end of the war, has not come about",
    "S012": "several outcomes, none chosen",
    "S013": "its date, 2033, has not come",
    "S014": "several outcomes, none chosen",
    "S016": "no outcome told",
    "S017": "too general for yes or no",
    "S018": "too general for yes or no",
    "S020": "too general for yes or no",
    "S021": "its condition, an Armenian exit, has not come about",
    "S022": "no outcome told",
    "S024": "too general for yes or no",
}


def brier(probabilities: ArrayLike, happened: ArrayLike) -> np.ndarray:
    """Score forecasts over several outcomes by the Brier score, in its original form.

    Args:
        probabilities: One row a forecast, one column an outcome; each row sums to 1.
        happened: For each forecast the number of the column that came true, counted from 0.

    Returns:
        One score a forecast: the sum over the outcomes of (probability − 1 or 0)². 0 is perfect,
        2 the worst; equal probabilities for k outcomes give 1 − 1/k.

    Raises:
        ValueError: A probability outside 0 to 1, a row that does not sum to 1, or an outcome that
            is not a column.

    Method: G. W. Brier (1950), Monthly Weather Review 78. With two outcomes this is twice
    `brier_yes_no`. Limits: one score says little; compare means over many questions.

    Example:
        >>> brier([[0.7, 0.2, 0.1, 0.0], [0.25] * 4], [0, 2]).round(2).tolist()
        [0.14, 0.75]
    """
    given = np.atleast_2d(np.asarray(probabilities, dtype=float))
    came = np.atleast_1d(np.asarray(happened))
    if len(given) != len(came):
        raise ValueError(f"{len(given)} forecasts but {len(came)} results; each needs one.")
    if not ((given >= 0) & (given <= 1)).all():
        raise ValueError("Every probability must lie between 0 and 1.")
    sums = given.sum(axis=1)
    wrong = np.abs(sums - 1) > TOLERANCE
    if wrong.any():
        row = int(wrong.argmax())
        raise ValueError(f"Forecast {row + 1}: the probabilities sum to {sums[row]:.3g}, not to 1.")
    if not ((came >= 0) & (came < given.shape[1]) & (came == came.astype(int))).all():
        raise ValueError(f"happened must be a column from 0 to {given.shape[1] - 1}.")
    truth = np.eye(given.shape[1])[came.astype(int)]
    return ((given - truth) ** 2).sum(axis=1)


def brier_yes_no(probability: ArrayLike, happened: ArrayLike) -> np.ndarray:
    """Score forecasts of yes or no by the Brier score in its short form.

    Args:
        probability: Probability of yes, from 0 to 1, one a forecast.
        happened: True where it happened.

    Returns:
        One score a forecast, (probability − 1 or 0)²: 0 is perfect, 1 the worst, 0.25 for 0.5.

    Raises:
        ValueError: A probability outside 0 to 1.

    Method: as `brier`, counting one of the two outcomes only.

    Example:
        >>> brier_yes_no([0.5, 0.8], [True, False]).round(2).tolist()
        [0.25, 0.64]
    """
    given = np.asarray(probability, dtype=float)
    if not ((given >= 0) & (given <= 1)).all():
        raise ValueError("Every probability must lie between 0 and 1.")
    return (given - np.asarray(happened, dtype=bool)) ** 2


def read_published(forecasts: pd.DataFrame) -> pd.DataFrame:
    """Say of each published forecast where it points, what became of it, and if it can be scored.

    The published forecasts carry no probabilities. Whether one can be scored is our reading: it
    needs a date, a clear yes or no, and an outcome in the table.

    Args:
        forecasts: Table ``scenarios``, or rows of it.

    Returns:
        ``scenario_id``, ``author``, ``date``, ``label``, ``group`` (one of four outcomes, or
        "several or open"), ``became``, ``question``, ``expects`` (yes, no; missing), ``by``
        (last day), ``dated_by`` ("date in the text", "date added by us"), ``happened`` (yes, no)
        and ``why_not`` (why it is not scored). Missing where it does not apply.

    Example:
        >>> from helpers import data
        >>> read = read_published(data.read("scenarios"))
        >>> int(read["question"].notna().sum()), len(read)
        (8, 24)
    """
    ids = forecasts["scenario_id"]
    asked = {key: SCORABLE.get(key, (None,) * 5) for key in ids}
    words = {True: "yes", False: "no", None: None}
    return forecasts[["scenario_id", "author", "date", "label"]].assign(
        group=forecasts["outcome_class"].map(GROUPS).fillna(NO_GROUP),
        became=ids.map(BECAME).fillna(NOT_TOLD),
        question=[asked[key][0] for key in ids],
        expects=[words[asked[key][1]] for key in ids],
        by=[asked[key][2] for key in ids],
        dated_by=[asked[key][3] for key in ids],
        happened=[words[asked[key][4]] for key in ids],
        why_not=[None if key in SCORABLE else _WHY_NOT.get(key, NOT_TOLD) for key in ids],
    )


def score_published(forecasts: pd.DataFrame, certainty: float) -> pd.DataFrame:
    """Score the published forecasts that can be scored, reading their words as one certainty.

    Args:
        forecasts: Table ``scenarios``, or rows of it.
        certainty: Probability that the author is taken to give to what he or she expects, from
            0.5 (no idea) to 1 (certain).

    Returns:
        ``scenario_id``, ``author``, ``question``, ``by``, ``dated_by``, ``expects``, ``happened``,
        ``probability`` (of yes) and ``score`` (short form, 0 to 1).

    Raises:
        ValueError: The certainty lies outside 0.5 to 1.

    Limits: eight questions, chosen by us after the event, six of them dated by us, and several
    about the same thing. The mean shows how the score works, not how good anyone is.

    Example:
        >>> from helpers import data
        >>> float(score_published(data.read("scenarios"), 1)["score"].mean())
        0.25
    """
    if not 0.5 <= certainty <= 1:
        raise ValueError(f"certainty must lie between 0.5 and 1; it is {certainty}.")
    read = read_published(forecasts)
    read = read[read["question"].notna()].reset_index(drop=True)
    probability = np.where(read["expects"] == "yes", certainty, 1 - certainty)
    kept = ["scenario_id", "author", "question", "by", "dated_by", "expects", "happened"]
    return read[kept].assign(
        probability=probability,
        score=brier_yes_no(probability, (read["happened"] == "yes").to_numpy()),
    )


def compare_readings(
    forecasts: pd.DataFrame, certainties: tuple[float, ...] = (1.0, 0.8, 0.6)
) -> pd.DataFrame:
    """Compare the mean score under several readings with two forecasters who read nothing.

    Args:
        forecasts: Table ``scenarios``.
        certainties: Readings of the words, from 0.5 to 1.

    Returns:
        One row a forecaster: ``forecaster``, ``own_date`` (mean score of the forecasts with a date
        in the text), ``all`` (mean of all that can be scored) and the numbers of forecasts
        ``n_own_date`` and ``n_all``.

    Example:
        >>> from helpers import data
        >>> compare_readings(data.read("scenarios"))["all"].round(2).tolist()
        [0.25, 0.19, 0.21, 0.25, 0.01]
    """
    rows = []
    for certainty in certainties:
        scored = score_published(forecasts, certainty)
        rows.append((f"authors, read as {certainty:.0%} sure", scored, scored["score"]))
    happened = (scored["happened"] == "yes").to_numpy()
    for name, chance in (("no idea: always 50%", 0.5), ("no change: always 10%", 0.1)):
        score = brier_yes_no(np.full(len(scored), chance), happened)
        rows.append((name, scored, pd.Series(score, index=scored.index)))
    return pd.DataFrame(
        [
            {
                "forecaster": name,
                "own_date": float(score[table["dated_by"] == OWN_DATE].mean()),
                "all": float(score.mean()),
                "n_own_date": int((table["dated_by"] == OWN_DATE).sum()),
                "n_all": len(table),
            }
            for name, table, score in rows
        ]
    )


def remittance_forecasts(statements: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Set the forecasts of remittances for 2022 beside what the World Bank later recorded.

    Args:
        statements: Table ``economic_statements`` (forecasts, per cent change in 2022).
        indicators: Table ``development_indicators``; remittances in dollars are their per cent of
            GDP times GDP.

    Returns:
        ``statement_id``, ``member``, ``made_on``, ``forecast`` and ``outcome`` (per cent change
        from 2021 to 2022 in current dollars), ``error`` (percentage points, outcome less forecast).

    Limits: current dollars and bank transfers only; Tajikistan 2022 holds a one-off (note on the
    table of indicators).

    Example:
        >>> from helpers import data
        >>> table = remittance_forecasts(
        ...     data.read("economic_statements"), data.read("development_indicators"))
        >>> table[["member", "forecast"]].values.tolist()
        [['KGZ', -33.0], ['TJK', -50.0]]
    """
    made = statements[
        (statements["category"] == "remittances")
        & (statements["statement_type"] == "forecast")
        & (statements["unit"] == "per cent change in 2022")
    ]
    wide = indicators.pivot(index=["state", "year"], columns="indicator", values="value")
    dollars = wide["remittances_percent_gdp"] * wide["gdp_usd"] / 100
    outcome = [
        100 * (dollars[(member, 2022)] / dollars[(member, 2021)] - 1) for member in made["member"]
    ]
    table = made[["statement_id", "member", "date", "value"]].reset_index(drop=True)
    table = table.rename(columns={"date": "made_on", "value": "forecast"}).assign(outcome=outcome)
    return table.assign(error=table["outcome"] - table["forecast"])
