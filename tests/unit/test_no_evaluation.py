"""Nothing in the course runs text as a program: no eval, no pickle, no shell.

`DataFrame.query` and `DataFrame.eval` run a small language of their own; they are allowed only
with a text that stands in the code, never with one that is put together.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    *sorted((ROOT / "helpers").rglob("*.py")),
    *sorted((ROOT / "tools").rglob("*.py")),
    *sorted((ROOT / "deploy").rglob("*.py")),
    *sorted((ROOT / "notebooks").rglob("*.ipynb")),
    ROOT / "course.py",
    ROOT / "conftest.py",
]
NAMES = {"eval", "exec", "compile", "__import__"}
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"}
CALLS = {
    *("os.system", "os.popen", "os.execv", "os.spawnv", "subprocess.getoutput"),
    *("subprocess.getstatusoutput", "pd.eval", "pandas.eval", "runpy.run_path", "runpy.run_module"),
}
METHODS = {"read_pickle", "to_pickle", "read_hdf", "run_cell", "run_line_magic", "getoutput"}
LITERAL_ONLY = {"query", "eval"}


def forbidden(source: str) -> list[str]:
    """Return what a source does that could run text as a program."""
    return [words for node in ast.walk(ast.parse(source)) for words in _in(node)]


def _in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names if one.name.split(".")[0] in MODULES)
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES:
        yield node.module
    if not isinstance(node, ast.Call):
        return
    called = ast.unparse(node.func)
    last = called.rpartition(".")[2]
    if called in NAMES | CALLS or last in METHODS:
        yield called
    if isinstance(node.func, ast.Attribute) and last in LITERAL_ONLY:
        texts = [*node.args, *(given.value for given in node.keywords if given.arg == "expr")]
        if not all(isinstance(text, ast.Constant) for text in texts):
            yield f"{called} of a text that is put together"
    for given in node.keywords:
        value = given.value
        named = isinstance(value, ast.Constant)
        if given.arg == "shell" and not (named and value.value is False):
            yield f"{called} with shell"
        if given.arg == "allow_pickle" and not (named and value.value is False):
            yield f"{called} with allow_pickle"


def code(path: Path) -> str:
    if path.suffix == ".py":
        return path.read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "code")


def test_the_whole_code_is_looked_at() -> None:
    assert len(FILES) > 200


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_is_run(path: Path) -> None:
    assert forbidden(code(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "exec(open('x').read())",
        "import pickle",
        "from yaml import load",
        "os.system('ls')",
        "subprocess.run('ls', shell=True)",
        "subprocess.run('ls', shell=wanted)",
        "pd.eval(text)",
        "pd.read_pickle('x')",
        "np.load('x', allow_pickle=True)",
        "frame.query(f'year == {year}')",
        "frame.query(expr=text)",
        "frame.eval(text)",
    ],
)
def test_the_guard_sees_it(source: str) -> None:
    assert forbidden(source)


@pytest.mark.parametrize(
    "source", ["frame.query('year == 2022')", "re.compile('x')", "subprocess.run(['ls'])"]
)
def test_the_guard_lets_pass(source: str) -> None:
    assert forbidden(source) == []
