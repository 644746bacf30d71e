"""Text from the tables, set out for reading: rows with long cells that wrap."""

from __future__ import annotations

import html
import re

import pandas as pd
from IPython.display import HTML

_CELL = "style='text-align:left;vertical-align:top;white-space:normal;max-width:38em'"
_DATE_CELL = "style='text-align:left;vertical-align:top;white-space:nowrap'"


def rows(frame: pd.DataFrame) -> HTML:
    """Show rows with long texts as a table whose cells wrap.

    Args:
        frame: Any table; the names of its columns become the headings, missing cells a dash.

    Returns:
        HTML with every cell escaped.

    Example:
        >>> rows(pd.DataFrame({"text_seen": ["<b>"]})).data.count("&lt;b&gt;")
        1
    """
    names = [str(column).replace("_", " ").capitalize() for column in frame.columns]
    head = "".join(f"<th scope='col' {_CELL}>{html.escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(_cell(_text(value)) for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return HTML(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _cell(text: str) -> str:
    is_date = re.fullmatch(r"\d{4}(-\d{2}){0,2}", text)
    return f"<td {_DATE_CELL if is_date else _CELL}>{text}</td>"


def _text(value: object) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return html.escape(str(value))
