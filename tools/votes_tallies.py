"""Count the votes of a session anew in un_session_tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from tools.table_text import Table

COUNTS = {"yes": "Y", "no": "N", "abstain": "A", "non_voting": "X"}
SOURCE = "undl_tallies"


def update(
    tallies: Table, session: str, roll_calls: list[Mapping[str, str]], states: list[str]
) -> Iterator[str]:
    """Write the counts of a session into the table.

    Args:
        tallies: Table ``un_session_tallies``; changed in place.
        session: Session that is counted.
        roll_calls: Its roll calls: Y, N, A or X by state.
        states: States to count.

    Yields:
        One sentence for each row that is new or changes.
    """
    for state in states:
        letters = Counter(roll_call[state] for roll_call in roll_calls if roll_call[state])
        new = {name: str(letters[letter]) for name, letter in COUNTS.items()}
        new["total"] = str(letters.total())
        index = _find(tallies, state, session)
        if index is None:
            row = {"iso3": state, "session": session, **new, "source_id": SOURCE}
            tallies.insert(_position(tallies, state, session), row)
            yield f"{state}, session {session}, new: {_words(new)}"
            continue
        old = {name: tallies.rows[index][name] for name in new}
        if old != new:
            for name, value in new.items():
                tallies.set(index, name, value)
            place = tallies.place(index)
            yield f"{state}, session {session}: {_words(old)} → {_words(new)} ({place})"


def _find(tallies: Table, state: str, session: str) -> int | None:
    rows = enumerate(tallies.rows)
    here = (i for i, row in rows if row["iso3"] == state and row["session"] == session)
    return next(here, None)


def _position(tallies: Table, state: str, session: str) -> int:
    block = [(i, row["session"]) for i, row in enumerate(tallies.rows) if row["iso3"] == state]
    if session.isdigit():
        before = [i for i, name in block if name.isdigit() and int(name) < int(session)]
        if before:
            return before[-1] + 1
    return block[-1][0] + 1 if block else len(tallies.rows)


def _words(counts: Mapping[str, str]) -> str:
    return "-".join(counts[name] for name in COUNTS) + f" of {counts['total']}"
