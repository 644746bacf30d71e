"""Controls around the figure functions."""

from helpers.explorers import (
    coding,
    dossier,
    founding,
    source_check,
    spectrum,
    start,
    timeline,
    trade,
    war,
)

__all__ = [
    "coding",
    "dossier",
    "founding",
    "source_check",
    "spectrum",
    "start",
    "timeline",
    "trade",
    "war",
]
