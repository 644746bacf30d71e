"""The student's own files: read with clear errors, written whole or not at all.

Who changes a file does all of it within `alone`, so that two open notebooks lose nothing of each
other's. A text that a spreadsheet program would run as a formula is stored with an apostrophe.

The files lie in the folder ``my_work`` beside ``data/``, which git ignores. Set the environment
variable ``COURSE_WORK`` to keep them elsewhere, for example when the course is read-only.
"""

from __future__ import annotations

import csv
import glob
import io
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pandas as pd

from helpers import data, file_lock

LOCK = ".lock"
LONGEST_WAIT = 10.0
"""Seconds to wait for another notebook that is saving."""
LARGEST = 2_000_000
LONGEST_SAVE = 3600
"""Seconds after which an unfinished file belongs to a process that has ended."""
_DELIMITERS = ",;\t"
# OWASP, "CSV Injection": spreadsheet programs take a cell that begins so for a formula.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


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


@contextmanager
def alone() -> Iterator[None]:
    """Keep other notebooks from saving until this one has read a file, changed and saved it.

    Raises:
        FileProblem: Another notebook has been saving for too long, or the folder cannot be
            written.
    """
    place = folder() / LOCK
    with ExitStack() as stack:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(file_lock.held(place, LONGEST_WAIT))
        except TimeoutError as error:
            raise FileProblem(
                f"Another notebook has been saving into {place.parent} for {LONGEST_WAIT:.0f} "
                "seconds. Nothing was changed. Try again; if it stays so, restart the kernels of "
                "the other notebooks."
            ) from error
        except OSError as error:
            raise _unwritten(place, error) from error
        yield


def save(name: str, frame: pd.DataFrame) -> Path:
    """Write a table into the student's folder: all of it, or the old file stays.

    `rows` gives back the same texts, whatever they begin with.

    Args:
        name: File name such as ``"coding.csv"``.
        frame: Table to write, without its index.

    Returns:
        Path of the file.

    Raises:
        FileProblem: The folder or file cannot be written, or the table could not be read again.
    """
    safe = frame.map(_harmless).rename(columns=_harmless)
    text = safe.to_csv(index=False, lineterminator="\n")
    _check_readable(folder() / name, text)
    return save_text(name, text)


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
    content = _encoded(path, text)
    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file of its own for every save, so that two notebooks never write into the same one.
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _sweep(path)
    except OSError as error:
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        raise _unwritten(path, error) from error
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
    lines = _lines(path, _text(path))
    if not lines:
        raise FileProblem(f"{path.name} is empty. It needs the columns {', '.join(required)}.")
    header = _header(path, lines[0][1], required)
    return [(number, _record(path, number, cells, header)) for number, cells in lines[1:]]


def _unwritten(path: Path, error: OSError) -> FileProblem:
    return FileProblem(
        f"{path} could not be written ({error.strerror or error}). What was saved before is "
        "unchanged. Close the file in other programs, or set COURSE_WORK to a folder that "
        "you may write to, and save again."
    )


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FileProblem(
            f"{path.name} was not saved: the text holds {text[error.start]!r}, half of a sign that "
            "cannot be stored. Delete it. What was saved before is unchanged."
        ) from error


def _check_readable(path: Path, text: str) -> None:
    """Refuse a table that `rows` would refuse, before it replaces one that can be read."""
    try:
        if len(_encoded(path, text)) > LARGEST:
            raise FileProblem(f"it would have more than {LARGEST // 1_000_000} million bytes.")
        if "\0" in text:
            raise FileProblem("the text holds an invisible sign (NUL). Delete it.")
        _lines(path, text)
    except FileProblem as problem:
        raise FileProblem(
            f"{path.name} was not saved: {problem} What was saved before is unchanged."
        ) from problem


def _harmless(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell.lstrip("'")) else cell


def _as_written(cell: str) -> str:
    """Undo `_harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell.lstrip("'")) else cell


def _lines(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Return number and cells of every line that is not blank."""
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, [_as_written(cell.strip()) for cell in line]) for line in reader]
    except csv.Error as error:
        raise FileProblem(
            f"{path.name}, line {reader.line_num}: this line cannot be read ({error}). "
            "Look for a quotation mark that is never closed, or shorten the text."
        ) from error
    return [(number, cells) for number, cells in lines if any(cells)]


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
