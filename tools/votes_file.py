"""Read the UN's voting file and refuse one that contradicts itself.

The file is "General Assembly Voting Data" of the UN Digital Library
(https://digitallibrary.un.org/record/4060887): one row a state and resolution. It is read row by
row and only roll calls after a given day are kept, so the years before need no memory.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

LETTERS = {"Y": "total_yes", "N": "total_no", "A": "total_abstentions", "X": "total_non_voting"}
TOTALS = [*LETTERS.values(), "total_ms"]
# These stand in every row of a roll call and must be the same there.
FACTS = ["date", "session", "resolution", *TOTALS]
SHARED = [*FACTS, "undl_link"]  # the last column: a row cut in it is noticed
NEEDED = ["undl_id", "ms_code", "ms_name", "ms_vote", "title", *FACTS]
SYMBOL = re.compile(r"A/(?:RES|DEC)/((?:E?S-)?\d+)/\d+[ A-Z\[\]-]*")
ENOUGH = 20  # after so many wrong rows the rest says nothing new
SAVE_AS = "Download the file again, or save it as CSV with commas in UTF-8"


class VotesFileError(Exception):
    """The file cannot be trusted.

    Args:
        problems: One sentence each, with the row.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass
class RollCall:
    """One roll call of the file.

    Attributes:
        number: Record number in the UN Digital Library (``undl_id``).
        row: Row of the file where it begins; the heading is row 1.
        shared: The cells of `SHARED`.
        title: Title as in the file.
        votes: Y, N, A or X by ISO 3166-1 alpha-3 code of the state.
        rows: Row of the file by state.
    """

    number: str
    row: int
    shared: dict[str, str]
    title: str
    votes: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def date(self) -> str:
        """Day of the vote (ISO 8601)."""
        return self.shared["date"]

    @property
    def session(self) -> str:
        """Session of the General Assembly, such as 80 or ES-11."""
        return self.shared["session"]

    @property
    def resolution(self) -> str:
        """Symbol of the resolution."""
        return self.shared["resolution"]


def plain(symbol: str) -> str:
    """Return a symbol without the signs that sources write differently.

    Example:
        >>> plain("A/RES/80/84 A") == plain("A/RES/80/84[A]")
        True
    """
    return re.sub(r"[\s\[\]]", "", symbol).upper()


