"""The tables of the course that hold votes of the UN General Assembly."""

from __future__ import annotations

import re
from pathlib import Path

from tools.table_text import Table

OLD_SEGMENT = "voeten_unvotes"


class Tables:
    """The tables that hold votes.

    Args:
        folder: Folder of the data package.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.votes = Table(folder / "un_votes.csv")
        self.ukraine = Table(folder / "un_ukraine_votes.csv")
        self.tallies = Table(folder / "un_session_tallies.csv")
        self.sources = Table(folder / "sources.csv")
        self.states = [name for name in self.votes.columns if re.fullmatch("[A-Z]{3}", name)]
        self.members = [name for name in self.ukraine.columns if re.fullmatch("[A-Z]{3}", name)]

    @property
    def since(self) -> str:
        """Last day of the segment that the file does not touch."""
        return max(row["date"] for row in self.votes.rows if row["segment"] == OLD_SEGMENT)

    @property
    def end(self) -> str:
        """Day of the newest roll call."""
        return max(row["date"] for row in self.votes.rows)
