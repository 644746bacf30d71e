"""JupyterLab and Notebook 7 for tests: a server with nothing of this machine, a notebook open."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chromium import HOST, Witness
from playwright.sync_api import Browser, Locator, Page

import course

CHECKOUT = Path(__file__).resolve().parents[2]
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8").strip()
VIEWPORT = {"width": 1280, "height": 900}
SETTINGS = {
    # All cells are in the page, also those out of view.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/extensionmanager-extension/plugin": {"enabled": False},
}
# What a person can move with the keyboard, in the order of the page.
CONTROLS = (
    "select, [role=slider], input[type=radio], input[type=checkbox], .widget-toggle-button,"
    ".jupyter-button"
)
FIGURE_TYPE = "application/vnd.plotly.v1+json"
# The programs by the module that starts their server. One server for both would not do: it
# remembers where a file of the one lies, and refuses it to the other.
JUPYTERLAB, NOTEBOOK_7 = "jupyterlab", "notebook"
OWN_OPTIONS = ("--ServerApp.root_dir", "--LabApp.default_url", "--Application.log_level")
# What stands on the page instead of a widget that cannot be shown.
FAILURES = (
    "Error displaying widget",
    "Loading widget...",
    "Error creating widget",
    "model not found",
)


def places(program: str, folder: str = "notebooks") -> list:
    """Return the notebooks of a folder, to be opened in a program, as parameters of tests."""
    paths = sorted((CHECKOUT / folder).glob("*.ipynb"))
    return [
        pytest.param((path.relative_to(CHECKOUT).as_posix(), program), id=path.stem)
        for path in paths
    ]


@dataclass(frozen=True)
class Server:
    """A running JupyterLab or Notebook 7."""

    port: int
    token: str
    folder: Path
    program: str

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}/{path}?token={self.token}"

    def page(self, name: str) -> str:
        """Return the address of a notebook."""
        if self.program == NOTEBOOK_7:
            return self.url(f"notebooks/{name}")
        # A workspace of its own: JupyterLab would open the notebooks of the tests before again.
        workspace = name.removesuffix(".ipynb").replace("/", "-")
        return self.url(f"lab/workspaces/{workspace}/tree/{name}")

    def stop_kernels(self) -> None:
        """End all kernels, as a restart of the computer does."""
        for session in json.loads(self._ask("api/sessions")):
            self._ask(f"api/sessions/{session['id']}", method="DELETE")

    def _ask(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(self.url(path), method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()


@contextmanager
def server(folder: Path, home: Path, program: str = JUPYTERLAB) -> Iterator[Server]:
    """Run a program on `folder`; settings, caches and kernels' files go to `home`."""
    running = Server(free_port(), secrets.token_hex(16), folder, program)
    write_settings(home)
    with (home / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            server_command(running),
            cwd=home,
            env=environment(home),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(running, process, home / "server.log")
            yield running
        finally:
            process.terminate()
            process.wait(20)


def server_command(running: Server) -> list[str]:
    return [
        *(sys.executable, "-m", running.program, "--no-browser", "--allow-root"),
        *(option for option in course.LAB_OPTIONS if not option.startswith(OWN_OPTIONS)),
        f"--port={running.port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.root_dir={running.folder}",
        f"--IdentityProvider.token={running.token}",
    ]


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which neither settings nor kernels of this machine are found."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON", "PYTEST", "PYTHON"))
    }
    places = {
        name: str(home / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
            "COURSE_WORK",
        )
    }
    return {
        **kept,
        **places,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUTF8": "1",
    }


def write_settings(home: Path) -> None:
    for name, values in SETTINGS.items():
        path = home / "jupyterlab_settings_dir" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


