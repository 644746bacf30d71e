"""Seconds and memory of whole notebooks, each in a kernel of its own."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable

import nbformat
import psutil
from bench_paths import NOTEBOOKS, ROOT
from comparison import Comparison, Goal, Series, in_turns

from tools import execution

FASTER, SMALLER = Goal(1.8, "ratio"), Goal(260, "course")
EVERY = 0.1  # seconds between two looks at the memory
EMPTY = "an empty notebook"


class Memory:
    """The most memory that a process and all below it held at once, in MB.

    Resident pages are added up, so what two processes share counts twice: the true figure is not
    above this one.
    """

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()

    def watch(self, process: int) -> None:
        self._thread = threading.Thread(target=self._look, args=[psutil.Process(process)])
        self._thread.start()

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self.peak

    def _look(self, top: psutil.Process) -> None:
        while not self._ended.wait(EVERY):
            self.peak = max(self.peak, resident(top) / 1e6)


def resident(top: psutil.Process) -> int:
    """Return the bytes in memory of a process and all below it; what has ended has none."""
    try:
        return sum(one.memory_info().rss for one in [top, *top.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0


def run(notebook: nbformat.NotebookNode, memory: Memory | None = None) -> float:
    """Return the seconds from the start of a kernel to its end, with all cells between."""
    client = execution.client_of(notebook)
    if memory:
        client.on_notebook_start = lambda notebook: memory.watch(client.km.provisioner.pid)
    environment = execution.kernel_environment(ROOT)
    started = time.perf_counter()
    client.execute(cwd=str(ROOT / "notebooks"), env=environment)
    return time.perf_counter() - started


def measure() -> list[Comparison]:
    """Compare every notebook with one that has a single empty cell."""
    peaks: dict[str, Series] = {}
    works = {EMPTY: timed(EMPTY, empty, peaks)}
    for path in NOTEBOOKS:
        works[path.stem] = timed(path.stem, lambda path=path: nbformat.read(path, 4), peaks)
    times = in_turns(works)
    for name in works:
        print(f"  {name:20} {statistics.median(times[name]):5.2f} s "
              f"{statistics.median(peaks[name]):4.0f} MB", flush=True)  # fmt: skip
    return [*rows("a notebook, all cells", times, "s", FASTER),
            rows("memory of a kernel at its peak", peaks, "MB", SMALLER)[0]]  # fmt: skip


def rows(what: str, measured: dict[str, Series], unit: str, goal: Goal) -> list[Comparison]:
    """Return a row for the worst notebook and one for the one in the middle."""
    names = [name for name in measured if name != EMPTY]
    ordered = sorted(names, key=lambda name: statistics.median(measured[name]), reverse=True)
    chosen = {"worst": ordered[0], "middle": ordered[len(ordered) // 2]}
    return [
        Comparison(f"{what}: {which} ({name[:2]})", measured[name], measured[EMPTY], EMPTY,
                   unit, goal)
        for which, name in chosen.items()
    ]  # fmt: skip


def timed(
    name: str, notebook: Callable[[], nbformat.NotebookNode], peaks: dict[str, Series]
) -> Callable[[], float]:
    """Return a function that runs a notebook, notes its memory and returns its seconds."""

    def once() -> float:
        memory = Memory()
        try:
            return run(notebook(), memory)
        finally:
            peaks.setdefault(name, []).append(memory.stop())

    return once


def empty() -> nbformat.NotebookNode:
    """Return a notebook with one cell that does nothing."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
