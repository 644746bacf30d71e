"""Kinds of answers: what an exercise expects, how it reads an answer and when it is right."""

# ruff: noqa: D102 - the methods of all kinds are described once, in `Kind`.

from __future__ import annotations

import datetime as dt
import math
import numbers
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from helpers.exercises.reading import (
    WrongKind,
    as_cell,
    as_float,
    as_label,
    describe,
    describe_single,
    plain,
    unpack,
)

LONGEST_ANSWER = 1000
"""No answer of the course has more items; longer ones are refused unread."""


class Kind(ABC):
    """What all kinds of answers can do."""

    @abstractmethod
    def asks(self) -> str:
        """Say in plain words what is wanted, with an example."""

    @abstractmethod
    def read(self, answer: object) -> Any:
        """Turn an answer into a plain value; raise `WrongKind` if it is something else."""

    def same(self, value: Any, solution: Any) -> bool:
        """Tell whether a value that was read is right."""
        return value == solution

    def remark(self, value: Any, solution: Any) -> str:
        """Say a word about a near miss; usually there is nothing to say."""
        return ""


@dataclass(frozen=True)
class Number(Kind):
    """A number, right within an absolute tolerance.

    Args:
        tolerance: Largest difference from the solution that still counts as right.
        unit: Unit in words, for example ``%`` or ``million US dollars``.
    """

    tolerance: float = 0.01
    unit: str = ""

    def asks(self) -> str:
        unit = f" in {self.unit}" if self.unit else ""
        return f"a number{unit}, such as `12.5`"

    def read(self, answer: object) -> float:
        value = unpack(answer)
        if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real | Decimal):
            raise WrongKind(describe_single(answer))
        number = as_float(value)
        if math.isnan(number):
            raise WrongKind("a blank value (NaN): somewhere a missing value entered the sum")
        if math.isinf(number):
            raise WrongKind("an infinite number: was something divided by zero?")
        return number

    def same(self, value: float, solution: float) -> bool:
        return abs(value - solution) <= self.tolerance + 1e-9

    def remark(self, value: float, solution: float) -> str:
        if any(math.isclose(v, solution, rel_tol=0.01) for v in (value * 100, value / 100)):
            return "Your value is off by a factor of 100: a share (0 to 1) is not per cent."
        if solution and abs(value - solution) < abs(solution) * 0.005:
            return "Very close: it looks like rounding. Round only at the very end."
        return ""


@dataclass(frozen=True)
class WholeNumber(Kind):
    """A whole number, such as a count or a year; 3.0 counts as 3.

    Args:
        unit: What is counted, for example ``members``; ``year`` for a year.
    """

    unit: str = ""

    def asks(self) -> str:
        if self.unit == "year":
            return "a year as a whole number, such as `1999`"
        return f"a whole number{f' ({self.unit})' if self.unit else ''}, such as `12`"

    def read(self, answer: object) -> int:
        number = Number().read(answer)
        if number != int(number):
            raise WrongKind(f"{describe(unpack(answer))}, which is not whole")
        return int(number)


@dataclass(frozen=True)
class TrueFalse(Kind):
    """True or False, without quotation marks."""

    def asks(self) -> str:
        return "`True` or `False` (without quotation marks)"

    def read(self, answer: object) -> bool:
        value = unpack(answer)
        if not isinstance(value, bool | np.bool_):
            raise WrongKind(describe_single(answer))
        return bool(value)


@dataclass(frozen=True)
class OneOf(Kind):
    """One text out of a few that the exercise names; capitals and spaces do not matter.

    Args:
        options: All texts to choose from.
    """

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(self.options))
        if len(self.options) < 2 or isinstance(self.options, str):
            raise ValueError("OneOf needs at least two options.")

    def asks(self) -> str:
        return "one of " + ", ".join(f'`"{option}"`' for option in self.options)

    def read(self, answer: object) -> str:
        value = unpack(answer)
        if not isinstance(value, str):
            raise WrongKind(describe_single(answer))
        if plain(value) not in {plain(option) for option in self.options}:
            raise WrongKind(f"{describe(value)}, which is not among them")
        return plain(value)


