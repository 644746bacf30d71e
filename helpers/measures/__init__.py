"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import (
    asymmetry,
    exit_definitions,
    exits,
    membership,
    positions,
    reliability,
    requests,
    scenario,
    spectrum,
    survival,
    trade,
    votes,
)

__all__ = [
    "asymmetry",
    "exit_definitions",
    "exits",
    "membership",
    "positions",
    "reliability",
    "requests",
    "scenario",
    "spectrum",
    "survival",
    "trade",
    "votes",
]
