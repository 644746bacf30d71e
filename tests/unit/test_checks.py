"""Feedback on exercises and quiz questions."""

from __future__ import annotations

import datetime as dt
import decimal
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import checks, exercises
from helpers.checks import NOT_ANSWERED, NOT_YET, RIGHT, UNAVAILABLE, UNKNOWN, WRONG_KIND, check
from helpers.exercises import (
    Date,
    Exercise,
    Names,
    Number,
    OneOf,
    Option,
    Question,
    Registry,
    Slip,
    TrueFalse,
    Values,
    WholeNumber,
)
from helpers.quiz import quiz
from helpers.widgets import Interactive

MEMBERS = pd.DataFrame({"member": ["ARM", "BLR", "KAZ"], "joined": [1992, 1993, 1992]})
SHARES = pd.Series({"RUS": 60.0, "KAZ": 25.5, "ARM": np.nan})


def exercise(number: int, expects: object, solution: object, *slips: Slip) -> Exercise:
    return Exercise(
        id=f"1.{number}",
        title="An exercise",
        expects=expects,
        solution=lambda: solution,
        hints=("Look at the table.", "Count the rows."),
        explanation="It matters.",
        slips=slips,
    )


EXAMPLE = SimpleNamespace(
    __name__="example",
    NOTEBOOK="01_founding",
    EXERCISES=[
        exercise(
            1,
            WholeNumber("members"),
            len(MEMBERS),
            Slip("Those are the years.", value=lambda: MEMBERS["joined"].nunique()),
            Slip("Fewer than none?", when=lambda value: value < 0),
        ),
        exercise(2, Number(0.05, "%"), 66.7),
        exercise(3, OneOf(("yes", "no", "open")), "open"),
        exercise(4, Names("member codes"), MEMBERS["member"]),
        exercise(5, Date(), pd.Timestamp("1992-05-15")),
        exercise(6, TrueFalse(), np.True_),
        exercise(7, Values("member", 0.1, "%"), SHARES),
        exercise(8, Names("codes", ordered=True), ["RUS", "KAZ", "ARM"]),
        exercise(9, Number(), None),
    ],
    QUESTIONS=[
        Question(
            "Q1.1",
            "Is <b>this</b> a treaty?",
            (Option("Yes <i>", True, "It binds."), Option("No", False, "Read & see.")),
        ),
        Question(
            "Q1.2",
            "Which are members?",
            (
                Option("Armenia", True, "Since 1992."),
                Option("Georgia", False, "Left in 1999."),
                Option("Belarus", True, "Since 1993."),
            ),
        ),
    ],
)


@pytest.fixture(autouse=True, scope="module")
def _example_course() -> None:
    course = Registry()
    course.add(EXAMPLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exercises, "registry", lambda: course)
        yield


@pytest.fixture(autouse=True)
def _new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_failed", Counter())


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (1, 3),
        (1, 3.0),
        (1, np.int64(3)),
        (1, np.array(3)),
        (1, decimal.Decimal(3)),
        (2, 66.7),
        (2, 66.66),
        (2, np.float32(66.7)),
        (3, " Open"),
        (4, ["kaz", "BLR", " ARM"]),
        (4, {"KAZ", "BLR", "ARM"}),
        (4, MEMBERS["member"]),
        (4, MEMBERS.set_index("member").index),
        (5, "1992-05-15"),
        (5, dt.date(1992, 5, 15)),
        (5, dt.datetime(1992, 5, 15, 12)),
        (5, pd.Timestamp("1992-05-15")),
        (5, np.datetime64("1992-05-15")),
        (6, True),
        (6, np.True_),
        (7, SHARES),
        (7, SHARES.sort_index()),
        (7, SHARES.to_frame()),
        (7, {"rus": 60, "KAZ": 25.45, "ARM": None}),
        (8, ["RUS", "KAZ", "ARM"]),
    ],
)
def test_right_in_every_form(number: int, answer: object) -> None:
    feedback = check(f"1.{number}", answer)
    assert feedback.status == RIGHT, repr(feedback)
    assert feedback
    assert repr(feedback) == f"Exercise 1.{number}: right. It matters."


def test_names_may_come_one_by_one() -> None:
    assert check("1.4", (name for name in ("ARM", "BLR", "KAZ")))


