"""How alike states vote: agreement, S, Scott's pi and Cohen's kappa on roll calls.

A vote is coded yes = 1, abstention = 2, no = 3, so that two states are 0, 1 or 2 steps apart.
Everything here follows from one 3 x 3 table for each pair of states: how often the first voted a
and the second b.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.measures import bootstrap, periods

SIX = ["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"]
FIVE = SIX[1:]
NATO = ["USA", "GBR", "FRA", "DEU", "POL", "HUN", "TUR"]
OTHERS = ["CHN", "IND", "BRA", "ZAF", "IRN"]
NEIGHBOURS = ["AZE", "GEO", "MDA", "UKR", "UZB", "TKM"]
GROUPS = {"six": SIX, "five": FIVE, "nato": NATO, "others": OTHERS, "neighbours": NEIGHBOURS}
MEASURES = {
    "agreement": "Agreement (half a point for one step apart)",
    "identical": "Identical votes (share)",
    "S": "S (Signorino and Ritter)",
    "pi": "Scott's pi, weighted",
    "kappa": "Cohen's kappa, weighted",
}
ABSENT = {"drop": "leave the roll call out", "abstain": "count as abstention"}
FEWEST_VOTES = 10
LEAST_EXPECTED = 0.1
TOO_FEW = f"fewer than {FEWEST_VOTES} shared votes"
NO_VARIATION = f"the states hardly vary (expected distance below {LEAST_EXPECTED})"

_DISTANCE = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0)))
# Sums over the rows and columns of a flattened 3 x 3 table.
_FIRST = np.repeat(np.eye(3), 3, axis=0)
_SECOND = np.tile(np.eye(3), (3, 1))


class AllPairs(NamedTuple):
    """Similarity of every pair in every period.

    Attributes:
        values: [period, state, state], NaN where undefined.
        n: Roll calls in which both voted, same shape.
        periods: Years or sessions in order.
        states: Codes in the order of both other axes.
    """

    values: np.ndarray
    n: np.ndarray
    periods: list
    states: list[str]


class Counts(NamedTuple):
    """Count tables of pairs of states.

    Attributes:
        periods: Years or sessions in order.
        tables: Counts [period, pair, 3, 3].
        samples: The same for resampled roll calls, for each period [draw, pair, 3, 3].
    """

    periods: list
    tables: np.ndarray
    samples: list[np.ndarray]


def scores(roll_calls: pd.DataFrame, states: list[str], absent: str = "drop") -> np.ndarray:
    """Turn the letters of a roll-call table into 1 (yes), 2 (abstain), 3 (no).

    Args:
        roll_calls: One row a roll call, one column a state with Y, N, A, X or blank.
        states: Columns to use.
        absent: ``"drop"``: not voting (X) is no position; ``"abstain"``: X counts as abstention.
            A blank (not a member, suspended, unknown) is never counted.

    Returns:
        Array [roll call, state], NaN where there is no position.

    Raises:
        ValueError: ``absent`` is neither of the two.

    Example:
        >>> scores(pd.DataFrame({"RUS": ["N", "X"]}), ["RUS"], "abstain").ravel().tolist()
        [3.0, 2.0]
    """
    codes = _codes(roll_calls, states, absent)
    return np.where(codes < 0, np.nan, codes + 1.0)


def count_tables(
    roll_calls: pd.DataFrame,
    pairs: list[tuple[str, str]],
    by: str = "year",
    absent: str = "drop",
    draws: int = 0,
) -> Counts:
    """Count for each pair of states and period how often the first voted a and the second b.

    Args:
        roll_calls: One row a roll call, one column a state, and ``date`` or the column ``by``.
        pairs: Codes of two states each.
        by: See `with_state`.
        absent: See `scores`.
        draws: Resamples of each period's roll calls, the same for all pairs.

    Returns:
        Counts in the order yes, abstain, no.

    Example:
        >>> votes = pd.DataFrame({"session": ["80", "80"], "RUS": ["N", "N"], "KAZ": ["A", "N"]})
        >>> count_tables(votes, [("RUS", "KAZ")], by="session").tables[0, 0, 2].tolist()
        [0.0, 1.0, 1.0]
    """
    states = list(dict.fromkeys(state for pair in pairs for state in pair))
    codes = _codes(roll_calls, states, absent)
    first = codes[:, [states.index(one) for one, _ in pairs]]
    second = codes[:, [states.index(other) for _, other in pairs]]
    cell = np.where((first < 0) | (second < 0), -1, 3 * first + second)
    hot = (cell[:, :, None] == np.arange(9)).astype(np.float32).reshape(len(cell), -1)
    names, parts = periods.arrays(roll_calls, by, hot)
    tables = np.stack([part.sum(axis=0) for part in parts])
    samples = [bootstrap.weights(len(part), draws) @ part for part in parts if draws]
    shape = (-1, len(pairs), 3, 3)
    return Counts(names, tables.reshape(shape), [again.reshape(shape) for again in samples])


def from_tables(tables: np.ndarray, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Compute a measure from count tables.

    With observed distance D_o (mean number of steps apart) and expected distance D_e:
    agreement = 1 - D_o / 2; S, pi and kappa = 1 - D_o / D_e, where D_e is 1 for S whatever the
    votes (so S = 2 x agreement - 1), follows from the pooled shares of both states for pi and
    from each state's own shares for kappa. Votes are not weighted.

    Args:
        tables: Counts [..., 3, 3].
        measure: A key of `MEASURES`.

    Returns:
        Values and expected distances, both [...]; NaN where no vote is shared. Expected
        distances are NaN for the measures without one; pi and kappa are NaN if D_e is 0.

    Raises:
        ValueError: There is no such measure.

    Source:
        Signorino, C. and Ritter, J. (1999), International Studies Quarterly 43(1);
        Häge, F. (2011), Political Analysis 19(3).

    Limits:
        Near-unanimous agendas push agreement and S to 1 for every pair; pi and kappa correct for
        that but jump when a state hardly varies (small D_e).

    Example:
        >>> value, _ = from_tables(np.diag([3, 0, 1]), "agreement")
        >>> float(value)
        1.0
    """
    if measure not in MEASURES:
        raise ValueError(f"There is no measure {measure!r}; choose one of {', '.join(MEASURES)}.")
    flat = np.reshape(tables, (*np.shape(tables)[:-2], 9))
    flat = flat.astype(np.result_type(flat, np.float32), copy=False)
    steps, first, second = (array.astype(flat.dtype) for array in (_DISTANCE, _FIRST, _SECOND))
    total = flat @ np.ones(9, flat.dtype)
    with np.errstate(invalid="ignore"):
        observed = flat @ steps.ravel() / total
        if measure == "agreement":
            return 1 - observed / 2, np.full(np.shape(total), np.nan)
        if measure == "identical":
            return flat @ np.eye(3, dtype=flat.dtype).ravel() / total, np.full(
                np.shape(total), np.nan
            )
        if measure == "S":
            return 1 - observed, np.where(total > 0, 1.0, np.nan)
        one, other = flat @ first, flat @ second
        if measure == "pi":
            one = other = (one + other) / 2
        expected = ((one @ steps) * other).sum(axis=-1) / total**2
        return 1 - observed / np.where(expected > 0, expected, np.nan), expected


