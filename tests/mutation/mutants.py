"""One changed value at a time: what may change in a column of a table, and how."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools import check_data

ATTEMPTS = 40
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
VOTES = ("un_votes", "un_ukraine_votes")
PLACES = ("latitude", "longitude", "lat", "lon")


@dataclass(frozen=True)
class Mutant:
    """One changed value; `row` counts from the head of the file, as a spreadsheet does."""

    table: str
    row: int
    column: str
    kind: str
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (text if len(text) < 60 else f"{text[:57]}…" for text in (self.old, self.new))
        return f"{self.table}.csv, row {self.row}, {self.column} ({self.kind}): {old!r} → {new!r}"


@dataclass(frozen=True)
class Column:
    """A column with what its description allows.

    Args:
        table: Name of the table.
        field: Its description in ``datapackage.json``.
        values: Its cells.
        homes: Ids that it may name, if it refers to another table.
        key: Whether it is the primary key, alone or with others.
    """

    table: str
    field: dict
    values: list[str]
    homes: list[str] | None
    key: bool

    @property
    def name(self) -> str:
        """Name of the column."""
        return self.field["name"]

    @property
    def kind(self) -> str:
        """What kind of value it holds."""
        rules = self.field.get("constraints", {})
        if self.homes is not None:
            return "source id" if "source" in self.name else "code of another table"
        if "enum" in rules:
            known = {"verdict": "verdict", "confidence": "confidence"}
            vote = self.table in VOTES and self.name.isupper()
            return "vote" if vote else known.get(self.name, "category")
        if self.name in PLACES:
            return "coordinate"
        if self.field["type"] != "string":
            return self.field["type"]
        if all(DATE.fullmatch(value) for value in self.values if value):
            return "date"
        return "key" if self.key else "text"

    def fits(self, value: str) -> bool:
        """Tell whether the description allows a value."""
        rules = self.field.get("constraints", {})
        if check_data._wrong(value, self.field["type"], rules):
            return False
        if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
            return False
        return not (rules.get("unique") and value in self.values)


def columns(folder: Path) -> Iterator[Column]:
    """Yield the columns of all tables."""
    tables = check_data.Tables(folder)
    for name, described in tables.described.items():
        schema = described["schema"]
        keys = check_data._columns(schema.get("primaryKey", []))
        homes = {
            check_data._columns(key["fields"])[0]: (
                key["reference"]["resource"] or name,
                check_data._columns(key["reference"]["fields"])[0],
            )
            for key in schema.get("foreignKeys", [])
        }
        for field in schema["fields"]:
            column = field["name"]
            there = field.get("references")
            home = (there["resource"], there["field"]) if there else homes.get(column)
            known = sorted(tables.values(*home)) if home else None
            cells = [row[column] for row in tables.rows[name]]
            yield Column(name, field, cells, known, column in keys)


def sample(folder: Path, seed: int, count: int, wanted: Callable[[Column], bool]) -> list[Mutant]:
    """Draw `count` mutants from each column that is wanted."""
    drawn = []
    for column in filter(wanted, columns(folder)):
        dice = random.Random(f"{seed} {column.table} {column.name}")
        filled = [place for place, value in enumerate(column.values) if value]
        for place in dice.sample(filled, min(count, len(filled))):
            drawn.append(_mutant(column, place, dice))
    return drawn


def strong(column: Column, row: int) -> list[Mutant]:
    """Return up to three changes of one cell that nobody could overlook where it is shown."""
    old = column.values[row - 2]
    rules = column.field.get("constraints", {})
    if column.homes is not None:
        others = [one for one in column.homes if one not in old.split(";")]
        values = [others[0], others[-1]]
    elif "enum" in rules:
        values = [str(one) for one in rules["enum"]]
    elif column.field["type"] == "boolean":
        values = ["true", "false"]
    elif column.kind in ("date", "year"):
        values = [f"{int(old[:4]) + years}{old[4:]}" for years in (-9, 3)]
    elif column.field["type"] in ("number", "integer"):
        # Factors differ from row to row and have no short period, or shares would stay the same.
        values = [f"{float(old) * (7 + row * row % 11) + 3:.0f}", "0"]
    else:
        values = [f"Qwerty {old} uiop", "Qwerty"]
    kept = [value for value in dict.fromkeys(values) if value != old][:3]
    return [Mutant(column.table, row, column.name, "strong", old, value) for value in kept]


@contextmanager
def applied(folder: Path, *mutants: Mutant) -> Iterator[None]:
    """Let a table hold changed values; afterwards its file is as before, byte by byte."""
    path = folder / f"{mutants[0].table}.csv"
    before = path.read_bytes()
    lines = list(csv.reader(io.StringIO(before.decode(), newline="")))
    for mutant in mutants:
        place = lines[0].index(mutant.column)
        assert lines[mutant.row - 1][place] == mutant.old, mutant
        lines[mutant.row - 1][place] = mutant.new
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    try:
        path.write_bytes(text.getvalue().encode())
        yield
    finally:
        path.write_bytes(before)


def _mutant(column: Column, place: int, dice: random.Random) -> Mutant:
    """Change a cell to something its description allows; if nothing is, to something near it."""
    old, new = column.values[place], ""
    for _ in range(ATTEMPTS):
        new = _CHANGES.get(column.kind, _other_word)(column, old, dice)
        if new != old and column.fits(new):
            break
    return Mutant(column.table, place + 2, column.name, column.kind, old, new)


def _number(column: Column, old: str, dice: random.Random) -> str:
    """Change the last digit by one or the whole by a tenth."""
    decimals = len(old.partition(".")[2])
    step = 10**-decimals if dice.random() < 0.5 else max(abs(float(old)) / 10, 10**-decimals)
    return f"{float(old) + dice.choice((-1, 1)) * step:.{decimals}f}"


def _year(column: Column, old: str, dice: random.Random) -> str:
    return str(int(old) + dice.choice((-1, 1)))


def _coordinate(column: Column, old: str, dice: random.Random) -> str:
    return f"{float(old) + dice.choice((-0.5, 0.5)):.{len(old.partition('.')[2])}f}"


def _date(column: Column, old: str, dice: random.Random) -> str:
    """Move a date by a day or a month, a month by one, a year by one."""
    parts = [int(part) for part in old.split("-")]
    place = dice.randrange(max(1, len(parts) - 1), len(parts)) if len(parts) > 1 else 0
    parts[place] += dice.choice((-1, 1))
    try:
        date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return old
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _boolean(column: Column, old: str, dice: random.Random) -> str:
    return "false" if old == "true" else "true"


def _other_value(column: Column, old: str, dice: random.Random) -> str:
    return str(dice.choice(column.field["constraints"]["enum"]))


def _other_id(column: Column, old: str, dice: random.Random) -> str:
    """Name another row of the other table instead of one of those named."""
    separator = column.field.get("references", {}).get("separator", ";")
    named = old.split(separator)
    named[dice.randrange(len(named))] = dice.choice(column.homes or [""])
    return separator.join(named) if len(set(named)) == len(named) else old


def _other_key(column: Column, old: str, dice: random.Random) -> str:
    """Change the number or the last letter of an id to one that no row has."""
    digits = re.search(r"\d*$", old)[0]
    signs = "abcdefghijklmnopqrstuvwxyz"
    end = f"{dice.randrange(10 ** len(digits)):0{len(digits)}}" if digits else dice.choice(signs)
    new = old[: -len(end)] + end
    return old if new in column.values else new


def _other_word(column: Column, old: str, dice: random.Random) -> str:
    """Let one word lose its last letter, or change one digit where there is no word."""
    words = list(re.finditer(r"[^\W\d_]{4,}", old))
    if words:
        end = dice.choice(words).end()
        return old[: end - 1] + old[end:]
    signs = list(re.finditer(r"\w", old))
    if not signs:
        return old
    at = signs[-1].start()
    return old[:at] + dice.choice("123456789" if old[at].isdigit() else "abcdefgh") + old[at + 1 :]


_CHANGES: dict[str, Callable[[Column, str, random.Random], str]] = {
    "number": _number,
    "integer": _number,
    "year": _year,
    "coordinate": _coordinate,
    "date": _date,
    "boolean": _boolean,
    "vote": _other_value,
    "verdict": _other_value,
    "confidence": _other_value,
    "category": _other_value,
    "source id": _other_id,
    "code of another table": _other_id,
    "key": _other_key,
}
