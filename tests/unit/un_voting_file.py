"""Write files in the form of the UN's voting file from our own tables: real votes only."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

COLUMNS = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,"
    "total_ms,undl_link"
).split(",")
ENDING = " : resolution / adopted by the General Assembly"
UNNUMBERED = 9_000_000  # our tables do not hold the UN's number of every roll call
Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def states_of(row: dict[str, str]) -> list[str]:
    return [name for name in row if re.fullmatch("[A-Z]{3}", name)]


def of_all_members(data: Path) -> Rows:
    """The resolutions on Ukraine with the votes and totals of all members."""
    roll_calls = read(data / "un_ukraine_votes.csv")
    for row in roll_calls:
        row["session"] = re.search(r"A/RES/((?:ES-)?\d+)/", row["resolution"])[1]
    return _long(data, roll_calls)


def of_our_states(data: Path) -> Rows:
    """All roll calls of un_votes that came from the UN and have a symbol; without totals."""
    roll_calls = read(data / "un_votes.csv")
    from_the_un = [row for row in roll_calls if row["segment"] != "voeten_unvotes"]
    return _long(data, [row for row in from_the_un if row["resolution"]])


def _long(data: Path, roll_calls: Rows) -> Rows:
    names = {row["area_id"]: row["name"].upper() for row in read(data / "areas.csv")}
    numbers = {row["resolution"]: row["roll_call"] for row in read(data / "un_votes.csv")}
    rows = []
    for index, roll_call in enumerate(roll_calls):
        number = numbers.get(roll_call["resolution"], "")
        number = number if number.isdigit() else str(UNNUMBERED + index)
        for state in states_of(roll_call):
            row = dict.fromkeys(COLUMNS, "")
            row.update({name: roll_call[name] for name in ("date", "session", "resolution")})
            row.update(undl_id=number, ms_code=state, ms_name=names[state])
            row.update(ms_vote=roll_call[state], title=roll_call["title"] + ENDING)
            row["undl_link"] = f"https://digitallibrary.un.org/record/{number}"
            rows.append(row)
    return rows


def count(rows: Rows) -> None:
    """Write the totals of each roll call as the UN does; for files with all members."""
    letters = Counter((row["undl_id"], row["ms_vote"]) for row in rows)
    members = Counter(row["undl_id"] for row in rows)
    totals = {"Y": "total_yes", "N": "total_no", "A": "total_abstentions", "X": "total_non_voting"}
    for row in rows:
        for letter, name in totals.items():
            row[name] = f"{letters[row['undl_id'], letter]}.0"
        row["total_ms"] = f"{members[row['undl_id']]}.0"


def write(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path
