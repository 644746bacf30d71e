"""A deck: slides as one HTML file that shows them with reveal.js."""

from __future__ import annotations

import html
from itertools import groupby

import nbformat

from tools.slides.build import Slide, slides

MINUTES, MINUTES_A_SLIDE = 45, 1.5


def deck(notebook: nbformat.NotebookNode, name: str, series: str, links: list) -> str:
    """Return the deck of a notebook.

    Args:
        notebook: With stored outputs.
        name: Name of the notebook without its ending.
        series: Title of the course.
        links: Words and addresses for the last slide.
    """
    made = slides(notebook)
    made[0].content.insert(0, f"<p>{html.escape(series)}</p>")
    made[-1].content.append(_end(name, links))
    parts = [_section(slide, f"s{number}", name) for number, slide in enumerate(made, 1)]
    body = "\n".join(_stacked(made, parts))
    return frame(f"{made[0].heading} – slides", body)


def frame(title: str, body: str) -> str:
    """Return the page around the slides.

    Args:
        title: Title of the page (plain text).
        body: Slides as HTML.
    """
    scripts = ("reveal.js", "notes.js", "plotly.min.js", "slides.js")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        '<link rel="stylesheet" href="reveal.css">\n<link rel="stylesheet" href="slides.css">\n'
        '</head>\n<body>\n<main><div class="reveal"><div class="slides">\n'
        f"{body}\n</div></div></main>\n"
        + "".join(f'<script src="{script}"></script>' for script in scripts)
        + "\n</body>\n</html>\n"
    )


def _section(slide: Slide, place: str, name: str) -> str:
    level = 1 if slide.kind == "title" else 2
    content = "".join(slide.content)
    if slide.kind == "figure":
        content = content.replace("; described in words below", "")
        content = content.replace("<figure", f'<figure aria-describedby="{place}-words"', 1)
        content += f'<div class="unseen" id="{place}-words">{slide.words}</div>'
    if slide.kind == "table":
        content += f'<p class="origin">Sources: notebook {html.escape(name)}, same section.</p>'
    fragments = "".join(f'<div class="fragment">{text}</div>' for text in slide.fragments)
    notes = f'<aside class="notes">{"".join(slide.notes)}</aside>' if slide.notes else ""
    return (
        f'<section class="{slide.kind}" id="{place}"><div class="page">'
        f"<h{level}>{html.escape(slide.heading)}</h{level}>"
        f"{content}{fragments}</div>{notes}</section>"
    )


def _stacked(made: list[Slide], parts: list[str]) -> list[str]:
    """Put each slide below the section it belongs to, which shows in the overview (key Esc)."""
    column, columns = 0, []
    for slide in made:
        column += not slide.below
        columns.append(column)
    pairs = groupby(zip(columns, parts, strict=True), key=lambda pair: pair[0])
    return ["<section>" + "".join(part for _, part in group) + "</section>" for _, group in pairs]


def _end(name: str, links: list[tuple[str, str]]) -> str:
    items = " · ".join(
        f'<a href="{html.escape(address, quote=True)}">{html.escape(words)}</a>'
        for words, address in links
    )
    source = f"Every value with its source: notebook {html.escape(name)}, section Sources."
    return f"<footer><p>{source}</p><p>{items}</p></footer>"
