"""Controls around the figure functions."""

from helpers.explorers import founding, source_check, start, timeline, war

__all__ = ["founding", "source_check", "start", "timeline", "war"]
