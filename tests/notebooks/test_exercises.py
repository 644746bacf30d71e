"""Every exercise: its solution passes, wrong answers are explained and nothing gives it away."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pandas as pd
import pytest
from wrong_answers import WRONG_ANSWERS

from helpers import checks
from helpers.checks import NOT_ANSWERED, NOT_YET, RIGHT, WRONG_KIND, check
from helpers.exercises import Exercise, OneOf, Question, TrueFalse, registry

EXERCISES = list(registry().exercises.values())
QUESTIONS = list(registry().questions.values())
OF_NO_KIND = ["some text", pd.DataFrame({"a": [1], "b": [2]}), object(), 1j, len]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@pytest.fixture(autouse=True)
def _new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_failed", Counter())


def solution_of(exercise: Exercise) -> object:
    return exercise.expects.read(exercise.solution())


def wrong_answers(exercise: Exercise) -> list:
    listed = [w() if callable(w) else w for w in WRONG_ANSWERS.get(exercise.id, [])]
    listed += [slip.value() for slip in exercise.slips if slip.value]
    if isinstance(exercise.expects, TrueFalse):
        listed += [True, False]
    if isinstance(exercise.expects, OneOf):
        listed += exercise.expects.options
    if isinstance(exercise.expects, TrueFalse | OneOf):
        right = solution_of(exercise)
        return [w for w in listed if exercise.expects.read(w) != right]
    return listed


@every_exercise
def test_the_solution_is_right(exercise: Exercise) -> None:
    feedback = check(exercise.id, exercise.solution())
    assert feedback.status == RIGHT, repr(feedback)
    assert exercise.explanation in repr(feedback)


@every_exercise
def test_unanswered_is_no_failure(exercise: Exercise) -> None:
    for nothing in (..., None, ""):
        assert check(exercise.id, nothing).status == NOT_ANSWERED
    assert not checks._failed


@every_exercise
def test_plausible_wrong_answers_are_explained(exercise: Exercise) -> None:
    answers = wrong_answers(exercise)
    if not isinstance(exercise.expects, TrueFalse | OneOf):
        assert len(answers) >= 3, f"list three for {exercise.id} in wrong_answers.py"
    for answer in answers:
        feedback = check(exercise.id, answer)
        assert feedback.status == NOT_YET, f"{answer!r}: {feedback}"
        assert len(feedback.message) >= 20, f"{answer!r}: {feedback}"
        assert not given_away(exercise, repr(feedback)), f"{answer!r}: {feedback}"


@every_exercise
def test_wrong_kinds_are_told_what_is_expected(exercise: Exercise) -> None:
    for answer in OF_NO_KIND:
        feedback = check(exercise.id, answer)
        assert feedback.status == WRONG_KIND, f"{answer!r}: {feedback}"
        assert exercise.expects.asks() in repr(feedback)
    assert not checks._failed


def no_known_slip(exercise: Exercise) -> list:
    """Return the wrong answers that are met with a hint, not with a message of their own."""
    kind = exercise.expects
    return [
        answer
        for answer in wrong_answers(exercise)
        if not any(slip.fits(kind.read(answer), kind) for slip in exercise.slips)
    ]


# In a closed list of options every wrong one may have a message of its own.
HINTED = [exercise for exercise in EXERCISES if no_known_slip(exercise)]


def test_most_exercises_need_their_hints() -> None:
    assert len(HINTED) >= 0.8 * len(EXERCISES)


@pytest.mark.parametrize("exercise", HINTED, ids=lambda e: e.id)
def test_hints_come_in_order(exercise: Exercise) -> None:
    answer = no_known_slip(exercise)[0]
    last = len(exercise.hints)
    for step, hint in enumerate(exercise.hints, start=1):
        assert f"Hint {step} of {last}: {hint}" in check(exercise.id, answer).message
    after = check(exercise.id, answer).message
    assert f"Hint {last} of {last}: {exercise.hints[-1]}" in after
    assert f"notebooks/solutions/{registry().notebooks[exercise.id]}.ipynb" in after


@every_exercise
def test_slips_get_their_own_message(exercise: Exercise) -> None:
    for slip in exercise.slips:
        if slip.value:
            assert check(exercise.id, slip.value()).message == slip.message


@every_exercise
def test_no_text_gives_the_solution_away(exercise: Exercise) -> None:
    for text in (exercise.expects.asks(), exercise.title, *exercise.hints):
        assert not given_away(exercise, text), text
    for slip in exercise.slips:
        assert not given_away(exercise, slip.message), slip.message


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_questions_have_no_tell_tale_length(question: Question) -> None:
    right = [len(option.text) for option in question.options if option.right]
    wrong = [len(option.text) for option in question.options if not option.right]
    assert not wrong or min(right) <= 2.5 * max(wrong), "the right option is much the longest"


def given_away(exercise: Exercise, text: str) -> bool:
    """Whether a text contains the solution; small counts and closed lists are no secret."""
    solution = solution_of(exercise)
    if isinstance(solution, bool | str | dict):
        return False
    if isinstance(solution, tuple):
        return all(contains(text, name) for name in solution)
    if isinstance(solution, dt.date):
        return contains(text, f"{solution}") or contains(text, f"{solution.day} {solution:%B %Y}")
    if isinstance(solution, int) and abs(solution) < 10:
        return False
    spellings = {f"{solution:.{digits}f}" for digits in (0, 1, 2)} | {f"{solution:,.0f}"}
    return any(contains(text, spelling) for spelling in spellings if len(spelling) > 1)


def contains(text: str, piece: str) -> bool:
    pattern = rf"(?<![\w.,]){re.escape(piece)}(?!\w|[.,]\d)"
    return re.search(pattern, text, re.IGNORECASE) is not None
