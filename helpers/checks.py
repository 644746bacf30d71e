"""Feedback on exercises: `check("1.3", answer)` answers at once and never raises."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from helpers import data, exercises
from helpers.exercises.base import Exercise
from helpers.exercises.reading import WrongKind, describe

_failed: Counter[str] = Counter()
"""Failing attempts by exercise in this kernel; decides which hint comes next."""

RIGHT, NOT_YET, NOT_ANSWERED = "right", "not yet", "not answered"
WRONG_KIND, UNKNOWN, UNAVAILABLE = "another kind of answer is needed", "unknown", "unavailable"


@dataclass(frozen=True)
class Feedback:
    """What `check` says about an answer; shows itself as text.

    Args:
        exercise: Id of the exercise.
        status: ``right``, ``not yet``, ``not answered``, ``another kind of answer is needed``,
            ``unknown`` or ``unavailable``.
        message: Our own words (Markdown).
        received: Words that come from the student's answer (plain; escaped in Markdown).
    """

    exercise: str
    status: str
    message: str
    received: str = ""

    @property
    def headline(self) -> str:
        """The exercise and its status, as one short sentence."""
        return f"Exercise {self.exercise}: {self.status}."

    def __bool__(self) -> bool:
        return self.status == RIGHT

    def __repr__(self) -> str:
        return " ".join(part for part in (self.headline, self.message, self.received) if part)

    def _repr_markdown_(self) -> str:
        received = escape_markdown(self.received)
        headline = f"**{escape_markdown(self.headline)}**"
        return " ".join(part for part in (headline, self.message, received) if part)


def check(exercise_id: str, answer: object = ...) -> Feedback:
    """Compare an answer with the solution that the data gives.

    Args:
        exercise_id: Id as written in the heading, in quotation marks: ``"1.3"``.
        answer: Anything; the literal ``...`` means not answered yet.

    Returns:
        Feedback: right and why it matters; a message for a typical slip or the next hint;
        or which kind of answer is needed. The solution is never shown.

    Example:
        >>> check("no such exercise", 5).status
        'unknown'
    """
    found = exercises.registry()
    exercise = found.exercises.get(exercise_id) if _is(exercise_id, str) else None
    if exercise is None:
        return _unknown(exercise_id, sorted(found.exercises, key=_number))
    if _unanswered(answer):
        asks = exercise.expects.asks()
        message = f"Replace `...` with your answer ({asks}) and run the cell again."
        return Feedback(exercise.id, NOT_ANSWERED, message)
    return _judge(exercise, answer, found.notebooks[exercise.id])


def escape_markdown(text: str) -> str:
    r"""Show a text literally inside Markdown: no markup, no HTML, no formula.

    Args:
        text: Any text.

    Returns:
        The text with every special character escaped, on one line.

    Example:
        >>> escape_markdown("<b>*5*</b>")
        '&lt;b&gt;\\*5\\*&lt;/b&gt;'
    """
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#+!|~$])", r"\\\1", line)


def _judge(exercise: Exercise, answer: object, notebook: str) -> Feedback:
    try:
        solution = exercise.expects.read(exercise.solution())
    except Exception as error:  # a fault of the course, not of the answer: say so calmly
        message = "The solution could not be computed from the data; your answer is not at fault."
        return Feedback(exercise.id, UNAVAILABLE, message, f"{type(error).__name__}: {error}")
    try:
        value = exercise.expects.read(answer)
        right = exercise.expects.same(value, solution)
    except WrongKind as reason:
        return _wrong_kind(exercise, str(reason))
    except Exception:  # an answer that fails while it is read is of another kind
        return _wrong_kind(exercise, _safe_description(answer))
    if right:
        return Feedback(exercise.id, RIGHT, exercise.explanation)
    return _not_yet(exercise, value, solution, notebook)


def _not_yet(exercise: Exercise, value: object, solution: object, notebook: str) -> Feedback:
    for slip in exercise.slips:
        if slip.fits(value, exercise.expects):
            return Feedback(exercise.id, NOT_YET, slip.message)
    _failed[exercise.id] += 1
    attempt, last = _failed[exercise.id], len(exercise.hints)
    step = min(attempt, last)
    hint = f"Hint {step} of {last}: {exercise.hints[step - 1]}"
    parts = [exercise.expects.remark(value, solution), hint]
    if attempt > last:
        parts.append(_where_solved(notebook))
    return Feedback(exercise.id, NOT_YET, " ".join(part for part in parts if part))


def _where_solved(notebook: str) -> str:
    """Say where the solution is; the copy for students has none."""
    file = f"notebooks/solutions/{notebook}.ipynb"
    if (data.DATA.parent / file).exists():
        return f"The worked solution is in `{file}`."
    return "Your teacher has the worked solution."


def _wrong_kind(exercise: Exercise, received: str) -> Feedback:
    message = f"This exercise asks for {exercise.expects.asks()}. Your answer is"
    return Feedback(exercise.id, WRONG_KIND, message, f"{received}.")


def _unknown(exercise_id: object, known: list[str]) -> Feedback:
    ids = ", ".join(known) or "none yet"
    name = exercise_id if _is(exercise_id, str) else _safe_description(exercise_id)
    return Feedback(
        name[:40],
        UNKNOWN,
        f'Write the id as in the heading, in quotation marks, such as `check("1.1", …)`. '
        f"Known ids: {ids}.",
    )


def _unanswered(answer: object) -> bool:
    if answer is None or answer is ...:
        return True
    if _is(answer, str):
        return answer.strip() in ("", "...")
    return _is(answer, (list, tuple)) and len(answer) > 0 and all(x is ... for x in answer)


def _is(value: object, kind: type | tuple[type, ...]) -> bool:
    """Tell the type without asking the object, which may answer with an error."""
    return issubclass(type(value), kind)


def _safe_description(answer: object) -> str:
    try:
        return describe(answer)
    except Exception:  # an object whose own methods fail
        return f"an object of type {type(answer).__name__[:40]}"


def _number(exercise_id: str) -> tuple[int, ...]:
    return tuple(int(part) for part in exercise_id.split("."))
