"""The decks: one a notebook, fit for a lesson, complete, escaped, linked, without a network."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from html_page import Page
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import editions, execution, export, markdown
from tools.pages import outputs
from tools.slides import build, deck, library, texts

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EVIL = "</script><script>alert(1)</script>"


def marked(cell: nbformat.NotebookNode, mark: str | None) -> nbformat.NotebookNode:
    if mark:
        cell.metadata["slideshow"] = {"slide_type": mark}
    return cell


def text(source: str, mark: str | None = None) -> nbformat.NotebookNode:
    return marked(new_markdown_cell(source), mark)


def code(mark: str | None, *bundles: dict, **extra: str) -> nbformat.NotebookNode:
    shown = [new_output("display_data", data=bundle) for bundle in bundles]
    cell = new_code_cell("secret = 1", outputs=shown)
    cell.metadata.update(extra)
    return marked(cell, mark)


def made(*cells: nbformat.NotebookNode) -> list[build.Slide]:
    return build.slides(new_notebook(cells=[text("# Title", "slide"), *cells]))[1:]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return export.decks(ROOT)


@pytest.fixture(scope="module")
def decks() -> dict[str, list[build.Slide]]:
    return {p.stem: build.slides(nbformat.read(p, as_version=4)) for p in NOTEBOOKS}


# --- the decks of the course ----------------------------------------------------------------


def test_a_deck_fits_a_lesson(decks: dict[str, list[build.Slide]]) -> None:
    assert len(decks) == 7
    for name, slides in decks.items():
        assert 10 <= len(slides)
        assert len(slides) * deck.MINUTES_A_SLIDE <= deck.MINUTES, name


def test_a_deck_goes_from_the_question_to_the_key_points(
    decks: dict[str, list[build.Slide]],
) -> None:
    for path in NOTEBOOKS:
        source = nbformat.read(path, as_version=4)
        headings = [part.heading for cell in source.cells if cell.cell_type == "markdown"
                    for part in markdown.parts(cell.source) if part.level == 2]  # fmt: skip
        slides = decks[path.stem]
        assert [slides[0].kind, slides[-1].kind] == ["title", "points"]
        assert "?" in slides[0].content[0]
        sections = [slide.heading for slide in slides if slide.kind == "section"]
        assert sections == [h for h in headings if h not in ("Key points", "Sources", "Next")]
        assert sum(slide.kind == "question" for slide in slides) >= len(sections) - 2
        assert sum(slide.kind == "figure" for slide in slides) >= 4


def test_no_slide_is_empty_and_every_figure_is_told_in_words(
    decks: dict[str, list[build.Slide]],
) -> None:
    for name, slides in decks.items():
        for slide in slides:
            shown = re.sub(r"<[^>]+>", "", "".join(slide.content))
            assert len(shown) > 20, (name, slide.heading)
            assert slide.heading
            if slide.kind == "figure":
                words = re.sub(r"<[^>]+>", "", slide.words)
                assert re.search(r"Source: .+ As of \d{4}", words), (name, slide.heading)


def test_no_slide_asks_to_run_a_cell(decks: dict[str, list[build.Slide]]) -> None:
    for name, slides in decks.items():
        shown = "".join(text for slide in slides for text in [*slide.content, *slide.notes])
        assert "Interactive: run this cell" not in shown, name


def test_nothing_is_fetched_from_elsewhere_and_links_resolve(files: dict[str, bytes]) -> None:
    names = [name for name in files if name.endswith(".html")]
    assert sorted(names) == sorted(["index.html", *(f"{path.stem}.html" for path in NOTEBOOKS)])
    for name in names:
        page = Page(files[name].decode())
        assert set(page.fetched) <= set(files), name
        assert len(page.ids) == len(set(page.ids)), name
        assert set(page.values("aria-describedby")) <= set(page.ids), name
        for target in page.targets:
            assert target in names or re.match(r"https?://", target), (name, target)
        assert name == "index.html" or "index.html" in page.targets
    for style in ("slides.css", "reveal.css"):
        assert not re.search(r"url\((?!data:)|@import", files[style].decode()), style


def test_library_comes_with_its_licence_and_size_is_small(files: dict[str, bytes]) -> None:
    assert b"reveal.js" in files["reveal.js"][:100]
    assert b"Permission is hereby granted" in files["reveal-license.txt"]
    assert sum(map(len, files.values())) < 10_000_000


def test_solved_editions_carry_the_marks() -> None:
    for path in NOTEBOOKS:
        solved = nbformat.read(path.parent / "solutions" / path.name, as_version=4)
        marks = {cell.id: cell.metadata.get("slideshow") for cell in solved.cells}
        for cell in nbformat.read(path, as_version=4).cells:
            assert marks[cell.id] == cell.metadata.get("slideshow"), (path.stem, cell.id)


# --- rules ----------------------------------------------------------------------------------


def test_refresh_keeps_the_marks() -> None:
    notebook = new_notebook(cells=[code("subslide", {"text/plain": "1"}), text("x", "notes")])
    execution.strip(notebook)
    solved = editions.solve(
        new_notebook(cells=[text("# A", "slide"), *notebook.cells]), {}, "00_name"
    )
    for cells in (notebook.cells, solved.cells[1:]):
        assert [cell.metadata["slideshow"]["slide_type"] for cell in cells] == ["subslide", "notes"]


def test_a_marked_cell_begins_a_slide_at_each_heading_that_has_a_place() -> None:
    cell = text(
        "### Discuss\n\nWhy?\n\nA hint.\n\n## 2 Two\n\nOwn words.\n\n### The article says\n\n"
        "A claim (C001).\n\nA term.\n\n### Look\n\nAt this.",
        "slide",
    )
    figure = {outputs.PLOTLY: {"data": [], "layout": {"meta": {"title": "Name"}}, "config": {}}}
    words = {"text/html": "<details><summary>This figure in words</summary><p>W.</p></details>"}
    question, section, drawn = made(cell, code("subslide", figure, words), text("And that."))
    assert [question.kind, section.kind, drawn.kind] == ["question", "section", "figure"]
    assert question.content == ["<p>Why?</p>"]
    assert question.notes == ["<p>A hint.</p>"]
    assert "A claim" in section.content[0]
    assert section.notes == ["<p>Own words.</p>", "<p>A term.</p>"]
    assert drawn.notes == ["<p>At this.</p>", "<p>W.</p>", "<p>And that.</p>"]
    assert (drawn.heading, drawn.words) == ("Name", "<p>W.</p>")
    assert [slide.below for slide in (question, section, drawn)] == [True, False, True]


def test_a_section_without_a_claim_shows_its_first_words() -> None:
    (section,) = made(text("## 5 Five\n\n### Look\n\nFirst.\n\nSecond.", "slide"))
    assert section.content == ["<p>First.</p>"]
    assert section.notes == ["<p>Second.</p>"]


def test_a_marked_text_of_one_part_is_a_slide() -> None:
    _, plain, named = made(
        text("## 1 One\n\nWords.", "slide"),
        text("Mine.\n\nSaid.", "subslide"),
        text("### Test\n\nHow.", "subslide"),
    )
    assert [plain.heading, named.heading] == ["1 One", "Test"]
    assert (plain.content, plain.notes) == (["<p>Mine.</p>"], ["<p>Said.</p>"])


@pytest.mark.parametrize("mark", ["slide", "fragment", None])
def test_a_deck_without_a_title_is_refused_with_the_name(tmp_path: Path, mark: str | None) -> None:
    (tmp_path / "notebooks").mkdir()
    cells = [text("# Title"), code(mark, {"text/plain": "1"})]
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "00_mine.ipynb")
    with pytest.raises(export.ExportError, match="00_mine: the first slide must be the title"):
        export.decks(tmp_path)


def test_marks_of_code_cells() -> None:
    said = {"text/markdown": "Said **so**."}
    section, table = made(
        text("## 1 One\n\nWords.", "slide"),
        code("fragment", said),
        code("notes", {"text/html": "<details><summary>V</summary>why</details>"}),
        code("skip", said),
        code(None, said),
        code("subslide", {"text/html": "<table></table>"}, said),
    )
    assert section.fragments == ["<p>Said <strong>so</strong>.</p>"]
    assert section.notes == ["<details open><summary>V</summary>why</details>"]
    assert (table.kind, table.heading) == ("table", "1 One")
    assert "secret" not in str(table)
    (exercise,) = made(code("subslide", said, exercise="9.1"))
    assert "secret = 1" in exercise.content[0]


def test_what_is_for_the_reader_of_the_notebook_stays_there() -> None:
    section, after = made(
        text("## 1 One\n\nWords.", "slide"),
        text("### Your turn: exercise 1.1 (O1)\n\nHow many?"),
        text("Judge yourself."),
        text("## 2 Two\n\nWords.", "slide"),
        text("## Sources\n\nA list."),
    )
    assert section.notes == ["<p>Judge yourself.</p>"]
    assert after.notes == []


def test_texts_cannot_leave_their_place() -> None:
    notebook = new_notebook(cells=[text(f"# {EVIL}", "slide"), text(f"## {EVIL}", "slide")])
    page = deck.deck(notebook, EVIL, EVIL, [(EVIL, '"><script>')])
    assert "<script>alert" not in page
    assert '"><script>' not in page.split("</main>")[0]


def test_links_lead_to_decks_or_stay_words() -> None:
    made = texts.to_html("[a](01_founding.ipynb#x) [b](../data/README.md) [c](https://un.org)")
    assert '<a href="01_founding.html">a</a>' in made
    assert ">b<" not in made
    assert "https://un.org" in made


def test_without_the_package_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(library.metadata, "distribution", missing)
    assert export.main(["--slides", "--out", str(tmp_path / "s")]) == 1
    assert "python course.py export --slides" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_slides_are_written_beside_the_pages(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(export, "decks", lambda root: {"a.html": b"x"})
    monkeypatch.setattr(export, "pages", lambda root: {"b.html": b"y"})
    assert export.main(["--slides"], tmp_path) == 0
    assert export.main([], tmp_path) == 0
    written = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")]
    assert sorted(written) == ["export/b.html", "slides/a.html"]
