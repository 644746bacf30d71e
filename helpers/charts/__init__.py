"""Figures: frames in, plotly figures out."""

from helpers.charts import (
    bases,
    cards,
    membership,
    offices,
    power,
    requests,
    response,
    shares,
    start,
    timeline,
    treaty,
    ukraine_votes,
    war,
)

__all__ = [
    "bases",
    "cards",
    "membership",
    "offices",
    "power",
    "requests",
    "response",
    "shares",
    "start",
    "timeline",
    "treaty",
    "ukraine_votes",
    "war",
]
