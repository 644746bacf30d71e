"""How well coders agree: Krippendorff's alpha with an interval, and the class's own file."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import own_work

CODES = (-2, -1, 0, 1, 2)
COLUMNS = ["coder", "event_id", "code"]
CODER = "coder of the course"
LEVELS = ("nominal", "ordinal", "interval", "ratio")
_SEED = 3
_DRAWS = 2000


def ten_events(events: pd.DataFrame) -> pd.DataFrame:
    """Draw the ten events of the coding exercise: always the same ones, chosen by nobody.

    Eligible are acts of Armenia, Belarus, Kazakhstan, Kyrgyzstan and Tajikistan themselves that
    bear directly on Ukraine, have a direction, and are of high or medium confidence. UN votes are
    left out, because the coding rule for votes leaves nothing to judge. A checksum of the event's
    identifier (CRC-32) puts them in an arbitrary but fixed order; of each member the first event
    is taken, and the next one with another direction, because alpha needs variation. A new row
    in the table seldom changes the draw.

    Args:
        events: Table ``stance_events``.

    Returns:
        Ten rows of it in order of time.

    Example:
        >>> from helpers import data
        >>> ten_events(data.read("stance_events"))["actor"].value_counts().tolist()
        [2, 2, 2, 2, 2]
    """
    eligible = events[
        events["actor"].isin(["ARM", "BLR", "KAZ", "KGZ", "TJK"])
        & (events["initiated_by"] == "member")
        & (events["bears_on_ukraine"] == "direct")
        & events["direction"].notna()
        & events["confidence"].isin(["high", "medium"])
        & events["un_resolution"].isna()
        & ~events["headline"].str.contains(r"\bUN\b")
    ]
    order = eligible["event_id"].map(lambda name: zlib.crc32(f"{_SEED}:{name}".encode()))
    drawn = (
        eligible.assign(order=order).sort_values("order").drop_duplicates(["actor", "direction"])
    )
    chosen = drawn.groupby("actor").head(2).drop(columns="order")
    return chosen.sort_values(["date", "event_id"], ignore_index=True)


def matrix(codes: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """Turn codings into one row an event and one column a coder.

    Args:
        codes: Columns ``coder``, ``event_id``, ``code`` (missing: could not be coded).
        *others: More of them, for example `of_the_course`.

    Returns:
        Codes as numbers with NaN where a coder gave none.

    Example:
        >>> one = pd.DataFrame({"coder": ["A", "B"], "event_id": ["SE1", "SE1"], "code": [1, 2]})
        >>> matrix(one).loc["SE1"].tolist()
        [1.0, 2.0]
    """
    together = pd.concat([codes, *others], ignore_index=True)
    order = list(dict.fromkeys(together["coder"]))
    wide = together.pivot(index="event_id", columns="coder", values="code")
    wide = wide[order].astype("Float64").astype(float)
    return wide.rename_axis(columns=None)


def of_the_course(events: pd.DataFrame) -> pd.DataFrame:
    """Return the directions of the course's coder in the form of a class file.

    Args:
        events: Rows of ``stance_events``.

    Returns:
        Columns ``coder``, ``event_id``, ``code``.
    """
    return pd.DataFrame(
        {"coder": CODER, "event_id": events["event_id"], "code": events["direction"]}
    ).reset_index(drop=True)


def alpha(table: pd.DataFrame, level: str = "ordinal") -> float:
    """Compute Krippendorff's alpha: 1 is perfect agreement, 0 is what chance would give.

    Alpha is one minus observed over expected disagreement; values may be missing. The level says
    how the distance of two codes counts: for ``nominal`` all differences are alike, for
    ``ordinal`` a difference counts more the more codes lie between, and so on.

    Args:
        table: One row a unit (event), one column a coder; NaN where a coder gave no code.
        level: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.

    Returns:
        Alpha; negative if coders disagree more than by chance; NaN where it is undefined
        (`undefined` says why).

    Raises:
        ValueError: The level is unknown.

    Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; computed by the
    package krippendorff (Castro 2017).

    Example:
        >>> table = pd.DataFrame({"A": [1, 2, 3, 3], "B": [1, 2, 3, 2]})
        >>> round(alpha(table), 2)
        0.83
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not a level of measurement: choose {', '.join(LEVELS)}.")
    if undefined(table):
        return float("nan")
    import krippendorff

    values = table.to_numpy(dtype=float).T
    return float(krippendorff.alpha(reliability_data=values, level_of_measurement=level))


