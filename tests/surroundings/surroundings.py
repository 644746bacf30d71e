"""Run the tests where they are least at home: `python tests/surroundings/surroundings.py`.

Names of surroundings after it choose among them, and what follows `--` goes to pytest, for example
`offline -- tests/unit`. It is not part of the tests themselves: each surrounding takes about as
long as the whole suite. Linux only: namespaces of the kernel take away the network and the right
to write. The Pythons are looked up on the PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-slides.lock", "requirements-test.lock")
NO_NETWORK = ("unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"')
READ_ONLY = (
    "unshare", "--map-root-user", "--mount", "sh", "-c",
    'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && ! touch x 2>&- && exec "$@"',
)  # fmt: skip
# What would hide the surrounding: the course's own command sets Python's UTF-8 mode, for one.
UNWANTED = ("PYTHONUTF8", "PYTHONPATH", "PYTHONHOME", "LANG", "LANGUAGE", "VIRTUAL_ENV")


@dataclass
class Surrounding:
    """Where the tests run, and what is unusual there."""

    python: str
    about: str
    folder: str = "course"
    newest: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()


SURROUNDINGS = {
    "offline": Surrounding(
        python="3.12",
        about="no network interface but loopback, Turkish locale, UTC+14, a non-ASCII path",
        folder="курс ОДКБ – Iıİi ğş",
        environment={"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
        inside=NO_NETWORK,
    ),
    "read-only": Surrounding(
        python="3.11",
        about="a checkout that cannot be written, Russian locale with its old encoding",
        folder="course for all",
        environment={"LC_ALL": "ru_RU.CP1251", "TZ": "Europe/Moscow"},
        inside=READ_ONLY,
    ),
    "newest": Surrounding(
        python="3.13",
        about="the newest allowed packages, LC_ALL=C, UTC-11",
        newest=True,
        environment={"LC_ALL": "C", "TZ": "Pacific/Pago_Pago"},
    ),
}


class MissingError(Exception):
    """Something that this computer lacks; the message says what."""


def main(arguments: list[str]) -> int:
    """Run the tests in the surroundings named, or in all, and print a summary."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    wanted, for_pytest = arguments[:cut] or list(SURROUNDINGS), arguments[cut + 1 :]
    unknown = set(wanted) - set(SURROUNDINGS)
    if unknown:
        print(f"There is no surrounding {sorted(unknown)}: choose from {list(SURROUNDINGS)}.")
        return 2
    outcomes = []
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix="surroundings-") as folder:
            outcomes.append(outcome(name, Path(folder), for_pytest))
    print("\n" + "\n".join(line for line, _ in outcomes))
    return 0 if all(passed for _, passed in outcomes) else 1


def outcome(name: str, folder: Path, for_pytest: list[str]) -> tuple[str, bool]:
    """Run the tests in one surrounding; return what came of it in a line."""
    surrounding = SURROUNDINGS[name]
    print(f"\n== {name}: Python {surrounding.python}, {surrounding.about}", flush=True)
    started = time.monotonic()
    try:
        status, last = run(surrounding, folder, for_pytest)
    except (MissingError, subprocess.CalledProcessError) as problem:
        return f"{name}: could not be tried: {problem}", False
    seconds = time.monotonic() - started
    return f"{name}: exit status {status} after {seconds:.0f} s: {last}", status == 0


def run(surrounding: Surrounding, folder: Path, for_pytest: list[str]) -> tuple[int, str]:
    """Clone, install and test; return pytest's exit status and last line."""
    checkout = folder / surrounding.folder
    quiet(["git", "clone", "--quiet", str(ROOT), str(checkout)])
    python = install(surrounding, folder)
    environment = {name: text for name, text in os.environ.items() if name not in UNWANTED}
    environment |= surrounding.environment | {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "LOCPATH": str(locales(folder, surrounding.environment["LC_ALL"])),
        # Compiled files find no place in a checkout that cannot be written.
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "COURSE_WORK": str(folder / "own work"),
    }
    placed = (*surrounding.inside, "sh") if surrounding.inside else ()
    command = [*placed, str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *for_pytest]
    process = subprocess.Popen(
        command, cwd=checkout, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    last = ""
    for line in process.stdout:
        text = line.decode("utf-8", "replace").rstrip()
        print(text, flush=True)
        last = text or last
    return process.wait(), last.strip("= ")


def install(surrounding: Surrounding, folder: Path) -> Path:
    """Make an environment with the pinned or the newest allowed packages; return its Python."""
    found = shutil.which(f"python{surrounding.python}")
    if found is None:
        raise MissingError(f"there is no python{surrounding.python} on the PATH")
    environment = folder / "environment"
    quiet([found, "-m", "venv", str(environment)])
    python = environment / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if surrounding.newest:
        quiet([*pip, *allowed()])
    for lock in LOCKS if not surrounding.newest else LOCKS[1:2]:
        quiet([*pip, "--require-hashes", "--no-deps", "-r", str(ROOT / lock)])
    show = "import platform; print(platform.python_version(), platform.platform())"
    subprocess.run([python, "-c", show], check=True)
    subprocess.run([python, "-m", "pip", "list", "--format=freeze"], check=True)
    return python


def allowed() -> list[str]:
    """Return what pyproject.toml asks for, without the pins of the locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["test"]]


def locales(folder: Path, name: str) -> Path:
    """Make a locale for this run only, so that nothing is installed on the computer."""
    place = folder / "locales"
    place.mkdir()
    language, _, encoding = name.partition(".")
    if encoding:
        if shutil.which("localedef") is None:
            raise MissingError(
                "there is no localedef (Debian, Ubuntu: sudo apt-get install locales)"
            )
        quiet(["localedef", "-i", language, "-f", encoding, str(place / name)])
    return place


def quiet(command: list[str]) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
