"""Measure the minutes of each notebook: `python tests/bench/minutes.py`.

Reading: words of prose and of printed sentences at a quick and a slow pace; 238 words a minute is
the mean of adults who read English silently (Brysbaert 2019), and readers who learn something or
read a foreign language are slower. Running: seconds of one execution of all cells. The minutes of
the exercises cannot be measured here: they are a plan.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
QUICK = 238
SLOW = 130  # an assumption: a little more than half of it


def words(notebook: nbformat.NotebookNode) -> int:
    """Return the number of words a reader meets in texts and printed sentences, without code."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            texts.append("".join(output.get("data", {}).get("text/markdown", "")))
    plain = re.sub(r"```.*?```|<[^>]+>|\]\([^)]*\)", " ", " ".join(texts), flags=re.DOTALL)
    return len(re.findall(r"[^\W\d_][\w’'-]*", plain))


def seconds(notebook: nbformat.NotebookNode) -> float:
    """Return how long a fresh kernel takes for all cells."""
    place = {"metadata": {"path": str(ROOT / "notebooks")}}
    started = time.perf_counter()
    NotebookClient(notebook, kernel_name="python3", resources=place).execute()
    return time.perf_counter() - started


def main() -> None:
    """Print one row a notebook."""
    print("notebook                words  reading (min)  exercises  run (s)   KB")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        count = words(notebook)
        exercises = sum("exercise" in cell.metadata.get("tags", []) for cell in notebook.cells)
        reading = f"{count / QUICK:.0f}–{count / SLOW:.0f}"
        kilobytes = path.stat().st_size / 1000
        print(
            f"{path.stem:22} {count:6} {reading:>14} {exercises:10} "
            f"{seconds(notebook):8.1f} {kilobytes:4.0f}"
        )


if __name__ == "__main__":
    sys.exit(main())