def read(path: Path, members: Iterable[str], needed: Iterable[str], since: str) -> list[RollCall]:
    """Read the roll calls after a day.

    Args:
        path: The UN's file.
        members: Codes of all member states.
        needed: States whose vote must be in every roll call.
        since: Last day that is left out (ISO 8601).

    Returns:
        Roll calls in the order of the file.

    Raises:
        VotesFileError: The file is no such file, is cut off or contradicts itself.
    """
    kept: dict[str, RollCall] = {}
    problems: list[str] = []
    members, after, rows = frozenset(members), {}, 1
    for rows, row in enumerate(_rows(path), start=2):
        day = row["date"]
        if day not in after:
            after[day] = day > since if _is_day(day) else None
        if after[day] is None:
            problems.append(f"Row {rows}: date “{day}” must be a date such as 2022-02-24.")
        elif after[day]:
            problems += _add(kept, rows, row, members)
        if len(problems) >= ENOUGH:
            problems.append("Reading stopped here.")
            break
    if rows == 1:
        raise VotesFileError("The file has a heading and no rows. Download it again.")
    problems = problems or list(_contradictions(list(kept.values()), set(needed)))
    if problems:
        raise VotesFileError(*problems[: ENOUGH + 1])
    return list(kept.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    number = 0
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for number, cells in enumerate(csv.reader(file, strict=True), start=1):
                if number == 1:
                    heading = _checked_heading(cells)
                elif len(cells) == len(heading):
                    yield dict(zip(heading, cells, strict=True))
                else:
                    raise VotesFileError(
                        f"Row {number}: {len(cells)} cells instead of {len(heading)}. The file is "
                        f"cut off or damaged there. {SAVE_AS}."
                    )
    except UnicodeDecodeError:
        raise VotesFileError(f"Row {_not_utf8(path)}: not UTF-8. {SAVE_AS}.") from None
    except csv.Error as error:
        raise VotesFileError(
            f"Row {number + 1}: cannot be read ({error}). The file is cut off or damaged there. "
            f"{SAVE_AS}."
        ) from None
    except OSError as error:
        raise VotesFileError(f"{path} cannot be opened: {error.strerror}.") from None
    if number == 0:
        raise VotesFileError("The file is empty. Download it again.")


def _checked_heading(cells: list[str]) -> list[str]:
    if len(cells) == 1 and re.search(r"[;\t]", cells[0]):
        raise VotesFileError(f"Row 1: the cells are not separated by commas. {SAVE_AS}.")
    missing = [name for name in NEEDED if name not in cells]
    if missing:
        raise VotesFileError(
            f"Row 1: no column {', '.join(missing)}. This is not the UN's file “General Assembly "
            "Voting Data”, or its columns have new names."
        )
    return cells


def _not_utf8(path: Path) -> int:
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _add(
    kept: dict[str, RollCall], number: int, row: dict[str, str], members: frozenset[str]
) -> Iterator[str]:
    state, letter = row["ms_code"], row["ms_vote"]
    shared = {name: row.get(name, "") for name in SHARED}
    if letter not in LETTERS:
        yield f"Row {number}: ms_vote “{letter}” must be one of Y, N, A, X."
    if state not in members:
        yield (
            f"Row {number}: ms_code “{state}” ({row['ms_name']}) is none of the {len(members)} "
            "member states, the columns of un_ukraine_votes.csv."
        )
    known = kept.get(row["undl_id"])
    if known is None:
        known = RollCall(row["undl_id"], number, shared, row["title"])
        kept[known.number] = known
        yield from _wrong_facts(known)
    for name in SHARED:
        if shared[name] != known.shared[name]:
            yield (
                f"Row {number}: {name} “{shared[name]}” differs from “{known.shared[name]}” in row "
                f"{known.row} of the same roll call ({known.number})."
            )
    if known.votes.setdefault(state, letter) != letter:
        yield (
            f"Row {number}: {state} votes {letter} on {known.resolution}, but {known.votes[state]} "
            f"in row {known.rows[state]}."
        )
    known.rows.setdefault(state, number)


def _wrong_facts(call: RollCall) -> Iterator[str]:
    where = f"Row {call.row}: "
    if not re.fullmatch(r"\d+", call.number):
        yield where + f"undl_id “{call.number}” must be a whole number."
    if not call.title.strip():
        yield where + "title must not be empty."
    symbol = SYMBOL.fullmatch(call.resolution)
    if not symbol:
        yield where + f"resolution “{call.resolution}” must be a symbol such as A/RES/80/223."
    elif symbol[1] != call.session:
        yield where + f"session “{call.session}” does not fit the symbol {call.resolution}."
    if call.session.isdigit() and not _sits(int(call.session), call.date):
        first = 1945 + int(call.session)
        yield (
            f"{where}date {call.date} does not fit session {call.session}, which sat from "
            f"September {first} to September {first + 1}."
        )
    for name in TOTALS:
        if call.shared[name] and _whole(call.shared[name]) is None:
            yield where + f"{name} “{call.shared[name]}” must be a whole number."


def _sits(session: int, day: str) -> bool:
    return f"{1945 + session}-09-01" <= day <= f"{1946 + session}-09-30"


def _whole(text: str) -> int | None:
    # The UN writes 193.0 where a table program made the file.
    return int(text.split(".")[0]) if re.fullmatch(r"\d+(\.0)?", text) else None


def _contradictions(calls: list[RollCall], needed: set[str]) -> Iterator[str]:
    seen: dict[str, RollCall] = {}
    complete = [call for call in calls if _is_complete(call)]
    for call in calls:
        where = f"Row {call.row}: {call.resolution}"
        first = seen.setdefault(plain(call.resolution), call)
        if first is not call:
            yield (
                f"{where} of {call.date} has the number {call.number}, but {first.number} and the "
                f"date {first.date} in row {first.row}."
            )
        if absent := needed - set(call.votes):
            yield f"{where} has no vote of {', '.join(sorted(absent))}. The file is not complete."
        elif complete and not _is_complete(call):
            yield (
                f"{where} has {len(call.votes)} states, though other roll calls have all members "
                f"(total_ms “{call.shared['total_ms']}”). The file is cut off or damaged there."
            )
        yield from _wrong_totals(call, where)


def _is_complete(call: RollCall) -> bool:
    return _whole(call.shared["total_ms"]) == len(call.votes)


def _wrong_totals(call: RollCall, where: str) -> Iterator[str]:
    counts = Counter(call.votes.values())
    for letter, name in LETTERS.items():
        total, counted = _whole(call.shared[name]), counts[letter]
        if _is_complete(call) and counted != total:
            yield f"{where}: {name} is “{call.shared[name]}”, but {counted} states have {letter}."
        elif total is not None and counted > total:
            yield f"{where}: {name} is {total}, but {counted} states have {letter}."
    members = _whole(call.shared["total_ms"])
    if members is not None and len(call.votes) > members:
        yield f"{where}: total_ms is {members}, but {len(call.votes)} states have a vote."
