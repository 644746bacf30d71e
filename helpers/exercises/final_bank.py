"""The bank of questions for the self-test at the end of the course, by notebook."""

from __future__ import annotations

from functools import cache

from helpers.exercises import (
    final_founding,
    final_future,
    final_geopolitics,
    final_reactions,
    final_start,
    final_war,
)
from helpers.exercises.base import Question

_MODULES = (
    final_start,
    final_founding,
    final_war,
    final_reactions,
    final_future,
    final_geopolitics,
)


@cache
def bank() -> dict[str, tuple[Question, ...]]:
    """Return all questions of the self-test; numbers in them are computed from the tables.

    Returns:
        Questions by name of the notebook that answers them (``"01_founding"``), in the order of
        the notebooks. Ids such as ``Q1.101`` differ from those of the quizzes in the notebooks.

    Example:
        >>> list(bank())[:2]
        ['00_start_here', '01_founding']
    """
    return {module.NOTEBOOK: tuple(module.questions()) for module in _MODULES}
