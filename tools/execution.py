"""Execute a notebook in a fresh kernel and keep only what belongs into the repository."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS_FOR_A_CELL = 120

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_STYLED_TABLE = re.compile(r"\bT_[0-9a-f]{5}(?=[_\"\s])")
_MEMORY_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SHORT = 100
_FLEETING = ("execution", "collapsed", "scrolled", "ExecuteTime", "trusted")


class ExecutionError(RuntimeError):
    """A notebook did not run as it must; the message names notebook, cell and error."""


def execute(notebook: NotebookNode, name: str, folder: Path, root: Path) -> None:
    """Run all cells in place and strip what differs from machine to machine.

    Args:
        notebook: Executed in place.
        name: Name for messages.
        folder: Working directory of the kernel.
        root: Folder from which `helpers` is imported.

    Raises:
        ExecutionError: A cell fails, takes too long or writes to the error stream.
    """
    client = client_of(notebook)
    started = [0]
    client.on_cell_execute = lambda cell, cell_index: started.append(cell_index)
    try:
        client.execute(cwd=str(folder), env=kernel_environment(root))
    except CellExecutionError as error:
        last_line = f"{error.ename}: {error.evalue}"
        raise ExecutionError(f"{name}, {place(notebook, started[-1])}: {last_line}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        reason = str(error).splitlines()[0]
        raise ExecutionError(f"{name}, {place(notebook, started[-1])}: {reason}") from None
    strip(notebook)
    _refuse_warnings(notebook, name)


def explorer_views(root: Path) -> dict[Path, bytes]:
    """Return the record of what explorers show by path; empty for a course without them.

    Raises:
        ExecutionError: An explorer cannot show one of its options.
    """
    program = root / "tools" / "explorer_views.py"
    if not program.exists():
        return {}
    # In a process of its own: this one may have read tables before they were changed.
    made = subprocess.run(
        [sys.executable, str(program)],
        cwd=root,
        env=kernel_environment(root),
        capture_output=True,
        check=False,
    )
    if made.returncode:
        last_line = made.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ExecutionError(f"What the explorers show cannot be recorded: {last_line}")
    return {root / "tests" / "notebooks" / "explorer_views.json": made.stdout}


def client_of(notebook: NotebookNode) -> NotebookClient:
    """Return what runs a notebook in a kernel of its own."""
    return NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS_FOR_A_CELL,
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: no notes on its sockets
    )


def kernel_environment(root: Path) -> dict[str, str]:
    """Return the environment of a kernel whose outputs are the same everywhere."""
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(paths),
        # What a student saved must not show in the committed notebooks.
        "COURSE_WORK": str(Path(tempfile.gettempdir()) / "course-without-own-work"),
    }
    return os.environ | fixed


def choose_event_loop() -> None:
    """On Windows, use the event loop that the messages of kernels need."""
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())


def strip(notebook: NotebookNode) -> None:
    """Remove widget state, timings and other traces of one run; keeps cell ids and tags.

    Styled tables of pandas have a random id and show a memory address: both become fixed.
    """
    table_ids: dict[str, str] = {}
    notebook.metadata = nbformat.from_dict(_METADATA)
    for cell in notebook.cells:
        for key in _FLEETING:
            cell.metadata.pop(key, None)
        cell.get("metadata", {}).get("jupyter", {}).pop("outputs_hidden", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            output.get("metadata", {}).pop(WIDGET_VIEW, None)
            _fix_random_parts(output.get("data", {}), table_ids)


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return the content of the file, the same on every system.

    Lists of numbers and whatever is short stay on one line: a map stored with one coordinate a
    line would be four times as long, and nobody could read what changed. Texts and code of
    several lines keep them.
    """
    content = json.loads(nbformat.writes(notebook, version=nbformat.NO_CONVERT))
    return (_pretty(content) + "\n").encode()


def place(notebook: NotebookNode, index: int) -> str:
    """Say which cell it is: its number from the top, heading and first line."""
    headings = [
        line.lstrip("# ")
        for cell in notebook.cells[:index]
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]
    under = f" under '{headings[-1]}'" if headings else ""
    first_line = notebook.cells[index].source.partition("\n")[0]
    return f"cell {index + 1}{under} ({first_line})"


def _fix_random_parts(data: dict, table_ids: dict[str, str]) -> None:
    def numbered(match: re.Match[str]) -> str:
        return table_ids.setdefault(match[0], f"T_{len(table_ids):05}")

    if "text/html" in data:
        data["text/html"] = _STYLED_TABLE.sub(numbered, data["text/html"])
    if "text/plain" in data:
        data["text/plain"] = _MEMORY_ADDRESS.sub(" at 0x0", data["text/plain"])


def _refuse_warnings(notebook: NotebookNode, name: str) -> None:
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                where = place(notebook, index)
                text = output.text.strip()
                raise ExecutionError(f"{name}, {where}: writes to the error stream: {text}")


def _pretty(value: object, depth: int = 0) -> str:
    if _only_numbers(value):
        return json.dumps(value, separators=(",", ":"))
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list):
        return line
    if len(line) <= _SHORT and "\\n" not in line:
        return line
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, list):
        return "[" + inner + ("," + inner).join(_pretty(v, depth + 1) for v in value) + outer + "]"
    pairs = (
        f"{json.dumps(k, ensure_ascii=False)}: {_pretty(v, depth + 1)}" for k, v in value.items()
    )
    return "{" + inner + ("," + inner).join(pairs) + outer + "}"


def _only_numbers(value: object) -> bool:
    if isinstance(value, list):
        return all(_only_numbers(item) for item in value)
    return value is None or isinstance(value, int | float)
