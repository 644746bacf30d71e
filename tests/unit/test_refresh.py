"""Refresh: outputs, the solved edition and the data dictionary, all or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import dictionary, editions, execution, instructor, refresh

SOLUTIONS = """\
# Solutions

## 0.1 Count

```python
## not a heading
answer_0_1 = 6
check("0.1", answer_0_1)
```

Six, see [data](../data/README.md).
"""

GUIDE = """\
# Teaching 00: small

Students learn to count.

## Before class

- Count.

## Plan for 45 minutes

| minutes | section | show | ask | expect |
|---|---|---|---|---|
| 45 | Opening; Exercise 0.1 | the [table](../../data/members.csv) | How many? | Six. |

## Plan for 90 minutes

| minutes | section | show | ask | expect |
|---|---|---|---|---|
| 90 | Discussion | the table | How many? | Six. |

## What to skip

Nothing.

## Misunderstandings

| students say | why | how to meet it |
|---|---|---|
| five | one is late | Count again. |

## Sensitive points

None.

## Notes by section
"""

# Stands for the real helpers, so that the kernels of these tests start fast.
HELPERS = """
class Feedback:
    def __init__(self, text):
        self.text = text
    def __repr__(self):
        return self.text

def check(exercise, answer):
    status = {...: "not answered", 6: "right"}.get(answer, "not yet")
    return Feedback(f"Exercise {exercise}: {status}.")
"""


def exercise_cell() -> NotebookNode:
    source = 'answer_0_1 = ...\ncheck("0.1", answer_0_1)'
    return new_code_cell(source, id="task", metadata={"tags": ["exercise"], "exercise": "0.1"})


def small_notebook(*cells: NotebookNode) -> NotebookNode:
    first = new_markdown_cell("# Small\n\n| **Time** |", id="first")
    return new_notebook(
        cells=[first, new_code_cell("from helpers import check", id="imports"), *cells]
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one notebook, one table and a stand-in for the helpers."""
    for folder in ("data", "helpers", "notebooks/solutions", "notebooks/instructor"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "helpers" / "__init__.py").write_text(HELPERS, encoding="utf-8")
    solutions = tmp_path / "notebooks" / "solutions" / "00_small.md"
    solutions.write_text(SOLUTIONS, encoding="utf-8")
    guide = tmp_path / "notebooks" / "instructor" / "00_small.md"
    guide.write_text(GUIDE, encoding="utf-8")
    nbformat.write(small_notebook(exercise_cell()), tmp_path / "notebooks" / "00_small.ipynb")
    (tmp_path / "data" / "members.csv").write_text("member,joined\nARM,1992\n", encoding="utf-8")
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    return tmp_path


PACKAGE = {
    "title": "Small package",
    "resources": [
        {
            "name": "members",
            "path": "members.csv",
            "title": "Members | all",
            "description": "Who belongs.",
            "as_of": "2026-06-30",
            "licence": "CC BY 4.0",
            "attribution": "The authors",
            "notes": ["One row only."],
            "schema": {
                "primaryKey": ["member"],
                "fields": [
                    {
                        "name": "member",
                        "type": "string",
                        "description": "Code.",
                        "constraints": {"required": True, "enum": ["ARM"]},
                        "references": {"resource": "members", "field": "member"},
                    },
                    {"name": "joined", "type": "year", "description": "Year.", "unit": "year"},
                ],
            },
        },
        {
            "name": "geo_world",
            "path": "geo/world.geojson",
            "title": "World",
            "description": "Shapes.",
            "as_of": "2026-06-30",
            "licence": "Public domain",
            "attribution": "Natural Earth",
        },
    ],
}