def wait_for(running: Server, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(running.url("api/status"), timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.2)
    said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"The server did not start within 60 seconds:\n{said}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@dataclass
class Notebook:
    """A notebook open in JupyterLab or in Notebook 7."""

    page: Page
    path: Path
    witness: Witness
    server: Server
    cells: list[dict] = field(default_factory=list)
    """The code cells of the file, as last read."""
    stored_figures: int = 0
    figures_before: list[dict] = field(default_factory=list)

    def measure(self, what: str) -> Any:
        return self.page.evaluate(f"({MEASURE}).{what}()")

    def figures(self) -> list[dict]:
        return self.measure("figures")

    def read(self) -> None:
        """Read the file again; fails with a ValueError while it is being written."""
        cells = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        self.cells = [cell for cell in cells if cell["cell_type"] == "code"]

    def explorer_cells(self) -> list[dict]:
        return [cell for cell in self.cells if "explorer" in cell["metadata"].get("tags", [])]

    def static_figures(self) -> int:
        outputs = [output for cell in self.cells for output in cell["outputs"]]
        return sum(FIGURE_TYPE in output.get("data", {}) for output in outputs)

    def explorers(self) -> Locator:
        """Return the boxes on the page that hold controls and a figure or a text."""
        return self.page.locator(".course-interactive:not(.course-quiz)")

    def wait_for_figures(self) -> None:
        """Give the page time to begin with its stored figures; whether it does is tested."""
        for _ in range(100):
            if self.page.locator(".js-plotly-plot").count() >= self.stored_figures:
                return
            self.page.wait_for_timeout(100)

    def settle(self) -> None:
        """Wait until nothing is drawn any more."""
        before, calm = -1, 0
        for _ in range(100):
            now = self.measure("drawnLength")
            calm = calm + 1 if now == before else 0
            if calm == 4:
                return
            before = now
            self.page.wait_for_timeout(250)
        raise AssertionError("The figures did not come to rest within 25 seconds.")

    def run_all(self) -> None:
        """Choose Run All Cells as a person would; wait until all is executed and saved."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=busy]')"
            " && ![...document.querySelectorAll('.jp-InputPrompt')]"
            ".some((prompt) => prompt.textContent.includes('*'))"
            " && [...document.querySelectorAll('.jp-InputPrompt')]"
            ".some((prompt) => /\\d/.test(prompt.textContent))",
            timeout=120_000,
            polling=200,
        )
        self.settle()
        self.save()

    def save(self) -> None:
        before = self.path.stat().st_mtime_ns
        self.page.get_by_role("menuitem", name="File", exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
        for _ in range(100):
            self.page.wait_for_timeout(100)
            if self.path.stat().st_mtime_ns != before:
                with suppress(ValueError):
                    self.read()
                    return
        raise AssertionError("The notebook was not saved within 10 seconds.")

    def move_by_keyboard(self, control: Locator, explorer: Locator) -> bool:
        """Press arrow keys on a control and tell whether the explorer shows something else."""
        box = explorer.element_handle()
        before = self.page.evaluate(f"(box) => ({MEASURE}).signature(box)", box)
        for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Space"):
            control.focus()
            self.page.keyboard.press(key)
            for _ in range(15):
                self.page.wait_for_timeout(100)
                if before != self.page.evaluate(f"(box) => ({MEASURE}).signature(box)", box):
                    return True
        return False

    def take_screenshots(self, folder: Path) -> None:
        """Write the whole notebook as images, one for each height of the window."""
        folder.mkdir(parents=True, exist_ok=True)
        scroller = self.page.locator(".jp-WindowedPanel-outer").first
        total, step = scroller.evaluate("(it) => [it.scrollHeight, it.clientHeight]")
        for number, top in enumerate(range(0, total, step), start=1):
            scroller.evaluate("(it, top) => { it.scrollTop = top; }", top)
            self.page.wait_for_timeout(200)
            scroller.screenshot(path=folder / f"{self.path.stem}-{number:02}.png")


@contextmanager
def open_notebook(browser: Browser, running: Server, name: str) -> Iterator[Notebook]:
    """Open a notebook and wait for its kernel; nothing is run yet."""
    context = browser.new_context(viewport=VIEWPORT, service_workers="block")
    page = context.new_page()
    notebook = Notebook(page, running.folder / name, Witness(page), running)
    try:
        page.goto(running.page(name))
        page.wait_for_selector(
            ".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=90_000, state="attached"
        )
        notebook.read()
        notebook.stored_figures = notebook.static_figures()
        notebook.wait_for_figures()
        notebook.settle()
        notebook.figures_before = notebook.figures()
        yield notebook
    finally:
        context.close()