@pytest.mark.parametrize("nothing", [..., None, "", "  ", "...", [...], (..., ...)])
def test_not_answered_says_calmly_what_is_wanted(nothing: object) -> None:
    feedback = check("1.1", nothing)
    assert feedback.status == NOT_ANSWERED
    assert "a whole number (members)" in repr(feedback)


def test_each_failing_attempt_brings_the_next_hint() -> None:
    messages = [check("1.1", 7).message for _ in range(4)]
    assert messages[0] == "Hint 1 of 2: Look at the table."
    assert messages[1] == "Hint 2 of 2: Count the rows."
    solved = "The worked solution is in `notebooks/solutions/01_founding.ipynb`."
    assert messages[2] == messages[3] == f"{messages[1]} {solved}"


def test_a_slip_is_explained_and_costs_no_hint() -> None:
    assert repr(check("1.1", 2)) == "Exercise 1.1: not yet. Those are the years."
    assert check("1.1", -1).message == "Fewer than none?"
    assert check("1.1", 7).message.startswith("Hint 1")


@pytest.mark.parametrize(
    ("number", "answer", "remark"),
    [
        (2, 0.667, "factor of 100"),
        (2, 66.5, "rounding"),
        (4, ["ARM", "RUS"], "1 of yours belong here, 1 not, 2 still to find."),
        (5, "1992-05-14", ""),
        (7, {"RUS": 60, "KAZ": 1, "ARM": None}, "2 of 3 values are right."),
        (7, {"RUS": 60, "TJK": 1}, "2 missing, 1 not wanted"),
        (8, ["KAZ", "RUS", "ARM"], "the order is not right"),
    ],
)
def test_a_near_miss_gets_a_remark(number: int, answer: object, remark: str) -> None:
    feedback = check(f"1.{number}", answer)
    assert feedback.status == NOT_YET
    assert remark in feedback.message
    assert "Hint 1 of 2" in feedback.message


@pytest.mark.parametrize(
    ("number", "answer", "words"),
    [
        (1, "three", "the text 'three'"),
        (1, 3.5, "the number 3.5, which is not whole"),
        (1, True, "Your answer is True."),
        (1, float("nan"), "a blank value (NaN)"),
        (1, np.inf, "infinite"),
        (1, 10**400, "far too large"),
        pytest.param(1, 10**5000, "far too large", id="thousands of digits"),
        (1, pd.Series([3]), "take the value out with `.iloc[0]`"),
        (1, [3], "take the value out with `[0]`"),
        (1, MEMBERS, "a table with 3 rows and 2 columns"),
        (1, len, "a function"),
        (1, pd.NA, "a blank value"),
        (1, 1j, "the number 1j"),
        (3, "perhaps", "not among them"),
        (4, "ARM", "square brackets"),
        (4, [1, 2], "a list of 2 items, not all of them texts"),
        (4, range(10**9), "more than 1000 items"),
        (4, pd.Series({"ARM": 1}), "add `.index`"),
        (4, MEMBERS, "a table"),
        (5, "15 May 1992", "not such a date"),
        (5, pd.NaT, "a blank date"),
        (6, 1, "the number 1"),
        (6, "True", "the text 'True'"),
        (7, MEMBERS, "choose one column"),
        (7, {"RUS": "much"}, "not all of them numbers"),
        (7, pd.Series([1, 2], index=["RUS", "RUS"]), "comes twice"),
        (7, np.zeros((2, 2)), "an array of shape (2, 2)"),
    ],
)
def test_another_kind_is_named(number: int, answer: object, words: str) -> None:
    feedback = check(f"1.{number}", answer)
    assert feedback.status == WRONG_KIND
    assert words in repr(feedback)
    assert EXAMPLE.EXERCISES[number - 1].expects.asks() in repr(feedback)
    assert not checks._failed, "a wrong kind costs no hint"


class Hostile:
    """An object all of whose methods fail."""

    def __getattribute__(self, name: str) -> object:
        if name == "__class__":
            return Hostile
        raise RuntimeError(name)

    def __iter__(self) -> object:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | st.dates()
    | st.timedeltas()
    | st.decimals()
    | st.builds(Hostile)
    | st.builds(pd.DataFrame)
    | st.builds(lambda values: pd.Series(values, dtype=object), st.lists(st.integers() | st.text()))
    | st.builds(np.array, st.lists(st.floats())),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner)
        | st.dictionaries(st.text(), inner)
        | st.builds(iter, st.lists(inner))
    ),
    max_leaves=5,
)


