"""Bring the votes up to date: `python course.py update-votes FILE.csv`.

Reads a new edition of the UN's file "General Assembly Voting Data"
(https://digitallibrary.un.org/record/4060887), shows what would change in un_votes,
un_ukraine_votes and un_session_tallies, and writes it only with `--write`: all tables or none.
The rules for new rows stand in `votes_plan.py`, those for a file that is refused in
`votes_file.py`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is started as a script

from tools import check_data, refresh, votes_file, votes_plan, votes_tables  # noqa: E402

MOST = 40
MADE_FROM = ("README.md", "data/datapackage.json", "helpers/**/*.py", "notebooks/*.ipynb")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command.

    Args:
        arguments: Words after ``update-votes``.
        root: Folder of the course.

    Returns:
        Exit code: 0, or 1 with a message on the error stream.
    """
    parser = argparse.ArgumentParser(prog="course.py update-votes", description=__doc__)
    parser.add_argument("file", type=Path, help="the UN's voting file (CSV)")
    parser.add_argument("--write", action="store_true", help="write what is shown")
    parser.add_argument(
        "--ukraine",
        action="append",
        default=[],
        metavar="SYMBOL",
        help="add this resolution to un_ukraine_votes; may be repeated",
    )
    options = parser.parse_args(arguments)
    try:
        tables, calls = _read(options.file, root / "data")
        end = tables.end
        plan = votes_plan.make(tables, calls, options.ukraine)
        _rehearse(root / "data", plan.files)
        print(f"{options.file.name}: {len(calls)} roll calls after {_day(tables.since)}.")
        show(plan)
        if plan.files and options.write:
            for path in refresh.replace_all(plan.files):
                print(f"written: {path.relative_to(root).as_posix()}")
            print("\n".join(next_steps(root, end, tables.end)))
        elif plan.files:
            print("Nothing is written yet. To write it, run the same command with --write.")
    except (votes_file.VotesFileError, refresh.RefreshError) as problem:
        print(f"{problem}\nNothing was changed.", file=sys.stderr)
        return 1
    return 0


def show(plan: votes_plan.Plan) -> None:
    """Print what would change: in words, then one by one up to a limit."""
    counts = [f"{kind}: {len(items)}" for kind, items in plan.changes.items()]
    print("; ".join(counts) + "." if counts else "Nothing to change.")
    for kind, items in plan.changes.items():
        _print_some([f"{kind}: {item}" for item in items])
    if plan.remarks:
        print("For your attention:")
        _print_some(plan.remarks)


def next_steps(root: Path, before: str, now: str) -> Iterator[str]:
    """Say what is left to a person after writing.

    Args:
        root: Folder of the course.
        before: Day of the newest roll call before.
        now: Day of the newest roll call now.
    """
    yield "What to do next:"
    if now != before:
        yield f"- The votes end on {_day(now)} now. Change the texts that name {_day(before)}"
        yield "  (as_of in datapackage.json, and what else is meant by it):"
        yield from (f"    {place}" for place in _mentions(root, before))
    yield "- python course.py check-data"
    yield "- python course.py refresh, then read what changed in the notebooks and their texts"
    yield "- python course.py test"


def _read(file: Path, folder: Path) -> tuple[votes_tables.Tables, list[votes_file.RollCall]]:
    wrong = check_data.problems(folder)
    if wrong:
        raise votes_file.VotesFileError(
            *wrong[:MOST], "First put our own tables in order: python course.py check-data."
        )
    tables = votes_tables.Tables(folder)
    return tables, votes_file.read(file, tables.members, tables.states, tables.since)


def _rehearse(folder: Path, files: dict[Path, bytes]) -> None:
    """Refuse changes that `check-data` would complain about."""
    if not files:
        return
    with tempfile.TemporaryDirectory() as name:
        for path in [*folder.glob("*.csv"), folder / "datapackage.json"]:
            shutil.copy(path, name)
        for path, content in files.items():
            (Path(name) / path.name).write_bytes(content)
        wrong = check_data.problems(Path(name))
    if wrong:
        raise votes_file.VotesFileError("With this file the tables would be wrong:", *wrong[:MOST])


def _mentions(root: Path, day: str) -> Iterator[str]:
    month = date.fromisoformat(day).strftime("%B %Y")
    named = re.compile(f"{re.escape(day)}|{month}")
    for pattern in MADE_FROM:
        for path in sorted(root.glob(pattern)):
            for place, text in _passages(path):
                if named.search(text):
                    yield f"{path.relative_to(root).as_posix()}, {place}"


def _passages(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":  # outputs are made anew, only the cells are written by people
        for number, cell in enumerate(json.loads(text)["cells"], start=1):
            yield f"cell {number}", "".join(cell["source"])
    else:
        yield from ((f"line {i}", line) for i, line in enumerate(text.splitlines(), start=1))


def _print_some(sentences: list[str]) -> None:
    for sentence in sentences[:MOST]:
        print(f"- {sentence}")
    if len(sentences) > MOST:
        print(f"- … and {len(sentences) - MOST} more.")


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    sys.exit(main())
