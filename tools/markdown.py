"""The Markdown of notebooks and teachers' files, taken apart at its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6}) +(.+?) *$")
_ROW = re.compile(r"^\| \*\*(?P<name>[^*]+)\*\* \| (?P<value>.+?) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it; text before any heading has level 0."""

    level: int
    heading: str
    text: str


def parts(source: str) -> list[Part]:
    r"""Split Markdown at its headings; a line with # in a block of code is none.

    Args:
        source: A cell or a file.

    Returns:
        Parts in order; text before the first heading is a part only where there is some.

    Example:
        >>> [part.heading for part in parts("Text\n\n## Two\n\nMore\n\n### Three")]
        ['', 'Two', 'Three']
    """
    found: list[tuple[int, str, list[str]]] = [(0, "", [])]
    inside_code = False
    for line in source.splitlines():
        inside_code ^= line.startswith("```")
        heading = None if inside_code else _HEADING.match(line)
        if heading:
            found.append((len(heading[1]), heading[2], []))
        else:
            found[-1][2].append(line)
    made = [Part(level, words, "\n".join(lines).strip()) for level, words, lines in found]
    return made if made[0].text else made[1:]


def rows(source: str) -> dict[str, str]:
    r"""Return the table at the head of a notebook, such as its question, by name of the row.

    Example:
        >>> rows("| | |\n|---|---|\n| **Time** | 20 minutes |")
        {'Time': '20 minutes'}
    """
    return {found["name"]: found["value"] for found in _ROW.finditer(source)}


def as_text(text: str) -> str:
    r"""Return a text from a table so that Markdown shows it: no element, link, formula, cell.

    Example:
        >>> as_text("<b> [x](y) | $5")
        '\\<b> \\[x](y) \\| \\$5'
    """
    return re.sub(r"[\\\[<|$]", r"\\\g<0>", text)
