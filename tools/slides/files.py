"""All files of `python course.py export --slides`."""

from __future__ import annotations

import html
from pathlib import Path

from nbformat import NotebookNode
from plotly.offline import get_plotlyjs

from tools.slides import library
from tools.slides.build import MarkError
from tools.slides.deck import deck

ASSETS = ("slides.css", "slides.js")
_KEYS = (
    "Open a deck in a browser; no network is needed. Keys: arrows or space go on and back, "
    "F fills the screen, S opens the speaker’s view with notes, Esc shows all slides, "
    "B makes the screen black. To print, add <code>?print-pdf</code> to the address; "
    "<code>?print-pdf&amp;showNotes=separate-page</code> prints the notes, too."
)


def files(notebooks: dict[str, NotebookNode], titles: dict[str, str], series: str) -> dict:
    """Return content by file name.

    Args:
        notebooks: By name, in the order of the course.
        titles: Of the notebooks, by name.
        series: Title of the course.

    Raises:
        FileNotFoundError: The package with reveal.js is missing.
        MarkError: A notebook's marks make no deck.
    """
    made = {**library.files(), "plotly.min.js": get_plotlyjs().encode()}
    for name in ASSETS:
        made[name] = (Path(__file__).parent / name).read_bytes()
    made["index.html"] = _index(titles, series).encode()
    names = [*notebooks, None]
    for name, following in zip(notebooks, names[1:], strict=True):
        links = [("All decks", "index.html")]
        if following:
            links.append((f"Next: {titles[following]}", f"{following}.html"))
        try:
            made[f"{name}.html"] = deck(notebooks[name], name, series, links).encode()
        except MarkError as problem:
            raise MarkError(f"{name}: {problem}") from None
    return made


def _index(titles: dict[str, str], series: str) -> str:
    items = "".join(
        f'<li><a href="{name}.html">{html.escape(title)}</a></li>' for name, title in titles.items()
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Slides: {html.escape(series)}</title>\n"
        '<link rel="stylesheet" href="slides.css">\n</head>\n<body>\n<main class="index">\n'
        f'<h1>{html.escape(series)}</h1>\n<h2>Slides</h2>\n<ol start="0">{items}</ol>\n'
        f"<p>{_KEYS}</p>\n</main>\n</body>\n</html>\n"
    )