def undefined(table: pd.DataFrame) -> str:
    """Say why alpha does not exist for these codes; empty if it does.

    Args:
        table: As for `alpha`.

    Example:
        >>> undefined(pd.DataFrame({"A": [0, 0], "B": [0, 0]}))[:34]
        'All codes that can be compared are'
    """
    values = table.to_numpy(dtype=float)
    pairable = values[(~np.isnan(values)).sum(axis=1) >= 2]
    if not len(pairable):
        return "No event was coded by two coders, so there is nothing to compare."
    given = np.unique(pairable[~np.isnan(pairable)])
    if len(given) == 1:
        return (
            f"All codes that can be compared are the same ({given[0]:+.0f}). Alpha asks whether "
            "coders tell different events apart; where nothing differs it is undefined, although "
            "the coders agree."
        )
    return ""


def interval(
    table: pd.DataFrame,
    level: str = "ordinal",
    *,
    share: float = 0.95,
    draws: int = _DRAWS,
    seed: int = _SEED,
) -> dict[str, float]:
    """Estimate by bootstrap how far alpha would move with another sample of events.

    Events are drawn again with replacement and alpha is computed each time (Zapf et al. 2016, BMC
    Medical Research Methodology 16:93). Draws in which alpha is undefined are left out. With ten
    events the interval is wide and itself only rough.

    Args:
        table: As for `alpha`.
        level: ``nominal``, ``ordinal`` or ``interval``.
        share: Share of the draws between the two ends.
        draws: Number of draws.
        seed: Seed of the random numbers, so that the same codes give the same interval.

    Returns:
        ``low`` and ``high`` (NaN if alpha is undefined), ``used``: draws in which alpha exists,
        ``events``: number of events with at least two codes.
    """
    compared = table[table.notna().sum(axis=1) >= 2]
    missing = {"low": np.nan, "high": np.nan, "used": 0, "events": len(compared)}
    if undefined(table):
        return missing
    random = np.random.default_rng(seed)
    n = len(compared)
    weights = random.multinomial(n, np.full(n, 1 / n), size=draws)
    drawn = _weighted_alphas(compared, weights, level)
    drawn = drawn[~np.isnan(drawn)]
    tail = 50 * (1 - share)
    low, high = np.percentile(drawn, [tail, 100 - tail]) if len(drawn) else (np.nan, np.nan)
    return {"low": float(low), "high": float(high), "used": len(drawn), "events": n}


def agreement(table: pd.DataFrame) -> float:
    """Return the share of pairs of codes of the same event that are equal.

    It is easy to read but flattering: coders who all guess the commonest code agree often.

    Args:
        table: As for `alpha`.

    Returns:
        Share from 0 to 1; NaN without a pair.

    Example:
        >>> agreement(pd.DataFrame({"A": [1, 2], "B": [1, 0]}))
        0.5
    """
    equal = pairs = 0
    for row in table.to_numpy(dtype=float):
        given = row[~np.isnan(row)]
        counts = np.unique(given, return_counts=True)[1]
        equal += int((counts * (counts - 1)).sum())
        pairs += len(given) * (len(given) - 1)
    return equal / pairs if pairs else float("nan")


