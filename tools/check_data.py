"""Say in words whether the tables follow their description: `python course.py check-data`.

Names every wrong cell with file, row and column, what is allowed and what to do. Changes nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST = 40
FORMS = {
    "number": (r"-?\d+(\.\d+)?([eE][+-]?\d+)?", "a number such as 12.5, without spaces or commas"),
    "integer": (r"-?\d+(\.0)?", "a whole number"),
    "year": (r"\d{4}", "a year such as 2022"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a date such as 2022-02-24"),
    "boolean": (r"true|false", "true or false"),
}


class Tables:
    """The tables of a folder as text, read once.

    Args:
        folder: Folder with ``datapackage.json`` and the CSV files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.described = {
            one["name"]: one for one in package["resources"] if one["path"].endswith(".csv")
        }
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.unreadable: list[str] = []
        for name, table in self.described.items():
            self.rows[name] = self._read(folder / table["path"], table["schema"]["fields"])

    def _read(self, path: Path, fields: list[dict]) -> list[dict[str, str]]:
        wanted = [field["name"] for field in fields]
        try:
            with open(path, encoding="utf-8", newline="") as file:
                lines = list(csv.reader(file, strict=True))
        except FileNotFoundError:
            return self._refuse(f"{path.name} is missing. Get it back from a fresh copy.")
        except UnicodeDecodeError as error:
            return self._refuse(f"{path.name} is not UTF-8 (byte {error.start}). Save it as UTF-8.")
        except csv.Error as error:
            return self._refuse(f"{path.name} cannot be read as a table: {error}.")
        if not lines or sorted(lines[0]) != sorted(wanted):
            found = set(lines[0]) if lines else set()
            return self._refuse(
                f"{path.name}, row 1: the columns must be {', '.join(wanted)}. Missing: "
                f"{_list(set(wanted) - found)}; not described: {_list(found - set(wanted))}."
            )
        for number, line in enumerate(lines[1:], start=2):
            if len(line) != len(wanted):
                return self._refuse(
                    f"{path.name}, row {number}: {len(line)} cells instead of {len(wanted)}. "
                    "Put text with a comma into double quotes."
                )
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]

    def _refuse(self, problem: str) -> list:
        self.unreadable.append(problem)
        return []

    def values(self, name: str, column: str) -> set[str]:
        """Return the values in a column of a table."""
        return {row[column] for row in self.rows[name]}


def problems(folder: Path) -> list[str]:
    """Return one sentence for each thing that is wrong; none if all is well.

    Args:
        folder: Folder with ``datapackage.json`` and the CSV files.

    Example:
        >>> problems(ROOT / "data")
        []
    """
    tables = Tables(folder)
    found = list(tables.unreadable)
    for name, table in tables.described.items():
        for field in table["schema"]["fields"]:
            found += _wrong_cells(tables, name, field)
        found += _repeated_keys(tables, name)
        found += _unknown_keys(tables, name)
    return found


def _wrong_cells(tables: Tables, name: str, field: dict) -> Iterator[str]:
    rules = field.get("constraints", {})
    known = _known(tables, field)
    seen: dict[str, int] = {}
    for number, row in enumerate(tables.rows[name], start=2):
        value = row[field["name"]]
        wrong = _wrong(value, field["type"], rules)
        if not wrong and value and rules.get("unique") and value in seen:
            wrong = f"stands in row {seen[value]} already; every value must be different"
        seen.setdefault(value, number)
        if known is not None and not wrong:
            listed = set(value.split(field["references"]["separator"])) - {""}
            if strange := listed - known:
                wrong = f"names {_list(strange)}, which {_home(tables, field)} does not hold"
        if wrong:
            yield f"{_place(tables, name, number, field['name'])}: {_shown(value)} {wrong}."


def _wrong(value: str, kind: str, rules: dict) -> str:
    if not value:
        return "must not be empty" if rules.get("required") else ""
    if value != value.strip() or re.search(r"[\r\n\t\0<>]", value):
        return "has spaces at an end, a line break, a tab or one of the signs < and >; remove them"
    pattern, words = FORMS.get(kind, (".*", ""))
    if not re.fullmatch(pattern, value) or (kind == "date" and not _is_day(value)):
        return f"must be {words}"
    if "enum" in rules and value not in map(str, rules["enum"]):
        return f"must be one of: {', '.join(map(str, rules['enum']))}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return f"must have the form {rules['pattern']}"
    if "minimum" in rules and float(value) < rules["minimum"]:
        return f"must be at least {rules['minimum']}"
    if "maximum" in rules and float(value) > rules["maximum"]:
        return f"must be at most {rules['maximum']}"
    return ""


def _repeated_keys(tables: Tables, name: str) -> Iterator[str]:
    columns = _columns(tables.described[name]["schema"].get("primaryKey", []))
    seen: dict[tuple, int] = {}
    for number, row in enumerate(tables.rows[name], start=2):
        key = tuple(row[column] for column in columns)
        if key in seen:
            where = _place(tables, name, number, ", ".join(columns))
            yield f"{where}: the same {' and '.join(columns)} as in row {seen[key]}."
        seen[key] = number


def _unknown_keys(tables: Tables, name: str) -> Iterator[str]:
    for key in tables.described[name]["schema"].get("foreignKeys", []):
        column, there = _columns(key["fields"])[0], key["reference"]
        home = there["resource"] or name
        known = tables.values(home, _columns(there["fields"])[0])
        for number, row in enumerate(tables.rows[name], start=2):
            if row[column] and row[column] not in known:
                yield (
                    f"{_place(tables, name, number, column)}: {_shown(row[column])} is not in "
                    f"{tables.described[home]['path']}. Correct it, or add a row there first."
                )


def _known(tables: Tables, field: dict) -> set[str] | None:
    if "references" not in field:
        return None
    return tables.values(field["references"]["resource"], field["references"]["field"])


def _home(tables: Tables, field: dict) -> str:
    return tables.described[field["references"]["resource"]]["path"]


def _columns(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _place(tables: Tables, name: str, number: int, column: str) -> str:
    return f"{tables.described[name]['path']}, row {number}, column {column}"


def _shown(value: str) -> str:
    short = value if len(value) <= 60 else value[:57] + "…"
    return f"“{short}”" if value else "an empty cell"


def _list(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "none"


def main(arguments: list[str] | None = None, folder: Path = ROOT / "data") -> int:
    """Print the report.

    Args:
        arguments: Words after ``check-data``; there are none.
        folder: Folder of the data package.

    Returns:
        Exit code: 0 if nothing is wrong, else 1.
    """
    argparse.ArgumentParser(prog="course.py check-data", description=__doc__).parse_args(arguments)
    found = problems(folder)
    for problem in found[:MOST]:
        print(problem)
    if len(found) > MOST:
        print(f"… and {len(found) - MOST} more.")
    tables = Tables(folder)
    count = sum(map(len, tables.rows.values()))
    verdict = f"{len(found)} to correct" if found else "nothing wrong"
    print(f"{len(tables.rows)} tables with {count:,} rows: {verdict}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
