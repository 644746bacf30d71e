"""update-votes: it shows before it writes, changes only what the file changes, or nothing at all.

The files are made from our own tables, so every vote in them is real.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit import un_voting_file as un
from tools import check_data, refresh, update_votes, votes_file, votes_tables

DATA = Path(__file__).resolve().parents[2] / "data"
LETTERS = {"Y": "A", "N": "Y", "A": "N", "X": "Y"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with the tables and nothing else."""
    (tmp_path / "data").mkdir()
    for path in [*DATA.glob("*.csv"), DATA / "datapackage.json"]:
        shutil.copy(path, tmp_path / "data")
    return tmp_path


def tables(root: Path) -> dict[str, list[str]]:
    files = sorted((root / "data").iterdir())
    return {path.name: path.read_text(encoding="utf-8").split("\n") for path in files}


def differences(before: dict, after: dict) -> dict[str, list[tuple[str, str]]]:
    """Lines that differ between two states of the tables, by file."""
    assert before.keys() == after.keys()
    found = {}
    for name, lines in before.items():
        assert len(lines) == len(after[name]), name
        pairs = [pair for pair in zip(lines, after[name], strict=True) if pair[0] != pair[1]]
        if pairs:
            found[name] = pairs
    return found


def drop(root: Path, table: str, begins: Callable[[str], bool]) -> int:
    """Take lines out of a table; returns how many."""
    path = root / "data" / table
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not begins(line)]
    path.write_text("".join(kept), encoding="utf-8")
    return len(lines) - len(kept)


def all_members(root: Path, resolution: str = "", state: str = "") -> Path:
    """A file with all members; one letter differs from our table if asked for."""
    rows = un.of_all_members(root / "data")
    _change(rows, resolution, state)
    un.count(rows)
    return un.write(root / "all.csv", rows)


def our_states(root: Path, resolution: str = "", state: str = "") -> Path:
    """A file with our 25 states; one letter differs from our table if asked for."""
    rows = un.of_our_states(root / "data")
    _change(rows, resolution, state)
    return un.write(root / "ours.csv", rows)


def _change(rows: un.Rows, resolution: str, state: str) -> None:
    for row in rows:
        if (row["resolution"], row["ms_code"]) == (resolution, state):
            row["ms_vote"] = LETTERS[row["ms_vote"]]


def run(root: Path, file: Path, *options: str) -> int:
    return update_votes.main([str(file), *options], root)


# --- nothing new ----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [all_members, our_states])
def test_unchanged_file_changes_nothing(
    root: Path, make: Callable, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), make(root)
    assert run(root, file, "--write") == 0
    assert "Nothing to change." in capsys.readouterr().out
    assert tables(root) == before


def test_older_segment_is_left_alone(root: Path) -> None:
    ours = votes_tables.Tables(root / "data")
    calls = votes_file.read(all_members(root), ours.members, ours.states, ours.since)
    assert ours.since == "2020-01-14"
    assert len(calls) == sum(row["date"] > ours.since for row in ours.ukraine.rows) == 15


def test_what_the_file_lacks_stays_and_is_told(root: Path, capsys: pytest.CaptureFixture) -> None:
    rows = [row for row in un.of_our_states(root / "data") if row["resolution"] != "A/RES/80/223"]
    before = tables(root)
    assert run(root, un.write(root / "f.csv", rows), "--write") == 0
    told = capsys.readouterr().out
    assert "Not in the file, stays: A/RES/80/223 of 2025-12-18 (undl_2025)." in told
    assert "The tallies of 76, 77, 78, 79, 80, ES-10 stay: the file lacks roll calls of" in told
    assert "Not in the file, they stay: roll calls of the sessions 75 (103), 76 (79)," in told
    assert tables(root) == before


# --- changed letters ------------------------------------------------------------------------


