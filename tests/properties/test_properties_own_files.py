"""The student's files: what is saved comes back, harmless in a spreadsheet; damage is told."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import own_work, verdict_file
from helpers.measures import forecast_file

TODAY = dt.date(2026, 12, 1)
# OWASP, "CSV Injection": what makes a spreadsheet program compute a cell.
STARTS = tuple("=+-@\t\r\n＝＋－＠")
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
FORMULAS = st.tuples(st.sampled_from(["", "'", "''"]), st.sampled_from(STARTS), ANY_TEXT).map(
    "".join
)
CELLS = (ANY_TEXT | FORMULAS).map(lambda text: " ".join(text.replace("\0", "").split()))


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_WORK", str(place))
        yield place


def cells_of(path: Path) -> list[list[str]]:
    """Return the cells as a spreadsheet program sees them."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
@example([('=HYPERLINK("http://x.org";"open")', "'=1+1"), ("-1", "'"), ("@SUM(A1)", "＝1")])
def test_every_text_comes_back_and_none_is_a_formula(rows: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame([(f"r{n}", *row) for n, row in enumerate(rows)], columns=["id", "a", "b"])
    path = own_work.save("any.csv", frame)
    found = [(line["a"], line["b"]) for _, line in own_work.rows(path, ["id"])]
    assert found == rows
    assert not [cell for line in cells_of(path) for cell in line if cell.startswith(STARTS)]


def test_numbers_stay_numbers() -> None:
    path = own_work.save("codes.csv", pd.DataFrame({"coder": ["-A"], "code": [-2]}))
    assert cells_of(path)[1] == ["'-A", "-2"]


@given(names=st.lists(CELLS.filter(bool), min_size=1, max_size=3))
def test_names_of_columns_are_no_formulas(names: list[str]) -> None:
    path = own_work.save("any.csv", pd.DataFrame([["x"] * len(names)], columns=names))
    assert not [name for name in cells_of(path)[0] if name.startswith(STARTS)]


@given(reason=ANY_TEXT | FORMULAS | st.just("long " * 50_000))
@example("half a sign \ud83d")
@example("nul\0")
def test_a_reason_is_kept_or_refused_and_then_nothing_changes(reason: str) -> None:
    verdict_file.judge("C001", "partly", "before")
    path = own_work.folder() / verdict_file.FILE
    before = path.read_bytes()
    try:
        verdict_file.judge("C001", "outdated", reason)
    except own_work.FileProblem as problem:
        told = str(problem)
        kept = before
    else:
        told, kept = "", path.read_bytes()
        (row,) = verdict_file.read().to_dict("records")
        assert row["reason"] == " ".join(reason.split())
    assert path.read_bytes() == kept
    assert not told or (verdict_file.FILE in told and "What was saved before is unchanged" in told)
    assert len(verdict_file.read()) == 1


def test_columns_of_the_students_own_are_kept() -> None:
    path = own_work.folder() / verdict_file.FILE
    path.write_text("claim_id,page,verdict,reason\nC001,12,partly,a\n", encoding="utf-8")
    verdict_file.judge("C002", "partly", "b")
    verdict_file.judge("C001", "outdated", "c")
    rows = own_work.rows(path, ["claim_id"])
    assert [(row["claim_id"], row["page"], row["first_verdict"]) for _, row in rows] == [
        ("C001", "12", "partly"),
        ("C002", "", "partly"),
    ]


def test_line_ends_of_old_spreadsheet_programs_are_read() -> None:
    path = own_work.folder() / verdict_file.FILE
    path.write_bytes(b"claim_id;verdict;reason\rC001;partly;a\rC002;outdated;b\r")
    assert verdict_file.read()["reason"].tolist() == ["a", "b"]


VERDICTS = (
    "claim_id,verdict,reason,first_verdict\nC001,partly,Нет источника,outdated\nC002,outdated,,\n"
)
FORECASTS = (
    "forecast_id,made_on,question,outcome,probability,resolves_by,resolved_as\n"
    "F1,2026-11-01,Rain?,yes,0.3,2027-01-02,\nF1,2026-11-01,Rain?,no,0.7,2027-01-02,\n"
)


def read_forecasts() -> pd.DataFrame:
    return forecast_file.read(own_work.folder() / forecast_file.FILE, TODAY)


@pytest.mark.parametrize(
    ("file", "text", "read"),
    [
        (verdict_file.FILE, VERDICTS, verdict_file.read),
        (forecast_file.FILE, FORECASTS, read_forecasts),
    ],
)
class TestDamage:
    """A file that was changed somewhere is read, or refused in one sentence, and stays."""

    @given(st.data())
    def test_anywhere(self, file: str, text: str, read: Callable, data: st.DataObject) -> None:
        content = text.encode("utf-8")
        start = data.draw(st.integers(0, len(content)))
        stop = data.draw(st.integers(start, min(len(content), start + 10)))
        put = data.draw(st.binary(max_size=5) | st.sampled_from([b'"', b",", b";", b"\n", b"\0"]))
        path = own_work.folder() / file
        path.write_bytes(content[:start] + put + content[stop:])
        self.read_or_told(path, read)

    @pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-le", "utf-8-sig"])
    def test_encodings(self, file: str, text: str, read: Callable, encoding: str) -> None:
        path = own_work.folder() / file
        path.write_bytes(text.encode(encoding))
        told = self.read_or_told(path, read)
        plain = encoding == "utf-8-sig" or (encoding == "cp1251" and text.isascii())
        assert bool(told) != plain

    def test_columns_in_another_order(self, file: str, text: str, read: Callable) -> None:
        path = own_work.folder() / file
        path.write_text(text, encoding="utf-8")
        wanted = read()
        lines = [line[::-1] for line in csv.reader(text.splitlines())]
        path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
        pd.testing.assert_frame_equal(read(), wanted)

    def test_a_heading_once_more_is_told(self, file: str, text: str, read: Callable) -> None:
        path = own_work.folder() / file
        head = text.splitlines()[0]
        path.write_text(text + head + "\n", encoding="utf-8")
        assert f"line {text.count(chr(10)) + 1}" in self.read_or_told(path, read)

    @staticmethod
    def read_or_told(path: Path, read: Callable) -> str:
        before, told = path.read_bytes(), ""
        try:
            read()
        except own_work.FileProblem as problem:
            told = str(problem)
        assert path.read_bytes() == before
        assert not told or path.name in told
        return told


@given(st.data())
def test_a_damaged_file_is_never_written_over(data: st.DataObject) -> None:
    path = own_work.folder() / verdict_file.FILE
    content = VERDICTS.encode("utf-8")
    start = data.draw(st.integers(0, len(content)))
    damaged = content[:start] + data.draw(st.binary(min_size=1, max_size=4)) + content[start:]
    path.write_bytes(damaged)
    try:
        before = set(verdict_file.read()["claim_id"])
    except own_work.FileProblem:
        with pytest.raises(own_work.FileProblem):
            verdict_file.judge("C003", "partly")
        assert path.read_bytes() == damaged
    else:
        assert before < {"C003", *verdict_file.judge("C003", "partly")["claim_id"]}
