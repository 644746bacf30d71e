"""What the tests of the notebooks read: the files, their cells, headings and stored figures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import nbformat
from nbformat import NotebookNode

from tools import places

ROOT = Path(__file__).resolve().parents[2]
STUDENT = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOLVED = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))
INSTRUCTOR = sorted((ROOT / "notebooks" / "instructor").glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"


def short(path: Path) -> str:
    """Name of a notebook in the list of tests."""
    return path.relative_to(ROOT / "notebooks").with_suffix("").as_posix()


@cache
def load(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[NotebookNode]:
    return [cell for cell in load(path).cells if cell.cell_type == "code"]


def code(path: Path) -> str:
    return "\n".join(cell.source for cell in code_cells(path))


def code_lines(cell: NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def markdown(path: Path) -> list[str]:
    return [cell.source for cell in load(path).cells if cell.cell_type == "markdown"]


def prose(path: Path) -> str:
    """Markdown text without blocks and pieces of code."""
    text = re.sub(r"^```.*?^```", "", "\n\n".join(markdown(path)), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text)


def headings(path: Path) -> list[tuple[int, str]]:
    """Level and text of all headings in order."""
    found = re.findall(r"^(#+) +(.+?) *$", prose_with_code_words(path), flags=re.MULTILINE)
    return [(len(marks), text) for marks, text in found]


def prose_with_code_words(path: Path) -> str:
    return re.sub(r"^```.*?^```", "", "\n\n".join(markdown(path)), flags=re.DOTALL | re.MULTILINE)


def header(path: Path) -> dict[str, str]:
    """Rows of the table in the first cell, for example ``{"Question": "…"}``."""
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.*?) *\|$", load(path).cells[0].source, re.MULTILINE)
    return dict(rows)


def outputs(path: Path, mime: str) -> list:
    return [
        output.data[mime]
        for cell in code_cells(path)
        for output in cell.outputs
        if mime in output.get("data", {})
    ]


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def assert_links_lead_somewhere(text: str, path: Path) -> None:
    """Check the relative links of a Markdown text that stands in a file."""
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def anchors(path: Path) -> set[str]:
    """Anchors of a notebook in JupyterLab, or of a Markdown page on GitHub."""
    if path.suffix == ".ipynb":
        return {places.anchor(text) for _, text in headings(path)}
    found = re.findall(r"^#+ +(.+?) *$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in found}
