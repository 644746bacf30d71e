"""The coding exercise: which events are coded, and the codings of a class from its file."""

from __future__ import annotations

import zlib
from pathlib import Path

import pandas as pd

from helpers import own_work
from helpers.measures.reliability import CODES

COLUMNS = ["coder", "event_id", "code"]
CODER = "coder of the course"
_SEED = 3


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
