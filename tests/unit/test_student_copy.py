"""The copy for students: it works, and holds nothing that answers the exercises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from folder_names import with_letters_beyond_ascii

from tools import editions, student_copy

ROOT = student_copy.ROOT
NOTEBOOKS = [path.name for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class") / with_letters_beyond_ascii()
    student_copy.write(ROOT, folder)
    return folder


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_only_what_students_need_is_there(copy: Path) -> None:
    top = {name.split("/")[0] for name in [*student_copy.FILES, *student_copy.FOLDERS]}
    assert {path.name for path in copy.iterdir()} == top | {"notebooks", "README.md"}
    assert [path.name for path in sorted((copy / "notebooks").iterdir())] == NOTEBOOKS
    assert not list(copy.rglob("__pycache__"))
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_the_parts_of_the_course_are_whole(copy: Path) -> None:
    for name in ("data", "helpers"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert (copy / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_solutions_and_notes_are_nowhere(copy: Path) -> None:
    for name in NOTEBOOKS:
        text = (copy / "notebooks" / name).read_text(encoding="utf-8")
        assert "Solved edition" not in text
        assert "For the teacher" not in text
        notebook = nbformat.read(copy / "notebooks" / name, as_version=4)
        assert set(editions.verdicts(notebook).values()) <= {"not answered"}


def test_links_lead_to_files_of_the_copy(copy: Path) -> None:
    pages = [copy / "README.md", copy / "data" / "README.md", *(copy / "notebooks").iterdir()]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if page.suffix == ".ipynb":
            cells = nbformat.reads(text, as_version=4).cells
            text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        for link in re.findall(r"\]\(([^)\s#]+)", text):
            if not re.match(r"[a-z]+:", link):
                target = (page.parent / link).resolve()
                assert target.exists(), f"{page.name}: {link}"
                assert target.is_relative_to(copy.resolve())


def test_the_readme_keeps_what_is_for_students(copy: Path) -> None:
    text = (copy / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Alliance under strain")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == student_copy.SECTIONS
    assert "notebooks/solutions" not in text


def test_a_section_that_was_renamed_is_told() -> None:
    with pytest.raises(student_copy.CopyError, match=r"README\.md has no section 'Start'"):
        student_copy.readme("# Course\n\n## Begin\n")


def test_helpers_of_the_copy_work_and_know_that_solutions_are_elsewhere(copy: Path) -> None:
    code = (
        "from helpers import checks, data; print(len(data.load('claims')));"
        "print(checks._where_solved('01_founding'))"
    )
    result = run(copy, "-c", code)
    assert result.stderr == ""
    assert int(result.stdout.splitlines()[0]) > 0
    assert result.stdout.splitlines()[1] == "Your teacher has the worked solution."


def test_commands_for_teachers_say_so(copy: Path) -> None:
    assert run(copy, "course.py", "--help").returncode == 0
    for command in ("test", "refresh", "export"):
        result = run(copy, "course.py", command)
        assert result.returncode == 1
        assert f"is for students and has no '{command}'" in result.stderr


def test_a_folder_with_files_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    for target in (tmp_path, tmp_path / "letter.txt"):
        assert student_copy.main(["--out", str(target)]) == 1
        said = capsys.readouterr().err
        assert "Nothing was written" in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("inside", ["data/copy", "notebooks/copy"])
def test_a_folder_inside_the_course_is_refused(inside: str) -> None:
    with pytest.raises(student_copy.CopyError, match="lies inside the course"):
        student_copy.write(ROOT, ROOT / inside)


def test_an_empty_folder_is_filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new").mkdir()
    assert student_copy.main(["--out", str(tmp_path / "new")]) == 0
    assert str(tmp_path / "new") in capsys.readouterr().out
    assert (tmp_path / "new" / "course.py").is_file()


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(student_copy, "readme", full)
    assert student_copy.main(["--out", str(tmp_path / "new")]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("= ...", "= 6"), ("not answered", "right"), ("Exercise ", "Task ")],
)
def test_answers_of_the_teacher_are_not_handed_out(tmp_path: Path, old: str, new: str) -> None:
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    path = course / "notebooks" / NOTEBOOKS[0]
    shutil.copyfile(ROOT / "notebooks" / NOTEBOOKS[0], path)
    notebook = nbformat.read(path, as_version=4)
    for cell in editions.exercise_cells(notebook).values():
        cell.source = cell.source.replace(old, new)
        for output in cell.outputs:
            output.data["text/plain"] = output.data["text/plain"].replace(old, new)
    nbformat.write(notebook, path)
    with pytest.raises(student_copy.CopyError, match="does not stand as students should find it"):
        student_copy.write(course, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
