"""The course made from tables in which somebody planted active text; run in a process of its own.

    python planted_course.py FOLDER

Copies the course to FOLDER/course, plants `PLANT` before every free text of its tables, runs the
notebooks, moves all controls and writes everything that a browser would get: the notebooks,
FOLDER/pages, FOLDER/slides, FOLDER/briefing.html, and FOLDER/shown.json with each piece alone.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import shutil
import sys
import types
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ACT = "window.__planted=1"
# Where a text comes from stands in it, to tell which columns reach a browser.
PLANT = (
    f'</script><script>{ACT}</script><img src=x onerror={ACT}>"onmouseover="{ACT}" '
    f"<a href=javascript:{ACT}>a</a>[m](javascript:{ACT})![i](http://planted.invalid/i.png)"
    f"$$\\href{{javascript:{ACT}}}{{t}}$$ §WHERE§ "
)
ADDRESS = f"javascript:{ACT}//"
# Enough to meet each kind of view; `write_files` draws the views of one control all.
MOST_OPTIONS = 3
# Titles of roll calls are compared by their first letters.
KEPT_AT_THE_START = ("un_votes", "title")
PARTS = ("helpers", "tools", "notebooks", "data")


def free_texts(package: dict) -> dict[str, list[str]]:
    """Columns by table in which any text may stand: no code, key, date or reference."""
    found = {}
    for table in package["resources"]:
        schema = table.get("schema", {"fields": []})
        keys = _names(schema.get("primaryKey", []))
        for foreign in schema.get("foreignKeys", []):
            keys |= _names(foreign["fields"])
        columns = [
            field["name"]
            for field in schema["fields"]
            if field["type"] == "string"
            and field["name"] not in keys
            and "references" not in field
            and not {"enum", "pattern"} & field.get("constraints", {}).keys()
        ]
        found |= {table["name"]: columns} if columns else {}
    return found


def addresses(package: dict) -> dict[str, list[str]]:
    """Columns by table that hold addresses of web pages."""
    return {
        table["name"]: columns
        for table in package["resources"]
        if (
            columns := [
                field["name"]
                for field in table.get("schema", {"fields": []})["fields"]
                if field.get("constraints", {}).get("pattern", "").startswith("^https?")
            ]
        )
    }


def _names(fields: str | list[str]) -> set[str]:
    return {fields} if isinstance(fields, str) else set(fields)


def plant(course: Path) -> dict[str, list[str]]:
    """Plant into the tables of a copy; return the columns in which it was done.

    A text that the code of the course looks for by its whole wording stays as it is.
    """
    folder, wanted = course / "data", literals(course)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    done = {}
    texts, links = free_texts(package), addresses(package)
    for name in sorted({*texts, *links}):
        columns = [*texts.get(name, []), *links.get(name, [])]
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        planted = set()
        for row in rows:
            for column in columns:
                if row[column] and row[column] not in wanted:
                    row[column] = planted_text(row[column], name, column, column in links.get(name, []))
                    planted.add(column)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        done[name] = [column for column in columns if column in planted]
    return done


def planted_text(text: str, table: str, column: str, is_address: bool) -> str:
    """Plant before a text, so that no cut loses it; only one column is told by its first letters."""
    if is_address:
        return ADDRESS + text
    planted = PLANT.replace("WHERE", f"{table}.{column}")
    return f"{text} {planted.strip()}" if (table, column) == KEPT_AT_THE_START else planted + text


def literals(course: Path) -> set[str]:
    """Every text that stands between quotes in the code of helpers and notebooks."""
    sources = [path.read_text(encoding="utf-8") for path in (course / "helpers").rglob("*.py")]
    for path in (course / "notebooks").rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources += ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
    return {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


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
    elif isinstance(value, list | tuple) or getattr(value, "dtype", None) == object:
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
        nbformat.write(notebook, course / "notebooks" / path.name)


def interactives() -> Iterator[tuple[str, object]]:
    """Everything interactive that the course can make."""
    from helpers import exercises, explorers
    from helpers.quiz import quiz

    for name in explorers.__all__:
        module = getattr(explorers, name)
        for function in vars(module).values():
            own = isinstance(function, types.FunctionType) and function.__module__ == module.__name__
            made = str(function.__annotations__.get("return", "")) if own else ""
            if re.search(r"Explorer$|^[A-Z]\w+$", made) and not function.__code__.co_argcount - len(
                function.__defaults__ or ()
            ):
                if not function.__name__.startswith("_"):
                    yield f"{name}.{function.__name__}", function()
    for question in exercises.registry().questions:
        yield question, quiz(question)


def move_everything(shown: Shown) -> None:
    """Choose every option of every control, press every button, and again."""
    import ipywidgets as widgets
    import plotly.graph_objects as go

    for name, box in interactives():

        def look() -> None:
            for widget in _inside(box):
                if isinstance(widget, widgets.HTML):
                    shown.add("html", widget.value, name)
                elif isinstance(widget, go.FigureWidget):
                    shown.figure(widget.to_plotly_json(), name)
                if getattr(widget, "description_allow_html", False):
                    shown.problems.append(f"{name}: a description of HTML")

        look()
        # Explorers keep all their state in the controls; others show more after a button.
        for _ in range(1 if hasattr(box, "figure") else 2):
            for control in _inside(box):
                for value in _values(control):
                    control.value = value
                    look()
            for button in _inside(box):
                if isinstance(button, widgets.Button) and not button.disabled:
                    button.click()
                    look()


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
        return list(range(control.min, control.max + 1, max(1, (control.max - control.min) // MOST_OPTIONS)))
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


def main(folder: Path) -> None:
    """Make everything in a folder."""
    course = folder / "course"
    for part in PARTS:
        shutil.copytree(CHECKOUT / part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    planted = plant(course)
    os.environ["COURSE_WORK"] = str(folder / "own work")
    os.chdir(course / "notebooks")
    sys.path.insert(0, str(course))
    from IPython.core.interactiveshell import InteractiveShell

    shown, shell = Shown(), InteractiveShell.instance()
    run_notebooks(course, shell, shown)
    move_everything(shown)
    answer_everything(shown)
    write_files(course, folder)
    told = {"planted": planted, "problems": shown.problems}
    told |= {kind: list(pieces.items()) for kind, pieces in shown.pieces.items()}
    (folder / "shown.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
