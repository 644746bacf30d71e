"""Accounts and a hub of this machine, for as long as the trial lasts."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import class_accounts

DEPLOY = Path(__file__).resolve().parents[1]
SECONDS_TO_STOP = 60


@contextmanager
def accounts(names: list[str]) -> Iterator[dict[str, str]]:
    """Make accounts for the trial, yield their passwords, and remove them with all their files."""
    made: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="class-homes-") as homes:
        Path(homes).chmod(0o755)
        try:
            for name in names:
                made[name] = class_accounts.add(name, Path(homes))
            yield made
        finally:
            for name in made:
                for process in processes_of(name):
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                subprocess.run(["userdel", name], check=True)


class Hub:
    """A hub with the class's own configuration, on free ports of the loopback interface."""

    def __init__(self, state: Path, teacher: str) -> None:
        self.state, self.teacher = state, teacher
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, idle: int = 3600) -> None:
        """Start it and wait until it answers.

        Args:
            idle: Seconds after which an unused server is stopped.
        """
        settings = {
            "COURSE_SPAWNER": "local",
            "COURSE_ADDRESS": self.address,
            "COURSE_TEACHERS": self.teacher,
            "COURSE_IDLE": str(idle),
        }
        command = [sys.executable, "-m", "jupyterhub", "-f", str(DEPLOY / "jupyterhub_config.py")]
        command.append(f"--JupyterHub.hub_port={free_port()}")
        command.append(f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}")
        with (self.state / "hub.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.state, env=os.environ | settings, stdout=log, stderr=log
            )
        for _ in range(60):
            # The proxy answers earlier, but then with an error, which is an OSError as well.
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/hub/login"):
                return
            time.sleep(0.5)
        raise RuntimeError(f"The hub does not answer; see {self.state / 'hub.log'}")

    def stop(self) -> None:
        """Stop the hub, its proxy and all servers of students."""
        if self._process:
            self._process.terminate()
            self._process.wait(SECONDS_TO_STOP)
            self._process = None


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def processes_of(name: str) -> list[int]:
    """Return the numbers of all processes of an account."""
    user = pwd.getpwnam(name).pw_uid
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if folder.stat().st_uid == user:
                found.append(int(folder.name))
    return found


def memory_of(name: str) -> float:
    """Return the memory of an account's processes in MiB.

    What several processes share is divided between them, so the figures of a class add up.
    """
    total = 0
    for process in processes_of(name):
        with suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024
