"""The report on the tables: every kind of damage is named with file, row and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools import check_data

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, table: str, row: int, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[row - 1], lines[row - 1]
    lines[row - 1] = lines[row - 1].replace(old, new, 1)
    path.write_text("".join(lines), encoding="utf-8")


def test_the_tables_of_the_course_are_in_order(capsys: pytest.CaptureFixture) -> None:
    assert check_data.main([]) == 0
    assert "nothing wrong" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "place", "advice"),
    [
        ("un_votes", 2, ",Y", ",Q", "un_votes.csv, row 2, column ", "must be one of: Y, "),
        ("un_votes", 2, "1992-08-03", "1992-02-30", "row 2, column date", "such as 2022-02-24"),
        ("summits", 3, "SU02", "SU01", "row 3, column summit_id", "in row 2 already"),
        ("bases", 2, "ARM", "ZZZ", "bases.csv, row 2, column host", "not in areas.csv"),
        ("arms_imports", 2, "BLR", "ZZZ", "row 2, column supplier", "not in areas.csv"),
        ("bases", 2, "orda-", "orda_", "row 2, column source_ids", "sources.csv does not hold"),
        ("military_spending", 2, "ARM,2000", "ARM,twenty", "column year", "year such as 2022"),
        ("military_spending", 3, "ARM,2001", "ARM,2000", "column state, year", "as in row 2"),
        ("areas", 2, "Afghanistan", "", "row 2, column name: an empty cell", "not be empty"),
        ("areas", 2, "Afghanistan", " Afghanistan", "row 2, column name", "spaces at an end"),
        ("areas", 2, "Afghanistan", "<b>A</b>", "row 2, column name", "signs < and >"),
        ("areas", 2, "Afghanistan", "A,B", "areas.csv, row 2: 4 cells instead of 3", "quotes"),
        ("areas", 1, "name", "label", "areas.csv, row 1", "not described: label"),
    ],
)
def test_damage_is_named(
    folder: Path, table: str, row: int, old: str, new: str, place: str, advice: str
) -> None:
    change(folder, table, row, old, new)
    told = [one for one in check_data.problems(folder) if place in one]
    assert told
    assert advice in told[0]


def test_all_damage_is_told_at_once_and_the_code_says_so(
    folder: Path, capsys: pytest.CaptureFixture
) -> None:
    change(folder, "areas", 2, "Afghanistan", "")
    change(folder, "military_spending", 2, "ARM,2000", "ARM,twenty")
    assert check_data.main([], folder) == 1
    out = capsys.readouterr().out
    assert "areas.csv, row 2" in out
    assert "military_spending.csv, row 2" in out


@pytest.mark.parametrize(
    ("damage", "advice"),
    [
        (lambda path: path.unlink(), "is missing"),
        (lambda path: path.write_bytes(b"area_id,name,kind\nKAZ,\xff\xfe,state\n"), "not UTF-8"),
        (lambda path: path.write_text("", encoding="utf-8"), "the columns must be"),
        (lambda path: path.write_text('area_id,name,kind\n"KAZ', encoding="utf-8"), "be read as"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder: Path, damage: object, advice: str) -> None:
    damage(folder / "areas.csv")
    assert advice in check_data.problems(folder)[0]
    assert check_data.problems(folder)[0].startswith("areas.csv")


def test_nothing_is_changed(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    check_data.problems(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
