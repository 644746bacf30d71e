"""The course as pages: complete, escaped, linked, written whole or not at all."""

from __future__ import annotations

import errno
import html
import itertools
import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from html_page import Page
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers import data
from tools import export
from tools.pages import outputs, page

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EVIL = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return export.pages(ROOT)


@pytest.fixture(scope="module")
def parsed(files: dict[str, bytes]) -> dict[str, Page]:
    return {n: Page(text.decode()) for n, text in files.items() if n.endswith(".html")}


def test_every_notebook_has_a_page_with_all_its_figures(files: dict[str, bytes]) -> None:
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        drawn = sum(
            outputs.PLOTLY in output.get("data", {})
            for cell in cells
            for output in cell.get("outputs", [])
        )
        text = files[f"{path.stem}.html"].decode()
        assert len(re.findall(r"<figure [^>]*aria-label", text)) == drawn
        blocks = re.findall(r'<script type="application/json">(.*?)</script>', text)
        stored = [json.loads(block) for block in blocks]
        assert sum(bool(one.get("data")) for one in stored) == drawn
        assert sum("views" in one for one in stored) == len(stored) - drawn


def test_links_lead_to_pages_and_headings_that_exist(parsed: dict[str, Page]) -> None:
    for name, links in parsed.items():
        for target in links.targets:
            if re.match(r"https?://", target):
                continue
            there, _, anchor = target.partition("#")
            assert not there or there in parsed, (name, target)
            if anchor:
                assert anchor in parsed[there or name].ids, (name, target)


def test_the_series_can_be_read_from_the_first_page_to_the_last(parsed: dict[str, Page]) -> None:
    names = [f"{path.stem}.html" for path in NOTEBOOKS]
    assert [t for t in parsed["index.html"].targets if t in names] == names
    for here, there in itertools.pairwise(names):
        assert there in parsed[here].targets
        assert here in parsed[there].targets


def test_nothing_is_fetched_from_another_place(
    files: dict[str, bytes], parsed: dict[str, Page]
) -> None:
    for links in parsed.values():
        assert set(links.fetched) <= set(files)
    assert "url(" not in files["course.css"].decode()
    assert "@import" not in files["course.css"].decode()


def test_ids_are_there_once(parsed: dict[str, Page]) -> None:
    for name, links in parsed.items():
        sections = [one for one in links.ids if re.match(r"\d|figure-|main$", one)]
        assert len(sections) == len(set(sections)), name


def test_pages_are_small(files: dict[str, bytes]) -> None:
    assert sum(map(len, files.values())) < 15_000_000


def test_texts_cannot_leave_their_place() -> None:
    figure = {"data": [{"name": EVIL}], "layout": {"meta": {"title": EVIL}}}
    text = outputs.figure(figure, 1)
    assert "<script>alert" not in text
    assert json.loads(re.search(r"json\">(.*?)</script>", text)[1])["data"][0]["name"] == EVIL
    assert "<script>" not in page.frame(EVIL, "", [(EVIL, EVIL)], False).split("<main")[0]


def test_widgets_leave_a_sentence_and_questions_their_options() -> None:
    def shown(note: str) -> nbformat.NotebookNode:
        data = {"text/plain": f"Interactive: run this cell to use it: {note}"}
        cell = new_code_cell("x", outputs=[new_output("execute_result", data=data)])
        return new_notebook(cells=[new_markdown_cell("# Title"), cell])

    assert "In JupyterLab this is interactive: <b>&lt;b&gt;</b>" in page.body(shown("<b>"))
    asked = page.body(shown("question Q1.1"))
    assert asked.count("<li>") >= 6
    assert "<b>Right.</b>" in asked


def test_an_export_replaces_an_export_and_nothing_else(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "pages", lambda root: files)
    folder = tmp_path / "my pages"
    assert export.main(["--out", str(folder)]) == 0
    assert export.main(["--out", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    (folder / "thesis.docx").write_text("mine", encoding="utf-8")
    assert export.main(["--out", str(folder)]) == 1
    assert (folder / "thesis.docx").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["my pages"]


def test_a_failure_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "pages", lambda root: {"a.html": b"x", "no/such": b"y"})
    assert export.main(["--out", str(tmp_path / "pages")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("mine", encoding="utf-8")
    with pytest.raises(export.ExportError, match="is a file"):
        export.replace(tmp_path / "pages", {"a.html": b"x"})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full. Free 3 MB"),
        (errno.EACCES, "Close programs that show its pages"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_failures_of_the_disk_are_told_in_words_and_the_old_pages_stay(
    number: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    folder, swap = tmp_path / "pages", os.replace
    export.replace(folder, {"a.html": b"old"})

    def full(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise OSError(number, "no")
        swap(source, target)

    monkeypatch.setattr(export, "pages", lambda root: {"a.html": bytes(3_000_000)})
    monkeypatch.setattr(os, "replace", full)
    assert export.main(["--out", str(folder)]) == 1
    assert words in capsys.readouterr().err
    assert (folder / "a.html").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [folder]


def test_tables_and_their_sources_are_one_click_away(files: dict[str, bytes]) -> None:
    listed = files["sources.html"].decode()
    assert '<a href="sources.html#un_votes"><code>un_votes</code></a>' in (
        files["03_member_reactions.html"].decode()
    )
    for address in data.read("sources")["url"].dropna():
        assert html.escape(address, quote=True) in listed
