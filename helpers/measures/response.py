"""How alliances answer when a member needs help: shares of small numbers, and their intervals."""

from __future__ import annotations

import math

import pandas as pd

from helpers.measures.precedents import as_cases
from helpers.measures.proportions import LEVEL, clopper_pearson, wilson

# What counts as an answer. A fact-finding mission is people; aid that is planned is words so far.
OUTCOMES = {
    "troops": ("troops",),
    "people or goods": ("troops", "material aid", "mission"),
    "any answer": (
        "troops",
        "material aid",
        "mission",
        "material aid planned",
        "consultations",
        "promise",
    ),
}

ASKED = {
    "formal requests": ("yes",),
    "formal, disputed or unclear requests": ("yes", "disputed", "unclear"),
    "all cases, control cases too": ("yes", "disputed", "unclear", "no"),
}
THREATS = {
    "any threat": None,
    "between states": ("interstate", "interstate between members"),
    "not between states": ("internal", "internal and transnational", "transnational"),
}

ADDRESSEES = ["any addressee", "treaty states or CSTO", "CSTO since 2003"]

# The charter entered into force on 18 September 2003: earlier cases are cases of the treaty.
CSTO_SINCE = pd.Timestamp("2003-09-18")


def all_cases(cases: pd.DataFrame, precedents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Put the cases of the CSTO and of other organisations into one frame.

    Args:
        cases: Table ``assistance_requests``.
        precedents: Table ``precedents``; left out if None.

    Returns:
        One row a case: ``case_id``, ``organisation`` (CSTO for all cases of the treaty of 1992),
        ``title``, ``who`` (code; the first of several), ``date`` (timestamp or missing), ``asked``
        (yes, no, disputed, unclear), ``control_case``, ``threat``, ``days`` (to the first
        response), ``days_from`` (request or trigger), ``days_to_action`` (people on the ground or
        first step beyond words), ``kind`` (as in ``assistance_requests``), ``kind_as_coded``,
        ``first_response``, ``outcome``, ``note``, ``source_ids``, ``confidence``.

    Limits: the kinds of other organisations are translated by `precedents.KIND_OF_OTHERS`;
    days from the
    trigger (where nobody asked) are not days from a request. The precedents were chosen because
    a clause was used, so all of them have an answer.

    Example:
        >>> from helpers import data
        >>> len(all_cases(data.load("assistance_requests"), data.load("precedents")))
        40
    """
    own = pd.DataFrame(
        {
            "case_id": cases["case_id"],
            "organisation": "CSTO",
            "title": cases["short_title"],
            "who": cases["requester"],
            "date": _dates(cases["request_date"].fillna(cases["trigger_date"])),
            "asked": cases["requested"],
            "control_case": cases["control_case"],
            "threat": cases["threat_type"],
            "days": cases["days_to_first_response"],
            "days_from": "request",
            "days_to_action": cases["days_to_ground"],
            "kind": cases["response_type"],
            "kind_as_coded": cases["response_type"],
            **{name: cases[name] for name in _TEXTS},
        }
    )
    if precedents is None:
        return own
    return pd.concat([own, as_cases(precedents)], ignore_index=True)


def chosen(
    frame: pd.DataFrame,
    asked: str = "formal requests",
    threat: str = "any threat",
    addressee: str = "any addressee",
    cases: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the cases of a reference class.

    Args:
        frame: What `all_cases` returns.
        asked: Key of `ASKED`.
        threat: Key of `THREATS`.
        addressee: ``any addressee``; ``treaty states or CSTO`` leaves out what was put to Russia
            alone or to nobody; ``CSTO since 2003`` also leaves out what came before the charter.
        cases: Table ``assistance_requests``, needed for the addressee.

    Returns:
        Rows of ``frame``.

    Raises:
        KeyError: A name is unknown.

    Example:
        >>> from helpers import data
        >>> cases = data.load("assistance_requests")
        >>> len(chosen(all_cases(cases), "formal requests", "between states"))
        4
    """
    kept = frame["asked"].isin(ASKED[asked])
    if THREATS[threat] is not None:
        kept &= frame["threat"].isin(THREATS[threat])
    return frame[kept & _addressed(frame, addressee, cases)].reset_index(drop=True)


def share(frame: pd.DataFrame, outcome: str, level: float = LEVEL) -> dict:
    """Count in how many cases an answer of a kind came, with intervals for the share.

    Args:
        frame: Rows of `all_cases`.
        outcome: Key of `OUTCOMES`.
        level: Level of the intervals.

    Returns:
        ``count``, ``n``, ``percent``, ``exact_low``, ``exact_high``, ``wilson_low``,
        ``wilson_high`` (per cent; missing when there is no case), ``cases`` (titles in which it
        came).

    Example:
        >>> from helpers import data
        >>> cases = data.load("assistance_requests")
        >>> told = share(chosen(all_cases(cases)), "troops")
        >>> told["count"], told["n"], told["cases"]
        (1, 9, 'Kazakhstan, January 2022')
    """
    came = frame["kind"].isin(OUTCOMES[outcome])
    count, n = int(came.sum()), len(frame)
    bounds = (*clopper_pearson(count, n, level), *wilson(count, n, level)) if n else (math.nan,) * 4
    names = ["exact_low", "exact_high", "wilson_low", "wilson_high"]
    return {
        "count": count,
        "n": n,
        "percent": 100 * count / n if n else math.nan,
        **{name: 100 * bound for name, bound in zip(names, bounds, strict=True)},
        "cases": "; ".join(frame.loc[came, "title"]),
    }


def by_reference_class(
    cases: pd.DataFrame, precedents: pd.DataFrame, outcome: str = "troops", level: float = LEVEL
) -> pd.DataFrame:
    """Compute the same share for several reference classes: the denominator drives the number.

    Args:
        cases: Table ``assistance_requests``.
        precedents: Table ``precedents``.
        outcome: Key of `OUTCOMES`.
        level: Level of the intervals.

    Returns:
        One row a class: ``reference_class`` and the columns of `share`.

    Limits: with few cases an interval says more than a share. The classes overlap; the cases were
    found by searching; for other organisations only cases with an answer were collected.

    Example:
        >>> from helpers import data
        >>> tables = data.load("assistance_requests"), data.load("precedents")
        >>> by_reference_class(*tables)[["count", "n"]].iloc[0].tolist()
        [1, 9]
    """
    own = all_cases(cases)
    others = all_cases(cases, precedents).iloc[len(cases) :]
    nato = others["organisation"] == "NATO"
    classes = {
        "formal requests": chosen(own),
        "… put to the treaty states or the CSTO": chosen(
            own, addressee="treaty states or CSTO", cases=cases
        ),
        "… put to the CSTO since 2003": chosen(own, addressee="CSTO since 2003", cases=cases),
        "… threat between states": chosen(own, threat="between states"),
        "… threat not between states": chosen(own, threat="not between states"),
        "formal, disputed or unclear requests": chosen(own, "formal, disputed or unclear requests"),
        "all cases, control cases too": chosen(own, "all cases, control cases too"),
        "NATO (cases with an answer)": others[nato],
        "other organisations (cases with an answer)": others[~nato],
    }
    return pd.DataFrame(
        [{"reference_class": name, **share(rows, outcome, level)} for name, rows in classes.items()]
    )


def side_by_side(cases: pd.DataFrame, case_ids: tuple[str, ...]) -> pd.DataFrame:
    """Put a few cases beside each other, one column a case.

    Args:
        cases: Table ``assistance_requests``.
        case_ids: Ids such as ``("D14", "D17")``.

    Returns:
        Rows: threat, asked, asked for, basis, days to a first response, first response, days
        until people were there, kind of help, troops, outcome, confidence; unknown is ``?``.

    Raises:
        KeyError: An id is not in the table.

    Example:
        >>> from helpers import data
        >>> pair = side_by_side(data.load("assistance_requests"), ("D14", "D17"))
        >>> pair.loc["kind of help"].tolist()
        ['troops', 'mission']
    """
    rows = cases.set_index("case_id").loc[list(case_ids)]
    table = pd.DataFrame({label: rows[column] for label, column in _PAIR.items()}).T
    table.columns = rows["short_title"].tolist()
    return table.astype(object).where(table.notna(), "?").map(_plain)


def dilemma(cases: pd.DataFrame) -> pd.DataFrame:
    """Read every case with the two fears of the alliance dilemma.

    The member that needs help fears abandonment: being left alone. The others fear entrapment:
    being drawn into a war that is not theirs. The reading is mechanical: a threat between states
    means that help would put the helpers against another state.

    Args:
        cases: Table ``assistance_requests``.

    Returns:
        Columns ``case_id``, ``title``, ``helpers_would_face`` (a state outside; another member; no
        other state), ``asked`` (a request; disputed or unclear; no request) and ``came`` (help
        beyond words; words; nothing).

    Method: the terms of Glenn H. Snyder (1984), World Politics 36. Limits: fears are not observed;
    the table shows where one or the other was at stake.

    Example:
        >>> from helpers import data
        >>> dilemma(data.load("assistance_requests")).set_index("case_id").loc["D14"].tolist()[1:]
        ['no other state', 'a request', 'people or goods']
    """
    return pd.DataFrame(
        {
            "case_id": cases["case_id"],
            "title": cases["short_title"],
            "helpers_would_face": cases["threat_type"].map(_FACED),
            "asked": cases["requested"].map(_REQUEST),
            "came": cases["response_type"].map(_came),
        }
    )


_TEXTS = ["first_response", "outcome", "note", "source_ids", "confidence"]
_PAIR = {
    "threat": "threat_type",
    "asked formally": "requested",
    "asked for": "request_detail",
    "basis": "treaty_basis",
    "days to the first response": "days_to_first_response",
    "first response": "first_response",
    "days until people were there": "days_to_ground",
    "kind of help": "response_type",
    "troops": "troops",
    "outcome": "outcome",
    "confidence": "confidence",
}
_FACED = {
    "interstate": "a state outside",
    "interstate between members": "another member",
    "internal": "no other state",
    "internal and transnational": "no other state",
    "transnational": "no other state",
}
_REQUEST = {
    "yes": "a request",
    "disputed": "disputed or unclear",
    "unclear": "disputed or unclear",
    "no": "no request",
}


def _came(kind: str) -> str:
    if kind in OUTCOMES["people or goods"]:
        return "people or goods"
    return "words" if kind in OUTCOMES["any answer"] else "nothing"


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _dates(partial: pd.Series) -> pd.Series:
    return pd.to_datetime(partial, format="ISO8601")


def _addressed(frame: pd.DataFrame, addressee: str, cases: pd.DataFrame | None) -> pd.Series:
    if addressee not in ADDRESSEES:
        raise KeyError(addressee)
    if addressee == "any addressee":
        return pd.Series(True, index=frame.index)
    asked = dict(zip(cases["case_id"], cases["addressee"], strict=True))
    to_treaty = frame["case_id"].map(asked).str.contains("CSTO|treaty", regex=True, na=True)
    if addressee == "treaty states or CSTO":
        return to_treaty
    return to_treaty & (frame["date"] >= CSTO_SINCE)
