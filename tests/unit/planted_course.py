"""The course made from tables in which somebody planted active text; run in a process of its own.

    python planted_course.py FOLDER            everything
    python planted_course.py FOLDER files      notebooks and files; no control is moved

Copies the course to FOLDER/course, plants `PLANT` before every free text of its tables, runs the
notebooks, moves all controls and writes everything that a browser would get: the notebooks,
FOLDER/pages, FOLDER/slides, FOLDER/briefing.html, and FOLDER/shown.json with each piece alone.
"""

from __future__ import annotations

import inspect
import json
import os
import shutil
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from planted_tables import PLANT, plant

CHECKOUT = Path(__file__).resolve().parents[2]
# Enough to meet each kind of view; `write_files` draws the views of one control all.
MOST_OPTIONS = 3
# What Python announces when a program looks for another computer, or starts another program.
REACHING_OUT = {
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
    *("urllib.Request", "subprocess.Popen", "os.system", "os.exec", "webbrowser.open"),
}
PARTS = ("helpers", "tools", "notebooks", "data")


class Shown:
    """All pieces that a browser would get, by kind; each once, with the place of its first use."""

    def __init__(self) -> None:
        self.pieces: dict[str, dict[str, str]] = {"html": {}, "markdown": {}, "figure": {}}
        self.problems: list[str] = []

    def add(self, kind: str, text: str, place: str) -> None:
        self.pieces[kind].setdefault(text, place)

    def figure(self, drawn: dict, place: str) -> None:
        """Keep the texts of a figure that plotly draws; what is in `meta` it does not draw."""
        layout = {key: value for key, value in drawn["layout"].items() if key != "meta"}
        for text in _texts([drawn["data"], layout]):
            self.add("figure", text, place)

    def bundle(self, data: dict, place: str) -> None:
        for mime, kind in (("text/html", "html"), ("text/markdown", "markdown")):
            if mime in data:
                self.add(kind, data[mime], place)
        if "application/vnd.plotly.v1+json" in data:
            self.figure(data["application/vnd.plotly.v1+json"], place)


def _texts(value: object) -> Iterator[str]:
    """All planted texts in lists, dictionaries and arrays."""
    if isinstance(value, str):
        if "planted" in value:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple) or isinstance(value, np.ndarray):
        for inner in value:
            yield from _texts(inner)


