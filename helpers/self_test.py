"""A test over the whole course: which questions are drawn, and how the answers are counted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.exercises.base import Question

SIZE = 20
SEEDS = 10_000
NOTEBOOKS = {
    "00_start_here": "00 Start here",
    "01_founding": "01 Founding",
    "02_war_stance": "02 War stance",
    "03_member_reactions": "03 Member reactions",
    "04_future_impact": "04 Future impact",
    "05_geopolitics": "05 Geopolitics",
}


@dataclass(frozen=True)
class Drawn:
    """A question of a test with the notebook that answers it."""

    notebook: str
    question: Question


def shares(counts: Mapping[str, int], size: int, dice: random.Random) -> dict[str, int]:
    """Spread the questions of a test over the notebooks in proportion to what the bank holds.

    Largest remainders decide who gets the last places (Hamilton 1792), the dice between equals;
    every notebook with a question gets one as long as there are enough places.

    Args:
        counts: Questions in the bank by notebook.
        size: Questions of the test; more than the bank holds gives the whole bank.
        dice: Source of chance.

    Returns:
        Questions to draw by notebook.

    Example:
        >>> shares({"a": 4, "b": 8, "c": 8}, 10, random.Random(1))
        {'a': 2, 'b': 4, 'c': 4}
    """
    total = sum(counts.values())
    size = min(size, total)
    exact = {name: count * size / total for name, count in counts.items()} if total else {}
    given = {name: int(share) for name, share in exact.items()}
    order = [name for name in counts if counts[name]]
    dice.shuffle(order)
    order.sort(key=lambda name: (given[name] > 0, given[name] - exact[name]))
    for name in order[: size - sum(given.values())]:
        given[name] += 1
    return given


def draw(bank: Mapping[str, Sequence[Question]], seed: int, size: int = SIZE) -> tuple[Drawn, ...]:
    """Draw the questions of a test; the same seed gives the same test.

    Args:
        bank: Questions by notebook.
        seed: Any whole number.
        size: Number of questions.

    Returns:
        Questions in random order, their options in random order, too.

    Example:
        >>> from helpers.exercises import final_bank
        >>> test = draw(final_bank.bank(), seed=7)
        >>> len(test), test == draw(final_bank.bank(), seed=7)
        (20, True)
    """
    dice = random.Random(seed)
    wanted = shares({name: len(questions) for name, questions in bank.items()}, size, dice)
    drawn = [
        Drawn(name, question)
        for name, count in wanted.items()
        for question in dice.sample(list(bank[name]), count)
    ]
    dice.shuffle(drawn)
    return tuple(replace(item, question=_shuffled(item.question, dice)) for item in drawn)


def is_right(question: Question, chosen: Sequence[int]) -> bool:
    """Tell whether exactly the right options were chosen.

    Args:
        question: The question as shown.
        chosen: Places of the chosen options, counted from 0.

    Returns:
        True if all right options and no other were chosen.
    """
    right = {place for place, option in enumerate(question.options) if option.right}
    return set(chosen) == right


def score(test: Sequence[Drawn], answers: Sequence[Sequence[int]]) -> pd.DataFrame:
    """Count right answers by notebook.

    Args:
        test: The questions in the order asked.
        answers: Places of the chosen options for the first questions, as many as are answered.

    Returns:
        Index ``notebook`` in the order of the course; columns ``right`` and ``asked``, which
        counts answered questions only.

    Example:
        >>> from helpers.exercises import final_bank
        >>> test = draw(final_bank.bank(), seed=7)
        >>> int(score(test, [[0], [0]])["asked"].sum())
        2
    """
    answered = list(zip(test, answers, strict=False))
    frame = pd.DataFrame(
        {
            "notebook": [item.notebook for item, _ in answered],
            "right": [is_right(item.question, chosen) for item, chosen in answered],
        }
    )
    counted = frame.groupby("notebook")["right"].agg(right="sum", asked="size")
    return counted.astype(int).sort_index()


def _shuffled(question: Question, dice: random.Random) -> Question:
    options = list(question.options)
    dice.shuffle(options)
    return replace(question, options=tuple(options))
