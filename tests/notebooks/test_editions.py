"""The solved edition and the data dictionary are in step with what they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from course_notebooks import ROOT, SOLVED, STUDENT, code, load, short

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
