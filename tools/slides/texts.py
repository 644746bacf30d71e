"""Markdown of a notebook, in parts: what stands on a slide and what the speaker says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from nbconvert.filters.markdown_mistune import markdown2html_mistune

_START = re.compile(r"^(?=#{1,4} )", re.MULTILINE)
_LINK = re.compile(r'<a href="(?P<target>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
_LIST = re.compile(r"(?:[-*]|\d+\.) ")
_ROW = re.compile(r"^\| \*\*(?P<name>[^*]+)\*\* \| (?P<value>.+?) \|$", re.MULTILINE)
_EMPTY_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th></th>)+\s*</tr>\s*</thead>")


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it; text before any heading has level 0."""

    level: int
    heading: str
    text: str


def parts(source: str) -> list[Part]:
    r"""Split the source of a Markdown cell at its headings.

    Example:
        >>> [part.heading for part in parts("Text\n\n## Two\n\nMore\n\n### Three")]
        ['', 'Two', 'Three']
    """
    return [_part(text.strip()) for text in _START.split(source) if text.strip()]


def opening(text: str) -> tuple[str, str]:
    r"""Return what a slide shows of a text, and the rest, which is for the speaker.

    A slide shows the first paragraph with the list that follows it.

    Example:
        >>> opening("One.\n\nTwo.")
        ('One.', 'Two.')
    """
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    shown = 2 if len(blocks) > 1 and _LIST.match(blocks[1]) else 1
    return "\n\n".join(blocks[:shown]), "\n\n".join(blocks[shown:])


def to_html(text: str) -> str:
    """Return Markdown as HTML; links lead to decks, the others keep only their words."""
    made = _EMPTY_HEAD.sub("", markdown2html_mistune(text)) if text else ""
    return _LINK.sub(_within_the_decks, made).strip()


def rows(text: str) -> dict[str, str]:
    """Return the table at the head of a notebook, such as its question."""
    return {found["name"]: found["value"] for found in _ROW.finditer(text)}


def _part(text: str) -> Part:
    first, _, rest = text.partition("\n")
    marks, _, heading = first.partition(" ")
    if set(marks) != {"#"}:
        return Part(0, "", text)
    return Part(len(marks), heading.strip(), rest.strip())


def _within_the_decks(found: re.Match) -> str:
    target, words = html.unescape(found["target"]), found["words"]
    if re.match(r"https?://", target):
        return found[0]
    name, notebook, _ = target.partition(".ipynb")
    return f'<a href="{html.escape(name)}.html">{words}</a>' if notebook else words
