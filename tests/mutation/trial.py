"""Which notebooks and explorers read a table, who notices a change in it, and what shows it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import detectors
from mutants import Column, Mutant, applied, columns, strong

from helpers import data
from tools import explorer_views

RECORD = detectors.ROOT / "tests" / "notebooks" / "explorer_views.json"
NOWHERE = "the column is shown nowhere"
HIDDEN = "this cell is shown nowhere, others of its column are"
COARSE = "a stronger change is noticed"
COMBINED = "shown, but only by a combination of controls"
Key = TypeVar("Key")


class Trial:
    """Detectors over a copy of the course that is unchanged at the start.

    Args:
        notebooks: Notebooks to run; all solved ones by default. They hold the cells of the
            students' edition and the solutions.
        titles: Titles of explorers; all by default.
    """

    def __init__(
        self, notebooks: list[Path] | None = None, titles: list[str] | None = None
    ) -> None:
        folder = detectors.ROOT / "notebooks" / "solutions"
        notebooks = notebooks or sorted(folder.glob("*.ipynb"))
        self.folder = data.DATA
        self.cells = detectors.cells_of(notebooks)
        self.stored = json.loads(RECORD.read_text(encoding="utf-8"))
        if data.read.cache_info().currsize:
            raise RuntimeError("Tables were read before the forks: changes would stay unseen.")
        cost: dict[Path | str, float] = {}
        self.readers: dict[str, list[Path | str]] = {}
        for reader in [*notebooks, *(titles or explorer_views.TITLES)]:
            began = time.perf_counter()
            told, tables = detectors.apart(detectors.tables_read, self._look, reader)
            cost[reader] = time.perf_counter() - began
            if told:
                raise RuntimeError(f"{reader} differs before anything is changed: {told}")
            for table in tables:
                self.readers.setdefault(table, []).append(reader)
        for readers in self.readers.values():
            readers.sort(key=cost.__getitem__)
        self._combined: dict[str, list[str]] = {}
        self._columns: dict[tuple[str, str], Column] = {
            (column.table, column.name): column for column in columns(self.folder)
        }
        for check in (detectors.problems_of_the_tables, detectors.failing_test_of_the_tables):
            if told := detectors.apart(check):
                raise RuntimeError(f"Before anything is changed: {told}")

    def notice(self, mutant: Mutant) -> tuple[str, str]:
        """Return which of check-data, notebooks and explorers notices, and where; empty if none."""
        with applied(self.folder, mutant):
            if told := detectors.apart(detectors.problems_of_the_tables):
                return "check-data", told
            return self._shown(mutant.table) or ("", "")

    def tested(self, unnoticed: list[Mutant]) -> dict[Mutant, str]:
        """Return those of the changes in one table that a test notices, and which test."""

        def failing() -> str:
            return detectors.apart(detectors.failing_test_of_the_tables)

        silent = self.silent({one: [one] for one in unnoticed}, failing)
        noticed = {}
        for one in unnoticed:
            if one not in silent:
                with applied(self.folder, one):
                    noticed[one] = failing()
        return noticed

    def disagreements(self, mutant: Mutant) -> list[str]:
        """Return the notebooks in which nbval itself, with a kernel, judges a mutant otherwise."""
        found = []
        with applied(self.folder, mutant):
            for path in self.notebooks_with(mutant.table):
                ours = detectors.apart(self._look, path).partition(":")[0]
                theirs = detectors.cell_that_fails_in_a_kernel(path)
                if ours != theirs:
                    found.append(f"{path.name}: {ours!r} here, {theirs!r} in a kernel")
        return found

    def notebooks_with(self, table: str) -> list[Path]:
        """Return the notebooks that read a table."""
        return [one for one in self.readers.get(table, []) if isinstance(one, Path)]

    def reasons(self, survivors: list[Mutant]) -> dict[Mutant, str]:
        """Return why changes in one table stayed unnoticed: shown nowhere, or too coarsely.

        Columns are tried first, with a strong change in every cell; then the single cells.
        """
        table = survivors[0].table
        if not self._combined:  # before anything is changed; only survivors need it
            self._combined = {
                title: detectors.apart(detectors.combined_views, title)
                for title in explorer_views.TITLES
            }
        names = list(dict.fromkeys(one.column for one in survivors))
        whole = {name: self._whole(self._columns[table, name]) for name in names}
        nowhere = self.silent(whole, lambda: self._shown(table) or self._in_combination(table))
        told = {one: NOWHERE for one in survivors if one.column in nowhere}
        left = {one: strong(self._columns[table, one.column], one.row) for one in survivors}
        left = {one: changes for one, changes in left.items() if one not in told}
        unseen = set(left)
        for place in range(3):
            now = {
                one: [left[one][min(place, len(left[one]) - 1)]] for one in left if one in unseen
            }
            unseen = self.silent(now, lambda: self._shown(table))
        told |= dict.fromkeys(set(left) - unseen, COARSE)
        first = {one: left[one][:1] for one in unseen}
        nowhere = self.silent(first, lambda: self._in_combination(table))
        return told | {one: HIDDEN if one in nowhere else COMBINED for one in unseen}

    def silent(self, changes: dict[Key, list[Mutant]], seen: Callable[[], object]) -> set[Key]:
        """Return the keys whose changes nobody sees, by halving: most are unseen together."""
        if not changes:
            return set()
        with applied(self.folder, *(one for group in changes.values() for one in group)):
            if not seen():
                return set(changes)
        if len(changes) == 1:
            return set()
        keys = list(changes)
        halves = keys[: len(keys) // 2], keys[len(keys) // 2 :]
        return set().union(
            *(self.silent({key: changes[key] for key in half}, seen) for half in halves)
        )

    def _whole(self, column: Column) -> list[Mutant]:
        rows = [row for row, value in enumerate(column.values, start=2) if value]
        return [change for row in rows for change in strong(column, row)[:1]]

    def _shown(self, table: str) -> tuple[str, str] | tuple[()]:
        for reader in self.readers.get(table, []):
            if told := detectors.apart(self._look, reader):
                name = f"notebook {reader.stem[:2]}" if isinstance(reader, Path) else "explorers"
                return name, told if isinstance(reader, Path) else f"{reader}, {told}"
        return ()

    def _look(self, reader: Path | str) -> str:
        if isinstance(reader, Path):
            return detectors.differing_cell(self.cells[reader])
        return detectors.changed_view(reader, self.stored[reader])

    def _in_combination(self, table: str) -> tuple[str, str] | tuple[()]:
        for title in self.readers.get(table, []):
            if isinstance(title, str):
                now = detectors.apart(detectors.combined_views, title)
                if now != self._combined[title]:
                    return "combination", title
        return ()
