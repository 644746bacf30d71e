"""Which notebooks and explorers read a table, who notices a change in it, and what shows it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import detectors
from mutants import Column, Mutant, applied, columns, strong

from helpers import data
from tools import explorer_views

RECORD = detectors.ROOT / "tests" / "notebooks" / "explorer_views.json"


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
        self._nowhere: dict[tuple[str, str], str] = {}

    def notice(self, mutant: Mutant) -> tuple[str, str]:
        """Return the first detector that notices a changed value, and where; empty if none."""
        with applied(self.folder, mutant):
            if told := detectors.apart(detectors.problems_of_the_tables):
                return "check-data", told
            if shown := self._shown(mutant.table):
                return shown
            told = detectors.apart(detectors.failing_test_of_the_tables)
            return ("tests/data", told) if told else ("", "")

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

    def reason(self, mutant: Mutant) -> str:
        """Return why a change that nobody noticed was not: shown nowhere, or shown too coarsely."""
        if not self._combined:  # before anything is changed; only survivors need it
            self._combined = {
                title: detectors.apart(detectors.combined_views, title)
                for title in explorer_views.TITLES
            }
        place = (mutant.table, mutant.column)
        if place not in self._nowhere:
            self._nowhere[place] = self._of_column(self._columns[place])
        if self._nowhere[place]:
            return self._nowhere[place]
        for other in strong(self._columns[place], mutant.row):
            with applied(self.folder, other):
                if found := self._shown(mutant.table) or self._in_combination(mutant.table):
                    return f"a stronger change ({other.new[:30]}) is noticed: {' '.join(found)}"
        return "this cell is shown nowhere, others of its column are"

    def _of_column(self, column: Column) -> str:
        """Change all cells of a column; if nothing notices that, nothing shows the column."""
        rows = [row for row, value in enumerate(column.values, start=2) if value]
        changed = [other for row in rows for other in strong(column, row)[:1]]
        with applied(self.folder, *changed):
            if self._shown(column.table):
                return ""
            if found := self._in_combination(column.table):
                return f"shown by a combination of controls only: {' '.join(found)}"
        return "the column is shown nowhere"

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
