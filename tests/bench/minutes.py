"""Measure the minutes of each notebook: `python tests/bench/minutes.py`.

With `--readme` the measured columns of the README's table of notebooks are written as well.

Reading: words of prose and of printed sentences at a quick and a slow pace; 238 words a minute is
the mean of adults who read English silently (Brysbaert 2019), and readers who learn something or
read a foreign language are slower. Running: seconds of one execution of all cells. The minutes of
the exercises cannot be measured here: they are a plan.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
from bench_paths import NOTEBOOKS, README
from notebook_runs import run

QUICK = 238
SLOW = 130  # an assumption: a little more than half of it
MEASURED = ("reading (min)", "run (s)", "KB")


def words(notebook: nbformat.NotebookNode) -> int:
    """Return the number of words a reader meets in texts and printed sentences, without code."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            texts.append("".join(output.get("data", {}).get("text/markdown", "")))
    plain = re.sub(r"```.*?```|<[^>]+>|\]\([^)]*\)", " ", " ".join(texts), flags=re.DOTALL)
    return len(re.findall(r"[^\W\d_][\w’'-]*", plain))


def measure(path: Path) -> tuple[str, ...]:
    """Return the measured columns of a notebook, in the order of `MEASURED`."""
    notebook = nbformat.read(path, as_version=4)
    count = words(notebook)
    reading = f"{count / QUICK:.0f}–{count / SLOW:.0f}"
    return reading, f"{run(notebook):.0f}", f"{path.stat().st_size / 1000:.0f}"


def filled(text: str, measured: dict[str, tuple[str, ...]]) -> str:
    """Return the README with the measured columns of its table of notebooks replaced.

    Args:
        text: The README.
        measured: Columns by file name of the notebook.

    Raises:
        ValueError: A notebook does not have exactly one row.
    """
    lines = text.split("\n")
    for name, columns in measured.items():
        [row] = [n for n, line in enumerate(lines) if line.startswith("|") and f"/{name})" in line]
        kept = lines[row].split(" | ")[: -len(MEASURED)]
        lines[row] = " | ".join([*kept, *columns]) + " |"
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print one row a notebook; write them into the README if asked."""
    print(f"{'notebook':22} " + " ".join(f"{name:>14}" for name in MEASURED))
    measured = {}
    for path in NOTEBOOKS:
        measured[path.name] = measure(path)
        print(f"{path.stem:22} " + " ".join(f"{one:>14}" for one in measured[path.name]))
    if "--readme" in arguments:
        README.write_text(filled(README.read_text(encoding="utf-8"), measured), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
