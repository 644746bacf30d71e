"""The place of an explorer in a page: one control, the figure, its words and its sources."""

from __future__ import annotations

import html
import json
import re

from helpers import theme
from tools.pages.packed import pack
from tools.pages.views import View, Views

# Lists and tables of neighbouring views share most of their rows.
_ROW = re.compile(r"(?=<(?:tr|li|details)\b)")


def place(shown: Views, number: int, above: dict | None) -> str:
    """Return the HTML of an explorer; ``course.js`` draws the chosen view.

    Args:
        shown: The explorer's views.
        number: Number of the figure on its page.
        above: The figure that stands before the explorer. Where it is the first view of the
            explorer, paper need not show it twice.
    """
    first = shown.views[shown.start].figure
    repeats = above is not None and all(above.get(part) == first[part] for part in first)
    height = first["layout"].get("height", 460)
    return (
        f'<div class="explorer" role="group" aria-label="{html.escape(shown.title)}" '
        f'data-start="{shown.start}" data-label="{html.escape(shown.label)}"'
        f"{' data-repeats' if repeats else ''}>"
        f'<p class="choice"><b>{html.escape(shown.title)}</b> {_control(shown, number)}</p>'
        f'<figure class="drawn"><div id="figure-{number}" style="height:{height}px"></div>'
        "</figure><details><summary>This figure in words</summary>"
        '<p class="words"></p></details><div class="told"></div>'
        f'<p class="settings">{html.escape(_settings(shown))}</p><p class="paper"></p>'
        '<p class="unseen" role="status"></p>'
        f'<script type="application/json">{_values(shown)}</script></div>'
    )


def _control(shown: Views, number: int) -> str:
    name = f"choice-{number}"
    label = f'<label for="{name}">{html.escape(shown.label)}</label>'
    if shown.slider:
        option = html.escape(shown.views[shown.start].option)
        return (
            f'{label} <input type="range" id="{name}" min="0" max="{len(shown.views) - 1}" '
            f'value="{shown.start}" aria-valuetext="{option}" autocomplete="off"> '
            f"<span>{option}</span>"
        )
    options = "".join(
        f"<option{' selected' if place == shown.start else ''}>{html.escape(view.option)}</option>"
        for place, view in enumerate(shown.views)
    )
    return f'{label} <select id="{name}" autocomplete="off">{options}</select>'


def _settings(shown: Views) -> str:
    if len(shown.settings) < 2:
        return ""
    return f"In JupyterLab all controls work. Here they stand at: {'; '.join(shown.settings)}."


def _values(shown: Views) -> str:
    packed = pack([_plain(view) for view in shown.views])
    text = json.dumps(packed | {"config": theme.CONFIG}, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only "<" could end it early or open a comment.
    return text.replace("<", "\\u003c")


def _plain(view: View) -> dict:
    return {"option": view.option, **view.figure, "text": _ROW.split(view.text)}