def run_notebooks(course: Path, shell: object, shown: Shown) -> None:
    """Run the solved editions in one shell and keep their outputs; write students' notebooks."""
    import nbformat
    from IPython.utils.capture import capture_output

    for path in sorted((course / "notebooks" / "solutions").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        loaded = sys.modules.get("helpers.data")
        if loaded:
            loaded._loaded.clear()
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            with capture_output() as caught:
                done = shell.run_cell(cell.source)
            if done.error_in_exec:
                shown.problems.append(f"{path.stem}: {cell.source}: {done.error_in_exec!r}")
            bundles = [one.data for one in caught.outputs]
            if done.result is not None:
                bundles.append(shell.display_formatter.format(done.result)[0])
            cell.outputs = [nbformat.v4.new_output("display_data", data=one) for one in bundles]
            for output in cell.outputs:
                output.data.pop("application/vnd.jupyter.widget-view+json", None)
                shown.bundle(output.data, f"{path.stem}: {cell.source.splitlines()[-1]}")
        nbformat.write(notebook, path)
        student = nbformat.read(course / "notebooks" / path.name, as_version=4)
        made = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
        for cell in student.cells:
            if cell.cell_type == "code":
                cell.outputs = made[cell.id]
        nbformat.write(student, course / "notebooks" / path.name)


def interactives() -> Iterator[tuple[str, object]]:
    """Everything interactive that the course can make."""
    from helpers import exercises, explorers
    from helpers.quiz import quiz
    from helpers.widgets import Interactive

    for name in explorers.__all__:
        module = getattr(explorers, name)
        for word, function in vars(module).items():
            own = (
                isinstance(function, types.FunctionType) and function.__module__ == module.__name__
            )
            if own and not word.startswith("_") and _needs_nothing(function):
                made = function()
                if isinstance(made, Interactive):
                    yield f"{name}.{word}", made
    for question in exercises.registry().questions:
        yield question, quiz(question)


def _needs_nothing(function: Callable) -> bool:
    parameters = inspect.signature(function).parameters.values()
    return all(one.default is not one.empty for one in parameters)


def move_everything(shown: Shown) -> None:
    """Choose options of every control and press every button."""
    import ipywidgets as widgets

    for name, box in interactives():
        look(box, name, shown)
        # Explorers keep all their state in the controls; others show more after a button.
        for _ in range(1 if hasattr(box, "figure") else 2):
            for control in _inside(box):
                for value in _values(control):
                    control.value = value
                    look(box, name, shown)
            for button in _inside(box):
                if isinstance(button, widgets.Button) and not button.disabled:
                    button.click()
                    look(box, name, shown)


def look(box: object, name: str, shown: Shown) -> None:
    """Keep what a box shows now."""
    import ipywidgets as widgets
    import plotly.graph_objects as go

    for widget in _inside(box):
        if isinstance(widget, widgets.HTML):
            shown.add("html", widget.value, name)
        elif isinstance(widget, go.FigureWidget):
            shown.figure(widget.to_plotly_json(), name)
        if getattr(widget, "description_allow_html", False):
            shown.problems.append(f"{name}: a description of HTML")


def _inside(box: object) -> list:
    found = [box]
    for child in getattr(box, "children", ()):
        found += _inside(child)
    return found


def _values(control: object) -> list:
    import ipywidgets as widgets

    if isinstance(control, widgets.Dropdown | widgets.RadioButtons | widgets.Select):
        options = [one[1] if isinstance(one, tuple) else one for one in control.options]
        return options[:: max(1, len(options) // MOST_OPTIONS)]
    if isinstance(control, widgets.Checkbox):
        return [not control.value, control.value]
    if isinstance(control, widgets.IntSlider):
        return list(
            range(control.min, control.max + 1, max(1, (control.max - control.min) // MOST_OPTIONS))
        )
    return []


def answer_everything(shown: Shown) -> None:
    """Answer every exercise rightly and wrongly, and every question with every option."""
    from helpers import checks, exercises
    from helpers.exercises import final_bank
    from helpers.quiz import feedback, prompt_of

    for name, exercise in exercises.registry().exercises.items():
        wrong = [-1, PLANT, [PLANT], -2]
        for answer in [exercise.solution(), *wrong]:
            shown.add("markdown", checks.check(name, answer)._repr_markdown_(), f"check {name}")
    asked = [*exercises.registry().questions.values()]
    asked += [one for some in final_bank.bank().values() for one in some]
    for question in asked:
        shown.add("html", prompt_of(question, question.id), question.id)
        for place in range(len(question.options)):
            shown.add("html", feedback(question.options, [place]), question.id)


def write_files(course: Path, folder: Path) -> None:
    """Write all that the tools make from the course."""
    import datetime as dt

    from helpers import briefing, briefing_figures, briefing_page, data
    from tools import dictionary, export, instructor, refresh

    (folder / "pages").mkdir()
    for name, content in export.pages(course).items():
        (folder / "pages" / name).write_bytes(content)
    (folder / "slides").mkdir()
    for name, content in export.decks(course).items():
        (folder / "slides" / name).write_bytes(content)
    draft = briefing.Draft(
        title=PLANT,
        name=PLANT,
        own_question=PLANT,
        question=briefing.OWN,
        text=PLANT * 3,
        figures=tuple(briefing_figures.FIGURES),
        claims=tuple(data.read("claims")["claim_id"]),
    )
    own = {name: PLANT for name in draft.claims[:3]}
    page = briefing_page.page(draft, dt.date(2026, 7, 1), own)
    (folder / "briefing.html").write_text(page, encoding="utf-8")
    for path in refresh.choose(course, []):
        guide = instructor.guide(path, refresh.read(path))
        solved = refresh.solved_path(path)
        made = instructor.edition(guide, refresh.read(solved), solved)
        instructor.path_of(path).write_bytes(made)
    (folder / "dictionary.md").write_text(dictionary.write(course / "data"), encoding="utf-8")
    for path, content in refresh.place_files(course).items():
        path.write_bytes(content)


def main(folder: Path, *parts: str) -> None:
    """Make everything in a folder, or only notebooks and files."""
    course = folder / "course"
    for part in PARTS:
        shutil.copytree(
            CHECKOUT / part, course / part, ignore=shutil.ignore_patterns("__pycache__")
        )
    planted = plant(course)
    os.environ["COURSE_WORK"] = str(folder / "own work")
    os.chdir(course / "notebooks")
    sys.path.insert(0, str(course))
    from IPython.core.interactiveshell import InteractiveShell

    reached: list[str] = []
    sys.addaudithook(
        lambda event, given: reached.append(f"{event} {given!r}") if event in REACHING_OUT else None
    )
    shown, shell = Shown(), InteractiveShell.instance()
    run_notebooks(course, shell, shown)
    if "files" not in parts:
        move_everything(shown)
        answer_everything(shown)
    write_files(course, folder)
    told = {"planted": planted, "problems": shown.problems, "reached": reached}
    told |= {kind: list(pieces.items()) for kind, pieces in shown.pieces.items()}
    (folder / "shown.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
