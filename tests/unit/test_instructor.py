"""The instructor edition: the teacher's texts stand in place, the rest is the solved edition."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import editions, instructor

TABLE = "| minutes | section | show | ask | expect |\n|---|---|---|---|---|\n"
GUIDE = f"""\
# Teaching 02: war stance

Students learn to read a roll call.

## Before class

- Open [the notebook](../02_war.ipynb#1-Votes).

## Plan for 45 minutes

{TABLE}| 5 | Opening | the map | Who? | Six. |
| 40 | 1 Votes; Exercise 2.1 | control = KAZ | A \\| B? | Both. |

## Plan for 90 minutes

{TABLE}| 90 | 2 "Words" & deeds; Key points | all | Why? | Because. |

## What to skip

Nothing.

## Misunderstandings

| students say | why | how to meet it |
|---|---|---|
| "absent is no" | haste | Show the key. |

## Sensitive points

The dead.

## Notes by section

### 1 Votes

First note, see [solutions](../solutions/02_war.ipynb).

```python
## no heading
```

### 2 "Words" & deeds

Second note.
"""


def solved() -> NotebookNode:
    output = new_output("execute_result", {"text/plain": "[a](../02_war.ipynb)"}, execution_count=1)
    task = new_code_cell(
        "answer_2_1 = 1",
        id="task",
        metadata={"exercise": "2.1"},
        execution_count=1,
        outputs=[output],
    )
    first = "# War\n\n*Solved edition. In [the students'](../02_war.ipynb).*\n\n| **Time** |"
    links = "## 1 Votes\n\n[same](02_war.ipynb) [data](../../data/README.md) [next](../03_x.ipynb)"
    return new_notebook(
        cells=[
            new_markdown_cell(first, id="first"),
            new_markdown_cell(links, id="votes"),
            task,
            new_markdown_cell('### Discuss\n\nWhy?\n\n## 2 "Words" & deeds', id="words"),
            new_markdown_cell("## Key points", id="last"),
        ]
    )


def built(base: NotebookNode, folder: str = "notebooks/solutions") -> NotebookNode:
    return instructor.build(base, folder, instructor.parse(GUIDE, "02_war.md"), "02_war")


def test_plan_and_notes_stand_where_they_belong() -> None:
    made = built(solved())
    assert [cell.id for cell in made.cells] == [
        "first",
        "teacher-plan",
        "votes",
        "teacher-note-1",
        "task",
        "words",
        "teacher-note-2",
        "last",
    ]
    nbformat.validate(made)
    plan, first, second = (cell for cell in made.cells if cell.id.startswith("teacher"))
    assert "\n\n## Teaching 02: war stance\n\nStudents learn" in plan.source
    assert "\n\n### Sensitive points\n\nThe dead." in plan.source
    assert "Notes by section" not in plan.source
    assert "First note" in first.source
    assert "## no heading" in first.source
    assert 'For the teacher: 2 "Words" &amp; deeds' in second.source
    for cell in (plan, first, second):
        assert cell.source.startswith("<details open")
        assert cell.source.endswith("\n\n</details>")
        assert cell.metadata == {"tags": ["teacher"]}


def test_the_rest_is_the_solved_edition_with_adapted_links() -> None:
    base = solved()
    before = nbformat.writes(base)
    made = built(base)
    assert nbformat.writes(base) == before
    cells = {cell.id: cell for cell in made.cells}
    assert cells["task"] == base.cells[2]
    assert cells["words"] == base.cells[3]
    assert cells["votes"].source == (
        "## 1 Votes\n\n[same](../solutions/02_war.ipynb) [data](../../data/README.md) "
        "[next](../03_x.ipynb)"
    )


@pytest.mark.parametrize("folder", ["notebooks", "notebooks/solutions"])
def test_the_edition_is_announced_once(folder: str) -> None:
    base = solved()
    if folder == "notebooks":
        base.cells[0].source = "# War\n\n| **Time** |"
    title, line, rest = built(base, folder).cells[0].source.split("\n\n")
    assert (title, rest) == ("# War", "| **Time** |")
    assert line.startswith("*Instructor edition. It holds")
    assert "(../02_war.ipynb)" in line


def test_announcing_keeps_an_introduction_in_italics() -> None:
    first = new_markdown_cell("# War\n\n*Read slowly.*\n\n| **Time** |")
    editions.announce(first, "Solved edition. Look.")
    assert first.source == "# War\n\n*Solved edition. Look.*\n\n*Read slowly.*\n\n| **Time** |"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# Teaching 02: war stance", "", "must start with its title"),
        ("# Teaching", "Hello\n# Teaching", "must start with its title"),
        (GUIDE, "", "must start with its title"),
        ("## Before class", "## Before", "after '# Teaching 02: war stance' comes ## Before, not"),
        ("## What to skip\n\nNothing.\n", "", "comes ## Misunderstandings, not '## What to skip'"),
        ("\nNothing.\n", "", "under '## What to skip' there is nothing"),
        ("Nothing.", "All.\n\n### Maps\n\nNo.", "comes ### Maps, not '## Misunderstandings'"),
        ("## Notes by section\n", "## Notes by section\n\nAll:\n", "stand under a heading ###"),
        ("### 1 Votes", '### 2 "Words" & deeds', "must be one heading ###"),
        ("### 1 Votes", "## 1 Votes", "must be one heading ###"),
        (GUIDE[GUIDE.index("## Notes") :], "", "comes the end of the file, not '## Notes"),
    ],
)
def test_a_broken_frame_is_told(old: str, new: str, said: str) -> None:
    assert old in GUIDE
    with pytest.raises(editions.EditionError) as problem:
        instructor.parse(GUIDE.replace(old, new), "02_war.md")
    assert str(problem.value).startswith("02_war.md")
    assert said in str(problem.value)


def test_a_fitting_file_passes() -> None:
    instructor.check(instructor.parse(GUIDE, "02_war.md"), solved(), "02_war.md")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("### 1 Votes", "### 1 Vote", "the notebook has no section '1 Vote'."),
        ("### 1 Votes", "### 1 Vote", "section '1 Votes' has no note."),
        ("### 1 Votes", "### Key points", "the notebook has no section 'Key points'."),
        ("| 5 |", "| 6 |", "Plan for 45 minutes: the column minutes must add up to 45."),
        ("| 5 |", "| five |", "Plan for 45 minutes: the column minutes must add up to 45."),
        ("| 90 |", "| 89 |", "Plan for 90 minutes: the column minutes must add up to 90."),
        ("Exercise 2.1", "Exercise 2.2", "45 minutes: the notebook has no 'Exercise 2.2'."),
        ("| 1 Votes; ", "| 1 Voting; ", "45 minutes: the notebook has no '1 Voting'."),
        ("A \\| B?", "A | B?", "45 minutes: needs one table with the columns minutes, section"),
        ("| ask |", "| say |", "needs one table with the columns minutes, section"),
    ],
)
def test_what_does_not_fit_the_notebook_is_told(old: str, new: str, said: str) -> None:
    assert old in GUIDE
    guide = instructor.parse(GUIDE.replace(old, new), "02_war.md")
    with pytest.raises(editions.EditionError) as problem:
        instructor.check(guide, solved(), "02_war.md")
    assert "02_war.md: " in str(problem.value)
    assert said in str(problem.value)


def test_notes_in_another_order_are_told() -> None:
    start = GUIDE.index("### 1")
    second = GUIDE.index("### 2")
    swapped = GUIDE[:start] + GUIDE[second:] + "\n" + GUIDE[start:second]
    guide = instructor.parse(swapped, "02_war.md")
    with pytest.raises(editions.EditionError, match="another order than the sections"):
        instructor.check(guide, solved(), "02_war.md")
