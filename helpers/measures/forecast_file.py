"""The student's own forecasts as a table: questions, rows, checks, scores.

A forecast takes one row an outcome. The table is kept in ``forecasts.csv`` in the student's
folder (see ``helpers.own_work``).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import own_work
from helpers.measures.forecasts import TOLERANCE, brier

FILE = "forecasts.csv"
COLUMNS = [
    "forecast_id",
    "made_on",
    "question",
    "outcome",
    "probability",
    "resolves_by",
    "resolved_as",
]


class Question(NamedTuple):
    """A question that will have one of several answers on a fixed day."""

    text: str
    outcomes: tuple[str, ...]
    resolves_by: str
    rule: str


QUESTIONS = [
    Question(
        "Where does Armenia stand with the CSTO on 2027-12-31?",
        ("takes part again", "member, but frozen", "leaving: notice given", "no longer a member"),
        "2027-12-31",
        "Takes part again: its leader or a minister attends a session of the Council in 2027. "
        "Notice and membership: by the CSTO and by Armenia's foreign ministry; where they differ, "
        "by the depositary of the treaty.",
    ),
    Question(
        "How many members has the CSTO on 2027-12-31?",
        ("seven or more", "six", "five", "four or fewer, or dissolved"),
        "2027-12-31",
        "By the list of members on the website of the CSTO on that day. A member that froze its "
        "participation counts as long as it is on the list.",
    ),
    Question(
        "What help under Article 4 does Russia get in the war by 2027-12-31?",
        ("no request is known", "asked, nothing came", "aid without troops", "troops"),
        "2027-12-31",
        "Only help that the CSTO or a member's government itself puts under Article 4 counts. The "
        "furthest step counts.",
    ),
    Question(
        "Which outcome is the CSTO closest to on 2030-12-31?",
        ("break-up", "hollowing out", "status quo", "renewal"),
        "2030-12-31",
        "Break-up: dissolved, or fewer than half of the six are members. Renewal: at least six "
        "members, all at the year's summit. Status quo: five or more members, most at the summit. "
        "Hollowing out: everything between.",
    ),
]


def new_rows(
    existing: pd.DataFrame,
    question: str,
    outcomes: Sequence[str],
    probabilities: Sequence[float],
    resolves_by: str,
    today: dt.date,
) -> pd.DataFrame:
    """Check a forecast and return its rows for the table.

    Args:
        existing: The forecasts saved so far, for the next free number.
        question: What is asked.
        outcomes: Two to four possible answers, of which exactly one will be true.
        probabilities: One for each answer; they must sum to 1.
        resolves_by: Day on which the answer is known, ISO 8601.
        today: Day on which the forecast is made.

    Returns:
        One row an outcome with the columns `COLUMNS`.

    Raises:
        ValueError: Something is missing or wrong; the text says what.

    Example:
        >>> rows = new_rows(pd.DataFrame(columns=COLUMNS), "Rain?", ["yes", "no"], [0.3, 0.7],
        ...     "2027-01-02", dt.date(2027, 1, 1))
        >>> rows["forecast_id"].tolist()
        ['F1', 'F1']
    """
    question, outcomes = question.strip(), [outcome.strip() for outcome in outcomes]
    if not question:
        raise ValueError("Write a question first.")
    if len(outcomes) < 2 or not all(outcomes):
        raise ValueError("Name at least two possible answers, each with a probability.")
    if len(set(outcomes)) < len(outcomes):
        raise ValueError("Two answers are the same. Each needs its own words.")
    if not all(0 <= value <= 1 for value in probabilities):
        raise ValueError("Each probability must lie between 0 and 1.")
    total = math.fsum(probabilities)
    if abs(total - 1) > TOLERANCE:
        raise ValueError(f"The probabilities sum to {total:.2f}; they must sum to 1.")
    day = _day(resolves_by)
    if day is None:
        raise ValueError(f"{resolves_by!r} is no date. Write it as 2027-12-31.")
    if day <= today:
        raise ValueError(f"The answer is due on {day}, which is not after today, {today}.")
    numbers = [int(key[1:]) for key in existing["forecast_id"] if key[1:].isdigit()]
    return pd.DataFrame(
        {
            "forecast_id": f"F{max(numbers, default=0) + 1}",
            "made_on": today.isoformat(),
            "question": question,
            "outcome": outcomes,
            "probability": [float(value) for value in probabilities],
            "resolves_by": day.isoformat(),
            "resolved_as": "",
        }
    )[COLUMNS]


def read(path: Path, today: dt.date) -> pd.DataFrame:
    """Read a file of forecasts and check every row.

    Args:
        path: A CSV file with the columns `COLUMNS`.
        today: Day after which nothing can have been made.

    Returns:
        The table; ``probability`` as number, ``resolved_as`` empty where the answer is open.
        Further columns are kept.

    Raises:
        own_work.FileProblem: The first problem found, with line and column.
    """
    lines = own_work.rows(path, COLUMNS)
    for number, row in lines:
        problem = _problem(row, today)
        if problem:
            raise own_work.FileProblem(f"{path.name}, line {number}, {problem}")
    first_line: dict[str, int] = {}
    groups: dict[str, list[dict[str, str]]] = {}
    for number, row in lines:
        first_line.setdefault(row["forecast_id"], number)
        groups.setdefault(row["forecast_id"], []).append(row)
    for key, rows in groups.items():
        problem = _problem_together(rows)
        if problem:
            raise own_work.FileProblem(
                f"{path.name}, forecast {key} (from line {first_line[key]}), {problem}"
            )
    extra = [name for name in (lines[0][1] if lines else {}) if name not in COLUMNS]
    table = pd.DataFrame([row for _, row in lines], columns=[*COLUMNS, *extra])
    return table.assign(probability=[_number(value) for value in table["probability"]])


def resolve(table: pd.DataFrame, forecast_id: str, outcome: str) -> pd.DataFrame:
    """Write down which outcome came true, or take it back.

    Args:
        table: The saved forecasts.
        forecast_id: Which forecast.
        outcome: One of its outcomes; empty takes the answer back.

    Returns:
        A new table.

    Raises:
        ValueError: There is no such forecast or outcome.
    """
    chosen = table["forecast_id"] == forecast_id
    if not chosen.any():
        raise ValueError(f"There is no saved forecast {forecast_id!r}.")
    allowed = table.loc[chosen, "outcome"].tolist()
    if outcome and outcome not in allowed:
        raise ValueError(f"{outcome!r} is no outcome of {forecast_id}: {', '.join(allowed)}.")
    return table.assign(resolved_as=table["resolved_as"].mask(chosen, outcome))


def scored(table: pd.DataFrame) -> pd.DataFrame:
    """Score the saved forecasts: one row a forecast.

    Args:
        table: The saved forecasts.

    Returns:
        ``forecast_id``, ``made_on``, ``question``, ``resolves_by``, ``probabilities`` (in words),
        ``resolved_as`` (empty: open), ``score`` (Brier score, 0 to 2; missing while open) and
        ``no_idea`` (score of equal probabilities).

    Example:
        >>> rows = new_rows(pd.DataFrame(columns=COLUMNS), "Rain?", ["yes", "no"], [0.3, 0.7],
        ...     "2027-01-02", dt.date(2027, 1, 1))
        >>> scored(resolve(rows, "F1", "no"))["score"].round(2).tolist()
        [0.18]
    """
    rows = []
    for key, group in table.groupby("forecast_id", sort=False):
        first = group.iloc[0]
        outcomes = group["outcome"].tolist()
        score = math.nan
        if first["resolved_as"]:
            place = outcomes.index(first["resolved_as"])
            score = float(brier([group["probability"].tolist()], [place])[0])
        told = "; ".join(
            f"{outcome} {value:.0%}"
            for outcome, value in zip(outcomes, group["probability"], strict=True)
        )
        rows.append(
            {
                "forecast_id": key,
                **first[["made_on", "question", "resolves_by"]],
                "probabilities": told,
                "resolved_as": first["resolved_as"],
                "score": score,
                "no_idea": 1 - 1 / len(outcomes),
            }
        )
    columns = ["forecast_id", "made_on", "question", "resolves_by", "probabilities"]
    return pd.DataFrame(rows, columns=[*columns, "resolved_as", "score", "no_idea"])


def _problem(row: dict[str, str], today: dt.date) -> str:
    for column in ("forecast_id", "question", "outcome"):
        if not row[column]:
            return f"column {column}: the cell is empty. Fill it in."
    value = _number(row["probability"])
    if value is None or not 0 <= value <= 1:
        return (
            f"column probability: {row['probability'] or 'an empty cell'} is not a number from "
            "0 to 1. Write 0.25 for 25 per cent."
        )
    made, due = _day(row["made_on"]), _day(row["resolves_by"])
    for column, day in (("made_on", made), ("resolves_by", due)):
        if day is None:
            return (
                f"column {column}: {row[column] or 'an empty cell'} is not a date. "
                "Write it as 2027-12-31."
            )
    if made > today:
        return f"column made_on: {made} lies in the future. Correct the date."
    if due < made:
        return f"column resolves_by: {due} lies before made_on, {made}. Correct one of the two."
    return ""


def _problem_together(rows: list[dict[str, str]]) -> str:
    for column in ("made_on", "question", "resolves_by", "resolved_as"):
        values = list(dict.fromkeys(row[column] for row in rows))
        if len(values) > 1:
            return (
                f"column {column}: its rows differ ({values[0]!r} and {values[1]!r}). All rows "
                "of one forecast_id need the same text there."
            )
    outcomes = [row["outcome"] for row in rows]
    twice = next((outcome for outcome in outcomes if outcomes.count(outcome) > 1), None)
    if twice:
        return f"column outcome: {twice!r} stands there twice. Each outcome needs one row."
    total = math.fsum(_number(row["probability"]) for row in rows)
    if abs(total - 1) > TOLERANCE:
        return f"column probability: its {len(rows)} rows sum to {total:.2f}. They must sum to 1."
    answer = rows[0]["resolved_as"]
    if answer and answer not in outcomes:
        return (
            f"column resolved_as: {answer!r} is none of its outcomes. Allowed: "
            f"{', '.join(outcomes)}, or empty while it is open."
        )
    return ""


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        return None
