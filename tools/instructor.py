"""The instructor edition of a notebook: the solved edition plus the teacher's file.

The teacher's file is Markdown with a fixed frame: a title and a paragraph, the headings of `FRAME`,
and under the last of them one note for each numbered section of the notebook. Nothing is executed:
code, outputs and their numbers are those of the solved edition.
"""

from __future__ import annotations

import copy
import html
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from tools import execution, markdown
from tools.editions import (
    SOLVED_FOLDER,
    STUDENT_FOLDER,
    EditionError,
    announce,
    exercise_cells,
    relink,
)

FOLDER = "notebooks/instructor"
PLANS = {"Plan for 45 minutes": 45, "Plan for 90 minutes": 90}
NOTES = "Notes by section"
FRAME = [
    "Before class",
    *PLANS,
    "What to skip",
    "Misunderstandings",
    "Sensitive points",
    NOTES,
]
COLUMNS = ["minutes", "section", "show", "ask", "expect"]
PLACES = {"Opening", "Key points", "Discussion"}

_BOX = "border: 1px solid #767676; border-left-width: 6px; padding: 4px 14px; margin: 4px 0"


@dataclass(frozen=True)
class Guide:
    """What a teacher's file says: the plan by heading of `FRAME`, the notes by section."""

    title: str
    introduction: str
    plan: dict[str, str]
    notes: dict[str, str]


def path_of(student: Path) -> Path:
    """Return where the instructor edition of a notebook is kept."""
    return student.parent / "instructor" / student.name


def guide(student: Path, notebook: NotebookNode) -> Guide:
    """Read the teacher's file of a notebook.

    Args:
        student: Path of the student's notebook.
        notebook: Its content.

    Raises:
        EditionError: The file is missing or does not fit the notebook.
    """
    file = path_of(student).with_suffix(".md")
    if not file.exists():
        raise EditionError(f"{student.name} needs a teacher's file: instructor/{file.name}.")
    found = parse(file.read_text(encoding="utf-8"), file.name)
    check(found, notebook, file.name)
    return found


def edition(guide: Guide, executed: NotebookNode, base: Path) -> bytes:
    """Return the instructor edition as the content of its file.

    Args:
        guide: The teacher's file.
        executed: The executed solved edition, or the student's notebook without exercises.
        base: Path of that notebook, for its links.
    """
    folder = SOLVED_FOLDER if base.parent.name == "solutions" else STUDENT_FOLDER
    return execution.to_bytes(build(executed, folder, guide, base.stem))


def parse(text: str, file: str) -> Guide:
    """Read a teacher's file.

    Args:
        text: Content of the file.
        file: Its name, for messages.

    Raises:
        EditionError: A heading of the frame is missing, misplaced or has nothing under it.
    """
    parts = markdown.parts(text)
    found = [f"{'#' * part.level} {part.heading}" for part in parts]
    if not parts or parts[0].level != 1:
        raise EditionError(f"{file} must start with its title: # Teaching …")
    for place, words in enumerate(FRAME, start=1):
        here = found[place] if place < len(found) else "the end of the file"
        if here != f"## {words}":
            raise EditionError(
                f"{file}: after '{found[place - 1]}' comes {here}, not '## {words}'."
            )
    notes = parts[len(FRAME) + 1 :]
    for heading, part in zip(found, parts, strict=True):
        if (part.text == "") != (part.heading == NOTES):
            wrong = "notes stand under a heading ### each" if part.text else "there is nothing"
            raise EditionError(f"{file}: under '{heading}' {wrong}.")
    for part in notes:
        if part.level != 3 or [other.heading for other in notes].count(part.heading) > 1:
            raise EditionError(
                f"{file}: '{part.heading}' must be one heading ### under '## {NOTES}'."
            )
    return Guide(
        title=parts[0].heading,
        introduction=parts[0].text,
        plan={part.heading: part.text for part in parts[1 : len(FRAME)]},
        notes={part.heading: part.text for part in notes},
    )


