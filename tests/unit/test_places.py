"""Where claims are tested: found in the notebooks, kept in step, complete."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import places, refresh

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = places.rows_of(ROOT / "data" / "claims.csv")
TABLE = places.rows_of(ROOT / "data" / "claim_places.csv")


def notebook(*cells: str) -> nbformat.NotebookNode:
    made = [
        new_code_cell(cell[1:]) if cell.startswith(">") else new_markdown_cell(cell)
        for cell in cells
    ]
    return new_notebook(cells=made)


def test_a_claim_stands_under_the_nearest_heading_of_its_own() -> None:
    one = notebook("## 1 States", "### Test", '>ledger.verdicts("C001")')
    two = notebook(
        "## 1 States\n\ntext\n\n#### Armenia", '>ledger.verdicts(\n    "C002", "C003"\n)'
    )
    assert places.find({"01_a": one, "02_b": two}) == [
        ("C001", "01_a", "1 States"),
        ("C002", "02_b", "Armenia"),
        ("C003", "02_b", "Armenia"),
    ]


def test_a_heading_that_stands_twice_is_no_place() -> None:
    one = notebook(
        "## 1 States", "#### Limits", "## 2 Votes", "#### Limits", '>ledger.verdicts("C1")'
    )
    assert places.find({"01_a": one}) == [("C1", "01_a", "2 Votes")]


def test_a_claim_counts_only_where_the_ledger_says_it_is_tested() -> None:
    found = [("C001", "00_start", "Ledger"), ("C001", "02_war", "3 Article 4")]
    made = places.table(found, [{"claim_id": "C001", "tested_in": "02_war"}])
    rows = list(csv.DictReader(io.StringIO(made.decode())))
    assert rows == [{"claim_id": "C001", "notebook": "02_war", "heading": "3 Article 4"}]


def test_no_claim_of_the_course_is_without_a_place() -> None:
    assert {row["claim_id"] for row in CLAIMS} - {row["claim_id"] for row in TABLE} == set()


def test_every_place_is_a_heading_of_its_notebook() -> None:
    for row in TABLE:
        path = ROOT / "notebooks" / f"{row['notebook']}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        texts = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        headings = re.findall(r"^#+ +(.+?) *$", texts, flags=re.MULTILINE)
        assert headings.count(row["heading"]) == 1, row


def test_table_and_page_are_in_step_with_the_notebooks() -> None:
    for path, content in refresh.place_files(ROOT).items():
        assert path.read_bytes().replace(b"\r\n", b"\n") == content, path.name


def test_the_page_names_every_claim_once_and_its_links_lead_somewhere() -> None:
    page = ROOT / "notebooks" / "instructor" / "coverage.md"
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^\| (C\d+) ", text, flags=re.MULTILINE) == [
        row["claim_id"] for row in sorted(CLAIMS, key=lambda row: order_of(row["section"]))
    ]
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (page.parent / target).exists(), target


def order_of(section: str) -> int:
    rows = places.rows_of(ROOT / "data" / "article_sections.csv")
    return next(int(row["order"]) for row in rows if row["section"] == section)
