"""The explorer of notebook 00: any state's votes on Ukraine."""

from __future__ import annotations

from helpers import charts, data
from helpers.explorers import base


def state_votes(state: str = "KAZ") -> base.Explorer:
    """Return an explorer that shows how any UN member voted on Ukraine.

    Args:
        state: ISO 3166-1 alpha-3 code shown first.

    Example:
        >>> state_votes().controls["state"].value
        'KAZ'
    """
    votes = data.load("un_ukraine_votes")
    names = data.names()
    states = [column for column in votes.columns if column in names]
    options = sorted((names[code], code) for code in states)
    return base.Explorer(
        "How any state voted on Ukraine",
        lambda state: charts.start.state_votes(votes, state),
        {"state": base.dropdown("State", options, state)},
    )