def files(course: Path) -> dict[str, bytes]:
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for path in sorted(course.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_refresh_makes_everything_and_the_same_again(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refresh.main(["--check"], course) == 1
    assert "solutions/00_small.ipynb is out of date" in capsys.readouterr().err

    assert refresh.main([], course) == 0
    student = nbformat.read(course / "notebooks/00_small.ipynb", as_version=4)
    solved = nbformat.read(course / "notebooks/solutions/00_small.ipynb", as_version=4)
    assert editions.verdicts(student) == {"0.1": "not answered"}
    assert editions.verdicts(solved) == {"0.1": "right"}
    assert [c.execution_count for c in student.cells if c.cell_type == "code"] == [1, 2]
    assert [cell.id for cell in solved.cells] == ["first", "imports", "task", "solution-0-1"]
    teacher = nbformat.read(course / "notebooks/instructor/00_small.ipynb", as_version=4)
    assert [cell for cell in teacher.cells if cell.cell_type == "code"] == [
        cell for cell in solved.cells if cell.cell_type == "code"
    ]
    assert teacher.cells[1].id == "teacher-plan"
    assert student.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert "(members.csv), 1 rows" in (course / "data/README.md").read_text(encoding="utf-8")

    made = files(course)
    assert refresh.main(["00"], course) == 0
    assert files(course) == made
    assert refresh.main(["--check"], course) == 0


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (new_code_cell("1 / 0"), "00_small.ipynb, cell 4 under 'Two' (1 / 0): ZeroDivisionError"),
        (new_code_cell("import warnings\nwarnings.warn('old')"), "writes to the error stream"),
        (new_code_cell("import os\nos._exit(1)"), "cell 4 under 'Two' (import os): Kernel died"),
    ],
)
def test_a_failing_cell_is_named_and_nothing_changes(
    course: Path, capsys: pytest.CaptureFixture[str], cell: NotebookNode, message: str
) -> None:
    notebook = small_notebook(new_markdown_cell("## Two"), cell, exercise_cell())
    nbformat.write(notebook, course / "notebooks" / "00_small.ipynb")
    before = files(course)
    assert refresh.main([], course) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "Nothing was changed" in said
    assert files(course) == before


