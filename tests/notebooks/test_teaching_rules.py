"""The pattern that all notebooks share, so that students find their way and texts stay true."""

from __future__ import annotations

import ast
import datetime as dt
import itertools
import re
import statistics
from pathlib import Path

import pytest
from course_notebooks import (
    INSTRUCTOR,
    PLOTLY,
    SOLVED,
    STUDENT,
    assert_links_lead_somewhere,
    code,
    code_cells,
    code_lines,
    header,
    headings,
    load,
    markdown,
    outputs,
    prose,
    short,
    tags,
)

from helpers import data
from helpers.exercises import registry
from tools import editions

ROWS = ["Question", "You will be able to", "Time", "You need", "Data", "As of"]
LAST_SECTIONS = ["Key points", "Sources", "Next"]
LARGEST_FILE = 500_000
# Explorers without a figure: their static counterpart is a list or a table.
TOOLS_FOR_WORDS = {"glossary", "readings", "rows", "self_test"}
every_notebook = pytest.mark.parametrize("path", STUDENT, ids=short)


@every_notebook
def test_one_title_and_headings_without_jumps(path: Path) -> None:
    levels = [level for level, _ in headings(path)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for (before, _), (level, text) in itertools.pairwise(headings(path)):
        assert level <= before + 1, f"'{text}' skips a level"


@every_notebook
def test_header_table_is_complete(path: Path) -> None:
    assert list(header(path)) == ROWS
    assert all(header(path).values())


@every_notebook
def test_time_names_minutes_that_add_up(path: Path) -> None:
    time = header(path)["Time"]
    match = re.match(r"(\d+) minutes: (\d+) [\w ]+, (\d+) exercises", time)
    assert match, "Write: 60 minutes: 25 reading and looking, 35 exercises"
    whole, reading, exercises = map(int, match.groups())
    assert whole == reading + exercises


@every_notebook
def test_data_row_names_the_tables_that_were_loaded(path: Path) -> None:
    named = set(re.findall(r"`(\w+)`", header(path)["Data"]))
    last = next(cell for cell in code_cells(path) if "of_this_notebook" in cell.source)
    listed = re.findall(r"<code>(\w+)</code>", last.outputs[0].data["text/html"])
    literal = re.findall(r"data\.load\(['\"](\w+)['\"]\)", code(path))
    assert named == set(listed) | set(literal)


@every_notebook
def test_as_of_is_no_later_than_the_data(path: Path) -> None:
    as_of = dt.date.fromisoformat(header(path)["As of"])
    tables = re.findall(r"`(\w+)`", header(path)["Data"])
    assert as_of <= dt.date.fromisoformat(data.as_of(*tables))


@every_notebook
def test_every_objective_is_practised(path: Path) -> None:
    stated = re.findall(r"\*\*(O\d+)\*\*", header(path)["You will be able to"])
    assert stated == [f"O{number + 1}" for number in range(len(stated))]
    practised = {o for names in exercise_headings(path).values() for o in names}
    assert practised == set(stated)


@every_notebook
def test_exercises_are_numbered_announced_and_defined(path: Path) -> None:
    number = int(path.stem.split("_")[0])
    cells = editions.exercise_cells(load(path))
    assert list(cells) == [f"{number}.{running + 1}" for running in range(len(cells))]
    assert list(exercise_headings(path)) == list(cells)
    assert set(cells) == defined_for(path, registry().exercises)
    assert set(re.findall(r'quiz\("(.+?)"\)', code(path))) == defined_for(
        path, registry().questions
    )


@every_notebook
def test_exercises_are_unanswered_and_say_so(path: Path) -> None:
    for exercise, cell in editions.exercise_cells(load(path)).items():
        name = "answer_" + exercise.replace(".", "_")
        assert "exercise" in tags(cell)
        assert re.search(rf"^{name} = \.\.\.$", cell.source, re.MULTILINE)
        assert cell.source.splitlines()[-1] == f'check("{exercise}", {name})'
    assert set(editions.verdicts(load(path)).values()) <= {"not answered"}


@pytest.mark.parametrize("path", SOLVED, ids=short)
def test_solutions_are_right(path: Path) -> None:
    verdicts = editions.verdicts(load(path))
    assert verdicts
    assert set(verdicts.values()) == {"right"}, verdicts


@every_notebook
def test_ends_with_key_points_sources_and_next(path: Path) -> None:
    sections = [text for level, text in headings(path) if level == 2]
    assert sections[-3:] == LAST_SECTIONS
    assert "sources.of_this_notebook()" in code_cells(path)[-1].source


@pytest.mark.parametrize("path", [*STUDENT, *SOLVED, *INSTRUCTOR], ids=short)
def test_relative_links_lead_somewhere(path: Path) -> None:
    assert_links_lead_somewhere("\n".join(markdown(path)), path)


@every_notebook
def test_first_code_cell_imports_what_is_used_and_nothing_else(path: Path) -> None:
    first, *others = code_cells(path)
    statements = ast.parse(first.source).body
    assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in statements)
    rest = "\n".join(cell.source for cell in others)
    assert not re.search(r"^\s*(import|from)\s", rest, re.MULTILINE), "import in the first cell"
    for node in statements:
        for alias in node.names:
            name = alias.asname or alias.name
            assert re.search(rf"\b{name}\b", rest), f"{name} is imported but not used"


