"""The solved edition of a notebook: the student's notebook plus its file of solutions.

A file of solutions is Markdown. Each solution is a heading with the id of the exercise, one block
of Python that replaces the exercise's cell, and free text that becomes a cell after it:

    ## 1.3

    ```python
    answer_1_3 = len(members)
    check("1.3", answer_1_3)
    ```

    Why this is so.
"""

from __future__ import annotations

import copy
import posixpath
import re
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

STUDENT_FOLDER, SOLVED_FOLDER = "notebooks", "notebooks/solutions"

_HEADING = re.compile(r"## (\d+\.\d+)(\s.*)?$")
_LINK = re.compile(r"""(\]\(|\b(?:href|src)=["'])([^)\s"']+)""")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)
_ANNOUNCEMENT = re.compile(r"\A\n\*\w+ edition\..*\*\n")
_HEADLINE = re.compile(r"Exercise (\d+\.\d+): ([^.]+)\.")


class EditionError(ValueError):
    """The notebook and its file of solutions do not fit; the message says where."""


@dataclass(frozen=True)
class Solution:
    """The worked solution of one exercise."""

    code: str
    text: str


def parse_solutions(markdown: str, file: str) -> dict[str, Solution]:
    """Read a file of solutions.

    Args:
        markdown: Content of the file.
        file: Its name, for messages.

    Returns:
        Solutions by exercise id, in the order of the file.

    Raises:
        EditionError: A solution comes twice or does not start with one block of Python.
    """
    solutions: dict[str, Solution] = {}
    for exercise, lines in _sections(markdown).items():
        if isinstance(lines, str):
            raise EditionError(f"{file}: {lines}")
        solutions[exercise] = _solution(exercise, lines, file)
    return solutions


def exercise_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells that hold an exercise, by exercise id."""
    return {
        cell.metadata["exercise"]: cell
        for cell in notebook.cells
        if cell.cell_type == "code" and "exercise" in cell.metadata
    }


def solve(student: NotebookNode, solutions: dict[str, Solution], name: str) -> NotebookNode:
    """Build the solved edition; nothing is executed.

    Args:
        student: The student's notebook.
        solutions: Solutions by exercise id.
        name: Name of the notebook without ``.ipynb``.

    Returns:
        A new notebook without outputs; cell ids are those of the student's notebook.

    Raises:
        EditionError: An exercise has no solution, or a solution no exercise.
    """
    exercises = exercise_cells(student)
    for exercise in exercises.keys() - solutions.keys():
        raise EditionError(f"{name}.md: the solution of exercise {exercise} is missing.")
    for exercise in solutions.keys() - exercises.keys():
        raise EditionError(f"{name}.md: {name}.ipynb has no exercise {exercise}.")
    solved = copy.deepcopy(student)
    solved.cells = [new for cell in solved.cells for new in _solved_cells(cell, solutions)]
    line = f"Solved edition. The exercises are in [the students' notebook](../{name}.ipynb)."
    announce(solved.cells[0], line)
    return solved


def relink(text: str, old: str, new: str) -> str:
    """Adapt the relative links of a Markdown text to another folder of notebooks.

    Args:
        text: Markdown with links relative to the folder `old`.
        old: Folder below the course's, such as ``notebooks``.
        new: Folder in which the text is to stand.

    Returns:
        The same text with links relative to the folder `new`.

    Example:
        >>> relink("[data](../data/README.md#areas)", "notebooks", "notebooks/solutions")
        '[data](../../data/README.md#areas)'
    """

    def adapted(match: re.Match[str]) -> str:
        opening, target = match.groups()
        if _ADDRESS.match(target):
            return match[0]
        path, anchor = re.fullmatch(r"([^#?]*)(.*)", target).groups()
        whole = posixpath.normpath(posixpath.join(old, path))
        return f"{opening}{posixpath.relpath(whole, new)}{anchor}"

    return _LINK.sub(adapted, text)


def announce(first: NotebookNode, line: str) -> None:
    """Say under the title of a notebook which edition it is, instead of what stood there."""
    title, _, rest = first.source.partition("\n")
    rest = _ANNOUNCEMENT.sub("", rest)
    first.source = f"{title}\n\n*{line}*\n{rest}"


def verdicts(notebook: NotebookNode) -> dict[str, str]:
    """Return what the stored outputs say about each exercise of an executed notebook.

    Returns:
        Status by exercise id, for example ``{"1.1": "right"}``; ``no feedback`` without output.
    """
    found = {}
    for exercise, cell in exercise_cells(notebook).items():
        texts = [str(output.get("data", {}).get("text/plain", "")) for output in cell.outputs]
        headlines = [match for match in map(_HEADLINE.match, texts) if match]
        said = {match[1]: match[2] for match in headlines}
        found[exercise] = said.get(exercise, "no feedback")
    return found


def _sections(markdown: str) -> dict[str, list[str] | str]:
    """Lines by exercise id; a text instead of lines is what is wrong with the section."""
    sections: dict[str, list[str] | str] = {}
    lines: list[str] = []
    inside_code = False
    for line in markdown.splitlines():
        heading = None if inside_code else _HEADING.match(line)
        if line.startswith("```"):
            inside_code = not inside_code
        if heading:
            lines = []
            twice = f"exercise {heading[1]} comes twice."
            sections[heading[1]] = twice if heading[1] in sections else lines
        else:
            lines.append(line)
    return sections


def _solution(exercise: str, lines: list[str], file: str) -> Solution:
    content = "\n".join(lines).strip("\n")
    match = re.match(r"```python\n(.*?)\n```(?:\n|$)(.*)", content, re.DOTALL)
    if match is None:
        raise EditionError(
            f"{file}: the solution of exercise {exercise} must start with a block ```python … ```."
        )
    return Solution(code=match[1].rstrip(), text=match[2].strip())


def _solved_cells(cell: NotebookNode, solutions: dict[str, Solution]) -> list[NotebookNode]:
    if cell.cell_type == "markdown":
        cell.source = relink(cell.source, STUDENT_FOLDER, SOLVED_FOLDER)
        return [cell]
    if cell.cell_type != "code":
        return [cell]
    cell.outputs, cell.execution_count = [], None
    exercise = cell.metadata.get("exercise")
    if exercise is None:
        return [cell]
    solution = solutions[exercise]
    cell.source = solution.code
    if not solution.text:
        return [cell]
    explained = relink(solution.text, STUDENT_FOLDER, SOLVED_FOLDER)
    text = f"**Solution {exercise}.** {explained}"
    return [cell, new_markdown_cell(text, id=f"solution-{exercise.replace('.', '-')}")]
