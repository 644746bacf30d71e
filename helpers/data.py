"""Load the tables of the data package, typed and checked.

Every table is a CSV file in ``data/``; ``data/datapackage.json`` says what its columns mean.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[1] / "data"

_loaded: list[str] = []


class DataError(ValueError):
    """A table is missing, damaged or holds a value that its description does not allow."""


@lru_cache(maxsize=1)
def package() -> dict:
    """Return the description of the whole data package (``data/datapackage.json``)."""
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


@cache
def _resources() -> dict[str, dict]:
    return {resource["name"]: resource for resource in package()["resources"]}


def resource(name: str) -> dict:
    """Return the description of one table: title, columns, licence, as-of date, caveats.

    Args:
        name: Table name without ``.csv``.

    Returns:
        The Frictionless resource descriptor.

    Raises:
        DataError: There is no such table; the message offers the nearest names.

    Example:
        >>> resource("summits")["path"]
        'summits.csv'
    """
    if name not in _resources():
        near = difflib.get_close_matches(name, _resources(), n=3)
        hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise DataError(f"There is no table {name!r}.{hint} data/README.md lists all tables.")
    return _resources()[name]


def load(name: str) -> pd.DataFrame:
    """Load a table of the course as a typed data frame.

    Args:
        name: Table name without ``.csv``, for example ``"un_ukraine_votes"``.

    Returns:
        A fresh copy with the columns of the data dictionary. Dates that are complete become
        timestamps, partly known dates (``2022-10``) stay text, unknown cells are missing values.

    Raises:
        DataError: The file is missing or damaged; the message names file, row and column.

    Example:
        >>> votes = load("un_ukraine_votes")
        >>> votes.loc[0, ["resolution", "KAZ"]].tolist()
        ['A/RES/68/262', 'A']
    """
    frame = read(name).copy()
    if name not in _loaded:
        _loaded.append(name)
    return frame


def loaded() -> list[str]:
    """Return the names of the tables loaded so far, in the order of first use."""
    return list(_loaded)


def as_of(*names: str) -> str:
    """Return the newest date up to which these tables speak (ISO 8601).

    Example:
        >>> as_of("un_ukraine_votes")
        '2025-12-18'
    """
    return max(resource(name)["as_of"] for name in names)


def start_of(partial_dates: pd.Series) -> pd.Series:
    """Turn partly known ISO dates into timestamps of the first day they can mean.

    Args:
        partial_dates: Text such as ``2022``, ``2022-10`` or ``2022-10-28``; missing allowed.

    Returns:
        Timestamps; missing where the date is unknown.

    Example:
        >>> start_of(pd.Series(["2022-10"])).dt.day.tolist()
        [1]
    """
    return pd.to_datetime(partial_dates, format="ISO8601")


@cache
def names() -> dict[str, str]:
    """Return short names by code, for states and organisations alike.

    Example:
        >>> names()["KAZ"]
        'Kazakhstan'
    """
    areas = read("areas")
    return dict(zip(areas["area_id"], areas["name"], strict=True))


@cache
def shapes(name: str) -> dict:
    """Return the shapes ``world``, ``eurasia`` or ``disputed_areas`` as GeoJSON.

    Example:
        >>> len(shapes("disputed_areas")["features"])
        7
    """
    return json.loads((DATA / resource(f"geo_{name}")["path"]).read_text(encoding="utf-8"))


@cache
def read(name: str) -> pd.DataFrame:
    """Read and check a table without a copy and without remembering it as loaded.

    Notebooks use `load`; this is for code that must look at tables in passing.

    Example:
        >>> len(read("summits")) > 0
        True
    """
    described = resource(name)
    path = DATA / described["path"]
    fields = described["schema"]["fields"]
    text = _content(path)
    _check_lines(path.name, text, [field["name"] for field in fields])
    raw = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_values=[""])
    return pd.DataFrame({field["name"]: _typed(path.name, raw, field) for field in fields})


def _content(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(
            f"{path.name} is missing from the folder data/. Get a fresh copy of the course, "
            "or restore the file."
        ) from None
    if b"\0" in content:
        raise DataError(f"{path.name} is no plain text. Save it again as 'CSV UTF-8'.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name} is not UTF-8 text ({error.reason} at byte {error.start}). "
            "Save it again as 'CSV UTF-8'."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_lines(file: str, text: str, wanted: list[str]) -> None:
    """Refuse what pandas would fill up or shift without a word."""
    if not text.strip():
        raise DataError(f"{file} cannot be read as a table: it is empty.")
    if not text.endswith("\n"):
        raise DataError(
            f"{file} stops in the middle of its last line. Get a fresh copy of it; if nothing is "
            "missing, add a line break at its end."
        )
    rows = csv.reader(text.split("\n")[:-1], strict=True)
    header: list[str] = []
    try:
        for number, cells in enumerate(rows, start=1):
            if not header:
                header = cells
                _check_columns(file, header, wanted)
            elif cells == header:
                raise DataError(f"{file}, row {number}: the first row stands here once more.")
            if rows.line_num != number:
                raise DataError(
                    f"{file}, row {number}: a double quote is opened and not closed in this row."
                )
            if cells and len(cells) != len(header):
                raise DataError(
                    f"{file}, row {number}: {len(cells)} cells, but the first row names "
                    f"{len(header)} columns. Look for a comma too many or too few."
                )
    except csv.Error as error:
        raise DataError(
            f"{file}, row {rows.line_num}: cannot be read as a table ({error}). "
            "Look for a double quote that is opened and not closed."
        ) from None


def _check_columns(file: str, found: list[str], wanted: list[str]) -> None:
    lacking = [name for name in wanted if name not in found]
    unknown = [name for name in found if name not in wanted]
    twice = [name for name in wanted if found.count(name) > 1]
    if lacking:
        raise DataError(f"{file}: column(s) {', '.join(lacking)} are missing from the first row.")
    if unknown:
        raise DataError(
            f"{file}: column(s) {', '.join(unknown)} are not described in data/datapackage.json."
        )
    if twice:
        raise DataError(f"{file}: column(s) {', '.join(twice)} stand twice in the first row.")


def _typed(file: str, raw: pd.DataFrame, field: dict) -> pd.Series:
    column = raw[field["name"]]
    constraints = field.get("constraints", {})
    if constraints.get("required"):
        _refuse(file, field, column, column.isna(), "must not be empty")
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        wrong = column.notna() & ~column.isin(allowed)
        _refuse(file, field, column, wrong, f"must be one of: {', '.join(allowed)}")
    return _CONVERTERS[field["type"]](file, field, column)


def _refuse(file: str, field: dict, column: pd.Series, wrong: pd.Series, rule: str) -> None:
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        value = "an empty cell" if pd.isna(column.iloc[row]) else repr(column.iloc[row])
        raise DataError(f"{file}, row {row + 2}, column {field['name']}: {value} {rule}.")


def _number(file: str, field: dict, column: pd.Series) -> pd.Series:
    values = pd.to_numeric(column, errors="coerce")
    _refuse(file, field, column, column.notna() & values.isna(), "must be a number")
    return values.astype(float)


def _integer(file: str, field: dict, column: pd.Series) -> pd.Series:
    values = pd.to_numeric(column, errors="coerce")
    wrong = column.notna() & (values.isna() | (values % 1 != 0))
    _refuse(file, field, column, wrong, "must be a whole number")
    return values.astype("int64" if values.notna().all() else "Int64")


def _date(file: str, field: dict, column: pd.Series) -> pd.Series:
    values = pd.to_datetime(column, format="%Y-%m-%d", errors="coerce")
    _refuse(file, field, column, column.notna() & values.isna(), "must be a date YYYY-MM-DD")
    return values


def _boolean(file: str, field: dict, column: pd.Series) -> pd.Series:
    values = column.map({"true": True, "false": False})
    _refuse(file, field, column, column.notna() & values.isna(), "must be true or false")
    return values.astype("bool" if values.notna().all() else "boolean")


def _text(file: str, field: dict, column: pd.Series) -> pd.Series:
    return column


_CONVERTERS = {
    "string": _text,
    "number": _number,
    "integer": _integer,
    "year": _integer,
    "date": _date,
    "boolean": _boolean,
}
