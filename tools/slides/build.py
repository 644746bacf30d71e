"""From the marks in the cells of a notebook to slides.

The mark is the cell metadata ``slideshow.slide_type``, as JupyterLab's property inspector sets it.

- ``slide``, ``subslide``: the cell begins a slide; a ``subslide`` hangs below the one before.
  A Markdown cell begins one at each heading that has a place on slides: title, section (with what
  the article says), question to discuss, key points; a cell with one part always. A code cell
  shows its figure or else its other output; an exercise shows its code.
- ``fragment``: shown on the same slide at the next press of a key.
- ``notes``, or no mark: texts are for the speaker, code is left out (with ``notes``, its output is
  for the speaker).
- ``skip``: left out.

Texts belong to the slide before them, until a heading announces something new: then to the next.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from nbformat import NotebookNode

from tools import markdown
from tools.pages import outputs
from tools.slides import texts

_WORDS = re.compile(
    r"<details><summary>This figure in words</summary>(?P<words>.*)</details>", re.S
)
_BEGINS = ("slide", "subslide")
_NO_TITLE = "the first slide must be the title: give its first cell the slide type Slide."


class MarkError(ValueError):
    """The marks of a notebook make no deck; the message says what to change."""


@dataclass
class Slide:
    """One slide; all texts are HTML except the heading."""

    kind: str
    heading: str
    below: bool = False
    content: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    words: str = ""
    notes: list[str] = field(default_factory=list)


def slides(notebook: NotebookNode) -> list[Slide]:
    """Return the slides of a notebook.

    Args:
        notebook: With stored outputs.

    Raises:
        MarkError: The first slide is not the title.
    """
    builder = _Builder()
    for cell in notebook.cells:
        mark = cell.metadata.get("slideshow", {}).get("slide_type")
        if mark == "skip":
            continue
        if cell.cell_type == "markdown":
            builder.markdown(cell, mark)
        elif cell.cell_type == "code" and mark:
            builder.code(cell, mark)
    builder.flush()
    if builder.made[0].kind != "title":
        raise MarkError(_NO_TITLE)
    return builder.made


class _Builder:
    def __init__(self) -> None:
        self.made: list[Slide] = []
        self.section = ""
        self.figures = 0
        self.waiting: list[str] = []
        self.announced = True

    def markdown(self, cell: NotebookNode, mark: str | None) -> None:
        pieces = markdown.parts(cell.source)
        for part in pieces:
            if mark in _BEGINS:
                self._marked(part, mark == "subslide", len(pieces) == 1)
            elif mark == "fragment" and not part.heading:
                self.last.fragments.append(texts.to_html(part.text))
            else:
                self._unmarked(part)

    def code(self, cell: NotebookNode, mark: str) -> None:
        shown = [text for text in map(self._shown, cell.outputs) if text]
        if mark == "notes":
            self._note("".join(shown).replace("<details>", "<details open>"))
        elif mark == "fragment":
            self.last.fragments += shown
        else:
            self._begin(_of_code(cell, shown, self.section, mark == "subslide"))

    @property
    def last(self) -> Slide:
        """The slide before, which a mark may add to."""
        if not self.made:
            raise MarkError(_NO_TITLE)
        return self.made[-1]

    def _marked(self, part: markdown.Part, below: bool, alone: bool) -> None:
        shown, rest = texts.opening(part.text)
        if part.level == 1:
            self._begin(_title(part))
        elif part.heading == "Key points":
            self._begin(Slide("points", part.heading, content=[texts.to_html(part.text)]))
        elif part.heading == "Discuss":
            self._begin(Slide("question", part.heading, True, [texts.to_html(shown)]), rest)
        elif part.level == 2 and part.heading not in ("Sources", "Next"):
            self.section = part.heading
            self.flush()
            self._begin(Slide("section", part.heading, False, [texts.to_html(shown)]), rest)
        elif part.heading == "The article says":
            self._says(shown, rest)
        elif alone:
            heading = part.heading or self.section
            self._begin(Slide("text", heading, below, [texts.to_html(shown)]), rest)
        else:
            self._unmarked(part)

    def _says(self, shown: str, rest: str) -> None:
        """The section shows what the article says; its own words are for the speaker."""
        section = self.last
        notes = [*section.content, *section.notes, texts.to_html(rest)]
        section.notes = [note for note in notes if note]
        section.content = [f"<h3>The article says</h3>{texts.to_html(shown)}"]
        self.announced = False

    def _unmarked(self, part: markdown.Part) -> None:
        if part.heading.startswith("Your turn") or part.heading in ("Sources", "Next"):
            self.announced = True
            return
        text = texts.to_html(part.text)
        section = self.made[-1] if self.made else None
        if section and section.kind == "section" and section.content == [""]:
            shown, rest = texts.opening(part.text)
            section.content, text = [texts.to_html(shown)], texts.to_html(rest)
        self.announced = self.announced or bool(part.heading)
        self._note(text)

    def _note(self, text: str) -> None:
        if self.announced or not self.made:
            self.waiting.append(text)
        else:
            self.made[-1].notes.append(text)

    def _shown(self, output: NotebookNode) -> str:
        bundle = output.get("data", {})
        if outputs.PLOTLY in bundle:
            self.figures += 1
            return outputs.figure(bundle[outputs.PLOTLY], self.figures)
        if "text/html" in bundle:
            return bundle["text/html"]
        if "text/markdown" in bundle:
            return texts.to_html(bundle["text/markdown"])
        return f"<pre>{html.escape(bundle['text/plain'])}</pre>" if "text/plain" in bundle else ""

    def flush(self) -> None:
        """Give the slide before what still waits when a section or the notebook ends."""
        self.last.notes += [note for note in self.waiting if note]
        self.waiting = []

    def _begin(self, slide: Slide, rest: str = "") -> None:
        notes = [*self.waiting, *slide.notes, texts.to_html(rest)]
        slide.notes = [note for note in notes if note]
        self.made.append(slide)
        self.waiting, self.announced = [], False


def _title(part: markdown.Part) -> Slide:
    table = markdown.rows(part.text)
    asked = texts.to_html(table.get("Question", ""))
    as_of = f"<p>Evidence as of {html.escape(table.get('As of', ''))}.</p>"
    return Slide("title", part.heading, False, [asked, as_of], notes=[texts.to_html(part.text)])


def _of_code(cell: NotebookNode, shown: list[str], section: str, below: bool) -> Slide:
    if "exercise" in cell.metadata:
        code = f"<pre><code>{html.escape(cell.source)}</code></pre>"
        return Slide("code", f"Exercise {cell.metadata['exercise']}", below, [code, *shown])
    figures = [text for text in shown if text.startswith('<figure class="drawn"')]
    if not figures:
        return Slide("table", section, below, shown)
    words = "".join(found["words"] for found in map(_WORDS.search, shown) if found)
    return Slide("figure", _name(figures[0]), below, figures, words=words, notes=[words])


def _name(figure: str) -> str:
    label = re.search(r'aria-label="([^"]*); described', figure)
    return html.unescape(label[1])
