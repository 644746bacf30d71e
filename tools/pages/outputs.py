"""What stands in a page for figures, explorers and questions that need JupyterLab."""

from __future__ import annotations

import html
import json
import re

from nbformat import NotebookNode

from helpers import exercises
from helpers.exercises.base import Question
from tools.pages import explorer, views

PLOTLY = "application/vnd.plotly.v1+json"
_NOTE = re.compile(r"Interactive: run this cell to use it: (?P<title>.+)", re.DOTALL)
_QUESTION = re.compile(r"question (?P<id>Q\d+\.\d+)")


def for_pages(notebook: NotebookNode) -> NotebookNode:
    """Replace, in place, the outputs that only JupyterLab can show.

    Args:
        notebook: A notebook with stored outputs.

    Returns:
        The same notebook; every output that is not text is HTML now.
    """
    number, above = 0, None
    bundles = [
        output["data"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    for bundle in bundles:
        if PLOTLY in bundle:
            number, above = number + 1, bundle.pop(PLOTLY)
            bundle["text/html"] = figure(above, number)
        elif found := _NOTE.fullmatch(bundle.get("text/plain", "")):
            number += 1
            bundle["text/html"] = _stands_for(found["title"], number, above)
    return notebook


def figure(drawn: dict, number: int) -> str:
    """Return the place of a figure and its values; the script of the page draws it.

    Args:
        drawn: Figure as JSON with ``data``, ``layout`` and ``config``.
        number: Number of the figure on its page.

    Example:
        >>> "</script><b>" in figure({"layout": {"title": {"text": "</script><b>"}}}, 1)
        False
    """
    layout = drawn.get("layout", {})
    title = re.sub(r"<[^>]+>", "", layout.get("meta", {}).get("title", f"Figure {number}"))
    # Inside a script element only "<" could end it early or open a comment.
    values = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<figure class="drawn" aria-label="{html.escape(title)}; described in words below">'
        f'<div id="figure-{number}" style="height:{layout.get("height", 460)}px"></div>'
        f'<script type="application/json">{values}</script></figure>'
    )


def _stands_for(title: str, number: int, above: dict | None) -> str:
    found = _QUESTION.fullmatch(title)
    if found:
        return question(exercises.registry().questions[found["id"]])
    if title in views.CHOICES:
        return explorer.place(views.of(title), number, above)
    return (
        f'<p class="interactive">In JupyterLab this is interactive: <b>{html.escape(title)}</b>. '
        "Open the notebook to use it.</p>"
    )


def question(asked: Question) -> str:
    """Return a multiple choice question whose answers unfold.

    Example:
        >>> "<details>" in question(exercises.registry().questions["Q1.1"])
        True
    """
    several = sum(option.right for option in asked.options) > 1
    options = "".join(f"<li>{html.escape(option.text)}</li>" for option in asked.options)
    answers = "".join(
        f"<li><b>{'Right' if option.right else 'Not right'}.</b> {html.escape(option.why)}</li>"
        for option in asked.options
    )
    return (
        f'<div class="question"><p><b>{html.escape(asked.id)}</b> {html.escape(asked.prompt)} '
        f"<em>{'Choose all that apply.' if several else 'Choose one.'}</em></p>"
        f'<ol type="a">{options}</ol>'
        f'<details><summary>Answers</summary><ol type="a">{answers}</ol></details></div>'
    )