def test_changed_letter_is_shown_before_it_is_written(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), all_members(root, "A/RES/80/223", "KAZ")
    assert run(root, file) == 0
    told = capsys.readouterr().out.splitlines()
    row = next(i for i, x in enumerate(before["un_votes.csv"], 1) if x.startswith("A/RES/80/223"))
    assert told[1:4] == [
        "changed letter: 2.",
        f"- changed letter: KAZ on A/RES/80/223 of 2025-12-18: A → N (un_votes.csv, row {row})",
        "- changed letter: KAZ on A/RES/80/223 of 2025-12-18: A → N (un_ukraine_votes.csv, row 23)",
    ]
    assert told[-1] == "Nothing is written yet. To write it, run the same command with --write."
    assert tables(root) == before


def test_changed_letter_changes_one_line_of_a_table(root: Path) -> None:
    before = tables(root)
    assert run(root, all_members(root, "A/RES/80/223", "KAZ"), "--write") == 0
    found = differences(before, tables(root))
    assert {name: len(pairs) for name, pairs in found.items()} == {
        "un_votes.csv": 1,
        "un_ukraine_votes.csv": 1,
    }
    for [(old, new)] in found.values():
        assert old.startswith(new[:10])
        cells = list(zip(old.split(","), new.split(","), strict=True))
        assert [pair for pair in cells if pair[0] != pair[1]] == [("A", "N")]


def test_changed_letter_in_a_session_held_whole_changes_its_tally(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), our_states(root, "A/RES/80/228", "USA")
    assert run(root, file, "--write") == 0
    told = capsys.readouterr().out
    assert "USA, session 80: 7-145-7-0 of 159 → 8-144-7-0 of 159 (un_session_tallies.csv" in told
    found = differences(before, tables(root))
    assert {name: len(pairs) for name, pairs in found.items()} == {
        "un_votes.csv": 1,
        "un_session_tallies.csv": 1,
    }
    assert check_data.problems(root / "data") == []
    after = tables(root)
    assert run(root, file, "--write") == 0
    assert "Nothing to change." in capsys.readouterr().out
    assert tables(root) == after


def test_line_ends_of_a_table_are_kept(root: Path) -> None:
    path = root / "data" / "un_votes.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().split(b"\n")
    assert run(root, all_members(root, "A/RES/80/223", "KAZ"), "--write") == 0
    after = path.read_bytes().split(b"\n")
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


# --- new rows -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["A/RES/80/223", "A/RES/80/84 A", "A/RES/ES-11/3", "4069734", "A/DEC/80/506"]
)
def test_removed_roll_call_comes_back_as_it_was(root: Path, name: str) -> None:
    before, rows = tables(root), un.of_our_states(root / "data")
    for row in rows:
        row["resolution"] = row["resolution"].replace("84 A", "84[A]")
        if row["undl_id"] == name:  # our title is cut, and so has no ending to lose
            row["title"] = row["title"].removesuffix(un.ENDING)
    assert drop(root, "un_votes.csv", lambda line: line.startswith(f"{name},")) == 1
    assert run(root, un.write(root / "f.csv", rows), "--write") == 0
    assert differences(before, tables(root)) == {}
    assert check_data.problems(root / "data") == []


def test_removed_year_comes_back_as_it_was(root: Path, capsys: pytest.CaptureFixture) -> None:
    before, file = tables(root), our_states(root)
    gone = drop(root, "un_votes.csv", lambda line: ",undl_2025," in line)
    drop(root, "un_session_tallies.csv", lambda line: ",80," in line[:8])
    assert gone == 192
    assert run(root, file, "--write") == 0
    told = capsys.readouterr().out
    assert "new roll call: 192; session tally: 25." in told
    assert "- … and 152 more." in told
    assert differences(before, tables(root)) == {}


