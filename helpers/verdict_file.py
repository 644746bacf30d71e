"""The student's own verdicts on the claims: one CSV file, written at every judgement."""

from __future__ import annotations

import pandas as pd

from helpers import data, own_work
from helpers.measures.verdicts import VERDICTS

FILE = "verdicts.csv"
COLUMNS = ["claim_id", "verdict", "reason"]
# The first verdict stays beside a later one: it was given before the course's was seen.
FIRST = "first_verdict"


def read() -> pd.DataFrame:
    """Return the saved verdicts; an empty table if there are none yet.

    Returns:
        Columns claim_id, verdict, reason and first_verdict, one row a judged claim. A file
        without first verdicts is read as if none had changed. Further columns are kept.

    Raises:
        own_work.FileProblem: The file is damaged; the text names line and column.
    """
    path = own_work.folder() / FILE
    if not path.exists():
        return pd.DataFrame(columns=[*COLUMNS, FIRST], dtype=object)
    known = set(data.read("claims")["claim_id"])
    seen: dict[str, int] = {}
    kept = []
    for line, row in own_work.rows(path, COLUMNS):
        _check(line, row, known, seen)
        seen[row["claim_id"]] = line
        kept.append(row | {FIRST: row.get(FIRST) or row["verdict"]})
    extra = [name for name in (kept[0] if kept else {}) if name not in (*COLUMNS, FIRST)]
    return pd.DataFrame(kept, columns=[*COLUMNS, FIRST, *extra], dtype=object)


def judge(claim_id: str, verdict: str, reason: str = "") -> pd.DataFrame:
    """Save one verdict beside those on file, and return them all.

    The file is read again first, and no other notebook saves in between: two open notebooks do
    not undo each other's work.

    Args:
        claim_id: Id of the table ``claims``.
        verdict: One of `VERDICTS`.
        reason: The student's words; line breaks become spaces.

    Raises:
        own_work.FileProblem: The file on disk is damaged or cannot be written, or another
            notebook does not finish saving; it stays as it is.
        ValueError: There is no such verdict.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"{verdict!r} is no verdict. Choose one of: {', '.join(VERDICTS)}.")
    with own_work.alone():
        after = _with(read(), claim_id, verdict, reason)
        own_work.save(FILE, after.sort_values("claim_id"))
    return after


def _with(before: pd.DataFrame, claim_id: str, verdict: str, reason: str) -> pd.DataFrame:
    chosen = before["claim_id"] == claim_id
    earlier = before[chosen].iloc[:1].to_dict("records")
    row = {FIRST: verdict} | (earlier[0] if earlier else {})
    row |= {"claim_id": claim_id, "verdict": verdict, "reason": " ".join(reason.split())}
    added = pd.DataFrame([row], columns=before.columns)
    return pd.concat([before[~chosen], added], ignore_index=True).astype(object).fillna("")


def _check(line: int, row: dict[str, str], known: set[str], seen: dict[str, int]) -> None:
    claim_id, verdict = row["claim_id"], row["verdict"]
    if claim_id not in known:
        raise own_work.FileProblem(
            f"{FILE}, line {line}, column claim_id: “{claim_id}” is no claim of the ledger. The "
            "ids run from C001 on. Correct or delete this line; nothing was changed."
        )
    if claim_id in seen:
        raise own_work.FileProblem(
            f"{FILE}, line {line}, column claim_id: {claim_id} stands in line {seen[claim_id]} "
            "already. Keep one of the two lines; nothing was changed."
        )
    for column, given in (("verdict", verdict), (FIRST, row.get(FIRST) or verdict)):
        if given not in VERDICTS:
            raise own_work.FileProblem(
                f"{FILE}, line {line}, column {column}: “{given}” is no verdict. Write one of "
                f"{', '.join(VERDICTS)}; nothing was changed."
            )