def test_a_wrong_solution_stops_everything(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = course / "notebooks" / "solutions" / "00_small.md"
    file.write_text(SOLUTIONS.replace("= 6", "= 5"), encoding="utf-8")
    before = files(course)
    assert refresh.main([], course) == 1
    said = capsys.readouterr().err
    assert "solutions/00_small.ipynb: the check of exercise 0.1 says 'not yet'" in said
    assert files(course) == before


def test_unknown_names_and_damaged_files_are_explained(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refresh.main(["07"], course) == 1
    assert "There is no notebook 07. Known notebooks: 00_small." in capsys.readouterr().err
    (course / "notebooks" / "00_small.ipynb").write_text("{", encoding="utf-8")
    assert refresh.main([], course) == 1
    assert "00_small.ipynb is not a readable notebook" in capsys.readouterr().err


def test_a_missing_file_of_solutions_is_named(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "notebooks" / "solutions" / "00_small.md").unlink()
    assert refresh.main([], course) == 1
    assert "solutions/00_small.md is missing" in capsys.readouterr().err


def test_a_missing_teachers_file_is_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "notebooks" / "instructor" / "00_small.md").unlink()
    for arguments in ([], ["--check"]):
        before = files(course)
        assert refresh.main(arguments, course) == 1
        said = capsys.readouterr().err
        assert "00_small.ipynb needs a teacher's file: instructor/00_small.md." in said
        assert files(course) == before


def test_a_notebook_without_exercises_gets_the_teachers_texts(course: Path) -> None:
    path = course / "notebooks" / "00_small.ipynb"
    notebook = small_notebook(new_code_cell("6"))
    notebook.cells[1].source = "import math\nmath.pi"
    nbformat.write(notebook, path)
    guide = GUIDE.replace("; Exercise 0.1", "")
    (course / "notebooks" / "instructor" / "00_small.md").write_text(guide, encoding="utf-8")
    refresh.replace_all(refresh.refresh(course, [path]))
    student, teacher = refresh.read(path), refresh.read(instructor.path_of(path))
    assert [cell.id for cell in teacher.cells[:2]] == ["first", "teacher-plan"]
    assert teacher.cells[2:] == student.cells[1:]
    assert student.cells[2].outputs
    assert refresh.check(course, [path]) == []


def test_a_notebook_without_cell_ids_is_refused(course: Path) -> None:
    path = course / "notebooks" / "00_small.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["nbformat_minor"] = 4
    for cell in content["cells"]:
        del cell["id"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(refresh.RefreshError, match="open and save it in JupyterLab once"):
        refresh.read(path)


def test_check_notices_a_changed_exercise_and_a_changed_table(course: Path) -> None:
    path = course / "notebooks" / "00_small.ipynb"
    solved, solved_path = refresh.solved_edition(path), refresh.solved_path(path)
    nbformat.write(solved, solved_path)
    guide = instructor.guide(path, refresh.read(path))
    edition = {instructor.path_of(path): instructor.edition(guide, solved, solved_path)}
    refresh.replace_all(refresh.dictionary_file(course) | edition)
    assert refresh.check(course, [path]) == []

    text = course / "notebooks" / "instructor" / "00_small.md"
    text.write_text(GUIDE.replace("None.", "The dead."), encoding="utf-8")
    assert refresh.check(course, [path]) == ["notebooks/instructor/00_small.ipynb is out of date."]
    text.write_text(GUIDE, encoding="utf-8")
    assert refresh.check(course, [path]) == []

    nbformat.write(small_notebook(new_markdown_cell("## New"), exercise_cell()), path)
    with (course / "data" / "members.csv").open("a", encoding="utf-8") as table:
        table.write("BLR,1993\n")
    assert refresh.check(course, [path]) == [
        "notebooks/solutions/00_small.ipynb is out of date.",
        "data/README.md is out of date.",
    ]


def test_files_are_replaced_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_bytes(b"old")
    second.write_bytes(b"old")
    replace = refresh.os.replace

    def refuse_second(source: Path, target: Path) -> None:
        if target == second:
            raise PermissionError(f"{target} is open elsewhere")
        replace(source, target)

    monkeypatch.setattr(refresh.os, "replace", refuse_second)
    with pytest.raises(refresh.RefreshError, match="open elsewhere"):
        refresh.replace_all({third: b"new", first: b"new", second: b"new"})
    assert files(tmp_path) == {"a": b"old", "b": b"old"}


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"same")
    assert refresh.replace_all({path: b"same"}) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SOLUTIONS + SOLUTIONS, r"exercise 0\.1 comes twice"),
        ("## 0.1\n\nSix.\n", "must start with a block"),
        ("## 0.1\n\n```\n6\n```\n", "must start with a block"),
    ],
)
def test_unreadable_solutions_are_explained(text: str, message: str) -> None:
    with pytest.raises(editions.EditionError, match=message):
        editions.parse_solutions(text, "00_small.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"solution of exercise 0\.1 is missing"),
        (SOLUTIONS + SOLUTIONS.replace("## 0.1", "## 0.2"), r"has no exercise 0\.2"),
    ],
)
def test_solutions_and_exercises_must_fit(text: str, message: str) -> None:
    solutions = editions.parse_solutions(text, "00_small.md")
    with pytest.raises(editions.EditionError, match=message):
        editions.solve(small_notebook(exercise_cell()), solutions, "00_small")


def test_solving_leaves_the_students_notebook_alone() -> None:
    student = small_notebook(exercise_cell())
    before = nbformat.writes(student)
    solved = editions.solve(student, editions.parse_solutions(SOLUTIONS, "x"), "00_small")
    assert nbformat.writes(student) == before
    assert solved.cells[0].source.startswith("# Small\n\n*Solved edition.")
    assert solved.cells[0].source.endswith("\n\n| **Time** |")
    assert solved.cells[2].source.startswith("## not a heading\nanswer_0_1 = 6")
    assert solved.cells[3].source.startswith("**Solution 0.1.** Six")
    assert "(../../data/README.md)" in solved.cells[3].source


