"""Change one value of the tables at a time and see what notices: `python tests/mutation/data.py`.

Works in a copy of the checkout. From each column of each table a value is drawn and changed to
another one that the description of the column allows, if there is one. Detectors follow each other
until one notices: check-data; the notebooks (stored outputs) and explorers (record) that read the
table, those first that take least time; tests/data and the check of made pages. For what nobody
notices the script then tries much stronger changes, to tell values that are shown nowhere from
those that are.

It forks, so it needs Linux or macOS. README.md beside this file has the results and their reading.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mutants import Column, Mutant
    from trial import Trial

ROOT = Path(__file__).resolve().parents[2]
COPY = "COURSE_COPY_FOR_MUTATION"
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "my_work", "export")
# For --quick: one column for each kind of value, all of them shown by what is tried there.
QUICK_NOTEBOOKS = ["00_start_here"]
QUICK_TITLES = [
    "Article 4 case tester",
    "Glossary",
    "Ledger of claims",
    "Sites of Russia and others",
    "Weight of the largest member",
]
QUICK_COLUMNS = {
    ("alliance_asymmetry", "year"),
    ("alliance_asymmetry", "military_spending_usd_million_2023"),
    ("areas", "area_id"),
    ("assistance_requests", "confidence"),
    ("assistance_requests", "control_case"),
    ("assistance_requests", "days_to_first_response"),
    ("assistance_requests", "request_date"),
    ("assistance_requests", "source_ids"),
    ("bases", "host"),
    ("bases", "latitude"),
    ("bases", "status"),
    ("claims", "verdict"),
    ("glossary", "definition"),
    ("un_ukraine_votes", "KAZ"),
}
# Of the 193 columns of votes in this table one in eight is tried.
SPARSE = "un_ukraine_votes"


def main() -> int:
    """Run the command.

    Returns:
        Exit code: 0 whatever survives, because survivors are for reading; 1 if nbval in a kernel
        judges a mutant otherwise.
    """
    options = _options().parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # values of the tables may be beyond the locale's
    if os.environ.get(COPY) == str(ROOT):
        return _in_copy(options)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "course"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        sys.path.insert(0, str(ROOT))
        from tools import execution

        environment = execution.kernel_environment(copy) | {COPY: str(copy)}
        command = [sys.executable, str(copy / "tests" / "mutation" / "data.py"), *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--per-column", type=int, default=1, help="values drawn from a column")
    parser.add_argument("--seed", type=int, default=1, help="another number draws other values")
    parser.add_argument("--table", action="append", default=[], help="only this table")
    parser.add_argument("--quick", action="store_true", help="14 values, few detectors: a sample")
    parser.add_argument(
        "--kernels", type=int, default=0, help="so many mutants are judged by nbval itself, too"
    )
    parser.add_argument("--out", type=Path, help="file for all results (JSON)")
    return parser


def _in_copy(options: argparse.Namespace) -> int:
    # Only now, because these import the helpers of the copy.
    from mutants import sample
    from trial import Trial

    notebooks = [ROOT / "notebooks" / "solutions" / f"{name}.ipynb" for name in QUICK_NOTEBOOKS]
    trial = Trial(notebooks, QUICK_TITLES) if options.quick else Trial()
    drawn = sample(trial.folder, options.seed, options.per_column, _wanted(options))
    results = []
    for number, mutant in enumerate(drawn, start=1):
        began = sum(os.times()[:4])
        by, where = trial.notice(mutant)
        spent = round(sum(os.times()[:4]) - began, 2)
        results.append(asdict(mutant) | {"by": by, "where": where, "seconds": spent})
        print(f"{number}/{len(drawn)} {mutant} – {by or 'nobody'}: {where} ({spent} s)", flush=True)
    unnoticed = [mutant for mutant, one in zip(drawn, results, strict=True) if not one["by"]]
    for _, group in groupby(unnoticed, key=lambda mutant: mutant.table):
        rest = list(group)
        for mutant, test in trial.tested(rest).items():
            results[drawn.index(mutant)] |= {"by": "tests", "where": test}
            rest.remove(mutant)
        for mutant, reason in trial.reasons(rest).items() if rest else ():
            results[drawn.index(mutant)]["where"] = reason
            print(f"{mutant} – {reason}", flush=True)
    if options.out:
        options.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("\n".join(report(results)))
    return _against_kernels(trial, drawn, options)


def _wanted(options: argparse.Namespace) -> Callable[[Column], bool]:
    if options.quick:
        return lambda column: (column.table, column.name) in QUICK_COLUMNS
    votes = {}

    def wanted(column: Column) -> bool:
        if options.table and column.table not in options.table:
            return False
        if column.table != SPARSE or column.kind != "vote":
            return True
        return not votes.setdefault(column.name, len(votes)) % 8

    return wanted


def _against_kernels(trial: Trial, drawn: list[Mutant], options: argparse.Namespace) -> int:
    """Compare the judgement of some mutants with that of nbval in kernels; 1 if it differs."""
    read = [mutant for mutant in drawn if trial.notebooks_with(mutant.table)]
    chosen = random.Random(options.seed).sample(read, min(options.kernels, len(read)))
    judged = {mutant: trial.disagreements(mutant) for mutant in chosen}
    for mutant, told in judged.items():
        print(f"nbval in kernels: {mutant} – {'; '.join(told) or 'the same cell, or none'}")
    return int(any(judged.values()))


def report(results: list[dict]) -> list[str]:
    """Return by table how many were noticed, and by whom; of survivors the reason."""
    lines = []
    for name in [*dict.fromkeys(one["table"] for one in results), ""]:
        mine = [one for one in results if name in ("", one["table"])]
        noticed = sum(bool(one["by"]) for one in mine)
        by = Counter(one["by"] or f"nobody: {one['where']}" for one in mine)
        told = "; ".join(f"{what} {count}" for what, count in by.most_common())
        lines.append(f"{name or 'all tables'}: {noticed} of {len(mine)} noticed ({told})")
    return lines


if __name__ == "__main__":
    sys.exit(main())