def confusion(rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Count which code of one coder met which code of another.

    Args:
        rows: Codes of one coder by event; NaN: could not be coded.
        columns: Codes of the other by event.

    Returns:
        Counts with the five codes and NaN as index and columns.

    Example:
        >>> table = confusion(pd.Series([1, 0]), pd.Series([1, 1]))
        >>> int(table.loc[1, 1]), int(table.loc[0, 1])
        (1, 1)
    """
    both = pd.concat([rows, columns], axis=1, keys=["row", "column"]).astype(float)
    marks = [*map(float, CODES), np.nan]
    counts = [
        [int((_same(both["row"], one) & _same(both["column"], other)).sum()) for other in marks]
        for one in marks
    ]
    return pd.DataFrame(counts, index=marks, columns=marks)


def read_class(path: Path, events: pd.DataFrame) -> pd.DataFrame:
    """Read the codings of a class, or refuse the file with a sentence that helps.

    Rows that repeat the header are skipped, so that the files of several students can simply be
    pasted below each other.

    Args:
        path: CSV file with the columns ``coder``, ``event_id``, ``code``: one row a coder and
            event; ``code`` is −2 to 2 or blank for "cannot code". Commas, semicolons and tabs are
            accepted.
        events: The events that may be coded (column ``event_id``).

    Returns:
        Columns ``coder``, ``event_id``, ``code`` (Int64, missing where blank).

    Raises:
        own_work.FileProblem: Names the file, the line, the column, the value and what is allowed.
    """
    known = list(events["event_id"])
    first_seen: dict[tuple[str, str], int] = {}
    codings = []
    for line, row in own_work.rows(path, COLUMNS):
        if [row[name].lower() for name in COLUMNS] == COLUMNS:
            continue
        where = f"{path.name}, line {line}"
        coder, event_id = row["coder"], row["event_id"].upper()
        if not coder:
            raise own_work.FileProblem(
                f"{where}, column coder: the cell is empty. Write a name or pseudonym."
            )
        if event_id not in known:
            raise own_work.FileProblem(
                f"{where}, column event_id: {_shown(row['event_id'])} is none of the events to "
                f"code. Allowed: {', '.join(known)}."
            )
        code = _code(row["code"], where)
        key = (coder.casefold(), event_id)
        if key in first_seen:
            raise own_work.FileProblem(
                f"{where}: {_shown(coder)} has coded {event_id} already, in line "
                f"{first_seen[key]}. Keep one of the two lines, or give two people two names."
            )
        first_seen[key] = line
        codings.append((coder, event_id, code))
    if not codings:
        raise own_work.FileProblem(
            f"{path.name} has a first line with column names, but no codes under it."
        )
    frame = pd.DataFrame(codings, columns=COLUMNS)
    return frame.assign(coder=_one_spelling(frame["coder"]), code=frame["code"].astype("Int64"))


def _one_spelling(names: pd.Series) -> pd.Series:
    first: dict[str, str] = {}
    return names.map(lambda name: first.setdefault(name.casefold(), name))


def _code(text: str, where: str) -> int | None:
    if not text:
        return None
    # Spreadsheets write 1.0, and typographic minus signs come from copied text.
    plain = text.replace("−", "-").replace("–", "-").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if value not in CODES:
        raise own_work.FileProblem(
            f"{where}, column code: {_shown(text)} is not a code. Allowed: -2, -1, 0, 1, 2, or an "
            "empty cell for “cannot code”."
        )
    return int(value)


def _shown(text: str, width: int = 40) -> str:
    short = text if len(text) <= width else text[:width] + "…"
    return f"“{short}”" if text else "an empty cell"


def _same(values: pd.Series, mark: float) -> pd.Series:
    return values.isna() if np.isnan(mark) else values == mark


def _weighted_alphas(table: pd.DataFrame, weights: np.ndarray, level: str) -> np.ndarray:
    """Compute alpha for many weightings of the same units at once.

    The package takes one table at a time; coincidences add up over units, so that 2,000 draws
    are one product of matrices.
    """
    values = table.to_numpy(dtype=float)
    codes = np.unique(values[~np.isnan(values)])
    counts = (values[:, :, None] == codes).sum(axis=1)
    given = counts.sum(axis=1)
    per_unit = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(codes))
    per_unit = per_unit / (given - 1)[:, None, None]
    observed = np.tensordot(weights, per_unit, axes=1)
    margins = observed.sum(axis=2)
    total = margins.sum(axis=1)
    distances = _distances(codes, margins, level)
    expected = (margins[:, :, None] * margins[:, None, :] * distances).sum(axis=(1, 2))
    found = (observed * distances).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * found / expected, np.nan)


def _distances(codes: np.ndarray, margins: np.ndarray, level: str) -> np.ndarray:
    """Return squared distances of codes, one matrix a draw where they depend on the margins."""
    if level == "nominal":
        return (codes[:, None] != codes).astype(float)
    if level == "interval":
        return (codes[:, None] - codes) ** 2
    if level != "ordinal":
        raise ValueError(f"No interval for the level {level!r}.")
    ranks = margins.cumsum(axis=1) - margins / 2
    return (ranks[:, :, None] - ranks[:, None, :]) ** 2
