"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import membership, votes

__all__ = ["membership", "votes"]
