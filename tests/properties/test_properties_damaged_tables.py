"""Damaged tables of the course: the very same frame, or an error that names the file."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data
from tools import check_data

COURSE = Path(__file__).resolve().parents[2] / "data"
FIELDS = [
    {"name": "key", "type": "string", "constraints": {"required": True}},
    {"name": "day", "type": "date"},
    {"name": "count", "type": "integer"},
    {"name": "share", "type": "number"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
    {"name": "core", "type": "boolean"},
    {"name": "words", "type": "string"},
]
NAMES = [field["name"] for field in FIELDS]
ROWS = [
    ["K1", "2022-02-24", "3", "0.5", "a", "true", "Алма-Ата, „quoted“"],
    ["K2", "", "", "", "", "", ""],
    ["K3", "1992-05-15", "-12", "-0.25", "b", "false", 'He said: "no", twice'],
    ["K4", "2025-12-18", "40", "1e-3", "", "true", "Türkiye"],
]


def as_bytes(header: list[str], rows: list[list[str]], **style: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **style).writerows([header, *rows])
    return out.getvalue().encode("utf-8")


GOOD = as_bytes(NAMES, ROWS)


@contextmanager
def described(package: dict, folder: Path) -> Iterator[None]:
    """Let the course take its tables from this folder."""
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    caches = (data.package, data._resources, data.read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "DATA", folder)
        for cache in caches:
            cache.cache_clear()
        yield
    for cache in caches:
        cache.cache_clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of data with one table."""
    place = tmp_path_factory.mktemp("data")
    resource = {"name": "t", "path": "t.csv", "title": "T", "schema": {"fields": FIELDS}}
    with described({"resources": [resource]}, place):
        yield place


@pytest.fixture(scope="module")
def read(folder: Path) -> Callable[[bytes], pd.DataFrame]:
    """Load the table with this content."""

    def load(content: bytes) -> pd.DataFrame:
        (folder / "t.csv").write_bytes(content)
        data.read.cache_clear()
        return data.read("t")

    return load


@pytest.fixture(scope="module")
def good(read: Callable[[bytes], pd.DataFrame]) -> pd.DataFrame:
    return read(GOOD)


def error_of(read: Callable[[bytes], pd.DataFrame], content: bytes) -> str:
    """Return what the loader says; empty if it loads the table. No other error may come out."""
    try:
        read(content)
    except data.DataError as error:
        return str(error)
    return ""


def same_or_named(read: Callable[[bytes], pd.DataFrame], content: bytes, good: pd.DataFrame) -> str:
    """Return the error, or nothing if exactly the good frame came out."""
    said = error_of(read, content)
    if said:
        assert said.startswith("t.csv")
        assert len(said) > len("t.csv") + 20, "says what is wrong, not only where"
    else:
        pd.testing.assert_frame_equal(read(content), good)
    return said


def test_a_file_cut_at_any_byte_is_noticed_within_a_row(read, good) -> None:
    """A cut just after a row leaves a table that is whole in itself.

    No number of rows is described, because whoever adds a row would have to change it: there the
    foreign keys of other tables, and `check-data`, are what can notice it.
    """
    ends = [place + 1 for place, byte in enumerate(GOOD) if byte == ord("\n")]
    for length in range(len(GOOD)):
        if length in ends:
            rows = ends.index(length)
            pd.testing.assert_frame_equal(
                read(GOOD[:length]).astype(object), good.head(rows).astype(object)
            )
        else:
            assert same_or_named(read, GOOD[:length], good), length


@given(order=st.permutations(range(len(NAMES))))
def test_columns_in_any_order_give_the_same_frame(read, good, order: list[int]) -> None:
    shuffled = as_bytes([NAMES[n] for n in order], [[row[n] for n in order] for row in ROWS])
    assert same_or_named(read, shuffled, good) == ""


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_a_missing_column_is_named(read, good, place: int) -> None:
    less = [[*row[:place], *row[place + 1 :]] for row in (NAMES, *ROWS)]
    error = same_or_named(read, as_bytes(less[0], less[1:]), good)
    assert NAMES[place] in str(error)


@given(
    place=st.integers(0, len(NAMES)),
    name=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
)
def test_a_column_too_many_is_named(read, good, place: int, name: str) -> None:
    more = [[*row[:place], "1", *row[place:]] for row in ROWS]
    error = same_or_named(read, as_bytes([*NAMES[:place], name, *NAMES[place:]], more), good)
    assert error


@given(row=st.integers(0, len(ROWS) - 1), place=st.integers(0, len(NAMES) - 1), more=st.booleans())
def test_a_cell_too_many_or_too_few_is_noticed(
    read, good, row: int, place: int, more: bool
) -> None:
    shifted = [list(cells) for cells in ROWS]
    shifted[row][place : place + 1] = ["x", "y"] if more else []
    error = same_or_named(read, as_bytes(NAMES, shifted), good)
    assert f"row {row + 2}: {len(NAMES) + (1 if more else -1)} cells" in str(error)


def test_every_row_with_a_cell_too_many_is_noticed(read, good) -> None:
    """pandas would take the first column for an index and shift all others."""
    assert same_or_named(read, as_bytes(NAMES, [["x", *row] for row in ROWS]), good)


@pytest.mark.parametrize("place", range(0, len(GOOD) + 1, 7))
def test_a_nul_byte_anywhere_is_noticed(read, good, place: int) -> None:
    assert "plain text" in str(same_or_named(read, GOOD[:place] + b"\0" + GOOD[place:], good))


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_give_the_same_frame(read, good, ending: str) -> None:
    assert same_or_named(read, GOOD.replace(b"\n", ending.encode()), good) == ""


