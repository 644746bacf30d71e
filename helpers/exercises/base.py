"""What an exercise and a quiz question consist of; the content is in the modules beside this."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from helpers.exercises.expects import Kind


@dataclass(frozen=True)
class Slip:
    """A typical misunderstanding with the message that clears it up.

    Args:
        message: What to say (Markdown); never the solution.
        value: Function without arguments that computes the typical wrong answer from the data.
        when: Or: function of the student's value (as read) that is true for this slip.
    """

    message: str
    value: Callable[[], Any] | None = None
    when: Callable[[Any], bool] | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.when is None):
            raise ValueError("A Slip needs either value= or when=.")

    def fits(self, answer: Any, expects: Kind) -> bool:
        """Whether the value a student gave is this slip; never raises on odd values."""
        try:
            if self.when is not None:
                return bool(self.when(answer))
            return expects.same(answer, expects.read(self.value()))
        except Exception:  # a slip only adds a better message: without it the hints remain
            return False


@dataclass(frozen=True)
class Exercise:
    """An exercise that `check` can answer.

    Args:
        id: Number of the notebook, a dot, running number: ``1.3``.
        title: A few words.
        expects: The kind of answer, for example ``WholeNumber("members")``.
        solution: Function without arguments that computes the right answer from the data.
        hints: One to four steps (Markdown), each a little more help, never the solution.
        explanation: Why the right answer matters (Markdown).
        slips: Typical wrong answers with their own message.
    """

    id: str
    title: str
    expects: Kind
    solution: Callable[[], Any]
    hints: tuple[str, ...]
    explanation: str
    slips: tuple[Slip, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "hints", tuple(self.hints))
        object.__setattr__(self, "slips", tuple(self.slips))
        if not re.fullmatch(r"\d+\.\d+", self.id):
            raise ValueError(f"Exercise id {self.id!r}: write it like '1.3'.")
        if not self.hints or not all(hint.strip() for hint in self.hints):
            raise ValueError(f"Exercise {self.id}: give at least one hint, none of them empty.")
        if not self.explanation.strip():
            raise ValueError(f"Exercise {self.id}: say in the explanation why it matters.")
        if not callable(self.solution):
            raise ValueError(f"Exercise {self.id}: solution must be a function without arguments.")


@dataclass(frozen=True)
class Option:
    """One answer of a quiz question.

    Args:
        text: The answer (plain text).
        right: Whether it is right.
        why: What to say to somebody who chose it (plain text).
    """

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A multiple choice question; with several right options all of them are to be found.

    Args:
        id: ``Q``, number of the notebook, a dot, running number: ``Q1.1``.
        prompt: The question (plain text).
        options: Two to six options, at least one of them right.
    """

    id: str
    prompt: str
    options: tuple[Option, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(self.options))
        if not re.fullmatch(r"Q\d+\.\d+", self.id):
            raise ValueError(f"Question id {self.id!r}: write it like 'Q1.1'.")
        if not 2 <= len(self.options) <= 6:
            raise ValueError(f"Question {self.id}: give two to six options.")
        if not any(option.right for option in self.options):
            raise ValueError(f"Question {self.id}: no option is right.")
        if not all(option.text.strip() and option.why.strip() for option in self.options):
            raise ValueError(f"Question {self.id}: every option needs a text and a why.")
        if len({option.text for option in self.options}) < len(self.options):
            raise ValueError(f"Question {self.id}: two options have the same text.")
