"""The student's own files: read with clear errors, written whole or not at all.

They lie in the folder ``my_work`` beside ``data/``, which git ignores. Set the environment
variable ``COURSE_WORK`` to keep them elsewhere, for example when the course is read-only.
"""

from __future__ import annotations

import csv
import glob
import io
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd

from helpers import data

LARGEST = 2_000_000
LONGEST_SAVE = 3600
"""Seconds after which an unfinished file belongs to a process that has ended."""
_DELIMITERS = ",;\t"


class FileProblem(ValueError):  # noqa: N818 (students read the name)
    """A file of the student's cannot be used; the text says what to do."""


def folder() -> Path:
    """Return the folder of the student's own files; it need not exist yet.

    Example:
        >>> folder().is_absolute()
        True
    """
    chosen = os.environ.get("COURSE_WORK", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else data.DATA.parent / "my_work"


def save(name: str, frame: pd.DataFrame) -> Path:
    """Write a table into the student's folder: all of it, or the old file stays.

    Args:
        name: File name such as ``"coding.csv"``.
        frame: Table to write, without its index.

    Returns:
        Path of the file.

    Raises:
        FileProblem: The folder or file cannot be written.
    """
    return save_text(name, frame.to_csv(index=False, lineterminator="\n"))


def save_text(name: str, text: str) -> Path:
    """Write a text into the student's folder: all of it, or the old file stays.

    Args:
        name: File name such as ``"briefing.html"``.
        text: Content, stored as UTF-8.

    Returns:
        Path of the file.

    Raises:
        FileProblem: The folder or file cannot be written.
    """
    path = folder() / name
    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file of its own for every save, so that two notebooks never write into the same one.
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _sweep(path)
    except OSError as error:
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        raise FileProblem(
            f"{path} could not be written ({error.strerror or error}). What was saved before is "
            "unchanged. Close the file in other programs, or set COURSE_WORK to a folder that "
            "you may write to, and save again."
        ) from error
    return path


def rows(path: Path, required: list[str]) -> list[tuple[int, dict[str, str]]]:
    """Read a CSV file of the student's, whatever spreadsheet program wrote it.

    Commas, semicolons and tabs are accepted, so are a byte order mark and blank lines.

    Args:
        path: The file.
        required: Columns that it must have; further columns are kept.

    Returns:
        Number of the line in the file (the header is line 1) and the stripped cells by column.

    Raises:
        FileProblem: The file is missing, too large, not text, empty, or lacks a column, or a
            line has the wrong number of cells.
    """
    text = _text(path)
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader]
    except csv.Error as error:
        raise FileProblem(
            f"{path.name}, line {reader.line_num}: this line cannot be read ({error}). "
            "Look for a quotation mark that is never closed."
        ) from error
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise FileProblem(f"{path.name} is empty. It needs the columns {', '.join(required)}.")
    header = _header(path, lines[0][1], required)
    return [(number, _record(path, number, cells, header)) for number, cells in lines[1:]]


def _sweep(path: Path) -> None:
    """Remove what processes left that were killed while they saved this file."""
    started = time.time() - LONGEST_SAVE
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError):  # another notebook may sweep too
            if left.stat().st_mtime < started:
                left.unlink()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise FileProblem(
                f"{path.name} has more than {LARGEST // 1_000_000} million bytes. "
                "Is it the right file?"
            )
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise FileProblem(f"There is no file {path}. Check the name and the folder.") from error
    except OSError as error:
        raise FileProblem(f"{path} could not be read ({error.strerror or error}).") from error
    if b"\0" in raw:
        raise FileProblem(
            f"{path.name} is not a plain CSV file. In your spreadsheet program choose "
            "“Save as” and the format “CSV UTF-8”."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        raise FileProblem(
            f"{path.name}, line {number}: a letter is not stored as UTF-8. In your spreadsheet "
            "program choose “Save as” and the format “CSV UTF-8”."
        ) from error


def _header(path: Path, cells: list[str], required: list[str]) -> list[str]:
    header = [cell.lower() for cell in cells]
    missing = [name for name in required if name not in header]
    if missing:
        raise FileProblem(
            f"{path.name}, line 1: the column {missing[0]} is missing. The first line must name "
            f"the columns {', '.join(required)}; it names {', '.join(filter(None, cells))}."
        )
    twice = next((name for name in required if header.count(name) > 1), None)
    if twice:
        raise FileProblem(f"{path.name}, line 1: the column {twice} stands there twice.")
    return header


def _record(path: Path, number: int, cells: list[str], header: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise FileProblem(
            f"{path.name}, line {number}: {len(cells)} cells, but the first line names "
            f"{len(header)} columns. Put texts that hold the separator between quotation marks."
        )
    return dict(zip(header, cells, strict=True))
