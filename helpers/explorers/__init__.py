"""Controls around the figure functions."""

from helpers.explorers import (
    agreement,
    coding,
    cohesion,
    dossier,
    forecasts,
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
    "agreement",
    "coding",
    "cohesion",
    "dossier",
    "forecasts",
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
