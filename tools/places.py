"""Where the notebooks test each claim: a table for the explorer, a page for teachers."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections import Counter
from pathlib import Path

from nbformat import NotebookNode

from tools import markdown

COLUMNS = ["claim_id", "notebook", "heading"]
VERDICTS = ["supported", "partly", "outdated", "misleading", "not testable"]
INTRODUCTION = """
Every section of the article, the notebook that treats it, and every claim with the heading under
which it is tested and the verdict of the course. Claims that a section states again as a
conclusion stand where they are stated and are tested where the table says.

This page is written by `python course.py refresh` from `data/claims.csv` and the notebooks.
""".strip()


def find(notebooks: dict[str, NotebookNode]) -> list[tuple[str, str, str]]:
    """Return where the verdict of each claim is shown.

    Args:
        notebooks: Notebooks by name (``01_founding``), in the order of the course.

    Returns:
        Claim id, notebook and the nearest heading before it that the notebook has only once.
        A claim shown in several places is there several times.
    """
    found = []
    for name, notebook in notebooks.items():
        count = Counter(heading for cell in notebook.cells for heading in _headings(cell))
        heading = ""
        for cell in notebook.cells:
            unique = [one for one in _headings(cell) if count[one] == 1]
            heading = unique[-1] if unique else heading
            found += [(claim, name, heading) for claim in _shown(cell)]
    return found


def table(found: list[tuple[str, str, str]], claims: list[dict[str, str]]) -> bytes:
    """Return ``claim_places.csv``: one row a claim, its place in the notebook that tests it.

    Args:
        found: From `find`.
        claims: Rows of ``claims.csv`` as text.

    Returns:
        The file; a claim without a place in its notebook has no row.
    """
    at_home = {}
    for claim, notebook, heading in found:
        at_home.setdefault((claim, notebook), heading)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in claims:
        key = (row["claim_id"], row["tested_in"])
        if key in at_home:
            writer.writerow([*key, at_home[key]])
    return text.getvalue().encode()


def coverage(places: bytes, claims: list[dict[str, str]], sections: list[dict[str, str]]) -> bytes:
    """Return the page for teachers: section of the article, notebook, claims, verdicts.

    Args:
        places: From `table`.
        claims: Rows of ``claims.csv``.
        sections: Rows of ``article_sections.csv``.
    """
    where = {row["claim_id"]: row for row in csv.DictReader(io.StringIO(places.decode()))}
    parts = ["# The article's sections, the notebooks and the claims", INTRODUCTION]
    for section in sorted(sections, key=lambda one: int(one["order"])):
        own = [row for row in claims if row["section"] == section["section"]]
        verdicts = Counter(row["verdict"] for row in own)
        told = ", ".join(f"{verdicts[one]} {one}" for one in VERDICTS if verdicts[one])
        parts.append(f"## {section['order']} {markdown.as_text(section['title'])}")
        summary = markdown.as_text(section["summary"])
        parts.append(f"{summary} Main notebook: {_link(section['notebook'])}.")
        parts.append(f"{len(own)} claims: {told}.")
        parts.append(_rows(own, where))
    return ("\n\n".join(parts) + "\n").encode()


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as text."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def anchor(heading: str) -> str:
    """Return the fragment by which JupyterLab and exported pages find a heading.

    Example:
        >>> anchor("4 Thirty years of roll calls")
        '4-Thirty-years-of-roll-calls'
    """
    return re.sub(r"[`*]", "", heading).replace(" ", "-")


def _headings(cell: NotebookNode) -> list[str]:
    """Sections and their named parts; headings between them ("Test") say nothing alone."""
    if cell.cell_type != "markdown":
        return []
    return [part.heading for part in markdown.parts(cell.source) if part.level in (2, 4)]


def _shown(cell: NotebookNode) -> list[str]:
    if cell.cell_type != "code" or "ledger.verdicts" not in cell.source:
        return []
    calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    return [
        argument.value
        for call in calls
        if ast.unparse(call.func) == "ledger.verdicts"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def _rows(claims: list[dict[str, str]], where: dict[str, dict[str, str]]) -> str:
    lines = ["| claim | kind | tested in | verdict |", "|---|---|---|---|"]
    for row in claims:
        place = where.get(row["claim_id"])
        told = _link(place["notebook"], place["heading"]) if place else "not yet"
        text = markdown.as_text(row["claim"])
        lines.append(f"| {row['claim_id']} {text} | {row['kind']} | {told} | {row['verdict']} |")
    return "\n".join(lines)


def _link(notebook: str, heading: str = "") -> str:
    target = f"../{notebook}.ipynb" + (f"#{anchor(heading)}" if heading else "")
    target = target.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    words = f"{notebook[:2]}, {heading}" if heading else notebook
    return f"[{words}]({target})"
