"""The report on the tables: every kind of damage is named with file, row and column."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
        ("un_votes", 2, ",Y", ",Y ", "un_votes.csv, row 2, column ", "a space at an end"),
        ("un_votes", 2, ",Y", ",Y\u00a0", "un_votes.csv, row 2, column ", "a non-breaking space"),
        ("un_votes", 2, "1992-08-03", "24.02.1992", "row 2, column date", "such as 2022-02-24"),
        ("un_votes", 2, "1992-08-03", "1992-02-30", "row 2, column date", "such as 2022-02-24"),
        ("summits", 3, "SU02", "SU01", "row 3, column summit_id", "in row 2 already"),
        ("bases", 2, "ARM", "ZZZ", "bases.csv, row 2, column host", "not in areas.csv"),
        ("arms_imports", 2, "BLR", "ZZZ", "row 2, column supplier", "not in areas.csv"),
        ("bases", 2, "orda-", "orda_", "row 2, column source_ids", "sources.csv does not hold"),
        ("bases", 2, "orda-", " orda-", "row 2, column source_ids", "a space at an end"),
        ("public_opinion", 3, "Q002", "2", "row 3, column poll_id", "for example “Q001”"),
        (
            "un_session_tallies",
            2,
            ",1,",
            ",1 000,",
            "row 2, column yes",
            "without spaces or commas",
        ),
        ("military_spending", 2, "ARM,2000", "ARM,twenty", "column year", "year such as 2022"),
        ("military_spending", 3, "ARM,2001", "ARM,2000", "column state, year", "in row 2 already"),
        ("areas", 2, "Afghanistan", "", "row 2, column name: an empty cell", "not allowed here"),
        ("areas", 2, "Afghanistan", " Afghanistan", "row 2, column name", "a space at an end"),
        ("areas", 2, "Afghanistan", "<b>A</b>", "row 2, column name", "signs < and >"),
        ("areas", 2, "Afghanistan", "A,B", "areas.csv, row 2: 4 cells instead of 3", "quotes"),
        ("areas", 2, "AFG,", "AFG", "areas.csv, row 2: 2 cells instead of 3", "comma is missing"),
        ("areas", 2, "\n", ",", "areas.csv, row 2: 6 cells instead of 3", "Two rows stand"),
        (
            "areas",
            2,
            "AFG,Afghanistan,state",
            "",
            "areas.csv, row 2: the row is empty",
            "Delete it",
        ),
        ("areas", 1, "name", "label", "areas.csv, row 1", "name is missing; not described: label"),
        ("areas", 1, "kind", "kind,note", "areas.csv, row 1", "note is not described"),
        ("areas", 1, "kind", "name", "areas.csv, row 1", "name stands there twice"),
        ("areas", 1, "area_id", "\ufeffarea_id", "areas.csv, row 1", "byte order mark"),
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


def rewrite(old: bytes, new: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes().replace(old, new))


@pytest.mark.parametrize(
    ("damage", "place", "advice"),
    [
        (Path.unlink, "areas.csv", "is missing"),
        (rewrite(b"Afghanistan", b"Afghanist\xe1n"), "areas.csv, row 2", "not UTF-8"),
        (rewrite(b",", b";"), "areas.csv, row 1", "not separated by commas"),
        (lambda path: path.write_bytes(b""), "areas.csv, row 1", "the columns must be"),
        (rewrite(b"Afghanistan", b'"Afghanistan'), "areas.csv, row 2", "opened and not closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_alone(
    folder: Path, damage: Callable[[Path], None], place: str, advice: str
) -> None:
    damage(folder / "areas.csv")
    [problem] = check_data.problems(folder)
    assert problem.startswith(place)
    assert advice in problem


def test_a_repeated_row_is_told_once(folder: Path) -> None:
    path = folder / "summits.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    [problem] = check_data.problems(folder)
    assert problem.startswith(f"summits.csv, row {len(lines) + 1}, column summit_id")
    assert f"in row {len(lines)} already" in problem


@pytest.mark.parametrize("old_end", [b"\n", b""])
def test_what_a_spreadsheet_does_without_harm_is_let_pass(folder: Path, old_end: bytes) -> None:
    path = folder / "summits.csv"
    rows = path.read_bytes().rstrip(b"\n") + old_end
    path.write_bytes(rows.replace(b"\n", b"\r\n"))
    assert check_data.problems(folder) == []


def test_nothing_is_changed(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    check_data.problems(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
