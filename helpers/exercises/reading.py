"""Reading what a student wrote: plain values out of boxes, and plain words for surprises."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import types
import unicodedata
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd


class WrongKind(Exception):  # noqa: N818 - not an error: a message to the student
    """The answer is not of the kind the exercise asks for; the text says what it is instead."""


def describe(answer: object) -> str:
    """Say in plain words what kind of thing an answer is, never at length.

    Args:
        answer: Anything.

    Returns:
        A phrase such as ``a table with 11 rows and 4 columns``.

    Example:
        >>> describe([1, 2])
        'a list of 2 items'
    """
    if isinstance(answer, str):
        return f"the text {_shorten(answer)!r}"
    if isinstance(answer, bool | np.bool_):
        return f"{bool(answer)}"
    if isinstance(answer, pd.DataFrame):
        return f"a table with {_count(len(answer), 'row')} and {_count(answer.shape[1], 'column')}"
    if isinstance(answer, pd.Series):
        return f"a Series (one column) of {_count(len(answer), 'value')}"
    if isinstance(answer, np.ndarray):
        return f"an array of shape {answer.shape}"
    if answer is pd.NaT or answer is pd.NA:
        return "a blank value"
    if isinstance(answer, numbers.Number | Decimal):
        return f"the number {_shorten(_digits(answer))}"
    if isinstance(answer, dt.date | np.datetime64):
        return f"the date {str(answer)[:10]}"
    if isinstance(answer, types.GeneratorType):
        return "a generator (put `list(...)` around it)"
    if callable(answer):
        return "a function (call it with brackets: `name()`)"
    if isinstance(answer, list | tuple | set | frozenset | dict | pd.Index):
        return f"{_article(type(answer).__name__)} of {_count(len(answer), 'item')}"
    return f"an object of type {_shorten(type(answer).__name__)}"


def unpack(answer: object) -> Any:
    """Take a NumPy value with no dimension out of its box."""
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        return answer.item()
    return answer


def describe_single(answer: object) -> str:
    """Describe an answer where one value was expected, with the way out of a box of one."""
    boxed = isinstance(answer, pd.Series | pd.Index | np.ndarray | list | tuple)
    if boxed and len(answer) == 1:
        way_out = ".iloc[0]" if isinstance(answer, pd.Series) else "[0]"
        return f"{describe(answer)}: take the value out with `{way_out}`"
    return describe(answer)


def as_float(value: Any) -> float:
    """A number as float; one that does not fit is refused."""
    try:
        return float(value)
    except OverflowError:
        raise WrongKind("a number far too large") from None


def as_cell(value: object) -> float | None:
    """A value of a column as a float (blank: NaN), None if it is no number."""
    if value is None or value is pd.NA:
        return math.nan
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real | Decimal):
        return None
    return as_float(value)


def as_label(label: object) -> str:
    """A label of a Series as text, so that 1999, 1999.0 and "1999" are the same."""
    if isinstance(label, tuple):
        return " / ".join(as_label(part) for part in label)
    if isinstance(label, float) and label.is_integer():
        return str(int(label))
    if isinstance(label, dt.datetime) and label.time() == dt.time():
        return str(label.date())
    return plain(str(label))


def plain(text: str) -> str:
    """One spelling for texts that differ only in capitals, spaces or Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digits(number: Any) -> str:
    try:
        return str(number)
    except ValueError:  # Python refuses to print integers of more than 4300 digits
        return "with thousands of digits"


def _shorten(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiouAEIOU" else f"a {noun}"