@given(answer=ANYTHING, number=st.integers(1, 9))
def test_never_raises_and_never_runs_on(answer: object, number: int) -> None:
    feedback = check(f"1.{number}", answer)
    assert len(repr(feedback)) < 500
    assert feedback._repr_markdown_().startswith(f"**Exercise 1.{number}: ")


@pytest.mark.parametrize(
    "unknown", ["9.9", "", 1.1, None, [], pytest.param(Hostile(), id="hostile")]
)
def test_an_unknown_id_names_the_known_ones(unknown: object) -> None:
    feedback = check(unknown, 3)
    assert feedback.status == UNKNOWN
    assert "Known ids: 1.1, 1.2" in repr(feedback)


def test_a_fault_of_the_course_is_not_the_students() -> None:
    feedback = check("1.9", 3)
    assert feedback.status == UNAVAILABLE
    assert "your answer is not at fault" in repr(feedback)


def test_what_the_student_wrote_is_shown_literally() -> None:
    text = check("1.1", "<img src=x> *a* $b$ [c](d)\n# e")._repr_markdown_()
    assert r"&lt;img src=x&gt; \*a\* \$b\$ \[c\](d)" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Q1"},
        {"hints": ()},
        {"hints": ("one", " ")},
        {"explanation": ""},
        {"solution": 3},
    ],
)
def test_a_definition_that_is_incomplete_is_refused(wrong: dict) -> None:
    parts = {"id": "1.1", "title": "t", "expects": Number(), "solution": lambda: 1}
    with pytest.raises(ValueError, match="xercise"):
        Exercise(**parts | {"hints": ("h",), "explanation": "e"} | wrong)


@pytest.mark.parametrize(
    "options",
    [
        (Option("a", True, "w"),),
        (Option("a", False, "w"), Option("b", False, "w")),
        (Option("a", True, "w"), Option("a", False, "w")),
        (Option("a", True, "w"), Option("b", False, "")),
    ],
)
def test_a_question_that_is_incomplete_is_refused(options: tuple[Option, ...]) -> None:
    with pytest.raises(ValueError, match=r"Question Q1\.3"):
        Question("Q1.3", "Why?", options)


def test_a_slip_needs_exactly_one_test() -> None:
    with pytest.raises(ValueError, match="value= or when="):
        Slip("message")


def test_one_of_needs_options_not_a_text() -> None:
    with pytest.raises(ValueError, match="at least two"):
        OneOf(("alone",))


def test_an_id_used_twice_is_refused() -> None:
    course = Registry()
    course.add(EXAMPLE)
    with pytest.raises(ValueError, match=r"1\.1 is used twice"):
        course.add(EXAMPLE)


def test_quiz_explains_the_choice() -> None:
    widget = quiz("Q1.1")
    widget.button.click()
    assert "Not answered yet" in widget.feedback.value
    widget.choice.widget.index = 1
    widget.button.click()
    assert "Not yet" in widget.feedback.value
    assert "Read &amp; see." in widget.feedback.value
    widget.choice.widget.index = 0
    widget.button.click()
    assert "Right" in widget.feedback.value
    assert "Yes &lt;i&gt;" in widget.feedback.value
    assert "It binds." in widget.feedback.value


def test_quiz_with_several_right_answers_counts_what_is_missing() -> None:
    widget = quiz("Q1.2")
    armenia, georgia, belarus = widget.choice.boxes
    armenia.value = georgia.value = True
    widget.button.click()
    assert "Not yet" in widget.feedback.value
    assert "Left in 1999." in widget.feedback.value
    assert "still to find: 1" in widget.feedback.value
    georgia.value, belarus.value = False, True
    widget.button.click()
    assert "Right" in widget.feedback.value


def test_quiz_gives_nothing_away_before_it_is_answered() -> None:
    widget = quiz("Q1.1")
    assert widget.choice.widget.value is None
    assert widget.feedback.value == ""
    assert "&lt;b&gt;this" in widget.children[0].value


def test_unknown_question_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"Q1\.1, Q1\.2"):
        quiz("Q9.9")


def test_a_stored_widget_leaves_a_calm_note() -> None:
    box = Interactive(title="Map & <years>")
    bundle = box._repr_mimebundle_()
    note = "Interactive: run this cell to use it: Map & <years>"
    assert bundle["text/plain"] == repr(box) == note
    assert "Map &amp; &lt;years&gt;" in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle
