"""A CSV table that can be changed so that a diff shows only what changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path


class Table:
    """Rows of a table; lines that nobody touches keep their bytes.

    Args:
        path: A CSV file in UTF-8 with one line a row, as `check_data` demands.

    Attributes:
        path: The file.
        columns: Names of the columns.
        rows: Cells by column; change them through `set` and `insert` only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._before = path.read_bytes()
        text = self._before.decode("utf-8")
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._lines = text.removesuffix(self._end).split(self._end)
        self.columns, *rows = csv.reader(self._lines)
        self.rows = [dict(zip(self.columns, row, strict=True)) for row in rows]
        self._changed = False

    def set(self, index: int, column: str, value: str) -> None:
        """Change one cell; `index` counts from 0 below the heading."""
        self.rows[index][column] = value
        self._lines[index + 1] = self._line(self.rows[index])
        self._changed = True

    def insert(self, index: int, row: dict[str, str]) -> None:
        """Put a new row before the one that now has this index."""
        self.rows.insert(index, row)
        self._lines.insert(index + 1, self._line(row))
        self._changed = True

    def content(self) -> dict[Path, bytes]:
        """Return the new file by path; empty if nothing changed."""
        if not self._changed:
            return {}
        return {self.path: "".join(line + self._end for line in self._lines).encode()}

    def place(self, index: int) -> str:
        """Say where a row stands, as spreadsheets count."""
        return f"{self.path.name}, row {index + 2}"

    def _line(self, row: dict[str, str]) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([row[name] for name in self.columns])
        return out.getvalue()