@pytest.mark.parametrize(
    ("student", "solved"),
    [
        ("[n](02_war.ipynb#Key-points)", "[n](../02_war.ipynb#Key-points)"),
        ("[s](solutions/00_small.ipynb)", "[s](00_small.ipynb)"),
        ("![i](../docs/a.png)", "![i](../../docs/a.png)"),
        ('<img src="a.png">', '<img src="../a.png">'),
        ("[a](#part) [b](https://un.org/a) [c](attachment:x.png)", None),
    ],
)
def test_links_are_adapted(student: str, solved: str | None) -> None:
    assert editions.relink(student, "notebooks", "notebooks/solutions") == (solved or student)


def test_stripping_removes_the_traces_of_a_run() -> None:
    widget = {execution.WIDGET_VIEW: {"model_id": "random"}, "text/plain": "Interactive: …"}
    cell = new_code_cell(
        "x",
        metadata={
            "execution": {"iopub.status.busy": "now"},
            "collapsed": False,
            "tags": ["explorer"],
            "jupyter": {"outputs_hidden": True, "source_hidden": True},
        },
        outputs=[new_output("display_data", widget)],
    )
    notebook = new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    execution.strip(notebook)
    assert "widgets" not in notebook.metadata
    assert cell.metadata == {"tags": ["explorer"], "jupyter": {"source_hidden": True}}
    assert cell.outputs[0].data == {"text/plain": "Interactive: …"}


def test_styled_tables_get_a_number_instead_of_a_random_id() -> None:
    html = '<style>#T_{0}_row0 {{}}</style><table id="T_{0}">SE_T_00ff1 T_00ff1x</table>'
    cells = [
        new_code_cell(
            "x",
            outputs=[
                new_output(
                    "display_data",
                    {"text/html": html.format(name), "text/plain": f"<Styler at 0x{name}>"},
                )
            ],
        )
        for name in ("7cd19", "62368")
    ]
    execution.strip(new_notebook(cells=cells))
    stored = [cell.outputs[0].data["text/html"] for cell in cells]
    assert stored == [html.format("00000"), html.format("00001")]
    assert cells[0].outputs[0].data["text/plain"] == "<Styler at 0x0>"


def test_numbers_and_short_parts_stay_on_one_line_and_nothing_is_lost() -> None:
    long = {"text": ["a", "ü"], "empty": {}, "long": ["word " * 11, "word " * 11]}
    data = {"application/json": {"z": [[1, 2.5], [None, -3]] * 9, **long}}
    cell = new_code_cell("x = 1\nx", outputs=[new_output("display_data", data)])
    notebook = new_notebook(cells=[cell])
    stored = execution.to_bytes(notebook)
    assert b'"z": [[1,2.5],[null,-3],[1' in stored
    assert '"text": ["a", "ü"],\n'.encode() in stored
    assert re.search(rb'"long": \[\n +"word.*",\n +"word.*"\n +\]', stored)
    assert re.search(rb'"source": \[\n +"x = 1\\n",\n +"x"\n +\]', stored)
    assert "ü".encode() in stored
    assert stored.endswith(b"}\n")
    assert b"\r" not in stored
    assert json.loads(stored) == json.loads(nbformat.writes(notebook))


def test_dictionary_describes_every_column(course: Path) -> None:
    text = dictionary.write(course / "data")
    assert text.startswith("# Small package\n")
    assert r"| [members](#members) | Members \| all | 1 | 2026-06-30 |" in text
    assert "- Terms: CC BY 4.0" in text
    assert "- Cite: The authors" in text
    assert "- One row only." in text
    meaning = "Code. Allowed: `ARM`. Refers to [members](#members)."
    assert f"| `member` | string | {meaning} |" in text
    assert "| `joined` | year, year, may be empty | Year. |" in text
    assert "shapes for maps" in text


def test_dictionary_waits_for_a_package(tmp_path: Path) -> None:
    assert dictionary.write(tmp_path) is None
    assert refresh.dictionary_file(tmp_path) == {}


def test_a_package_that_does_not_fit_its_files_is_explained(course: Path) -> None:
    (course / "data" / "members.csv").unlink()
    with pytest.raises(refresh.RefreshError, match=r"datapackage\.json does not fit"):
        refresh.dictionary_file(course)
