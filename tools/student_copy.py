"""Write the course for students, without solutions: `python course.py student-copy --out DIR`.

The copy starts like the course and holds what a student needs: notebooks, data, helpers. It has no
solved or instructor edition, no tests and no tools. The folder must be new or empty.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is started as a script

from tools import editions  # noqa: E402

FOLDERS = ["data", "helpers"]
FILES = [
    ".gitignore",
    "CITATION.cff",
    "LICENSE",
    "LICENSE-TEXT",
    "course.py",
    "docs/notebook.png",
    "pyproject.toml",
    "requirements.lock",
    "requirements.txt",
]
# Of the README, what is for students; the rest is for teachers and authors.
SECTIONS = ["Start", "The notebooks", "Evidence and its limits", "Cite and reuse"]
_NOT_COPIED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".*")


class CopyError(RuntimeError):
    """Something the person at the keyboard can put right; the message says what."""


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command.

    Args:
        arguments: Words after ``student-copy``.
        root: Folder of the course.

    Returns:
        Exit code: 0, or 1 with a message on the error stream.
    """
    parser = argparse.ArgumentParser(prog="course.py student-copy", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="new folder for the copy")
    folder = parser.parse_args(arguments).out.resolve()
    try:
        write(root, folder)
    except (CopyError, OSError) as problem:
        print(f"{problem}\nNothing was written.", file=sys.stderr)
        return 1
    print(f"Written: {folder}. Students start it with: python course.py")
    return 0


def write(root: Path, folder: Path) -> None:
    """Write the copy whole or not at all.

    Args:
        root: Folder of the course.
        folder: Where the copy goes.

    Raises:
        CopyError: The folder is not empty or lies in one that is copied, or a notebook holds
            answers.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CopyError(f"{folder} is not empty. Choose a new folder with --out.")
    if any(folder.is_relative_to(root / name) for name in [*FOLDERS, "notebooks"]):
        raise CopyError(f"{folder} lies inside the course. Choose a folder elsewhere with --out.")
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    for path in notebooks:
        _refuse_answers(path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _fill(draft, root, notebooks)
        draft.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def readme(text: str) -> str:
    """Return what of the course's README is for students.

    Args:
        text: The README.

    Raises:
        CopyError: A section is missing.
    """
    introduction, *sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    found = {part.splitlines()[0].removeprefix("## "): part for part in sections}
    for name in SECTIONS:
        if name not in found:
            raise CopyError(f"README.md has no section '{name}'.")
    return "".join([introduction, *(found[name] for name in SECTIONS)])


def _fill(draft: Path, root: Path, notebooks: list[Path]) -> None:
    for name in FOLDERS:
        shutil.copytree(root / name, draft / name, ignore=_NOT_COPIED)
    for path in [*(root / name for name in FILES), *notebooks]:
        target = draft / path.relative_to(root)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    text = readme((root / "README.md").read_text(encoding="utf-8"))
    (draft / "README.md").write_text(text, encoding="utf-8", newline="\n")


def _refuse_answers(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for exercise, verdict in editions.verdicts(notebook).items():
        name = "answer_" + exercise.replace(".", "_")
        source = editions.exercise_cells(notebook)[exercise].source
        if verdict != "not answered" or not re.search(rf"^{name} = \.\.\.$", source, re.MULTILINE):
            raise CopyError(
                f"{path.name}: exercise {exercise} does not stand as students should find it. "
                "Take your answer out and run: python course.py refresh"
            )


if __name__ == "__main__":
    sys.exit(main())
