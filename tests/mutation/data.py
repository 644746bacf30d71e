"""Change one value of the tables at a time and see what notices: `python tests/mutation/data.py`.

Works in a copy of the checkout. From each column of each table a value is drawn and changed to
another one that the description of the column allows, if there is one. The detectors follow in the
order of their cost until one notices: check-data, the stored outputs of the notebooks that read
the table, the record of the explorers that read it, tests/data. For what nobody notices the script
then tries much stronger changes, to tell values that are shown nowhere from those that are.

It forks, so it needs Linux or macOS. README.md beside this file has the results and their reading.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = "COURSE_COPY_FOR_MUTATION"
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "my_work", "export")
QUICK_NOTEBOOKS = ["00_start_here"]
QUICK_TITLES = ["Article 4 case tester", "Glossary", "Sites of Russia and others"]
QUICK_TABLES = ["areas", "assistance_requests", "bases", "claims", "glossary", "un_ukraine_votes"]


def main() -> int:
    """Run the command; returns 0 whatever survives, because survivors are for reading."""
    options = _options().parse_args()
    if os.environ.get(COPY) == str(ROOT):
        return _in_copy(options)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "course"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        sys.path.insert(0, str(ROOT))
        from tools import execution

        environment = execution.kernel_environment(copy) | {COPY: str(copy)}
        command = [sys.executable, str(copy / "tests" / "mutation" / "data.py"), *sys.argv[1:]]
        return subprocess.run(command, cwd=copy, env=environment, check=False).returncode


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--per-column", type=int, default=1, help="values drawn from a column")
    parser.add_argument("--seed", type=int, default=1, help="another number draws other values")
    parser.add_argument("--table", action="append", default=[], help="only this table")
    parser.add_argument("--quick", action="store_true", help="one value of a kind, few detectors")
    parser.add_argument("--out", type=Path, help="file for all results (JSON)")
    return parser


def _in_copy(options: argparse.Namespace) -> int:
    # Only now, because these import the helpers of the copy.
    from mutants import sample
    from trial import Trial

    notebooks = [ROOT / "notebooks" / "solutions" / f"{name}.ipynb" for name in QUICK_NOTEBOOKS]
    trial = Trial(notebooks, QUICK_TITLES) if options.quick else Trial()
    tables = QUICK_TABLES if options.quick else options.table
    drawn = sample(trial.folder, tables, options.seed, options.per_column)
    if options.quick:
        drawn = list({mutant.kind: mutant for mutant in reversed(drawn)}.values())
    results = []
    for number, mutant in enumerate(drawn, start=1):
        began = time.process_time() + sum(os.times()[2:4])
        by, where = trial.notice(mutant)
        if not by:
            by, where = "survived", "" if options.quick else trial.reason(mutant)
        spent = time.process_time() + sum(os.times()[2:4]) - began
        results.append(asdict(mutant) | {"by": by, "where": where, "cpu": spent})
        print(f"{number}/{len(drawn)} {spent:.1f} s {mutant} – {by}: {where}", flush=True)
        if options.out:
            options.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    print("\n".join(report(results)))
    return 0


def report(results: list[dict]) -> list[str]:
    """Return the results by table, by detector, and the survivors."""
    lines = []
    for name in [*dict.fromkeys(one["table"] for one in results), ""]:
        mine = [one for one in results if name in ("", one["table"])]
        noticed = [one for one in mine if one["by"] != "survived"]
        by = Counter(one["by"] for one in mine)
        told = ", ".join(f"{what} {count}" for what, count in by.most_common())
        lines.append(f"{name or 'all tables'}: {len(noticed)} of {len(mine)} noticed ({told})")
    return lines


if __name__ == "__main__":
    sys.exit(main())
