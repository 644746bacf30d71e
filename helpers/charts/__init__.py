"""Figures: frames in, plotly figures out."""

from helpers.charts import start

__all__ = ["start"]
