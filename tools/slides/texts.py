"""Texts of a notebook: what stands on a slide and what the speaker says."""

from __future__ import annotations

import html
import re

from nbconvert.filters.markdown_mistune import markdown2html_mistune

from tools.pages import page

_LINK = re.compile(r'<a href="(?P<target>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
_LIST = re.compile(r"(?:[-*]|\d+\.) ")


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
    made = page.without_empty_heads(markdown2html_mistune(text)) if text else ""
    return _LINK.sub(_within_the_decks, made).strip()


def _within_the_decks(found: re.Match) -> str:
    target, words = html.unescape(found["target"]), found["words"]
    if re.match(r"https?://", target):
        return found[0]
    name, notebook, _ = target.partition(".ipynb")
    return f'<a href="{html.escape(name)}.html">{words}</a>' if notebook else words
