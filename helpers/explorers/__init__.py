"""Controls around the figure functions."""

from helpers.explorers import (
    coding,
    cohesion,
    dossier,
    founding,
    response,
    scenario,
    source_check,
    spectrum,
    start,
    timeline,
    trade,
    war,
)

__all__ = [
    "coding",
    "cohesion",
    "dossier",
    "founding",
    "response",
    "scenario",
    "source_check",
    "spectrum",
    "start",
    "timeline",
    "trade",
    "war",
]
