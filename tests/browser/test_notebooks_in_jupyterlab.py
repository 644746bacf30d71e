"""Every notebook as a student sees it: JupyterLab, a real browser, no network.

With the environment variable COURSE_SCREENSHOTS set to a folder, images of the notebooks are
written there for people to look at.
"""

from __future__ import annotations

import json

import lab
import pytest

# Messages of the programs themselves, quoted exactly.
KNOWN_MESSAGES = {
    lab.JUPYTERLAB: (),
    # Notebook 7.6.5 says this as it opens any notebook, also without any setting of ours.
    lab.NOTEBOOK_7: ("Cannot read properties of undefined (reading 'schema')",),
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("notebook", lab.places(lab.JUPYTERLAB), indirect=True),
]


def empty(figures: list[dict]) -> list[dict]:
    """Return the figures in which nothing is drawn; a map needs its areas, too."""
    return [
        {key: figure[key] for key in ("title", "explorer", "marks", "maps", "mapPaths")}
        for figure in figures
        if (not figure["marks"] and not figure["waits"])
        or (figure["maps"] and not figure["mapPaths"])
    ]


def test_stored_figures_are_drawn_before_any_cell_is_run(notebook: lab.Notebook) -> None:
    assert len(notebook.figures_before) == notebook.stored_figures
    assert empty(notebook.figures_before) == []


def test_all_cells_run_without_error(notebook: lab.Notebook) -> None:
    cells = notebook.cells
    errors = [
        f"{output['ename']}: {output['evalue']}"
        for cell in cells
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]
    assert errors == []
    assert [cell["source"] for cell in cells if cell["execution_count"] is None] == []


def test_widgets_are_shown(notebook: lab.Notebook) -> None:
    page = notebook.page
    for failure in lab.FAILURES:
        assert page.get_by_text(failure).count() == 0, failure
    quizzes = sum("".join(cell["source"]).count("quiz(") for cell in notebook.cells)
    shown = page.locator(".course-quiz")
    assert shown.count() == quizzes
    for quiz in shown.all():
        assert quiz.is_visible()
        assert quiz.locator("input").count() >= 2, quiz.inner_text()


def test_all_figures_are_drawn(notebook: lab.Notebook) -> None:
    figures = notebook.figures()
    assert notebook.explorers().count() == len(notebook.explorer_cells())
    live = notebook.page.locator(".course-figure").count()
    assert len(figures) == notebook.static_figures() + live
    assert live >= notebook.page.locator(".course-explorer").count()
    assert empty(figures) == []


def test_figures_fill_their_room(notebook: lab.Notebook) -> None:
    assert misfits(notebook) == []


def test_figures_survive_a_change_of_the_window(notebook: lab.Notebook) -> None:
    notebook.page.set_viewport_size({"width": 1100, "height": 1000})
    notebook.settle()
    narrow = misfits(notebook)
    notebook.page.set_viewport_size(lab.VIEWPORT)
    notebook.settle()
    assert narrow == []
    assert misfits(notebook) == []


def test_no_text_is_cut_or_covered(notebook: lab.Notebook) -> None:
    assert unreadable(notebook) == {}
    assert notebook.measure("cutLabels") == []


def test_figures_offer_no_upload(notebook: lab.Notebook) -> None:
    assert [(f["title"], f["share"]) for f in notebook.figures() if f["share"]] == []


def test_explorers_follow_the_keyboard(notebook: lab.Notebook) -> None:
    for explorer in notebook.explorers().all():
        controls = explorer.locator(lab.CONTROLS).all()
        moved = any(notebook.move_by_keyboard(control, explorer) for control in controls)
        assert moved, f"No control changed this explorer: {explorer.inner_text()[:200]}"
    notebook.settle()
    assert empty(notebook.figures()) == []
    assert unreadable(notebook) == {}


def test_nothing_is_asked_of_another_computer(notebook: lab.Notebook) -> None:
    assert notebook.witness.outside == []


def test_browser_reports_no_error(notebook: lab.Notebook) -> None:
    errors = unknown_errors(notebook)
    assert errors == [], json.dumps(errors, indent=1)


def test_the_saved_notebook_opens_with_a_note_for_each_explorer(reopened: lab.Notebook) -> None:
    for failure in lab.FAILURES:
        assert reopened.page.get_by_text(failure).count() == 0, failure
    notes = reopened.page.get_by_text("Interactive: run this cell to use it: ")
    interactive = [
        output
        for cell in reopened.cells
        for output in cell["outputs"]
        if "Interactive: run this cell" in "".join(output.get("data", {}).get("text/plain", ""))
    ]
    assert len(interactive) >= len(reopened.explorer_cells()) > 0
    assert notes.count() == len(interactive)
    assert len(reopened.figures_before) == reopened.stored_figures > 0
    assert empty(reopened.figures_before) == []
    assert unknown_errors(reopened) == []


def unknown_errors(notebook: lab.Notebook) -> list[str]:
    known = KNOWN_MESSAGES[notebook.server.program]
    return [error for error in notebook.witness.errors if error not in known]


def misfits(notebook: lab.Notebook) -> list[tuple]:
    """Return the figures that are not as high as wanted and as wide as the page allows."""
    return [
        (figure["title"], figure["explorer"], figure["size"], figure["wantedSize"])
        for figure in notebook.figures()
        if figure["size"] != pytest.approx(figure["wantedSize"], abs=8)
    ]


def unreadable(notebook: lab.Notebook) -> dict:
    """Return by figure the texts that are cut and the parts that lie on each other."""
    return {
        figure["title"]: figure["cut"] + figure["covered"]
        for figure in notebook.figures()
        if figure["cut"] or figure["covered"]
    }
