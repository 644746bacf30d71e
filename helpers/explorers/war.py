"""Explorers of votes on Ukraine and of requests for help."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd

from helpers import charts, data, sources
from helpers.explorers import base

EXTENTS = [("Eurasia", "eurasia"), ("World", "world")]


def vote_map(resolution: str = "A/RES/ES-11/3") -> base.Explorer:
    """Return an explorer with the vote of every state on any resolution on Ukraine.

    Args:
        resolution: Symbol of the resolution shown first.

    Example:
        >>> len(vote_map().controls["resolution"].options)
        22
    """
    votes = data.load("un_ukraine_votes")
    options = [
        (f"{row.date:%Y-%m-%d}  {row.resolution}  {_short(row.title)}", row.resolution)
        for row in votes.itertuples()
    ]
    return base.Explorer(
        "Votes on Ukraine on a map",
        lambda resolution, extent: charts.ukraine_votes.vote_map(votes, resolution, extent),
        {
            "resolution": _wide("Resolution", options, resolution),
            "extent": base.dropdown("Map", EXTENTS),
        },
    )


def case_tester(case_id: str = "D14") -> base.Explorer:
    """Return an explorer that puts any known case through the test of Article 4.

    Args:
        case_id: Id of the case shown first.

    Example:
        >>> len(case_tester().controls["case_id"].options)
        25
    """
    cases = data.load("assistance_requests")
    rows = cases.set_index("case_id", drop=False)
    options = sorted(
        ((row.short_title, row.case_id) for row in cases.itertuples()),
        key=lambda option: (rows.loc[option[1], "requester_label"], option[1]),
    )
    return base.Explorer(
        "Article 4 case tester",
        lambda case_id: charts.requests.case(cases, case_id),
        {"case_id": _wide("Case", options, case_id)},
        detail=lambda case_id: case_detail(rows.loc[case_id]),
    )


def case_detail(case: pd.Series) -> str:
    """Return what the step figure leaves out of a case, as escaped HTML.

    Args:
        case: One row of ``assistance_requests``.
    """
    facts = {
        "Situation": case["situation"],
        "Outcome": case["outcome"],
        "Lesson": case["lesson"],
        "Note": case["note"],
        "Confidence": case["confidence"],
    }
    items = "".join(
        f"<dt><b>{name}</b></dt><dd>{html.escape(str(words))}</dd>"
        for name, words in facts.items()
        if pd.notna(words)
    )
    flag = (
        "<p><b>Control case.</b> No request is known, so nothing was refused.</p>"
        if case["control_case"]
        else ""
    )
    return (
        f'{flag}<dl style="max-width:52em">{items}<dt><b>Sources</b></dt>'
        f"<dd>{sources.links(case['source_ids'])}</dd></dl>"
    )


def _wide(label: str, options: list, value: str) -> widgets.Dropdown:
    chosen = base.dropdown(label, options, value)
    chosen.layout.width = "min(100%, 44em)"
    return chosen


def _short(title: str, width: int = 50) -> str:
    return title if len(title) <= width else title[: title.rfind(" ", 0, width)] + " …"
