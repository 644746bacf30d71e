"""One page of the course: the body that nbconvert makes, in a frame of our own."""

from __future__ import annotations

import html
import re

import nbformat
from nbconvert import HTMLExporter

from tools import places
from tools.pages import outputs, source_list

_NOTEBOOK = re.compile(r'href="(?P<name>[^":#]*?)\.ipynb(?P<rest>#[^"]*)?"')
_OTHER = re.compile(r'href="(?:\.\./)+(?P<name>[^":#]+)(?:#[^"]*)?"')
_HEADING = re.compile(r"<h(?P<level>[2-6])>(?P<text>.*?)</h(?P=level)>", re.DOTALL)
_EMPTY_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th></th>)+\s*</tr>\s*</thead>")
_CORNER = re.compile(r'<th(?: class="blank[^"]*")?>(?:&nbsp;|\xa0)?</th>')  # heads nothing
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)


def body(notebook: nbformat.NotebookNode) -> str:
    """Return the cells of a notebook as HTML that needs no kernel and no network.

    Args:
        notebook: A notebook with stored outputs; it is changed.

    Returns:
        HTML for the main part of a page; links lead to pages instead of notebooks.
    """
    exporter = HTMLExporter(template_name="basic", exclude_anchor_links=True)
    made, _ = exporter.from_notebook_node(outputs.for_pages(notebook))
    made = _STYLE.sub("", made)
    made = re.sub(r' id="cell-id=[^"]*"', "", made)
    made = _HEADING.sub(_with_anchor, made)
    made = without_empty_heads(made)
    made = _CORNER.sub("<td></td>", made)
    # A wide table scrolls in a box of its own, which the keyboard must reach.
    made = _TABLE.sub(_in_a_box, made)
    made = _NOTEBOOK.sub(r'href="\g<name>.html\g<rest>"', made)
    made = _OTHER.sub(r'href="index.html"', made)
    return source_list.linked(made)


def without_empty_heads(made: str) -> str:
    """Return HTML in which tables without words in their head have no head at all."""
    return _EMPTY_HEAD.sub("", made)


def _with_anchor(found: re.Match) -> str:
    level, text = found["level"], found["text"]
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    name = html.escape(places.anchor(plain), quote=True)
    return f'<h{level} id="{name}">{text}</h{level}>'


def _in_a_box(found: re.Match) -> str:
    table = found[0].replace(' border="1"', "")
    return f'<div class="table" role="group" aria-label="Table" tabindex="0">{table}</div>'


def frame(title: str, content: str, links: list[tuple[str, str]], figures: bool) -> str:
    """Return a whole page.

    Args:
        title: Title of the page (plain text).
        content: HTML of the main part, with its heading.
        links: Words and addresses for the navigation.
        figures: Whether the page draws figures.
    """
    items = "".join(
        f'<li><a href="{html.escape(address, quote=True)}">{html.escape(words)}</a></li>'
        for words, address in links
    )
    scripts = '<script src="plotly.min.js"></script><script src="course.js"></script>'
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        '<link rel="stylesheet" href="course.css">\n'
        f"<style>@page {{ @bottom-left {{ content: {_in_css(title)}; }} }}</style>\n"
        "</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the text</a>\n'
        f'<header><nav aria-label="Course"><ul>{items}</ul></nav></header>\n'
        f'<main id="main">\n{content}\n</main>\n'
        "<footer><p>Alliance under strain: the CSTO and the war in Ukraine. Made from the "
        "notebooks of the course. Text: CC BY 4.0.</p></footer>\n"
        f"{scripts if figures else ''}\n</body>\n</html>\n"
    )


def _in_css(text: str) -> str:
    """Return a text as a string of CSS that cannot end the style it stands in."""
    escaped = re.sub(r'[\\"<\n]', lambda one: f"\\{ord(one[0]):x} ", text)
    return f'"{escaped}"'
