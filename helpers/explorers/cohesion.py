"""Explorer of cohesion: a member and the gauges to see, each with its own unit and source."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd

from helpers import charts, data, sources, theme
from helpers.charts.gauges import GAUGES
from helpers.explorers import base
from helpers.measures import cohesion


def gauges(state: str = "ARM") -> base.Explorer:
    """Return an explorer with the gauges of cohesion of one member on the same years.

    Args:
        state: Code of the member shown first.

    Example:
        >>> list(gauges().controls)
        ['state', 'votes', 'sessions', 'exercises', 'acts', 'polls']
    """
    sessions = cohesion.attendance(data.load("summits"), data.load("summit_attendance"))
    held = data.load("exercises")
    drills = cohesion.exercises(held, data.load("exercise_participation"))
    acts = cohesion.acts(data.load("impact_indicators"), held)
    opinion = data.load("public_opinion")
    polls = {code: cohesion.key_polls(cohesion.polls(opinion, code)) for code in theme.MEMBERS}
    votes = cohesion.votes(data.load("un_votes"))
    details = {code: _details(acts[acts["state"] == code], polls[code]) for code in theme.MEMBERS}

    def draw(state: str, **shown: bool) -> object:
        wanted = tuple(name for name in GAUGES if shown[name])
        return charts.gauges.of_member(state, sessions, drills, acts, polls[state], votes, wanted)

    def detail(state: str, **shown: bool) -> str:
        told = [words for name, words in details[state].items() if shown[name]]
        return "".join(told) or "<p>Choose the acts or the polls to read their sources.</p>"

    names = data.names()
    return base.Explorer(
        "Gauges of cohesion",
        draw,
        {
            "state": base.dropdown(
                "Member", [(names[code], code) for code in theme.MEMBERS], state
            ),
            **{
                name: widgets.Checkbox(
                    value=True, description=label, indent=False, layout={"width": "auto"}
                )
                for name, label in GAUGES.items()
            },
        },
        detail=detail,
    )


def _details(acts: pd.DataFrame, polls: pd.DataFrame) -> dict[str, str]:
    return {
        "acts": _folded(
            "Formal acts and statements",
            [
                _item(f"{row.date}: {row.what}", row.detail, row.note, row.confidence, row)
                for row in acts.itertuples()
            ],
        ),
        "polls": _folded(
            "Polls",
            [
                _item(
                    f"{row.date}, {row.panel}: {row.answer} {row.percent:g} per cent",
                    "Summed from the degrees of the answer." if row.added else None,
                    row.note or None,
                    row.confidence,
                    row,
                )
                for row in polls.itertuples()
            ],
        ),
    }


def _item(head: str, detail: object, note: object, confidence: str, row: tuple) -> str:
    words = " ".join(str(part) for part in (detail, note) if pd.notna(part))
    return (
        f"<li><b>{html.escape(head)}</b>. {html.escape(words)} "
        f"Confidence: {html.escape(confidence)}. {sources.links(row.source_ids)}</li>"
    )


def _folded(title: str, items: list[str]) -> str:
    if not items:
        return f"<p>{title}: none found.</p>"
    return (
        f"<details><summary>{title}: {len(items)} rows with sources</summary><ul "
        f'style="max-width:60em">{"".join(items)}</ul></details>'
    )
