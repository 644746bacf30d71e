"""Requests for help to the alliance: what was asked, what came, and how soon."""

from __future__ import annotations

import pandas as pd


def timed(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases for which the days to a first response are known, fastest first.

    Args:
        cases: Table ``assistance_requests``.

    Returns:
        Rows of the table with ``days_to_first_response`` (days), sorted by it.

    Example:
        >>> from helpers import data
        >>> timed(data.load("assistance_requests"))["days_to_first_response"].tolist()[-1]
        4084
    """
    known = cases[cases["days_to_first_response"].notna()]
    return known.sort_values(["days_to_first_response", "case_id"], ignore_index=True)


def steps(case: pd.Series) -> pd.DataFrame:
    """Put one case through the questions that Article 4 asks, one after the other.

    Article 4 as amended in 2010: an armed attack on a member, a request of that member, help
    given by the others. The table says what is known; it does not judge.

    Args:
        case: One row of ``assistance_requests``.

    Returns:
        Columns ``question``, ``answer`` (yes, no, open) and ``words``, in the order of the test.

    Example:
        >>> from helpers import data
        >>> cases = data.load("assistance_requests").set_index("case_id", drop=False)
        >>> steps(cases.loc["D20"])["answer"].tolist()
        ['open', 'no', 'open', 'no', 'no']
    """
    rows = [_threat(case), _request(case), _basis(case), _response(case), _help(case)]
    return pd.DataFrame(rows, columns=["question", "answer", "words"])


def _threat(case: pd.Series) -> tuple[str, str, str]:
    words = f"Threat {_joined(case['threat_type'], case['threat_detail'])}"
    return "Was a member attacked?", "open", f"{words}. Judge with the treaty text."


def _request(case: pd.Series) -> tuple[str, str, str]:
    answer = case["requested"] if case["requested"] in ("yes", "no") else "open"
    dated = "" if pd.isna(case["request_date"]) else f" ({case['request_date']})"
    words = case["requested"] + (dated if case["requested"] != "no" else "")
    if pd.notna(case["request_detail"]):
        words += f". {case['request_detail']}"
    if case["control_case"]:
        words = f"{words.rstrip('.')}. Control case: nothing was refused."
    return "Did the member ask for help?", answer, words


def _basis(case: pd.Series) -> tuple[str, str, str]:
    basis = case["treaty_basis"]
    return "Whom, and on which basis?", "open", f"{case['addressee']}; basis: {basis}"


def _response(case: pd.Series) -> tuple[str, str, str]:
    if pd.isna(case["first_response"]):
        return "What came first, and when?", "no", "No response was found."
    date = case["first_response_date"]
    dated = "day not known" if pd.isna(date) else date
    if pd.notna(case["days_to_first_response"]):
        dated += f", {_days(case['days_to_first_response'])} after the request"
        if case["control_case"]:
            dated = dated.replace("the request", "the date given for the case")
    answer = "no" if case["control_case"] else "yes"
    return "What came first, and when?", answer, f"{dated}: {case['first_response']}"


def _help(case: pd.Series) -> tuple[str, str, str]:
    words = case["response_type"]
    if pd.notna(case["troops"]):
        words = f"{int(case['troops']):,} troops" if case["troops"] else f"{words}; no troops"
    if pd.notna(case["days_to_ground"]):
        words += f"; on the ground {_days(case['days_to_ground'])} after the request"
    return "Which kind of help?", "no" if case["response_type"] == "none" else "yes", words


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _joined(*parts: object) -> str:
    return ": ".join(str(part) for part in parts if pd.notna(part))
