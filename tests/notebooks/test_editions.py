"""The editions and the data dictionary are in step with what they are made from."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from course_notebooks import (
    INSTRUCTOR,
    ROOT,
    SOLVED,
    STUDENT,
    code,
    code_cells,
    headings,
    load,
    markdown,
    short,
)

from tools import editions, refresh


def test_nothing_made_is_out_of_date() -> None:
    assert refresh.check(ROOT, STUDENT) == [], "Run: python course.py refresh"


def test_every_notebook_with_exercises_has_a_solved_edition() -> None:
    with_exercises = [path for path in STUDENT if editions.exercise_cells(load(path))]
    assert [path.name for path in SOLVED] == [path.name for path in with_exercises]


@pytest.mark.parametrize("path", SOLVED, ids=short)
def test_solutions_are_out_of_sight_of_students(path: Path) -> None:
    student = code(path.parents[1] / path.name).splitlines()
    for cell in editions.exercise_cells(load(path)).values():
        answers = [line for line in cell.source.splitlines() if line.startswith("answer_")]
        assert answers, cell.source
        assert not set(answers) & set(student)


@pytest.mark.parametrize("path", SOLVED, ids=short)
def test_solved_edition_says_what_it_is(path: Path) -> None:
    first = load(path).cells[0].source
    assert "Solved edition" in first
    assert f"(../{path.name})" in first


def test_every_notebook_has_an_instructor_edition() -> None:
    assert [path.name for path in INSTRUCTOR] == [path.name for path in STUDENT]


@pytest.mark.parametrize("path", INSTRUCTOR, ids=short)
def test_instructors_see_the_outputs_that_were_compared(path: Path) -> None:
    compared = path.parents[1] / "solutions" / path.name
    cells = code_cells(compared if compared in SOLVED else path.parents[1] / path.name)
    assert cells
    assert code_cells(path) == cells


@pytest.mark.parametrize("path", INSTRUCTOR, ids=short)
def test_every_section_has_its_note_for_the_teacher(path: Path) -> None:
    plan, *notes = [text for text in markdown(path) if text.startswith("<details open")]
    assert "Plan for 45 minutes" in plan
    numbered = [text for level, text in headings(path) if level == 2 and text[0].isdigit()]
    summaries = [re.search(r"For the teacher: (.*?)</b>", note)[1] for note in notes]
    assert list(map(html.unescape, summaries)) == numbered


@pytest.mark.parametrize("path", STUDENT, ids=short)
def test_students_see_no_note_for_the_teacher(path: Path) -> None:
    assert "For the teacher" not in path.read_text(encoding="utf-8")