def pair(x: list[float], y: list[float], measure: str = "agreement") -> float:
    """Compare the votes of two states.

    Args:
        x: Votes of one state as 1, 2, 3; NaN for no position.
        y: Votes of the other on the same roll calls.
        measure: A key of `MEASURES`.

    Returns:
        The similarity; NaN if no vote is shared, or for pi and kappa if the expected distance
        is below `LEAST_EXPECTED`.

    Example:
        >>> round(pair([1, 1, 2, 3, 1, 1, 2, 1, 1, 3], [1, 2, 2, 3, 1, 1, 1, 1, 1, 2], "S"), 3)
        0.7
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    both = ~(np.isnan(x) | np.isnan(y))
    table = np.zeros((3, 3))
    np.add.at(table, (x[both].astype(int) - 1, y[both].astype(int) - 1), 1)
    value, expected = from_tables(table, measure)
    return float("nan") if expected < LEAST_EXPECTED else float(value)


def with_state(
    roll_calls: pd.DataFrame,
    states: list[str],
    other: str = "RUS",
    measure: str = "agreement",
    by: str = "year",
    absent: str = "drop",
    draws: int = bootstrap.DRAWS,
) -> pd.DataFrame:
    """Compare several states with one other, period by period.

    Args:
        roll_calls: Table ``un_votes`` or a part of it; `agenda.whole_texts` drops paragraphs.
        states: States to compare.
        other: State to compare them with.
        measure: A key of `MEASURES`.
        by: ``"year"`` (calendar year of the vote) or a column such as ``"session"``.
        absent: See `scores`.
        draws: Resamples of the roll calls for the 95% interval; 0 for none.

    Returns:
        One row a state and period: ``state``; ``year`` (or ``by``); ``value``; ``low`` and
        ``high``, the interval; ``n`` roll calls in which both voted; ``expected`` distance
        (pi, kappa and S); ``reason`` why a value is missing, else empty.

    Example:
        >>> from helpers import data
        >>> table = with_state(data.load("un_votes"), ["KAZ"], draws=0)
        >>> table.columns.tolist()
        ['state', 'year', 'value', 'low', 'high', 'n', 'expected', 'reason']
    """
    pairs = [(state, other) for state in states]
    return compare(count_tables(roll_calls, pairs, by, absent, draws), states, measure, by)


def compare(counts: Counts, states: list[str], measure: str, by: str = "year") -> pd.DataFrame:
    """Compute a measure from counts; `with_state` describes the result.

    Args:
        counts: From `count_tables`, one pair for each of ``states``.
        states: Names of the pairs.
        measure: A key of `MEASURES`.
        by: Name of the column of periods.
    """
    value, expected = from_tables(counts.tables.astype(float), measure)
    ends = [bootstrap.interval(from_tables(part, measure)[0]) for part in counts.samples]
    low, high = np.stack(ends, axis=1) if ends else np.full((2, *value.shape), np.nan)
    table = pd.DataFrame(
        {
            "state": states * len(counts.periods),
            by: np.repeat(counts.periods, len(states)),
            "value": value.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "n": counts.tables.sum(axis=(-2, -1)).astype(int).ravel(),
            "expected": expected.ravel(),
        }
    )
    table["reason"] = np.select(
        [table["n"] < FEWEST_VOTES, table["expected"] < LEAST_EXPECTED], [TOO_FEW, NO_VARIATION], ""
    )
    table.loc[table["reason"] != "", ["value", "low", "high"]] = np.nan
    return table


def all_pairs(
    roll_calls: pd.DataFrame,
    states: list[str],
    measure: str = "agreement",
    by: str = "year",
    absent: str = "drop",
) -> AllPairs:
    """Compare every pair of states in every period, by one matrix product a period.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        states: States to compare.
        measure: A key of `MEASURES`.
        by: See `with_state`.
        absent: See `scores`.

    Returns:
        Values and numbers of shared roll calls; the same rules for missing values as
        `with_state`.

    Example:
        >>> from helpers import data
        >>> all_pairs(data.load("un_votes"), ["RUS", "KAZ", "ARM"]).values.shape
        (34, 3, 3)
    """
    codes = _codes(roll_calls, states, absent)
    hot = (codes[:, :, None] == np.arange(3)).astype(np.float32).reshape(len(codes), -1)
    names, parts = periods.arrays(roll_calls, by, hot)
    size = len(states)
    products = np.stack([part.T @ part for part in parts])
    tables = products.reshape(-1, size, 3, size, 3).swapaxes(2, 3).astype(float)
    n = tables.sum(axis=(-2, -1)).astype(int)
    values, expected = from_tables(tables, measure)
    values[(n < FEWEST_VOTES) | (expected < LEAST_EXPECTED)] = np.nan
    return AllPairs(values, n, names, list(states))


def _codes(roll_calls: pd.DataFrame, states: list[str], absent: str) -> np.ndarray:
    if absent not in ABSENT:
        raise ValueError(f"absent must be one of {', '.join(ABSENT)}, not {absent!r}.")
    letters = roll_calls[states].to_numpy(dtype=object)
    abstain = 1 if absent == "abstain" else -1
    code = {"Y": 0, "A": 1, "N": 2, "X": abstain}
    flat = [code.get(letter, -1) for letter in letters.ravel().tolist()]
    return np.array(flat, dtype=np.int8).reshape(letters.shape)
