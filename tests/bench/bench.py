"""Measure speed and memory as ratios within one run: `python course.py bench`.

python course.py bench [--readme]             everything, in about ten minutes; --readme writes
                                              the table into README.md
python course.py bench imports notebooks ...  only these parts: imports, notebooks, controls,
                                              agreement, starts

Nothing is asserted: times depend on the machine, and a timer must not decide whether a test is
green. Let nothing else run beside it.
"""

from __future__ import annotations

import argparse
import os

import agreement_pairs
import bench_paths
import chromium
import controls
import imports
import notebook_runs
import results
import starts

PARTS = {
    "imports": imports.measure,
    "notebooks": notebook_runs.measure,
    "controls": controls.measure,
    "agreement": agreement_pairs.measure,
    "starts": starts.measure,
}


def main(arguments: list[str] | None = None) -> None:
    """Print the table; write it into the README if asked."""
    parser = argparse.ArgumentParser(
        prog="course.py bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="parts to measure; default: all")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.parts if name not in PARTS]
    if unknown:
        parser.error(f"there is no part '{unknown[0]}': choose from {', '.join(PARTS)}")
    if wanted.readme and wanted.parts:
        parser.error("the table in the README holds all parts: leave the parts out")
    names = wanted.parts or list(PARTS)
    if "controls" in names:
        chromium.program()  # fails now, with its advice, and not after minutes
    rows = []
    for name in names:
        print(f"Measuring {name} ...", flush=True)
        rows += PARTS[name]()
    print(results.table(rows), results.machine(), sep="\n\n")
    if wanted.readme:
        readme = bench_paths.README
        text = readme.read_text(encoding="utf-8")
        readme.write_text(results.filled(text, rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    # What is measured must find its compiled files, as it does for a student.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
