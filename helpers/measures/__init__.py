"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import asymmetry, membership, requests, votes

__all__ = ["asymmetry", "membership", "requests", "votes"]