def test_resolution_on_ukraine_is_added_only_when_asked(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), all_members(root)
    drop(root, "un_ukraine_votes.csv", lambda line: "A/RES/ES-11/8" in line)
    without = tables(root)
    assert run(root, file, "--write") == 0
    assert "To add it: --ukraine A/RES/ES-11/8" in capsys.readouterr().out
    assert tables(root) == without
    assert run(root, file, "--write", "--ukraine", "A/RES/ES-11/8") == 0
    assert differences(before, tables(root)) == {}


def test_blank_symbol_is_filled_in(root: Path, capsys: pytest.CaptureFixture) -> None:
    before, file = tables(root), all_members(root)
    path = root / "data" / "un_votes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",79,A/RES/79/184,", ",79,,"), encoding="utf-8")
    assert run(root, file, "--write") == 0
    assert "symbol filled in: 4069734 of 2024-12-17 is A/RES/79/184" in capsys.readouterr().out
    assert differences(before, tables(root)) == {}


def test_another_day_is_told_and_left_to_a_person(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    file = all_members(root)
    path = root / "data" / "un_ukraine_votes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025-12-18,", "2025-12-17,"), encoding="utf-8")
    before = tables(root)
    assert run(root, file, "--write") == 0
    assert "our date is 2025-12-17, the file (row " in capsys.readouterr().out
    assert tables(root) == before


def new_year(root: Path) -> Path:
    """No roll call of 2026 is known to us: the letters of A/RES/80/223 stand in for one."""
    rows = un.of_all_members(root / "data")
    later = [dict(row) for row in rows if row["resolution"] == "A/RES/80/223"]
    for row in later:
        row.update(undl_id="9100000", resolution="A/RES/80/300", date="2026-03-02")
    un.count(rows + later)
    return un.write(root / "f.csv", rows + later)


