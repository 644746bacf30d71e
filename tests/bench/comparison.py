"""What is measured: two series taken in turns, their medians, and the goal."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5

Series = list[float]


@dataclass(frozen=True)
class Goal:
    """The most that a figure may be; `of` says which figure."""

    limit: float
    of: str
    """``ratio``, ``course`` (the value itself) or ``difference``."""


@dataclass(frozen=True)
class Comparison:
    """The course beside something else, in the same unit and within one run."""

    what: str
    course: Series
    other: Series
    against: str
    unit: str = "s"
    goal: Goal | None = None

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.course), statistics.median(self.other)

    @property
    def ratio(self) -> float:
        course, other = self.medians
        return course / other

    def judged(self) -> float:
        """Return the figure that the goal speaks of."""
        course, other = self.medians
        return {"ratio": self.ratio, "course": course, "difference": course - other}[self.goal.of]

    def met(self) -> bool:
        """Tell whether the goal is met, before anything is rounded."""
        return self.judged() <= self.goal.limit


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds one run takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(works: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, Series]:
    """Call each function once a round, because machines drift; each returns what it measured.

    A first round, which finds nothing in memory and compiles what is not compiled, is not counted.
    """
    for work in works.values():
        work()
    measured: dict[str, Series] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            measured[name].append(work())
    return measured