@every_notebook
def test_code_comes_in_small_steps(path: Path) -> None:
    for cell in code_cells(path):
        assert 0 < len(code_lines(cell)) <= 15, cell.source
    calls = re.compile(r"(quiz|explorers\.\w+\.\w+|sources\.of_this_notebook)\(")
    steps = [
        len(code_lines(cell))
        for cell in code_cells(path)[1:]
        if "exercise" not in tags(cell) and not calls.match(cell.source)
    ]
    assert 2 <= statistics.median(steps) <= 5


@every_notebook
def test_code_is_explained(path: Path) -> None:
    words = len(re.findall(r"\w+", prose(path)))
    lines = sum(len(code_lines(cell)) for cell in code_cells(path))
    assert 12 <= words / lines <= 30, f"{words} words for {lines} lines of code"


@every_notebook
def test_file_is_small(path: Path) -> None:
    assert path.stat().st_size <= LARGEST_FILE


@every_notebook
def test_code_reads_no_files_and_no_network(path: Path) -> None:
    forbidden = r"https?://|pip install|^\s*[!%]|\bopen\(|\bread_\w+\(|\bdata\.read\("
    assert not re.findall(forbidden, code(path), re.MULTILINE)


@every_notebook
def test_no_typed_figures_in_prose(path: Path) -> None:
    typed = typed_figures(prose(path))
    assert not typed, f"let a cell compute and say(): {typed}"


def typed_figures(text: str) -> list[str]:
    """Percentages, thousands and millions; not dates, articles or numbers of resolutions."""
    percentage = r"\b\d+(?:\.\d+)? ?(?:%|per ?cent\b)(?! (?:confidence|interval))"
    thousands = r"\b\d{1,3}(?:[,\u00a0\u202f ]\d{3})+\b"
    millions = r"\b\d+(?:\.\d+)? (?:thousand|million|billion)\b"
    return re.findall(rf"{percentage}|{thousands}|{millions}", text)


@pytest.mark.parametrize(
    "text", ["about 85%", "12.5 per cent", "9,600 people", "25 000", "2 million"]
)
def test_typed_figures_are_found(text: str) -> None:
    assert typed_figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "24 February 2022",
        "on 2 March 2022, 141 states",
        "A/RES/ES-11/1 and 68/262",
        "Article 4, 100 words",
        "1992–2025",
        "a 95% interval",
        "60 minutes",
    ],
)
def test_dates_and_names_are_no_typed_figures(text: str) -> None:
    assert not typed_figures(text)


@every_notebook
def test_every_figure_explains_itself(path: Path) -> None:
    for figure in outputs(path, PLOTLY):
        layout = figure["layout"]
        title, _, unit = layout["title"]["text"].partition("<br>")
        assert re.sub(r"<.*?>", "", title).strip()
        assert re.sub(r"<.*?>", "", unit).strip(), f"'{title}' lacks the line with unit and years"
        meta = layout["meta"]
        assert len(meta["alt"]) >= 60, f"'{title}': say in the alternative what one sees"
        assert meta["alt"] != re.sub(r"<.*?>", "", title)
        assert meta["source"]
        dt.date.fromisoformat(meta["as_of"])


@every_notebook
def test_a_static_figure_stands_before_each_explorer(path: Path) -> None:
    cells = code_cells(path)
    for before, cell in itertools.pairwise(cells):
        assert ("explorer" in tags(cell)) == ("explorers." in cell.source), cell.source
        if "explorer" in tags(cell):
            named = re.search(r"explorers\.(\w+)", cell.source)[1]
            wanted = {"text/html", "text/markdown"} if named in TOOLS_FOR_WORDS else {PLOTLY}
            drawn = any(wanted & output.get("data", {}).keys() for output in before.outputs)
            assert drawn, f"nothing static stands before {cell.source}"


@every_notebook
def test_images_have_a_text_alternative(path: Path) -> None:
    text = "\n".join(markdown(path))
    assert "![](" not in text
    for image in re.findall(r"<img[^>]*>", text):
        assert re.search(r'alt="[^"]+"', image), image


def exercise_headings(path: Path) -> dict[str, list[str]]:
    """Objectives by exercise id, as the headings name them."""
    found = {}
    for _, text in headings(path):
        match = re.fullmatch(r"Your turn: exercise (\d+\.\d+) \((O\d+(?:, O\d+)*)\)", text)
        assert match or not text.startswith("Your turn"), text
        if match:
            found[match[1]] = match[2].split(", ")
    return found


def defined_for(path: Path, definitions: dict) -> set[str]:
    return {name for name in definitions if registry().notebooks[name] == path.stem}
