"""Controls around the figure functions."""

from helpers.explorers import start

__all__ = ["start"]