def test_a_byte_order_mark_gives_the_same_frame(read, good) -> None:
    assert same_or_named(read, b"\xef\xbb\xbf" + GOOD, good) == ""


@pytest.mark.parametrize(
    "encoding", ["cp1251", "cp1254", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_another_encoding_is_noticed(read, good, encoding: str) -> None:
    text = GOOD.decode("utf-8")
    error = same_or_named(read, text.encode(encoding, errors="replace"), good)
    lost = "?" in text.encode(encoding, errors="replace").decode(encoding)
    assert error or lost


@given(st.sampled_from(["cp1251", "utf-16-le"]), st.integers(0, len(ROWS) - 1))
def test_one_row_in_another_encoding_is_noticed(read, good, encoding: str, row: int) -> None:
    lines = GOOD.splitlines(keepends=True)
    lines[row + 1] = "K9,,,,,,Ереван\n".encode(encoding)
    assert same_or_named(read, b"".join(lines), good)


def test_a_heading_that_stands_twice_is_noticed(read, good) -> None:
    lines = GOOD.splitlines(keepends=True)
    for place in range(1, len(lines) + 1):
        doubled = b"".join([*lines[:place], lines[0], *lines[place:]])
        assert f"row {place + 1}: the first row" in str(same_or_named(read, doubled, good))
    twice = as_bytes([*NAMES, "words"], [[*row, "x"] for row in ROWS])
    assert "words stand twice" in str(same_or_named(read, twice, good))


def test_a_quotation_mark_that_stays_open_is_noticed(read, good) -> None:
    for place, byte in enumerate(GOOD):
        if chr(byte) in ",\n":
            assert same_or_named(read, GOOD[: place + 1] + b'"' + GOOD[place + 1 :], good), place


def test_a_line_break_inside_a_cell_is_noticed(read, good) -> None:
    """Two rows that a quotation mark makes one keep the number of cells."""
    merged = [ROWS[0], [*ROWS[1][:-1], "x\nK9,,,,,,"], *ROWS[2:]]
    assert "row 3: a double quote" in same_or_named(read, as_bytes(NAMES, merged), good)


def test_a_cell_of_a_megabyte_is_kept_or_named(read, good) -> None:
    large = [[*ROWS[0][:-1], "x" * 1_000_000], *ROWS[1:]]
    content = as_bytes(NAMES, large)
    if said := error_of(read, content):
        assert "row 2" in said
    else:  # other packages may have raised the limit of Python's own reader
        assert read(content)["words"].tolist() == ["x" * 1_000_000, *good["words"][1:]]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.org";"y")', "+1+1", "-2+3", "@SUM(A1)"])
def test_text_like_a_formula_stays_text(read, text: str) -> None:
    frame = read(as_bytes(NAMES, [[*row[:-1], text] for row in ROWS]))
    assert set(frame["words"]) == {text}


@settings(max_examples=300)
@given(st.data())
def test_any_damage_gives_a_table_as_described_or_is_named(read, good, data: st.DataObject) -> None:
    """Bytes cut out, put in or written over: never another error than that of the loader."""
    start = data.draw(st.integers(0, len(GOOD)))
    stop = data.draw(st.integers(start, min(start + 12, len(GOOD))))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b",", b'"', b"\n", b"\xff", b"\r"]))
    changed_cells_that_stay_possible(read, GOOD[:start] + put + GOOD[stop:], good)


def changed_cells_that_stay_possible(read, content: bytes, good: pd.DataFrame) -> None:
    """Damage may look like another value; then types and columns still hold."""
    if said := error_of(read, content):
        assert said.startswith("t.csv")
        return
    frame = read(content)
    assert list(frame.columns) == NAMES
    assert frame["key"].notna().all()
    assert frame["kind"].dropna().isin(["a", "b"]).all()
    assert len(frame) <= len(good) + 6


@pytest.mark.parametrize("name", ["summits", "areas", "claims", "un_ukraine_votes", "scenarios"])
def test_tables_of_the_course_cut_anywhere(name: str, tmp_path: Path) -> None:
    package = json.loads((COURSE / "datapackage.json").read_text(encoding="utf-8"))
    content = (COURSE / f"{name}.csv").read_bytes()
    chance = random.Random(name)
    with described(package, tmp_path):
        for length in (chance.randrange(1, len(content)) for _ in range(25)):
            if content[length - 1 : length] == b"\n":
                continue
            (tmp_path / f"{name}.csv").write_bytes(content[:length])
            with pytest.raises(data.DataError, match=rf"{name}\.csv"):
                data.read(name)


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x.org")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "＝1+1"],
)
def test_check_data_refuses_text_like_a_formula(folder: Path, text: str) -> None:
    """Who opens a table of the course in a spreadsheet program runs what starts so (OWASP)."""
    rows = [[*ROWS[0][:-1], text], *ROWS[1:]]
    (folder / "t.csv").write_bytes(as_bytes(NAMES, rows))
    (problem,) = [one for one in check_data.problems(folder) if "words" in one]
    assert "t.csv, row 2, column words" in problem
    assert "formula" in problem


@settings(max_examples=200)
@given(st.data())
def test_check_data_says_damage_in_sentences(folder: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    put = data.draw(st.binary(max_size=6))
    (folder / "t.csv").write_bytes(
        GOOD[:start] + put + GOOD[start + data.draw(st.integers(0, 9)) :]
    )
    for problem in check_data.problems(folder):
        assert problem.startswith("t.csv, row ")
        assert problem.endswith((".", ")"))
