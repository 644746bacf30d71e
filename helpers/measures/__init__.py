"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import (
    asymmetry,
    membership,
    requests,
    survival,
    votes,
)

__all__ = [
    "asymmetry",
    "membership",
    "requests",
    "survival",
    "votes",
]
