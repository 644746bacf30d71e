"""Seconds until JupyterLab answers: the first time, with nothing installed, and later.

The course is copied to a new folder, so nothing that is installed here is used. The first time
stands beside a plain `python -m venv`, `pip install` of the same packages and `jupyter lab`; pip
finds the packages in its cache or where it is set up to look, the same for both. Later starts
stand beside `jupyter lab` alone.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench_paths import ROOT, environment
from comparison import Comparison, Goal, Series, in_turns
from lab import HOST, free_port

FIRST_TIMES = 3
PATIENCE = 900
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "__pycache__", "my_work", "export", "slides")
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
LESS_WORK, LITTLE_MORE = Goal(1.0, "ratio"), Goal(1.0, "difference")


def measure() -> list[Comparison]:
    """Compare first and later starts; the later ones use what the last first start installed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        course, plain = Path(name) / "course", Path(name) / "plain"
        first: dict[str, Series] = {"course": [], "plain": []}
        for _ in range(FIRST_TIMES):
            for kind, once in {
                "plain": lambda: first_plain_start(plain),
                "course": lambda: first_start(course),
            }.items():
                first[kind].append(once())
                print(f"  first start, {kind:7} {first[kind][-1]:5.1f} s", flush=True)
        later = in_turns(
            {
                "course": lambda: until_answer(start_command(course), course),
                "plain": lambda: until_answer(plain_command(course / ".venv"), course),
            }
        )
    return [
        Comparison(f"first start, nothing installed (median of {FIRST_TIMES})", first["course"],
                   first["plain"], "`venv`, plain `pip install`, `jupyter lab`", goal=LESS_WORK),
        Comparison("later start", later["course"], later["plain"], "`jupyter lab`",
                   goal=LITTLE_MORE),
    ]  # fmt: skip


def first_start(folder: Path) -> float:
    """Return the seconds of `python course.py` in a new copy, until JupyterLab answers."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    return until_answer(start_command(folder), folder)


def first_plain_start(folder: Path) -> float:
    """Return the seconds that the same packages and JupyterLab take without the course."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (folder / "pins.txt").write_text("\n".join(pin for pin in pins if "==" in pin))
    started = time.perf_counter()
    call([BASE_PYTHON, "-m", "venv", ".venv"], folder)
    call([program(folder / ".venv"), "-m", "pip", "install", "-r", "pins.txt"], folder)
    installed = time.perf_counter() - started
    return installed + until_answer(plain_command(folder / ".venv"), folder)


def call(command: list[str], folder: Path) -> None:
    """Run a command to its end; what it said is shown when it fails."""
    run = subprocess.run(command, cwd=folder, env=outside(), capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{(run.stdout + run.stderr)[-2000:]}")


def start_command(folder: Path) -> list[str]:
    return [BASE_PYTHON, str(folder / "course.py"), "lab"]


def plain_command(venv: Path) -> list[str]:
    return [program(venv), "-m", "jupyterlab"]


def program(venv: Path) -> str:
    """Return the path of the Python of an environment."""
    parts = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return str(venv.joinpath(*parts))


def outside() -> dict[str, str]:
    """Return the environment of a person who has activated nothing."""
    unwanted = ("PYTHONPATH", "VIRTUAL_ENV", "PIP_QUIET")
    return {name: value for name, value in environment().items() if name not in unwanted}


def until_answer(command: list[str], folder: Path) -> float:
    """Start a server without a browser; return the seconds until it answers, and stop it."""
    port, token = free_port(), secrets.token_hex(16)
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0"]
    options += [f"--ServerApp.ip={HOST}", f"--IdentityProvider.token={token}"]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, *options], cwd=folder, env=outside(), stdout=said, stderr=said
        )
        try:
            while not answers(f"http://{HOST}:{port}/lab?token={token}"):
                if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                    said.seek(0)
                    raise RuntimeError(f"No answer:\n{said.read()[-2000:].decode()}")
                time.sleep(0.02)
            return time.perf_counter() - started
        finally:
            process.terminate()
            process.wait(30)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()
    except (urllib.error.URLError, OSError):
        return False
    return True