def check(guide: Guide, notebook: NotebookNode, file: str) -> None:
    """Compare a teacher's file with its notebook.

    Args:
        guide: From `parse`.
        notebook: The student's notebook.
        file: Name of the teacher's file, for messages.

    Raises:
        EditionError: Says every section, exercise and number of minutes that does not fit.
    """
    sections = [words for cell in notebook.cells for words in _sections(cell)]
    numbered = [words for words in sections if re.match(r"\d+ ", words)]
    problems = [f"the notebook has no section '{w}'." for w in guide.notes if w not in numbered]
    problems += [f"section '{w}' has no note." for w in numbered if w not in guide.notes]
    if not problems and list(guide.notes) != numbered:
        problems.append("the notes come in another order than the sections.")
    known = {*sections, *PLACES, *(f"Exercise {one}" for one in exercise_cells(notebook))}
    for heading, minutes in PLANS.items():
        told = _plan_problems(guide.plan[heading], minutes, known)
        problems += [f"{heading}: {one}" for one in told]
    if problems:
        raise EditionError("\n".join(f"{file}: {one}" for one in problems))


def build(base: NotebookNode, folder: str, guide: Guide, name: str) -> NotebookNode:
    """Put the teacher's texts into an executed edition.

    Args:
        base: The executed solved edition, or the student's notebook if it has no exercises.
        folder: Folder in which `base` is kept, for its links.
        guide: From `parse`, checked.
        name: Name of the notebook without ``.ipynb``.

    Returns:
        A new notebook; cells of code and their outputs are those of `base`.
    """
    made = copy.deepcopy(base)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = relink(cell.source, folder, FOLDER)
    line = (
        "Instructor edition. It holds the solutions and, in boxes, notes for the teacher. "
        f"Students work in [their notebook](../{name}.ipynb)."
    )
    announce(made.cells[0], line)
    first, *others = made.cells
    made.cells = [first, _plan_cell(guide)]
    for cell in others:
        made.cells.append(cell)
        noted = [words for words in _sections(cell) if words in guide.notes]
        made.cells += [_note_cell(words, guide) for words in noted]
    return made


def _sections(cell: NotebookNode) -> list[str]:
    if cell.cell_type != "markdown":
        return []
    return [part.heading for part in markdown.parts(cell.source) if part.level == 2]


def _plan_problems(text: str, minutes: int, known: set[str]) -> list[str]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    header, _, *rows = [_cells(line) for line in lines] if len(lines) > 2 else [[], []]
    if header != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        return [f"needs one table with the columns {', '.join(COLUMNS)}."]
    places = [place for row in rows for place in row[1].split("; ")]
    problems = [f"the notebook has no '{place}'." for place in places if place not in known]
    counts = [int(row[0]) for row in rows if row[0].isdecimal()]
    if len(counts) < len(rows) or sum(counts) != minutes:
        problems.append(f"the column minutes must add up to {minutes}.")
    return problems


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _plan_cell(guide: Guide) -> NotebookNode:
    parts = [f"## {guide.title}", guide.introduction]
    for words, text in guide.plan.items():
        parts += [f"### {words}", text]
    return _teacher_cell("the plan", "\n\n".join(parts), "teacher-plan")


def _note_cell(words: str, guide: Guide) -> NotebookNode:
    number = list(guide.notes).index(words) + 1
    return _teacher_cell(words, guide.notes[words], f"teacher-note-{number}")


def _teacher_cell(subject: str, text: str, name: str) -> NotebookNode:
    """Return a cell with a box that can be closed, for a lesson in which students see it."""
    summary = f"<summary><b>For the teacher: {html.escape(subject, quote=False)}</b></summary>"
    source = f'<details open style="{_BOX}">\n{summary}\n\n{text}\n\n</details>'
    return new_markdown_cell(source, id=name, metadata={"tags": ["teacher"]})