@dataclass(frozen=True)
class Date(Kind):
    """A day: an ISO text such as "2003-09-18" or a date of Python, NumPy or pandas."""

    def asks(self) -> str:
        return 'a date as year-month-day in quotation marks, such as `"1999-12-31"`'

    def read(self, answer: object) -> dt.date:
        value = unpack(answer)
        if value is pd.NaT:
            raise WrongKind("a blank date (NaT)")
        if isinstance(value, np.datetime64):
            value = pd.Timestamp(value)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        if not isinstance(value, str):
            raise WrongKind(describe_single(answer))
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            raise WrongKind(f"{describe(value)}, which is not such a date") from None

    def remark(self, value: dt.date, solution: dt.date) -> str:
        swapped = value.month == solution.day and value.day == solution.month
        if swapped and value.year == solution.year:
            return "Day and month are exchanged: write the year, then the month, then the day."
        return ""


@dataclass(frozen=True)
class Names(Kind):
    """Several texts: names or codes; capitals do not matter, nor does the order unless asked.

    Args:
        of: What the texts are, for example ``member codes``.
        ordered: True if the order counts (a ranking).
    """

    of: str = "names"
    ordered: bool = False

    def asks(self) -> str:
        order = " in the right order" if self.ordered else ""
        return f'a list of {self.of}{order}, such as `["first", "second"]`'

    def read(self, answer: object) -> tuple[str, ...]:
        if isinstance(answer, str):
            raise WrongKind(f"{describe(answer)}: put square brackets around it to make a list")
        if isinstance(answer, pd.DataFrame | dict) or not isinstance(answer, Iterable):
            raise WrongKind(describe(answer))
        items = list(islice(answer, LONGEST_ANSWER + 1))
        if len(items) > LONGEST_ANSWER:
            raise WrongKind(f"more than {LONGEST_ANSWER} items")
        if not all(isinstance(item, str) for item in items):
            raise WrongKind(f"{describe(answer)}{self._why_not_texts(answer)}")
        return tuple(plain(item) for item in items)

    def same(self, value: tuple[str, ...], solution: tuple[str, ...]) -> bool:
        return value == solution if self.ordered else set(value) == set(solution)

    def remark(self, value: tuple[str, ...], solution: tuple[str, ...]) -> str:
        given, wanted = set(value), set(solution)
        if given == wanted:
            return "All are there, but the order is not right yet."
        parts = [f"{len(given & wanted)} of yours belong here"]
        if given - wanted:
            parts.append(f"{len(given - wanted)} not")
        if wanted - given:
            parts.append(f"{len(wanted - given)} still to find")
        return ", ".join(parts) + "."

    def _why_not_texts(self, answer: object) -> str:
        texts_in_index = isinstance(answer, pd.Series) and all(
            isinstance(label, str) for label in answer.index
        )
        if texts_in_index:
            return "; the names are in its index: add `.index`"
        return ", not all of them texts"


@dataclass(frozen=True)
class Values(Kind):
    """One number for each label: a Series (or a dict); the order does not matter.

    Args:
        by: What the labels are, for example ``member``.
        tolerance: Largest difference in a value that still counts as right.
        unit: Unit of the values.
    """

    by: str = "label"
    tolerance: float = 0.01
    unit: str = ""

    def asks(self) -> str:
        unit = f" in {self.unit}" if self.unit else ""
        return f"a Series with one number{unit} for each {self.by} (the {self.by} is its index)"

    def read(self, answer: object) -> dict[str, float]:
        column = answer
        if isinstance(answer, pd.DataFrame):
            if answer.shape[1] != 1:
                raise WrongKind(f"{describe(answer)}: choose one column")
            column = answer.iloc[:, 0]
        if not isinstance(column, pd.Series | dict) or len(column) > LONGEST_ANSWER:
            raise WrongKind(describe(answer))
        values = [(as_label(label), as_cell(value)) for label, value in column.items()]
        if any(value is None for _, value in values):
            raise WrongKind(f"{describe(answer)}, not all of them numbers")
        if len(dict(values)) < len(values):
            raise WrongKind(f"{describe(answer)} in which a {self.by} comes twice")
        return dict(values)

    def same(self, value: dict[str, float], solution: dict[str, float]) -> bool:
        return value.keys() == solution.keys() and self._agreeing(value, solution) == len(solution)

    def remark(self, value: dict[str, float], solution: dict[str, float]) -> str:
        if value.keys() != solution.keys():
            missing, extra = (
                len(solution.keys() - value.keys()),
                len(value.keys() - solution.keys()),
            )
            return f"Labels ({self.by}): {missing} missing, {extra} not wanted."
        return f"{self._agreeing(value, solution)} of {len(solution)} values are right."

    def _agreeing(self, value: dict[str, float], solution: dict[str, float]) -> int:
        number = Number(self.tolerance)
        return sum(
            number.same(value[label], right) or (math.isnan(right) and math.isnan(value[label]))
            for label, right in solution.items()
        )
