"""Mutate the code and see whether the tests notice: `python tests/mutation/code_mutants.py`.

Without arguments all modules of helpers.measures, helpers.data and helpers.checks are mutated; with
names (`agreement data`) only these. The checkout is copied and stays as it is. Needs `mutmut`; how
to read the result is written in CODE.md.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parents[2]
COPIED = ["helpers", "data", "notebooks", "tests", "tools", "course.py", "pyproject.toml"]
OTHER_MODULES = ["helpers/data.py", "helpers/checks.py"]
SLOW_TESTS = (
    "test_charts_",
    "test_explorers_",
    "test_briefing",
    "test_final_questions",
    "test_own_work_is_safe",  # kills processes and copies the whole course
)
COLUMNS = ("killed", "timeout", "survived", "no tests")

# A mutant runs in a fork of the process that ran the tests before: what is cached there would hide
# the mutant. What a measure caches is forgotten before each test, too: mutmut runs those tests that
# called a function, and a test that finds its result in a cache does not call it.
# This stands in for the conftest of the course, which prepares kernels for notebooks.
# Drawn examples are the same for each mutant and in each run, and fewer than usual.
CONFTEST = """
import sys

from hypothesis import settings

settings.register_profile("mutants", derandomize=True, deadline=None, max_examples=30)
settings.load_profile("mutants")


def forget(start):
    for name, module in list(sys.modules.items()):
        if name.startswith(start):
            for value in vars(module).values():
                getattr(value, "cache_clear", bool)()


def pytest_sessionstart():
    forget("helpers")


def pytest_runtest_setup():
    forget("helpers.measures")
"""
# Collecting garbage for warnings about unclosed files takes longer than most tests here.
PYTEST = """
[pytest]
addopts = -p no:unraisableexception -p no:cacheprovider
markers =
    browser: drives a browser
    notebooks: executes notebooks
"""


def modules() -> dict[str, Path]:
    """Return the modules to mutate by name, as paths inside the checkout."""
    measures = sorted((ROOT / "helpers/measures").glob("[!_]*.py"))
    paths = [path.relative_to(ROOT) for path in measures] + [Path(path) for path in OTHER_MODULES]
    return {path.stem: path for path in paths}


def tests_of(module: Path) -> list[str]:
    """Return the test files that concern a module: named after it, or importing it.

    Tests of charts and explorers use measures too, but are slow and ask for something else.
    """
    found = []
    for path in sorted((ROOT / "tests/unit").glob("test_*.py")):
        own = f"{path.stem}_".startswith(f"test_{module.stem}_")
        imports = module.parent.name == "measures" and module.stem in _imported(path)
        if own or (imports and not path.name.startswith(SLOW_TESTS)):
            found.append(path.relative_to(ROOT).as_posix())
    return found


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers.measures"):
            names |= {alias.name for alias in node.names} | {node.module.rpartition(".")[2]}
    return names


def copy_of_checkout(folder: Path) -> None:
    """Copy what the tests need, with a configuration of pytest without notebooks and workers."""
    for name in COPIED:
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "pytest.ini").write_text(PYTEST, encoding="utf-8")


def uncover_cached_functions(path: Path) -> None:
    """Write `@cache def f` as `def f`, `f = cache(f)`: mutmut passes over decorated functions."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in reversed(ast.parse("\n".join(lines)).body):
        wrappers = getattr(node, "decorator_list", [])
        if isinstance(node, ast.FunctionDef) and len(wrappers) == 1:
            wrapper = ast.unparse(wrappers[0])
            if wrapper.startswith(("cache", "lru_cache")):
                lines.insert(node.end_lineno, f"\n\n{node.name} = {wrapper}({node.name})")
                del lines[wrappers[0].lineno - 1]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def configure(folder: Path, module: Path) -> None:
    """Tell mutmut which module to mutate and which tests to run."""
    several = "\n    "
    settings = {
        "source_paths": "helpers",
        "only_mutate": module.as_posix(),
        "also_copy": several + several.join([*COPIED[1:], "conftest.py", "pytest.ini"]),
        "pytest_add_cli_args_test_selection": several + several.join(tests_of(module)),
    }
    lines = [f"{key} = {value}" for key, value in settings.items()]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def run(folder: Path, processes: int) -> None:
    """Run mutmut in the copy; end with its words if it could not start."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [Path(sys.executable).with_name("mutmut"), "run", "--max-children", str(processes)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])


def results(folder: Path, module: Path) -> dict[str, str]:
    """Return what became of each mutant: killed, survived, timeout, no tests."""
    meta = json.loads((folder / "mutants" / f"{module}.meta").read_text(encoding="utf-8"))
    return {name: status_by_exit_code[code] for name, code in meta["exit_code_by_key"].items()}


def differences(folder: Path, module: Path, names: list[str]) -> str:
    """Return what these mutants changed, as unified diffs."""
    text = (folder / "mutants" / module).read_text(encoding="utf-8")
    lines = text.splitlines()
    functions = {
        node.name: [
            line.replace(node.name, "changed") for line in lines[node.lineno - 1 : node.end_lineno]
        ]
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }
    shown = []
    for name in names:
        mutant = name.rpartition(".")[2]
        original = functions[mutant.partition("__mutmut_")[0] + "__mutmut_orig"]
        changes = difflib.unified_diff(original, functions[mutant], lineterm="", n=1)
        shown.append("\n".join([f"# {name}", *list(changes)[2:]]))
    return "\n\n".join(shown)


def mutate(module: Path, processes: int) -> Counter[str]:
    """Mutate one module, print its survivors and return the counts."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copy_of_checkout(folder)
        uncover_cached_functions(folder / module)
        configure(folder, module)
        run(folder, processes)
        status = results(folder, module)
        survivors = [name for name, outcome in status.items() if outcome in COLUMNS[2:]]
        print(differences(folder, module, survivors), flush=True)
    return Counter(status.values())


def row(name: str, counts: Counter[str]) -> str:
    """Return one row of the table; a mutant that never ends counts as detected."""
    total = counts.total()
    share = (counts["killed"] + counts["timeout"]) / total if total else 1
    others = total - sum(counts[column] for column in COLUMNS)
    numbers = [total, *(counts[column] for column in COLUMNS), others]
    return " | ".join(["", f"{name:20}", *(f"{n:8}" for n in numbers), f"{share:7.1%}", ""]).strip()


def main() -> None:
    """Mutate the modules named on the command line and print the table."""
    found = modules()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="module", help="default: all")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    wanted = parser.parse_args()
    unknown = set(wanted.modules) - set(found)
    if unknown:
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    counts = {
        name: mutate(found[name], wanted.processes) for name in wanted.modules or sorted(found)
    }
    print("\n|", " | ".join(["module", "mutants", *COLUMNS, "other", "detected"]), "|")
    print("|---" * (len(COLUMNS) + 4) + "|")
    for name, count in counts.items():
        print(row(name, count))
    print(row("together", sum(counts.values(), Counter())))


if __name__ == "__main__":
    main()
