"""Splitting roll calls into years and sessions."""

from __future__ import annotations

import numpy as np
import pandas as pd


def split(roll_calls: pd.DataFrame, by: str) -> list[tuple[object, pd.DataFrame]]:
    """Split roll calls into years, sessions or the values of another column, in order.

    Args:
        roll_calls: Column ``date`` (for years) or the column named.
        by: ``"year"``, the calendar year of the vote, or a column such as ``"session"``. A
            session runs from September to September, so a year holds parts of two.

    Returns:
        Name and rows of each period; numbers in order, then names such as ``ES-11``.

    Example:
        >>> frame = pd.DataFrame({"session": ["ES-11", "80", "9"]})
        >>> [name for name, _ in split(frame, "session")]
        ['9', '80', 'ES-11']
    """
    names, number = numbered(roll_calls, by)
    return [(name, roll_calls[number == place]) for place, name in enumerate(names)]


def arrays(roll_calls: pd.DataFrame, by: str, values: np.ndarray) -> tuple[list, list[np.ndarray]]:
    """Split an array with one row a roll call by period.

    Args:
        roll_calls: See `split`.
        by: See `split`.
        values: One row a roll call.

    Returns:
        The periods in order and the rows of each.

    Example:
        >>> frame = pd.DataFrame({"session": ["80", "9", "80"]})
        >>> [part.tolist() for part in arrays(frame, "session", np.arange(3))[1]]
        [[1], [0, 2]]
    """
    names, number = numbered(roll_calls, by)
    order = np.argsort(number, kind="stable")
    ends = np.cumsum(np.bincount(number, minlength=len(names)))[:-1]
    return names, np.split(values[order], ends)


def numbered(roll_calls: pd.DataFrame, by: str) -> tuple[list, np.ndarray]:
    """Return the periods in order and the place of each roll call's period among them.

    Args:
        roll_calls: See `split`.
        by: See `split`.

    Example:
        >>> names, number = numbered(pd.DataFrame({"session": ["80", "9", "80"]}), "session")
        >>> names, number.tolist()
        (['9', '80'], [1, 0, 1])
    """
    is_year = by == "year" and "year" not in roll_calls.columns
    keys = roll_calls["date"].dt.year if is_year else roll_calls[by]
    number, names = pd.factorize(keys)
    plain = list(names)
    ranked = sorted(range(len(plain)), key=lambda place: _rank(plain[place]))
    places = np.empty(len(plain), dtype=int)
    places[ranked] = np.arange(len(plain))
    return [plain[place] for place in ranked], places[number]


def _rank(name: object) -> tuple:
    text = str(name)
    return (not text.isdigit(), text.zfill(6))
