"""The teacher's files keep one frame, name what exists, and their minutes add up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from course_notebooks import ROOT, headings
from test_teaching_rules import exercise_headings, typed_figures

from tools import instructor

FILES = sorted((ROOT / "notebooks" / "instructor").glob("0*.md"))
FRAME = [
    "Before class",
    "Plan for 45 minutes",
    "Plan for 90 minutes",
    "What to skip",
    "Misunderstandings",
    "Sensitive points",
    "Notes by section",
]
STEPS = ["minutes", "section", "show", "ask", "expect"]
MISTAKES = ["students say", "why", "how to meet it"]
NO_SECTION = {"Opening", "Key points", "Discussion"}
FEWEST_MISTAKES, FEWEST_WORDS = 4, 20
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@every_file
def test_frame_is_complete(path: Path) -> None:
    found = guide(path)
    assert re.match(rf"Teaching {path.stem[:2]}: \S", found.title)
    assert found.introduction
    assert [*found.plan, "Notes by section"] == FRAME
    assert all(found.plan.values())


@every_file
@pytest.mark.parametrize("minutes", [45, 90])
def test_minutes_add_up(path: Path, minutes: int) -> None:
    steps = plan(path, minutes)
    assert sum(int(step[0]) for step in steps) == minutes


@every_file
@pytest.mark.parametrize("minutes", [45, 90])
def test_plan_names_what_the_notebook_has(path: Path, minutes: int) -> None:
    exercises = {f"Exercise {number}" for number in exercise_headings(notebook(path))}
    known = {*numbered(notebook(path)), *exercises, *NO_SECTION}
    named = {name for step in plan(path, minutes) for name in step[1].split("; ")}
    assert named <= known, f"not in the notebook: {named - known}"


@every_file
def test_every_step_says_what_to_do(path: Path) -> None:
    for step in [*plan(path, 45), *plan(path, 90)]:
        assert all(step), step


@every_file
def test_every_section_has_its_notes_in_order(path: Path) -> None:
    notes = guide(path).notes
    assert list(notes) == numbered(notebook(path))
    for heading, text in notes.items():
        assert len(text.split()) >= FEWEST_WORDS, f"'{heading}' says too little"


@every_file
def test_exercises_are_those_of_the_notebook(path: Path) -> None:
    number = int(path.stem[:2])
    named = set(re.findall(rf"\b{number}\.\d+\b", path.read_text(encoding="utf-8")))
    assert named <= set(exercise_headings(notebook(path)))


@every_file
def test_controls_are_named_as_on_the_screen(path: Path) -> None:
    named = set(re.findall(r"\*\*([^*\n]+)\*\* = ", path.read_text(encoding="utf-8")))
    code = [file.read_text(encoding="utf-8") for file in (ROOT / "helpers").rglob("*.py")]
    unknown = {label for label in named if not any(f'"{label}"' in text for text in code)}
    assert not unknown, f"no control is called {unknown}"


@every_file
def test_misunderstandings_come_with_an_answer(path: Path) -> None:
    rows = table(guide(path).plan["Misunderstandings"], MISTAKES)
    assert len(rows) >= FEWEST_MISTAKES
    assert all(all(row) for row in rows)


@every_file
def test_values_are_pointed_to_and_not_typed(path: Path) -> None:
    typed = typed_figures(path.read_text(encoding="utf-8"))
    assert not typed, f"point to the figure or cell instead: {typed}"


def test_a_table_with_another_head_or_a_short_row_is_refused() -> None:
    head, line = "| students say | why | how to meet it |", "|---|---|---|"
    assert table(f"{head}\n{line}\n| a | b | c |", MISTAKES) == [["a", "b", "c"]]
    with pytest.raises(AssertionError):
        table(f"{head}\n{line}\n| a | b |", MISTAKES)
    with pytest.raises(AssertionError):
        table("| minutes | section |\n|---|---|\n| 5 | Opening |", MISTAKES)


def notebook(path: Path) -> Path:
    """The student's notebook that a teacher's file belongs to."""
    return path.parents[1] / f"{path.stem}.ipynb"


def numbered(path: Path) -> list[str]:
    """Headings such as ``1 How the members voted``."""
    return [text for level, text in headings(path) if level == 2 and re.match(r"\d+ ", text)]


def guide(path: Path) -> instructor.Guide:
    """The file in parts; a frame that is broken is refused."""
    return instructor.parse(path.read_text(encoding="utf-8"), path.name)


def plan(path: Path, minutes: int) -> list[list[str]]:
    return table(guide(path).plan[f"Plan for {minutes} minutes"], STEPS)


def table(text: str, columns: list[str]) -> list[list[str]]:
    """Rows of the only table in a text; a row with too few or too many cells is refused."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("|")]
    head, rule, *rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines
    ]
    assert head == columns
    assert all(set(cell) <= set("-:") for cell in rule)
    assert all(len(row) == len(columns) for row in rows), "a row has the wrong number of cells"
    return rows
