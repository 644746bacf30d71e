"""Definitions of exercises and quiz questions, one module for each notebook.

A module of content sets `NOTEBOOK` (the name of its notebook without ``.ipynb``) and the lists
`EXERCISES` and `QUESTIONS`. It is found by itself; nothing has to be registered.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType

from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Date, Names, Number, OneOf, TrueFalse, Values, WholeNumber

__all__ = [
    "Date",
    "Exercise",
    "Names",
    "Number",
    "OneOf",
    "Option",
    "Question",
    "Registry",
    "Slip",
    "TrueFalse",
    "Values",
    "WholeNumber",
    "registry",
]


@dataclass
class Registry:
    """All exercises and questions by id, and the notebook each of them belongs to."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    notebooks: dict[str, str] = field(default_factory=dict)

    def add(self, module: ModuleType) -> None:
        """Take in the lists of a content module.

        Raises:
            ValueError: If an id is used twice.
        """
        for shelf, name in ((self.exercises, "EXERCISES"), (self.questions, "QUESTIONS")):
            for item in getattr(module, name, ()):
                if item.id in self.notebooks:
                    raise ValueError(f"{module.__name__}: the id {item.id} is used twice.")
                shelf[item.id] = item
                self.notebooks[item.id] = module.NOTEBOOK


@cache
def registry() -> Registry:
    """Load the definitions of all notebooks, once, when first needed.

    Returns:
        The `Registry`; its dicts keep the order of the notebooks.
    """
    names = [found.name for found in pkgutil.iter_modules(__path__)]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    result = Registry()
    for module in sorted((m for m in modules if hasattr(m, "NOTEBOOK")), key=lambda m: m.NOTEBOOK):
        result.add(module)
    return result
