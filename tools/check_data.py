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
    "integer": (r"-?\d+(\.0)?", "a whole number such as 1200, without spaces or commas"),
    "year": (r"\d{4}", "a year such as 2022"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a date such as 2022-02-24 (year, month, day)"),
    "boolean": (r"true|false", "true or false, in small letters"),
}
# What must not stand in a cell, and what it is called.
UNWANTED = (
    (
        r"[\u00a0\u202f\u2007]",
        "a non-breaking space, which looks like a space; delete it or type a plain one",
    ),
    (r"[\r\n\t\0]", "a line break or a tab; put the text on one line"),
    (r"^\s|\s$", "a space at an end; remove it"),
    (r"[<>]", "one of the signs < and >; write it in words"),
    # OWASP, "CSV Injection". Numbers and the codes of a coding rule ("+2: …") are no formulas.
    (
        r"^(?![+-]?\d+(\.\d+)?([eE][+-]?\d+)?$|[+-]\d: )[=+\-@＝＋－＠]",
        "a sign at its start that a spreadsheet program takes for a formula; begin with a word",
    ),
)
ANY_UNWANTED = re.compile("|".join(signs for signs, _ in UNWANTED))
SAVE_AS = "Save it as CSV with commas, in UTF-8 without a byte order mark."


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
        lines: list[list[str]] = []
        try:
            with open(path, encoding="utf-8", newline="") as file:
                lines.extend(csv.reader(file, strict=True))
        except FileNotFoundError:
            return self._refuse(f"{path.name} is missing. Get it back from a fresh copy.")
        except UnicodeDecodeError:
            return self._refuse(
                f"{path.name}, row {_not_utf8(path)}: a letter is not UTF-8. {SAVE_AS}"
            )
        except csv.Error as error:
            return self._refuse(
                f"{path.name}, row {len(lines) + 1}: cannot be read as a table ({error}). "
                "Look for a double quote that is opened and not closed, there or below."
            )
        problem = _wrong_heading(lines[0] if lines else [], wanted)
        if problem:
            return self._refuse(f"{path.name}, row 1: {problem}")
        for row, line in enumerate(lines[1:], start=2):
            if len(line) != len(wanted):
                return self._refuse(f"{path.name}, row {row}: {_wrong_width(line, len(wanted))}")
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]

    def _refuse(self, problem: str) -> list:
        self.unreadable.append(problem)
        return []

    def values(self, name: str, column: str) -> set[str] | None:
        """Return the values in a column of a table; None if there are no rows to look in."""
        return {row[column] for row in self.rows[name]} or None


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


def _not_utf8(path: Path) -> int:
    lines = path.read_bytes().split(b"\n")
    return next(row for row, line in enumerate(lines, start=1) if not _is_utf8(line))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wrong_heading(found: list[str], wanted: list[str]) -> str:
    if not found:
        return f"the file is empty; the columns must be {', '.join(wanted)}."
    if found[0].startswith("\ufeff"):
        return f"an invisible byte order mark stands before the first column. {SAVE_AS}"
    if len(found) == 1 and len(wanted) > 1 and re.search(r"[;\t]", found[0]):
        return f"the cells are not separated by commas. {SAVE_AS}"
    if twice := {name for name in found if found.count(name) > 1}:
        return f"the column {_list(twice)} stands there twice. Remove or rename one."
    strange = set(found) - set(wanted)
    if missing := set(wanted) - set(found):
        instead = f"; not described: {_list(strange)}" if strange else ""
        return f"the column {_list(missing)} is missing{instead}. Put the name back."
    if strange:
        return (
            f"the column {_list(strange)} is not described. Remove it with its cells, or "
            "describe it in datapackage.json."
        )
    return ""


def _wrong_width(line: list[str], wanted: int) -> str:
    if not line:
        return "the row is empty. Delete it."
    if len(line) < wanted:
        advice = "A comma is missing; an empty cell needs its comma too."
    elif len(line) >= 2 * wanted - 1:
        advice = "Two rows stand on one line; begin a new line between them."
    else:
        advice = "There is a comma too many; put text with a comma into double quotes."
    return f"{len(line)} cells instead of {wanted}. {advice}"


def _wrong_cells(tables: Tables, name: str, field: dict) -> Iterator[str]:
    rules = field.get("constraints", {})
    known = _known(tables, field)
    seen: dict[str, int] = {}
    judged: dict[str, str] = {}  # most tables repeat few values
    for number, row in enumerate(tables.rows[name], start=2):
        value = row[field["name"]]
        if value not in judged:
            judged[value] = _wrong(value, field["type"], rules)
        wrong = judged[value]
        if not wrong and value and rules.get("unique") and value in seen:
            wrong = f"stands in row {seen[value]} already; every row needs a value of its own"
        if not wrong and value and "pattern" in rules and not re.fullmatch(rules["pattern"], value):
            wrong = f"must be written like the others of this column{_example(seen, rules)}"
        seen.setdefault(value, number)
        if known is not None and not wrong:
            separator = field["references"]["separator"]
            if strange := set(value.split(separator)) - {""} - known:
                wrong = (
                    f"names {_list(strange)}, which {_home(tables, field)} does not hold; correct "
                    f"it, or add a row there first (several are separated by “{separator}” alone)"
                )
        if wrong:
            yield f"{_place(tables, name, number, field['name'])}: {_shown(value)} {wrong}."


def _wrong(value: str, kind: str, rules: dict) -> str:
    if not value:
        return "is not allowed here; write a value" if rules.get("required") else ""
    if ANY_UNWANTED.search(value):
        return "has " + next(words for signs, words in UNWANTED if re.search(signs, value))
    pattern, words = FORMS.get(kind, (".*", ""))
    if not re.fullmatch(pattern, value) or (kind == "date" and not _is_day(value)):
        return f"must be {words}"
    if "enum" in rules and value not in map(str, rules["enum"]):
        return f"must be one of: {', '.join(map(str, rules['enum']))}"
    if "minimum" in rules and float(value) < rules["minimum"]:
        return f"must be at least {rules['minimum']}"
    if "maximum" in rules and float(value) > rules["maximum"]:
        return f"must be at most {rules['maximum']}"
    return ""


def _repeated_keys(tables: Tables, name: str) -> Iterator[str]:
    schema = tables.described[name]["schema"]
    columns = _columns(schema.get("primaryKey", []))
    alone = {one["name"] for one in schema["fields"] if one.get("constraints", {}).get("unique")}
    if alone.issuperset(columns):
        return  # told cell by cell
    seen: dict[tuple, int] = {}
    for number, row in enumerate(tables.rows[name], start=2):
        key = tuple(row[column] for column in columns)
        if key in seen:
            where = _place(tables, name, number, ", ".join(columns))
            yield (
                f"{where}: “{', '.join(key)}” stands in row {seen[key]} already. "
                "Delete one of the two rows, or correct its key."
            )
        seen.setdefault(key, number)


def _unknown_keys(tables: Tables, name: str) -> Iterator[str]:
    for key in tables.described[name]["schema"].get("foreignKeys", []):
        column, there = _columns(key["fields"])[0], key["reference"]
        home = there["resource"] or name
        known = tables.values(home, _columns(there["fields"])[0])
        for number, row in enumerate(tables.rows[name] if known else [], start=2):
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


def _example(seen: dict[str, int], rules: dict) -> str:
    fitting = (value for value in seen if value and re.fullmatch(rules["pattern"], value))
    value = next(fitting, None)
    return f", for example “{value}”" if value else f" ({rules['pattern']})"


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
