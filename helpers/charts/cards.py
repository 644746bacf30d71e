"""Text from the tables, set out for reading: rows with long cells that wrap."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd
from IPython.display import HTML

_CELL = "style='text-align:left;vertical-align:top;white-space:normal;max-width:38em'"


def rows(frame: pd.DataFrame, headings: Mapping[str, str]) -> HTML:
    """Show rows with long texts as a table whose cells wrap.

    Args:
        frame: Any table; missing cells are shown as a dash.
        headings: Words for the heading by column, in the order to show.

    Returns:
        HTML with every cell escaped.

    Example:
        >>> rows(pd.DataFrame({"a": ["<b>"]}), {"a": "Sign"}).data.count("&lt;b&gt;")
        1
    """
    head = "".join(f"<th scope='col' {_CELL}>{html.escape(one)}</th>" for one in headings.values())
    body = "".join(
        "<tr>" + "".join(f"<td {_CELL}>{_text(row[one])}</td>" for one in headings) + "</tr>"
        for _, row in frame.iterrows()
    )
    return HTML(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _text(value: object) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return html.escape(str(value))
