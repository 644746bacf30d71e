"""Who says so: links for single facts and the source list of a notebook."""

from __future__ import annotations

import html
import re
from functools import cache

import pandas as pd
from IPython.display import HTML

from helpers import data

# A longer list is shown by publisher; its single pages stand in data/sources.csv.
_LISTED_IN_FULL = 24
SOURCE_COLUMNS = ("source_ids", "source_id", "regime_source_id", "segment")


def links(source_ids: str) -> str:
    """Turn source ids of a row into HTML links that open in a new tab.

    Args:
        source_ids: Ids of ``sources.csv`` separated by ``;``; missing gives an empty text.

    Returns:
        Escaped HTML such as ``TASS (state media); Kyiv Post (opinion)``.

    Raises:
        KeyError: An id is not in ``sources.csv``.

    Example:
        >>> links("undl_ukraine")[:38]
        '<a href="https://digitallibrary.un.org'
    """
    if pd.isna(source_ids):
        return ""
    return "; ".join(_link(source_id) for source_id in source_ids.split(";"))


def link(address: str, words: str, tooltip: str = "") -> str:
    """Return a link to a page, as escaped HTML that Markdown leaves as it is.

    Args:
        address: Address of the page. What is not on the web is no link: a page would run a
            program that a table holds in place of an address.
        words: Plain text of the link.
        tooltip: Plain text that a pointer shows.

    Example:
        >>> link("javascript:alert(1)", "Kyiv <Post>")
        'Kyiv &lt;Post&gt;'
    """
    shown = _plain(words)
    if not re.match(r"https?://", address):
        return shown
    title = f' title="{_plain(tooltip)}"' if tooltip else ""
    return (
        f'<a href="{html.escape(address, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer"{title}>{shown}</a>'
    )


def of_this_notebook() -> HTML:
    """List every table that the notebook loaded so far, with origin, terms and pages.

    Returns:
        HTML: one entry a table; the pages behind it are folded, very many pages by publisher.
    """
    return HTML("".join(_entry(name) for name in sorted(data.loaded())))


def pages(name: str) -> pd.DataFrame:
    """Return the sources that the rows of a table refer to.

    Args:
        name: Table name.

    Returns:
        Rows of ``sources.csv`` (source_id, publisher, kind, description, url, reliability).

    Example:
        >>> pages("un_votes")["source_id"].tolist()[:2]
        ['undl_2020_2025', 'undl_2025']
    """
    frame = data.read(name)
    used = {
        source_id
        for column in SOURCE_COLUMNS
        if column in frame
        for cell in frame[column].dropna()
        for source_id in cell.split(";")
    }
    table = data.read("sources")
    return table[table["source_id"].isin(used)].reset_index(drop=True)


@cache
def _link(source_id: str) -> str:
    source = _by_id().loc[source_id]
    note = "" if pd.isna(source["reliability"]) else f": {source['reliability']}"
    tooltip = f"{source['description']}{note}"
    named = link(source["url"], source["publisher"], tooltip)
    return f"{named} ({html.escape(source['kind'])})"


@cache
def _by_id() -> pd.DataFrame:
    return data.read("sources").set_index("source_id")


def _plain(text: str) -> str:
    """Escape for HTML, and what Markdown would take for a link, an image or a formula."""
    return re.sub(r"[\[$\\]", lambda sign: f"&#{ord(sign[0])};", html.escape(text, quote=True))


def _entry(name: str) -> str:
    described = data.resource(name)
    return (
        f"<p><b>{html.escape(described['title'])}</b> (<code>{name}</code>), as of "
        f"{described['as_of']}. {html.escape(described['attribution'])} "
        f"Terms: {html.escape(described['licence'])}</p>{_folded(pages(name))}"
    )


def _folded(listed: pd.DataFrame) -> str:
    if listed.empty:
        return ""
    body = _one_by_one(listed) if len(listed) <= _LISTED_IN_FULL else _by_publisher(listed)
    count = "1 source" if len(listed) == 1 else f"{len(listed)} sources"
    return f"<details><summary>{count} of its rows</summary>{body}</details>"


def _one_by_one(listed: pd.DataFrame) -> str:
    items = "".join(
        f"<li>{link(source.url, source.publisher)}: {html.escape(source.description)}</li>"
        for source in listed.itertuples()
    )
    return f"<ul>{items}</ul>"


def _by_publisher(listed: pd.DataFrame) -> str:
    counts = listed["publisher"].value_counts(sort=False)
    counts = counts.sort_index(key=lambda names: names.str.lower())
    named = "; ".join(
        html.escape(publisher) + (f" ({count} pages)" if count > 1 else "")
        for publisher, count in counts.items()
    )
    return f"<p>{named}. Each page stands with its address in <code>data/sources.csv</code>.</p>"