def test_first_roll_call_of_a_new_year_brings_its_source(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    (root / "README.md").write_text("Votes.\nThey end on 18 December 2025.\n", encoding="utf-8")
    before, file = tables(root), new_year(root)
    assert run(root, file, "--write") == 0
    after = tables(root)
    assert len(after["un_votes.csv"]) == len(before["un_votes.csv"]) + 1
    begins = "A/RES/80/300,undl_voting_data,2026-03-02,80,A/RES/80/300,resolution,"
    assert after["un_votes.csv"][-2].startswith(begins)
    added = set(after["sources.csv"]) - set(before["sources.csv"])
    assert [line.split(",")[0] for line in added] == ["undl_voting_data"]
    assert after["un_session_tallies.csv"] == before["un_session_tallies.csv"]
    assert check_data.problems(root / "data") == []
    told = capsys.readouterr().out
    assert "The votes end on 2 March 2026 now." in told
    assert "    README.md, line 2" in told
    assert "    data/datapackage.json, line " in told
    assert run(root, file) == 0
    assert "Nothing to change." in capsys.readouterr().out


# --- refused --------------------------------------------------------------------------------


def cell(row: int, name: str, value: str) -> Callable[[un.Rows], object]:
    """Write a value into one row, counted as in a spreadsheet."""
    return lambda rows: rows[row - 2].update({name: value})


def whole(resolution: str, name: str, value: str) -> Callable[[un.Rows], object]:
    """Write a value into all rows of a roll call."""
    return lambda rows: [r.update({name: value}) for r in rows if r["resolution"] == resolution]


FIRST = 2 + 7 * 193  # the first row after January 2020: A/RES/76/179 of 2021


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cell(FIRST, "ms_vote", "B"), f"Row {FIRST}: ms_vote “B” must be one of Y, N, A, X."),
        (cell(FIRST, "ms_vote", ""), f"Row {FIRST}: ms_vote “” must be one of"),
        (cell(FIRST, "ms_vote", "Y "), f"Row {FIRST}: ms_vote “Y ” must be one of"),
        (cell(FIRST, "ms_code", "AFX"), f"Row {FIRST}: ms_code “AFX” (AFGHANISTAN) is none of"),
        (cell(FIRST + 2, "ms_code", "AFG"), f"Row {FIRST + 2}: AFG votes Y on A/RES/76/179, but A"),
        (cell(FIRST, "date", "16.12.2021"), f"Row {FIRST}: date “16.12.2021” must be a date"),
        (cell(2, "date", "27/03/2014"), "Row 2: date “27/03/2014” must be a date"),
        (cell(FIRST + 5, "date", "2021-12-17"), f"Row {FIRST + 5}: date “2021-12-17” differs"),
        (cell(FIRST + 5, "total_no", "7"), f"Row {FIRST + 5}: total_no “7” differs from “"),
        (
            whole("A/RES/76/179", "date", "2022-12-16"),
            f"Row {FIRST}: date 2022-12-16 does not fit session 76",
        ),
        (
            whole("A/RES/76/179", "session", "77"),
            f"Row {FIRST}: session “77” does not fit the symbol A/RES/76/179",
        ),
        (whole("A/RES/76/179", "undl_id", "x"), f"Row {FIRST}: undl_id “x” must be a whole"),
        (whole("A/RES/76/179", "title", " "), f"Row {FIRST}: title must not be empty"),
        (whole("A/RES/76/179", "total_yes", "many"), f"Row {FIRST}: total_yes “many” must be a"),
        (whole("A/RES/76/179", "total_yes", "64"), f"Row {FIRST}: A/RES/76/179: total_yes is “64”"),
        (whole("A/RES/76/179", "total_ms", "192"), "total_ms is 192, but 193 states have a vote"),
        (whole("A/RES/76/179", "resolution", "76/179"), f"Row {FIRST}: resolution “76/179” must"),
        (
            whole("A/RES/ES-11/2", "resolution", "A/RES/ES-11/1"),
            "A/RES/ES-11/1 of 2022-03-24 has the number 9000009, but 9000008 and the date "
            "2022-03-02 in row ",
        ),
        (lambda rows: rows.pop(), "A/RES/80/223 has 192 states, though other roll calls have all"),
        (
            lambda rows: rows.pop([r["ms_code"] for r in rows].index("KAZ", FIRST)),
            f"Row {FIRST}: A/RES/76/179 has no vote of KAZ. The file is not complete.",
        ),
        (list.clear, "The file has a heading and no rows."),
    ],
)
def test_contradiction_is_refused_with_row_and_reason(
    root: Path, damage: Callable, reason: str, capsys: pytest.CaptureFixture
) -> None:
    before, rows = tables(root), un.of_all_members(root / "data")
    un.count(rows)
    damage(rows)
    assert run(root, un.write(root / "f.csv", rows), "--write") == 1
    out, told = capsys.readouterr()
    assert reason in told
    assert told.endswith("Nothing was changed.\n")
    assert out == ""
    assert tables(root) == before


def test_total_that_is_too_small_is_refused_also_without_all_members(root: Path) -> None:
    rows = un.of_our_states(root / "data")
    whole("A/RES/80/223", "total_yes", "1")(rows)
    ours, file = votes_tables.Tables(root / "data"), un.write(root / "f.csv", rows)
    with pytest.raises(votes_file.VotesFileError, match=r"total_yes is 1, but \d+ states have Y"):
        votes_file.read(file, ours.members, ours.states, ours.since)


LAST = 1 + 22 * 193


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda text: b"", "The file is empty."),
        (lambda text: text.replace(b"ms_vote", b"vote", 1), "Row 1: no column ms_vote."),
        (lambda text: text.replace(b",", b";"), "Row 1: the cells are not separated by commas."),
        (lambda text: text[:-60], f"Row {LAST}: 17 cells instead of 20. The file is cut off"),
        (lambda text: text[:-9], f"Row {LAST}: undl_link “https://digitallibrary.un.org/record/”"),
        (lambda text: text[:-2] + b',"', f"Row {LAST}: cannot be read (unexpected end of data)"),
        (lambda text: text.replace("ÜRK".encode(), b"\xdcRK", 1), "Row 178: not UTF-8."),
        (lambda text: text.decode().encode("utf-16"), "Row 1: not UTF-8."),
    ],
)
def test_file_that_cannot_be_read_is_refused(
    root: Path, damage: Callable[[bytes], bytes], reason: str, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), all_members(root)
    file.write_bytes(damage(file.read_bytes()))
    assert run(root, file, "--write") == 1
    assert reason in capsys.readouterr().err
    assert tables(root) == before


