"""What a new edition of the UN's voting file changes in our tables; the rules are in words.

**Which roll calls.** Those after the last day of the segment `voeten_unvotes` in un_votes (14
January 2020). Up to there our rows come from a scholarly collection with other symbols and days;
mixing two sources within a session would count votes twice. Earlier rows of the file are not read.

**Which of our rows is meant.** The one whose `roll_call` is the file's `undl_id`, else the one with
the same symbol (spaces and square brackets do not count). Its letters follow the file and a blank
symbol is filled in. A number with another symbol or title than ours is refused; another day or
session is told and left to a person. No row is deleted.

**A new roll call** goes where date and `roll_call` put it. Until 2024 it belongs to
`undl_2020_2025` and is called by its `undl_id`; on the eleventh emergency session to
`undl_ukraine`, in 2025 to `undl_2025` and from 2026 to `undl_voting_data`, and is called by its
symbol. `undl_voting_data` is entered into sources.csv and datapackage.json with its first row.
`kind` is decision for A/DEC, else resolution (the file has no votes on parts of a text). `issue`
is blank: the file has no such labels. The title loses the librarians' ending and is cut at 160.

**Resolutions on Ukraine.** Which belong into un_ukraine_votes is a judgement: A/RES/ES-11/8 does
not name Ukraine. So none is added unasked; those that name Ukraine or Crimea or come from the
eleventh emergency session are told, and `--ukraine SYMBOL` adds one.

**Session tallies** are counted from the file, with our decisions, which it leaves out. A session
is counted only if no other of our roll calls is absent and the tally does not get smaller.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools import votes_tallies
from tools.table_text import Table
from tools.votes_file import RollCall, VotesFileError, plain
from tools.votes_tables import OLD_SEGMENT, Tables

NEW_SEGMENT = "undl_voting_data"
NEW_SOURCE = {
    "source_id": NEW_SEGMENT,
    "publisher": "United Nations Digital Library",
    "kind": "dataset",
    "description": "General Assembly Voting Data: roll calls from 2026 on.",
    "url": "https://digitallibrary.un.org/record/4060887",
    "reliability": "The UN's own record of the vote of each state",
}
ENDING = re.compile(r"\s*:\s*resolutions?\s*/\s*adopted\b.*$", re.IGNORECASE)
LONGEST_TITLE = 160
FEW = 5
ON_UKRAINE = re.compile("ukrain|crimea", re.IGNORECASE)


@dataclass
class Plan:
    """What would change.

    Attributes:
        changes: Sentences by kind of change.
        remarks: What is left as it is and why.
        files: New content by path; empty if nothing changes.
    """

    changes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[str] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)


def make(tables: Tables, calls: list[RollCall], ukraine: Iterable[str] = ()) -> Plan:
    """Compare the file with our tables and change the tables in memory.

    Args:
        tables: Our tables; they hold the new rows afterwards.
        calls: Roll calls of the file.
        ukraine: Symbols to add to un_ukraine_votes.

    Raises:
        VotesFileError: A roll call cannot be told apart or a symbol cannot be added.
    """
    plan = Plan()
    found = _match(tables.votes, calls)
    absent = _absent(tables.votes, set(found.values()))
    if mixed_up := list(_mixed_up(tables.votes, calls, found, absent)):
        raise VotesFileError(*mixed_up)
    for call in calls:
        if call.number in found:
            _compare(plan, tables.votes, found[call.number], call, tables.states)
    _add_new(plan, tables, [call for call in calls if call.number not in found])
    _ukraine(plan, tables, calls, {plain(symbol) for symbol in ukraine})
    _tally(plan, tables, calls, absent)
    _tell_absent(plan, absent)
    for table in (tables.votes, tables.ukraine, tables.tallies, tables.sources):
        plan.files |= table.content()
    return plan


def _match(votes: Table, calls: list[RollCall]) -> dict[str, int]:
    ours = [(i, row) for i, row in enumerate(votes.rows) if row["segment"] != OLD_SEGMENT]
    by_name = {row["roll_call"]: index for index, row in ours}
    by_symbol = {plain(row["resolution"]): index for index, row in ours if row["resolution"]}
    both = ((c.number, by_name.get(c.number, by_symbol.get(plain(c.resolution)))) for c in calls)
    return {number: index for number, index in both if index is not None}


def _absent(votes: Table, found: set[int]) -> list[dict[str, str]]:
    rows = enumerate(votes.rows)
    return [row for i, row in rows if i not in found and row["segment"] != OLD_SEGMENT]


def _mixed_up(
    votes: Table, calls: list[RollCall], found: dict[str, int], absent: list[dict[str, str]]
) -> Iterator[str]:
    """Yield roll calls whose number in the file belongs to another of ours, or ours to another."""
    for call in calls:
        where = f"Row {call.row}: {call.resolution}"
        if call.number in found:
            row = votes.rows[found[call.number]]
            same = plain(row["resolution"]) == plain(call.resolution)
            if not same and (row["resolution"] or not _same_title(row, call)):
                yield (
                    f"{where} has the number {call.number}, which is "
                    f"{row['resolution'] or row['title']} in {votes.place(found[call.number])}."
                )
            continue
        for row in absent:
            if row["date"] == call.date and not row["resolution"] and _same_title(row, call):
                yield (
                    f"{where} has day and title of our {row['roll_call']}, but the number "
                    f"{call.number}. Write the symbol into un_votes.csv by hand first."
                )


def _same_title(row: dict[str, str], call: RollCall) -> bool:
    return " ".join(call.title.split()).startswith(row["title"])


def _compare(plan: Plan, table: Table, index: int, call: RollCall, states: list[str]) -> None:
    row, symbol = table.rows[index], _symbol(call)
    name = f"{symbol} of {row['date']}"
    for state in states:
        old, new = row[state], call.votes.get(state, row[state])
        if old != new:
            change = f"{state} on {name}: {old or 'blank'} → {new} ({table.place(index)})"
            plan.changes["changed letter"].append(change)
            table.set(index, state, new)
    if not row["resolution"]:
        change = f"{row['roll_call']} of {row['date']} is {symbol} ({table.place(index)})"
        plan.changes["symbol filled in"].append(change)
        table.set(index, "resolution", symbol)
    for column, theirs in (("date", call.date), ("session", call.session)):
        if row.get(column, theirs) != theirs:
            plan.remarks.append(
                f"{table.place(index)}: our {column} is {row[column]}, the file (row {call.row}) "
                f"has {theirs}. It stays; correct it by hand if the file is right."
            )


def _add_new(plan: Plan, tables: Tables, calls: list[RollCall]) -> None:
    for call in calls:
        row = _new_row(call, tables.states)
        tables.votes.insert(_position(tables.votes, row, "date", "roll_call"), row)
        plan.changes["new roll call"].append(f"{row['resolution']} of {call.date}: {row['title']}")
        if row["segment"] == NEW_SEGMENT:
            _describe_source(plan, tables)


def _new_row(call: RollCall, states: list[str]) -> dict[str, str]:
    symbol, year = _symbol(call), call.date[:4]
    if year < "2025":
        emergency = call.session == "ES-11"
        segment = "undl_ukraine" if emergency else "undl_2020_2025"
        name = symbol if emergency else call.number
    else:
        segment, name = "undl_2025" if year == "2025" else NEW_SEGMENT, symbol
    return {
        "roll_call": name,
        "segment": segment,
        "date": call.date,
        "session": call.session,
        "resolution": symbol,
        "kind": "decision" if symbol.startswith("A/DEC/") else "resolution",
        "title": _title(call),
        "issue": "",
        **{state: call.votes[state] for state in states},
    }


def _symbol(call: RollCall) -> str:
    return re.sub(r"(?<=\d)\s*\[?([A-Z]+)\]?$", r" \1", call.resolution)


def _title(call: RollCall) -> str:
    return ENDING.sub("", " ".join(call.title.split()))[:LONGEST_TITLE].strip()


def _position(table: Table, new: dict[str, str], *columns: str) -> int:
    key = [new[column] for column in columns]
    before = [i for i, row in enumerate(table.rows) if [row[c] for c in columns] < key]
    return max(before, default=-1) + 1


def _describe_source(plan: Plan, tables: Tables) -> None:
    if any(row["source_id"] == NEW_SEGMENT for row in tables.sources.rows):
        return
    tables.sources.insert(_position(tables.sources, NEW_SOURCE, "source_id"), NEW_SOURCE)
    path = tables.folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    [votes] = [one for one in package["resources"] if one["name"] == "un_votes"]
    [segment] = [one for one in votes["schema"]["fields"] if one["name"] == "segment"]
    segment["constraints"]["enum"].append(NEW_SEGMENT)
    plan.files[path] = (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()
    plan.changes["new source"].append(f"{NEW_SEGMENT} (sources.csv, datapackage.json)")


def _ukraine(plan: Plan, tables: Tables, calls: list[RollCall], wanted: set[str]) -> None:
    table = tables.ukraine
    held = {plain(row["resolution"]): index for index, row in enumerate(table.rows)}
    by_symbol = {plain(call.resolution): call for call in calls}
    if strange := wanted - set(by_symbol):
        raise VotesFileError(f"--ukraine: the file has no roll call on {', '.join(strange)}.")
    for symbol, call in by_symbol.items():
        if symbol in held:
            _compare(plan, table, held[symbol], call, tables.members)
    for symbol in sorted(wanted - set(held)):
        call = by_symbol[symbol]
        if lacking := set(tables.members) - set(call.votes):
            raise VotesFileError(
                f"--ukraine: the file has no vote of {len(lacking)} states on {call.resolution}; "
                "un_ukraine_votes needs all members."
            )
        votes = {state: call.votes[state] for state in tables.members}
        row = {"date": call.date, "resolution": _symbol(call), "title": _title(call), **votes}
        table.insert(_position(table, row, "date", "resolution"), row)
        plan.changes["new resolution on Ukraine"].append(f"{row['resolution']} of {call.date}")
    for symbol, call in by_symbol.items():
        if symbol not in held and symbol not in wanted and _may_be_on_ukraine(call):
            plan.remarks.append(
                f"{call.resolution} of {call.date} may be on Ukraine and is not in "
                f"un_ukraine_votes.csv: {_title(call)}. To add it: --ukraine {symbol}"
            )


def _may_be_on_ukraine(call: RollCall) -> bool:
    return call.session == "ES-11" or bool(ON_UKRAINE.search(call.title))


def _tally(plan: Plan, tables: Tables, calls: list[RollCall], absent: list[dict[str, str]]) -> None:
    stay = []
    for session in sorted({call.session for call in calls}, key=lambda name: name.zfill(6)):
        held = [call.votes for call in calls if call.session == session]
        left = [row for row in absent if row["session"] == session]
        if _is_complete(tables, session, len(held), left):
            for change in votes_tallies.update(tables.tallies, session, held + left, tables.states):
                plan.changes["session tally"].append(change)
        else:
            stay.append(session)
    if stay:
        plan.remarks.append(
            f"The tallies of {', '.join(stay)} stay: the file lacks roll calls of these sessions."
        )


def _is_complete(tables: Tables, session: str, held: int, left: list[dict[str, str]]) -> bool:
    older = any(
        row["segment"] == OLD_SEGMENT and row["session"] == session for row in tables.votes.rows
    )
    rows = tables.tallies.rows
    before = max((int(row["total"]) for row in rows if row["session"] == session), default=0)
    decisions = all(row["kind"] == "decision" for row in left)
    return not older and decisions and held + len(left) >= before


def _tell_absent(plan: Plan, absent: list[dict[str, str]]) -> None:
    counts = Counter(row["session"] for row in absent)
    for row in absent:
        if counts[row["session"]] <= FEW:
            name = f"{row['resolution'] or row['roll_call']} of {row['date']}"
            plan.remarks.append(f"Not in the file, stays: {name} ({row['segment']}).")
    many = [f"{session} ({count})" for session, count in counts.items() if count > FEW]
    if many:
        plan.remarks.append(
            f"Not in the file, they stay: roll calls of the sessions {', '.join(many)}."
        )
