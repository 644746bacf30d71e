"""The student's own files: nothing is lost, every problem is said in one sentence."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import data, own_work
from tools import execution

COLUMNS = ["coder", "code"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "own files"))
    return tmp_path / "own files"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "class.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_without_a_setting_the_folder_lies_beside_the_data(monkeypatch) -> None:
    monkeypatch.delenv("COURSE_WORK", raising=False)
    assert own_work.folder() == data.DATA.parent / "my_work"


def test_the_folder_is_ignored_by_git() -> None:
    ignored = (data.DATA.parent / ".gitignore").read_text(encoding="utf-8").split()
    assert "my_work/" in ignored


def test_what_is_saved_can_be_read(folder: Path) -> None:
    frame = pd.DataFrame({"coder": ["Ани, „A“", "B\nC"], "code": [1, -2]})
    path = own_work.save("coding.csv", frame)
    assert path.parent == folder
    assert own_work.rows(path, COLUMNS) == [
        (2, {"coder": "Ани, „A“", "code": "1"}),
        (4, {"coder": "B\nC", "code": "-2"}),
    ]
    assert [file.name for file in folder.iterdir()] == ["coding.csv"]


def test_a_failed_save_leaves_the_old_file(folder: Path, monkeypatch) -> None:
    path = own_work.save("coding.csv", pd.DataFrame({"coder": ["A"], "code": [1]}))
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(own_work.FileProblem, match="What was saved before is unchanged"):
        own_work.save("coding.csv", pd.DataFrame({"coder": ["B"], "code": [2]}))
    assert path.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == ["coding.csv"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "taken"))
    with pytest.raises(own_work.FileProblem, match="COURSE_WORK"):
        own_work.save("coding.csv", pd.DataFrame({"coder": []}))


@pytest.mark.parametrize(
    "content",
    [
        "coder,code\nA,1\n",
        "coder;code\nA;1\n",
        "coder\tcode\r\nA\t1\r\n",
        "\ufeffCoder,Code\n\nA , 1\n,\n",
        '"coder","code"\n"A","1"',
    ],
)
def test_files_of_every_spreadsheet_program_are_read(tmp_path: Path, content: str) -> None:
    found = own_work.rows(written(tmp_path, content), COLUMNS)
    assert [record for _, record in found] == [{"coder": "A", "code": "1"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty. It needs the columns coder, code"),
        (" \n\n", "is empty"),
        ("coder\nA\n", "line 1: the column code is missing"),
        ("coder,code,code\nA,1,2\n", "the column code stands there twice"),
        ("coder,code\nA,1\nB\n", "line 3: 1 cells, but the first line names 2"),
        ("coder,code\nA,1,x\n", "line 2: 3 cells"),
        ("coder,code\nÄ,1\n".encode("cp1252"), "line 2: a letter is not stored as UTF-8"),
        ("coder,code\n".encode("utf-16"), "is not a plain CSV file"),
        (b"PK\x03\x04\0\0", "is not a plain CSV file"),
        (b"x" * (own_work.LARGEST + 1), "more than 2 million bytes"),
        ('coder,code\n"A,' + "1" * 140_000, "quotation mark that is never closed"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(own_work.FileProblem) as problem:
        own_work.rows(written(tmp_path, content), COLUMNS)
    assert said in str(problem.value)
    assert "class.csv" in str(problem.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(own_work.FileProblem, match=r"no file .*absent\.csv"):
        own_work.rows(tmp_path / "absent.csv", COLUMNS)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "class.csv"
    path.write_bytes(content)
    # Only the announced error may come out.
    with contextlib.suppress(own_work.FileProblem):
        found = own_work.rows(path, COLUMNS)
        assert all(set(COLUMNS) <= set(record) for _, record in found)


def test_committed_notebooks_never_show_what_a_student_saved(monkeypatch) -> None:
    monkeypatch.setenv("COURSE_WORK", execution.kernel_environment(data.DATA.parent)["COURSE_WORK"])
    assert not own_work.folder().exists()
    assert data.DATA.parent not in own_work.folder().parents