def test_missing_file_is_refused(root: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(root, root / "none.csv") == 1
    assert "none.csv cannot be opened" in capsys.readouterr().err


def test_byte_order_mark_and_line_ends_of_a_spreadsheet_do_no_harm(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    file = all_members(root)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\r\n", b"\n"))
    assert run(root, file) == 0
    assert "Nothing to change." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        ("A/RES/80/999", "the file has no roll call on A/RES/80/999"),
        ("A/RES/80/228", "has no vote of 168 states on A/RES/80/228"),
    ],
)
def test_resolution_that_cannot_be_added_is_refused(
    root: Path, symbol: str, reason: str, capsys: pytest.CaptureFixture
) -> None:
    before, file = tables(root), our_states(root, "A/RES/80/223", "KAZ")
    assert run(root, file, "--write", "--ukraine", symbol) == 1
    assert reason in capsys.readouterr().err
    assert tables(root) == before


@pytest.mark.parametrize(
    ("number", "symbol_is_known", "reason"),
    [
        ("9999999", False, "has day and title of our 4069734, but the number 9999999."),
        ("4069735", True, "has the number 4069735, which is "),
        ("3951458", True, "has the number 3951458, which is A/RES/76/179 in un_votes.csv, row "),
    ],
)
def test_number_that_belongs_to_another_roll_call_is_refused(
    root: Path,
    number: str,
    symbol_is_known: bool,
    reason: str,
    capsys: pytest.CaptureFixture,
) -> None:
    path = root / "data" / "un_votes.csv"
    rows = [row for row in un.of_all_members(root / "data") if "A/RES/76/" not in row["resolution"]]
    un.count(rows)
    if not symbol_is_known:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(",79,A/RES/79/184,", ",79,,"), encoding="utf-8")
    whole("A/RES/79/184", "undl_id", number)(rows)
    before = tables(root)
    assert run(root, un.write(root / "f.csv", rows), "--write") == 1
    assert reason in capsys.readouterr().err
    assert tables(root) == before


def test_tables_that_are_not_in_order_are_put_in_order_first(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    file, path = all_members(root), root / "data" / "un_votes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",undl_2025,", ",undl,", 1), "utf-8")
    before = tables(root)
    assert run(root, file, "--write") == 1
    assert "python course.py check-data" in capsys.readouterr().err
    assert tables(root) == before


def test_change_that_check_data_would_complain_about_is_refused(
    root: Path, capsys: pytest.CaptureFixture
) -> None:
    drop(root, "un_votes.csv", lambda line: line.startswith("A/RES/80/223,"))
    before, rows = tables(root), un.of_all_members(root / "data")
    un.count(rows)
    whole("A/RES/80/223", "title", "<b>Rights</b>")(rows)
    assert run(root, un.write(root / "f.csv", rows), "--write") == 1
    assert "column title: “<b>Rights</b>” has one of the signs" in capsys.readouterr().err
    assert tables(root) == before


@pytest.mark.parametrize("written", [0, 1, 2])
def test_failure_while_writing_leaves_all_tables_as_they_were(
    root: Path, written: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    file = new_year(root)
    before, done, replace = tables(root), [], os.replace

    def fail(source: Path, target: Path) -> None:
        if len(done) == written:
            raise OSError("disk full")
        done.append(target)
        replace(source, target)

    monkeypatch.setattr(refresh.os, "replace", fail)
    assert run(root, file, "--write") == 1
    assert len(done) == written
    assert "disk full" in capsys.readouterr().err
    assert tables(root) == before
