"""The benchmark's arithmetic and its table; nothing here depends on how fast the machine is."""

from __future__ import annotations

import re
import subprocess
import sys

import agreement_pairs
import bench
import bench_paths
import comparison
import controls
import minutes
import notebook_runs
import numpy as np
import psutil
import pytest
import results
from comparison import Comparison, Goal

from helpers import data
from helpers.measures import agenda, agreement

ROWS = [
    Comparison("start", [1.0, 9.0, 2.0], [4.0, 4.0, 1.0], "another", goal=Goal(0.5, "ratio")),
    Comparison("memory", [300.0], [100.0], "nothing", "MB", Goal(260, "course")),
    Comparison("later", [2.5], [2.25], "before", goal=Goal(1, "difference")),
    Comparison("pairs", [10.0], [3560.0], "a loop", "ms"),
    Comparison("pairs", [10.0], [0.25], "a product", "ms"),
]
LINES = [
    "| start | 2 s | 4 s, another | 0.50 | ≤ 0.5: met |",
    "| memory | 300 MB | 100 MB, nothing | 300 MB | ≤ 260 MB: **missed** |",
    "| later | 2.5 s | 2.25 s, before | +0.25 s | ≤ +1 s: met |",
    "| pairs | 10 ms | 3560 ms, a loop | 1/356 | – |",
    "| pairs | 10 ms | 0.25 ms, a product | 40 | – |",
]


@pytest.mark.parametrize(("row", "line"), list(zip(ROWS, LINES, strict=True)))
def test_row_shows_medians_figure_and_verdict(row: Comparison, line: str) -> None:
    assert results.line(row) == line


def test_goal_is_judged_before_rounding() -> None:
    row = Comparison("start", [1.304], [1.0], "another", goal=Goal(1.3, "ratio"))
    assert results.line(row) == "| start | 1.3 s | 1 s, another | 1.30 | ≤ 1.3: **missed** |"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0123456, "0.0123"), (0.5, "0.5"), (17.06, "17.1"), (99.96, "100"), (2345.6, "2346")],
)
def test_numbers_have_three_digits_and_no_exponent(value: float, shown: str) -> None:
    assert results.number(value) == shown


def test_works_are_measured_in_turns_and_the_first_round_is_not_counted() -> None:
    calls: list[str] = []

    def work(name: str) -> float:
        calls.append(name)
        return float(len(calls))

    measured = comparison.in_turns({"a": lambda: work("a"), "b": lambda: work("b")}, rounds=2)
    assert calls == ["a", "b"] * 3
    assert measured == {"a": [3.0, 5.0], "b": [4.0, 6.0]}


def test_worst_and_middle_notebook_are_found() -> None:
    times = {notebook_runs.EMPTY: [1.0], "01_x": [4.0], "02_y": [9.0, 2.0, 2.0], "03_z": [3.0]}
    rows = notebook_runs.rows("all cells", times, "s", Goal(1.8, "ratio"))
    assert [(row.what, row.ratio) for row in rows] == [
        ("all cells: worst (01)", 4.0),
        ("all cells: middle (03)", 3.0),
    ]


def test_memory_of_children_counts() -> None:
    script = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c',"
        " 'block = bytes(1) * 80_000_000; print(1, flush=True); input()'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        process.stdout.readline()
        alone = psutil.Process(process.pid).memory_info().rss
        assert notebook_runs.resident(psutil.Process(process.pid)) >= alone + 80_000_000
    finally:
        process.communicate(b"\n", timeout=10)


def test_memory_of_an_ended_process_is_nothing() -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    watched = psutil.Process(process.pid)
    process.wait()
    assert notebook_runs.resident(watched) == 0


def test_slow_loop_finds_the_values_of_the_course() -> None:
    roll_calls = agenda.whole_texts(data.read("un_votes"))
    last_year = roll_calls[roll_calls["date"].dt.year == roll_calls["date"].dt.year.max()]
    fast = agreement.all_pairs(last_year, agreement_pairs.STATES).values
    np.testing.assert_allclose(agreement_pairs.double_loop(last_year), fast, atol=1e-6)


@pytest.mark.parametrize("case", controls.CASES, ids=lambda case: case.name)
def test_cells_of_a_comparison_in_the_browser_are_python(case: controls.Case) -> None:
    cells = controls.notebook(case).cells
    assert len(cells) == 3
    for cell in cells:
        compile(cell.source, case.what, "exec")


# --- the table in the README -----------------------------------------------------------------


def test_table_is_written_between_the_markers_and_nothing_else_changes() -> None:
    before = f"# Course\n\n{results.BEGIN}\nold\n{results.END}\n\nrest | 1 |\n"
    after = results.filled(before, ROWS)
    assert after.startswith(f"# Course\n\n{results.BEGIN}\n\n| measured |")
    assert after.endswith(f"\n\n{results.END}\n\nrest | 1 |\n")
    assert "old" not in after
    assert "\n".join(LINES) in after
    assert results.filled(after, ROWS) == after


@pytest.mark.parametrize(
    "readme",
    [
        "",
        results.BEGIN,
        results.END + results.BEGIN,
        results.BEGIN + results.END + results.END,
        results.BEGIN + results.BEGIN + results.END,
    ],
)
def test_readme_without_its_two_markers_is_refused(readme: str) -> None:
    with pytest.raises(ValueError, match="must have one"):
        results.filled(readme, ROWS)


def test_verdicts_in_the_readme_follow_from_the_figures_beside_them() -> None:
    text = bench_paths.README.read_text(encoding="utf-8")
    table = text[text.index(results.BEGIN) : text.index(results.END)]
    assert results.HEAD in table
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    judged = [row for row in rows if "≤" in row[-1]]
    assert {words.partition(":")[0] for *_, words in judged} == {
        "≤ 1.3", "≤ 1.8", "≤ 260 MB", "≤ +1 s", "≤ 1"
    }  # fmt: skip
    for *_, figure, goal in judged:
        value, limit = (float(re.search(r"-?[\d.]+", text)[0]) for text in (figure, goal))
        # A figure that is shown as the limit itself can lie on either side of it.
        assert value >= limit if "missed" in goal else value <= limit, (figure, goal)


def test_command_measures_the_parts_and_writes_the_readme(tmp_path, monkeypatch, capsys) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{results.BEGIN}{results.END}\n", encoding="utf-8")
    monkeypatch.setattr(bench_paths, "README", readme)
    monkeypatch.setattr(bench, "PARTS", {"one": lambda: ROWS[:1], "two": lambda: ROWS[1:]})
    bench.main(["two"])
    assert LINES[0] not in capsys.readouterr().out
    assert LINES[0] not in readme.read_text(encoding="utf-8")
    bench.main(["--readme"])
    assert "\n".join(LINES) in capsys.readouterr().out
    assert "\n".join(LINES) in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["speed"], ["imports", "--readme"]])
def test_unknown_part_or_half_a_table_is_refused(arguments, capsys) -> None:
    with pytest.raises(SystemExit):
        bench.main(arguments)
    assert "error: the" in capsys.readouterr().err


def test_measured_columns_of_a_notebook_are_replaced() -> None:
    table = "| n | m | read | run | KB |\n| [01](notebooks/a.ipynb) | 20 | 1–2 | 3 | 4 |\nend"
    filled = minutes.filled(table, {"a.ipynb": ("5–9", "6", "70")})
    assert filled.splitlines()[1] == "| [01](notebooks/a.ipynb) | 20 | 5–9 | 6 | 70 |"
    with pytest.raises(ValueError, match="unpack"):
        minutes.filled(table, {"b.ipynb": ("5–9", "6", "70")})
