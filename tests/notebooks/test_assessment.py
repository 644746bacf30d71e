"""The teacher's general files agree with the notebooks: objectives, questions, tables, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from course_notebooks import (
    ROOT,
    STUDENT,
    assert_links_lead_somewhere,
    header,
    headings,
)

FOLDER = ROOT / "notebooks" / "instructor"
KINDS = {"short answer", "interpretation of a figure", "method", "essay"}
FEWEST_QUESTIONS = 12
LEVELS = 4
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_QUESTION = re.compile(r"### Question (\d+) \(([a-z ]+), (\d+) points\)\n(.+?)(?=\n##)", re.DOTALL)
# "(2)", "(1 + 1)" or "(1, any one)": points in a model answer; "(1 − 0.9)" is arithmetic.
_POINTS = re.compile(r"\((\d(?: \+ \d)*)(?:[,;] [^)]*)?\)")


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def table_under(heading: str, name: str) -> list[list[str]]:
    """Rows of the first table under a heading, without its head."""
    part = text(name).split(f"\n## {heading}\n")[1]
    lines = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def questions() -> dict[int, tuple[str, int, str]]:
    return {
        int(number): (kind, int(points), body)
        for number, kind, points, body in _QUESTION.findall(text("assessment.md"))
    }


def objectives(path: Path) -> list[list[str]]:
    """Mark, words and exercises of every objective of a notebook."""
    stated = re.findall(r"\*\*(O\d+)\*\* (.+?)(?:<br>|$)", header(path)["You will be able to"])
    pattern = re.compile(r"Your turn: exercise (\d+\.\d+) \((.+)\)")
    found = [match.groups() for _, words in headings(path) if (match := pattern.fullmatch(words))]
    return [
        [
            f"{path.name[:2]} {mark}",
            words,
            ", ".join(exercise for exercise, marks in found if mark in marks.split(", ")),
        ]
        for mark, words in stated
    ]


def test_table_of_objectives_is_that_of_the_notebooks() -> None:
    wanted = [row for path in STUDENT for row in objectives(path)]
    rows = table_under("Objectives and exercises", "assessment.md")
    assert [row[:3] for row in rows] == wanted


def test_objectives_name_questions_that_exist_and_every_question_serves_one() -> None:
    rows = table_under("Objectives and exercises", "assessment.md")
    named = {int(number) for row in rows for number in re.findall(r"\d+", row[3])}
    assert named == set(questions())


def test_questions_are_numbered_and_of_every_kind() -> None:
    asked = questions()
    assert list(asked) == list(range(1, len(asked) + 1))
    assert len(asked) >= FEWEST_QUESTIONS
    assert {kind for kind, _, _ in asked.values()} == KINDS


@pytest.mark.parametrize("number", questions())
def test_points_of_a_model_answer_add_up(number: int) -> None:
    kind, points, body = questions()[number]
    answer = body.split("**Model answer.**")[1].split("**Accept**")[0].split("**Not accepted**")[0]
    if kind == "essay":
        given = re.findall(r" (\d+)[;.]", answer.split("\nPoints:")[1].splitlines()[0])
    else:
        given = [one for sums in _POINTS.findall(answer) for one in sums.split(" + ")]
    assert sum(map(int, given)) == points


@pytest.mark.parametrize("number", questions())
def test_questions_are_grounded_in_a_numbered_section(number: int) -> None:
    body = questions()[number][2]
    links = _LINK.findall(body.split("**Grounded in**")[1])
    assert links
    assert all(re.search(r"\.ipynb#\d-", link) for link in links)


def test_rubric_describes_every_level() -> None:
    rows = table_under("Rubric for the briefing", "assessment.md")
    assert all(len(row) == 1 + LEVELS and all(row) for row in rows)


def test_tables_are_read_in_the_notebooks_that_updating_names() -> None:
    used: dict[str, set[str]] = {}
    for path in STUDENT:
        for table in re.findall(r"`(\w+)`", header(path)["Data"]):
            used.setdefault(table, set()).add(path.name[:2])
    rows = table_under("Texts to read again after a change of a table", "updating.md")
    for tables, notebooks, _ in rows:
        for table in re.findall(r"`(\w+)`", tables):
            assert set(notebooks.split(", ")) == used[table], table


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    assert_links_lead_somewhere(path.read_text(encoding="utf-8"), path)
