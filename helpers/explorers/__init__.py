"""Controls around the figure functions."""

from helpers.explorers import founding, source_check, spectrum, start, timeline, war

__all__ = ["founding", "source_check", "spectrum", "start", "timeline", "war"]
