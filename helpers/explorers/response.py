"""Explorers of responses: every case by speed and kind, and the share for a chosen denominator."""

from __future__ import annotations

import html
from functools import cache

import pandas as pd

from helpers import charts, data, sources
from helpers.explorers import base
from helpers.measures import response

_ASKED = {
    "requests (formal, disputed, unclear)": ("yes", "disputed", "unclear"),
    "formal requests only": ("yes",),
    "control cases only": ("no",),
    "all cases": ("yes", "disputed", "unclear", "no"),
}
_COMPARE = {
    "all other organisations": lambda names: names != "CSTO",
    "NATO": lambda names: names == "NATO",
    "others than NATO": lambda names: ~names.isin(["CSTO", "NATO"]),
    "nobody": lambda names: names == "",
}
_LEVELS = [("80%", 0.8), ("90%", 0.9), ("95%", 0.95), ("99%", 0.99)]


def cases() -> base.Explorer:
    """Return an explorer of all cases by days and kind of help, beside other organisations.

    Example:
        >>> list(cases().controls)
        ['who', 'threat', 'asked', 'compare']
    """
    table = data.load("assistance_requests")
    everything = response.all_cases(table, data.load("precedents"))
    details = {row.case_id: _detail(row) for row in everything.itertuples()}
    names = data.names()
    who = sorted(table["requester"].unique(), key=lambda code: names[code])
    threats = ["any", *everything["threat"].unique().tolist()]

    def wanted(who: str, threat: str, asked: str, compare: str) -> pd.DataFrame:
        own = (everything["organisation"] == "CSTO") & everything["asked"].isin(_ASKED[asked])
        if who != "all":
            own &= everything["who"] == who
        kept = own | _COMPARE[compare](everything["organisation"])
        if threat != "any":
            kept &= everything["threat"] == threat
        return everything[kept]

    def draw(**values: str) -> object:
        rows = wanted(**values)
        return (
            charts.response.days(rows) if len(rows) else base.message("No case fits this choice.")
        )

    def detail(**values: str) -> str:
        rows = wanted(**values)
        listed = "".join(details[case_id] for case_id in rows["case_id"])
        if not listed:
            return "<p>No case fits this choice.</p>"
        count = "1 case" if len(rows) == 1 else f"{len(rows)} cases"
        return f"<p>{count}. Open one to read it with its sources.</p>{listed}"

    return base.Explorer(
        "Requests, responses and control cases",
        draw,
        {
            "who": base.dropdown("Who", [("all", "all"), *((names[code], code) for code in who)]),
            "threat": base.dropdown("Threat", threats),
            "asked": base.dropdown("CSTO cases", list(_ASKED), "all cases"),
            "compare": base.dropdown("Beside them", list(_COMPARE)),
        },
        detail=detail,
    )


def reference_class() -> base.Explorer:
    """Return an explorer in which the reader chooses the denominator of a share.

    Example:
        >>> list(reference_class().controls)
        ['asked', 'threat', 'addressee', 'outcome', 'level']
    """
    table, precedents = data.load("assistance_requests"), data.load("precedents")
    published = data.load("alliance_reliability")
    everything = response.all_cases(table)

    def chosen(asked: str, threat: str, addressee: str) -> pd.DataFrame:
        return response.chosen(everything, asked, threat, addressee, table)

    @cache
    def fixed(outcome: str, level: float) -> pd.DataFrame:
        return response.by_reference_class(table, precedents, outcome, level)

    def draw(outcome: str, level: float, **choice: str) -> object:
        yours = {
            "reference_class": "Yours: " + ", ".join(choice.values()),
            **response.share(chosen(**choice), outcome, level),
        }
        classes = pd.concat([pd.DataFrame([yours]), fixed(outcome, level)], ignore_index=True)
        return charts.shares.intervals(classes, outcome, published, level)

    def detail(outcome: str, level: float, **choice: str) -> str:
        rows = chosen(**choice)
        came = rows["kind"].isin(response.OUTCOMES[outcome])
        return _listed("Counted as answered", rows[came]) + _listed("Not", rows[~came])

    return base.Explorer(
        "Choose the denominator",
        draw,
        {
            "asked": base.dropdown("Cases", list(response.ASKED)),
            "threat": base.dropdown("Threat", list(response.THREATS)),
            "addressee": base.dropdown("Put to", response.ADDRESSEES),
            "outcome": base.dropdown("Answered with", list(response.OUTCOMES)),
            "level": base.dropdown("Interval", _LEVELS, 0.95),
        },
        detail=detail,
    )


def _listed(title: str, rows: pd.DataFrame) -> str:
    told = "; ".join(
        f"{html.escape(row.title)} ({html.escape(row.kind_as_coded)})" for row in rows.itertuples()
    )
    return f'<p style="max-width:60em"><b>{title} ({len(rows)}):</b> {told or "none"}.</p>'


def _detail(row: tuple) -> str:
    facts = {
        "Asked": f"{row.asked}; threat: {row.threat}",
        "First response": row.first_response,
        "Kind of help": row.kind_as_coded,
        "Outcome": row.outcome if row.outcome != row.first_response else None,
        "Note": row.note,
        "Confidence": row.confidence,
    }
    items = "".join(
        f"<dt><b>{name}</b></dt><dd>{html.escape(str(words))}</dd>"
        for name, words in facts.items()
        if pd.notna(words)
    )
    control = " (control case: nothing was refused)" if row.control_case else ""
    return (
        f"<details><summary>{html.escape(row.title)}{control}</summary>"
        f'<dl style="max-width:60em">{items}<dt><b>Sources</b></dt>'
        f"<dd>{sources.links(row.source_ids)}</dd></dl></details>"
    )
