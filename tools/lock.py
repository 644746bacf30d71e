"""Write the four requirements files from pyproject.toml (needs uv on the PATH).

Run with `python tools/lock.py`; add `--upgrade` to move to the newest allowed versions.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASE_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
SLIDES_LOCK = ROOT / "requirements-slides.lock"
REQUIREMENTS = ROOT / "requirements.txt"
NOTE = "# Written by tools/lock.py from pyproject.toml; do not edit by hand.\n"


def compile_lock(output: Path, *options: str) -> str:
    """Resolve pyproject.toml for every platform and Python, keeping the pins in `output`."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--output-file", str(output), "--quiet"]
    # "fewest": one version of each package for all Pythons, so that stored outputs agree.
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    subprocess.run([*command, *options], cwd=ROOT, check=True)
    return output.read_text(encoding="utf-8")


def split_pins(lock: str) -> list[str]:
    """Return one text per package: its pin and the hash lines below it."""
    lines = "".join(line for line in lock.splitlines(keepends=True) if not line.startswith("#"))
    return re.split(r"\n(?=\S)", lines.strip())


def write(path: Path, about: str, pins: list[str]) -> None:
    """Write `pins` below a comment that says what the file is for."""
    path.write_text(NOTE + about + "\n".join(pins) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Write the three locks and requirements.txt."""
    upgrade = sys.argv[1:]
    base = split_pins(compile_lock(BASE_LOCK, *upgrade))
    constraint = ("--extra", "test", "--constraint", str(BASE_LOCK))
    test = split_pins(compile_lock(TEST_LOCK, *constraint, *upgrade))
    # Only the package itself: its files are read, it is never imported.
    slides = split_pins(compile_lock(SLIDES_LOCK, "--extra", "slides", "--no-deps", *upgrade))
    base_names = {pin.split("==")[0] for pin in base}
    additional = [pin for pin in test if pin.split("==")[0] not in base_names]
    slides = [pin for pin in slides if pin.split("==")[0] not in base_names]
    without_hashes = [pin.splitlines()[0].removesuffix(" \\") for pin in base]

    write(BASE_LOCK, "# Everything the course needs, for `python course.py`.\n", base)
    write(
        TEST_LOCK,
        "# What the tests need on top of requirements.lock, for `python course.py test`.\n",
        additional,
    )
    write(
        SLIDES_LOCK,
        "# What `python course.py export --slides` needs on top: the files of reveal.js.\n",
        slides,
    )
    write(
        REQUIREMENTS,
        "# The pins of requirements.lock without hashes, and the helpers of this folder:\n"
        "# `pip install -r requirements.txt`, then `jupyter lab`.\n",
        ["-e .", *without_hashes],
    )


if __name__ == "__main__":
    main()
