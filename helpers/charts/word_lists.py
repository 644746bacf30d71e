"""Glossary and reading list as folded text, to be read without a kernel."""

from __future__ import annotations

import html

import pandas as pd
from IPython.display import HTML

from helpers import sources

_NOT_CHECKED = (
    '<i title="Author, title or year were not yet confirmed on a second page.">not checked</i>'
)


def glossary(terms: pd.DataFrame) -> HTML:
    """Return the glossary, folded by theme.

    Args:
        terms: Table ``glossary``: term, definition, theme.

    Example:
        >>> terms = pd.DataFrame({"term": ["a"], "definition": ["b <c>"], "theme": ["law"]})
        >>> "<b>a</b>: b &lt;c&gt;" in glossary(terms).data
        True
    """
    return HTML(
        "".join(
            f"<details><summary>{html.escape(str(theme))} ({len(rows)})</summary>"
            f"{definitions(rows)}</details>"
            for theme, rows in terms.groupby("theme")
        )
    )


def definitions(terms: pd.DataFrame) -> str:
    """Return terms with their definitions in alphabetical order, as escaped HTML."""
    items = "".join(
        f"<li><b>{html.escape(row.term)}</b>: {html.escape(row.definition)}</li>"
        for row in terms.sort_values("term", key=lambda names: names.str.lower()).itertuples()
    )
    return f'<ul style="max-width:56em">{items}</ul>' if items else "<p>No term fits.</p>"


def readings(listed: pd.DataFrame) -> HTML:
    """Return the reading list, folded by theme: who, what, where, and why to read it.

    Args:
        listed: Table ``readings``: author, year, title, outlet, doi_or_url, theme, why_read and
            checked; cells may be missing.
    """
    return HTML(f"<p>{counted(listed)}</p>{by_theme(listed, folded=True)}")


def counted(listed: pd.DataFrame) -> str:
    """Say how many readings there are and how many of them were not checked."""
    if listed.empty:
        return "No reading fits."
    unchecked = int((listed["checked"] == "no").sum())
    number = f"{len(listed)} {'reading' if len(listed) == 1 else 'readings'}"
    if not unchecked:
        return f"{number}, all checked."
    return (
        f"{number}, {unchecked} of them “not checked”: author, title and year were not yet "
        "confirmed on a second page; confirm them before you cite."
    )


def by_theme(listed: pd.DataFrame, *, folded: bool) -> str:
    """Return readings grouped by theme as escaped HTML.

    Args:
        listed: Rows of the table ``readings``.
        folded: Whether each theme is to be opened by the reader.
    """
    box, heading = ("details", "summary") if folded else ("div", "b")
    return "".join(
        f"<{box}><{heading}>{html.escape(str(theme))} ({len(rows)})</{heading}>"
        f'<ul style="max-width:56em">{"".join(_entry(row) for row in rows.itertuples())}</ul>'
        f"</{box}>"
        for theme, rows in listed.groupby("theme")
    )


def _entry(row: tuple) -> str:
    title = html.escape(row.title)
    if pd.notna(row.doi_or_url):
        title = sources.link(row.doi_or_url, row.title)
    author = "" if pd.isna(row.author) else html.escape(row.author)
    year = "" if pd.isna(row.year) else f"({row.year})"
    start = " ".join(filter(None, (author, year)))
    outlet = "" if pd.isna(row.outlet) else f", {html.escape(row.outlet)}"
    mark = f" [{_NOT_CHECKED}]" if row.checked == "no" else ""
    who = f"{start}: " if start else ""
    return f"<li>{who}{title}{outlet}.{mark}<br>{html.escape(row.why_read)}</li>"
