"""The page of sources: every table of the course, with the pages behind its rows."""

from __future__ import annotations

import html
import re

from helpers import data, sources

FILE = "sources.html"
_TABLE = re.compile(r"\(<code>(?P<name>\w+)</code>\), as of")
_CSV = "<code>data/sources.csv</code>"


def body(title: str) -> str:
    """Return the list of all tables and their sources as HTML.

    Args:
        title: Heading of the page.
    """
    names = sorted(
        (one["name"] for one in data.package()["resources"]),
        key=lambda name: data.resource(name)["title"].casefold(),
    )
    return (
        f"<h1>{html.escape(title)}</h1>\n<p>Every table of the course with its origin, its date, "
        "its terms, and the pages on which its rows rest. The links need the internet.</p>\n"
        f'<div class="sources">{"".join(map(_section, names))}</div>'
    )


def linked(page: str) -> str:
    """Let a page name the list of sources where a notebook names tables.

    Example:
        >>> linked("(<code>un_votes</code>), as of 2025-12-18.")
        '(<a href="sources.html#un_votes"><code>un_votes</code></a>), as of 2025-12-18.'
    """
    page = _TABLE.sub(rf'(<a href="{FILE}#\g<name>"><code>\g<name></code></a>), as of', page)
    return page.replace(_CSV, f'<a href="{FILE}">the list of sources</a>')


def _section(name: str) -> str:
    told = data.resource(name)
    listed = sources.pages(name) if told["format"] == "csv" and name != "sources" else ()
    items = "".join(
        f"<li>{sources.link(source.url, source.publisher)}: {html.escape(source.description)}</li>"
        for source in (listed.itertuples() if len(listed) else ())
    )
    return (
        f'<h2 id="{name}">{html.escape(told["title"])}</h2>\n<p><code>{name}</code>, as of '
        f"{told['as_of']}. {html.escape(told['attribution'])} Terms: "
        f"{html.escape(told['licence'])}</p>\n" + (f"<ul>{items}</ul>\n" if items else "")
    )
