"""What `check` says, word for word, and how it looks as Markdown."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers import checks, data, exercises
from helpers.checks import Feedback, check, escape_markdown
from helpers.exercises import Exercise, Registry, WholeNumber


def exercise(name: str) -> Exercise:
    return Exercise(
        id=name,
        title="An exercise",
        expects=WholeNumber("members"),
        solution=lambda: 3,
        hints=("Look.", "Count."),
        explanation="It matters.",
    )


@pytest.fixture(autouse=True)
def _course(monkeypatch: pytest.MonkeyPatch) -> None:
    course = Registry()
    listed = [exercise("1.10"), exercise("1.9"), exercise("0.2")]
    course.add(SimpleNamespace(__name__="e", NOTEBOOK="01_founding", EXERCISES=listed))
    monkeypatch.setattr(exercises, "registry", lambda: course)
    monkeypatch.setattr(checks, "_failed", Counter())


def test_not_answered_in_full() -> None:
    assert repr(check("1.9")) == (
        "Exercise 1.9: not answered. Replace `...` with your answer "
        "(a whole number (members), such as `12`) and run the cell again."
    )


@pytest.mark.parametrize("answer", [[], [..., 3], (3, ...), 0, False, "0"])
def test_what_counts_as_an_answer(answer: object) -> None:
    assert check("1.9", answer).status != checks.NOT_ANSWERED


def test_another_kind_in_full() -> None:
    assert repr(check("1.9", "three")) == (
        "Exercise 1.9: another kind of answer is needed. This exercise asks for a whole number "
        "(members), such as `12`. Your answer is the text 'three'."
    )


def test_an_unknown_id_is_shown_with_all_known_ones_in_order() -> None:
    found = check("7.7", 3)
    assert (found.exercise, found.received) == ("7.7", "")
    assert found.message == (
        'Write the id as in the heading, in quotation marks, such as `check("1.1", …)`. '
        "Known ids: 0.2, 1.9, 1.10."
    )
    assert not found


def test_a_long_id_is_cut_and_another_kind_of_id_is_described() -> None:
    assert check("9" * 50).exercise == "9" * 40
    assert check(1.9).exercise == "the number 1.9"


def test_without_exercises_there_are_none_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exercises, "registry", Registry)
    assert check("1.1").message.endswith("Known ids: none yet.")


def test_a_fault_of_the_course_names_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = exercise("1.1")
    object.__setattr__(broken, "solution", lambda: {}["gdp"])
    course = Registry()
    course.add(SimpleNamespace(__name__="e", NOTEBOOK="01_founding", EXERCISES=[broken]))
    monkeypatch.setattr(exercises, "registry", lambda: course)
    found = check("1.1", 3)
    assert repr(found) == (
        "Exercise 1.1: unavailable. The solution could not be computed from the data; your answer "
        "is not at fault. KeyError: 'gdp'"
    )


def test_an_answer_that_fails_when_it_is_read_is_named_by_its_type() -> None:
    broken = type("L" * 60, (), {"__class__": property(lambda self: 1 / 0)})()
    found = check("1.9", broken)
    assert (found.exercise, found.status) == ("1.9", checks.WRONG_KIND)
    assert found.message.startswith("This exercise asks for a whole number (members)")
    assert found.received == f"an object of type {'L' * 40}."
    assert check(broken).exercise == f"an object of type {'L' * 40}"[:40]


def test_hints_stay_at_the_last_and_then_the_solution_is_named() -> None:
    messages = [check("1.9", 7).message for _ in range(3)]
    solved = "The worked solution is in `notebooks/solutions/01_founding.ipynb`."
    assert messages == [
        "Hint 1 of 2: Look.",
        "Hint 2 of 2: Count.",
        f"Hint 2 of 2: Count. {solved}",
    ]
    assert check("1.10", 7).message == "Hint 1 of 2: Look.", "each exercise counts for itself"


def test_a_copy_without_solutions_sends_to_the_teacher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "DATA", tmp_path / "data")
    messages = [check("1.9", 7).message for _ in range(3)]
    assert check("1.9", 7).exercise == "1.9"
    assert messages[2].endswith("Count. Your teacher has the worked solution.")


def test_feedback_as_text_and_as_markdown() -> None:
    told = Feedback("1.*", "not yet", "Look *here*.", "you wrote *5*")
    assert repr(told) == "Exercise 1.*: not yet. Look *here*. you wrote *5*"
    assert told._repr_markdown_() == (r"**Exercise 1.\*: not yet.** Look *here*. you wrote \*5\*")
    assert Feedback("1.1", "right", "Yes.")._repr_markdown_() == "**Exercise 1.1: right.** Yes."


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        (r"\`*_{}[]#+!|~$", r"\\\`\*\_\{\}\[\]\#\+\!\|\~\$"),
        ("  two\n\tlines  ", "two lines"),
    ],
)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped
