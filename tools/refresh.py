"""Bring everything that is made from data and texts up to date: `python course.py refresh`.

Executes the notebooks, builds and executes their solved edition, adds the teachers' texts to it for
the instructor edition, and writes the data dictionary, where each claim is tested and the record
of what explorers show.
Nothing is changed unless every step succeeds. Names (`01`, `01_founding`) choose notebooks;
`--check` executes nothing and only tells what is out of date.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is started as a script

from tools import dictionary, editions, execution, instructor, places  # noqa: E402

AT_THE_SAME_TIME = 2


class RefreshError(RuntimeError):
    """Something the person at the keyboard can put right; the message says what."""


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command.

    Args:
        arguments: Words after ``refresh``.
        root: Folder of the course.

    Returns:
        Exit code: 0, or 1 with a message on the error stream.
    """
    parser = argparse.ArgumentParser(prog="course.py refresh", description=__doc__)
    parser.add_argument("names", nargs="*", help="notebooks to execute (default: all)")
    parser.add_argument("--check", action="store_true", help="only tell what is out of date")
    options = parser.parse_args(arguments)
    try:
        notebooks = choose(root, options.names)
        if options.check:
            return _report(check(root, notebooks))
        files = refresh(root, notebooks)
        changed = replace_all(files)
    except (RefreshError, editions.EditionError, execution.ExecutionError) as problem:
        print(f"{problem}\nNothing was changed.", file=sys.stderr)
        return 1
    for path in changed:
        print(f"written: {path.relative_to(root).as_posix()}")
    print(f"{len(files)} files are up to date.")
    return 0


def choose(root: Path, names: list[str]) -> list[Path]:
    """Return the notebooks that names or their beginnings stand for; all without names.

    Raises:
        RefreshError: A name fits no notebook.
    """
    available = sorted((root / "notebooks").glob("*.ipynb"))
    wanted = {Path(name).name.removesuffix(".ipynb") for name in names}
    for name in sorted(wanted):
        if not any(path.stem.startswith(name) for path in available):
            known = ", ".join(path.stem for path in available) or "none"
            raise RefreshError(f"There is no notebook {name}. Known notebooks: {known}.")
    return [p for p in available if not wanted or any(p.stem.startswith(n) for n in wanted)]


def refresh(root: Path, notebooks: list[Path]) -> dict[Path, bytes]:
    """Execute notebooks and their solved editions and make all that follows from them, in memory.

    Args:
        root: Folder of the course.
        notebooks: Paths of the students' notebooks.

    Returns:
        New content by path.

    Raises:
        RefreshError, EditionError, ExecutionError: The first step that failed.
    """
    execution.choose_event_loop()
    guides = {path: instructor.guide(path, read(path)) for path in notebooks}
    jobs = {path: read(path) for path in notebooks}
    for path in notebooks:
        solved = solved_edition(path)
        if solved is not None:
            jobs[solved_path(path)] = solved
    files = {**place_files(root), **dictionary_file(root)}
    with _on_disk(files), ThreadPoolExecutor(AT_THE_SAME_TIME) as pool:
        views = pool.submit(execution.explorer_views, root)
        done = [pool.submit(_execute, path, notebook, root) for path, notebook in jobs.items()]
        try:
            for path, future in zip(jobs, done, strict=True):
                files[path] = future.result()
            files |= views.result()
        except Exception:
            pool.shutdown(cancel_futures=True)
            raise
    for path in notebooks:
        base = solved_path(path) if solved_path(path) in jobs else path
        executed = nbformat.reads(files[base].decode(), as_version=nbformat.NO_CONVERT)
        files[instructor.path_of(path)] = instructor.edition(guides[path], executed, base)
    return files


def check(root: Path, notebooks: list[Path]) -> list[str]:
    """Compare texts and code of what is made with what it is made from; executes nothing.

    Returns:
        One sentence for each file that is out of date.
    """
    problems = []
    made_files = {**place_files(root), **dictionary_file(root)}
    for path in notebooks:
        made, stored = solved_edition(path), solved_path(path)
        if made is not None and (not stored.exists() or _essence(made) != _essence(read(stored))):
            problems.append(f"{stored.relative_to(root).as_posix()} is out of date.")
        base, guide = stored if made else path, instructor.guide(path, read(path))
        if base.exists():
            made_files[instructor.path_of(path)] = instructor.edition(guide, read(base), base)
    for path, content in made_files.items():
        if not path.exists() or path.read_bytes().replace(b"\r\n", b"\n") != content:
            problems.append(f"{path.relative_to(root).as_posix()} is out of date.")
    return problems


def read(path: Path) -> NotebookNode:
    """Read a notebook in format 4.5, which gives every cell an id.

    Raises:
        RefreshError: The file is no such notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    except Exception as error:  # nbformat has many ways to say that it cannot read a file
        raise RefreshError(f"{path.name} is not a readable notebook: {error}") from None
    lacking = any("id" not in cell for cell in notebook.cells)
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5) or lacking:
        raise RefreshError(f"{path.name}: open and save it in JupyterLab once (format 4.5).")
    return notebook


def solved_path(student: Path) -> Path:
    """Return where the solved edition of a notebook is kept."""
    return student.parent / "solutions" / student.name


def solved_edition(student: Path) -> NotebookNode | None:
    """Build the solved edition of a notebook; None for a notebook without exercises.

    Raises:
        RefreshError: The file of solutions is missing.
    """
    notebook = read(student)
    source = solved_path(student).with_suffix(".md")
    if not editions.exercise_cells(notebook):
        return None
    if not source.exists():
        raise RefreshError(f"{student.name} has exercises, but solutions/{source.name} is missing.")
    text = source.read_text(encoding="utf-8")
    return editions.solve(notebook, editions.parse_solutions(text, source.name), student.stem)


def dictionary_file(root: Path) -> dict[Path, bytes]:
    """Return the content of the data dictionary by path; empty without a data package."""
    try:
        text = dictionary.write(root / "data")
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise RefreshError(f"data/datapackage.json does not fit the data: {error!r}") from None
    return {} if text is None else {root / "data" / "README.md": text.encode()}


def place_files(root: Path) -> dict[Path, bytes]:
    """Return the table of the claims' places and the teachers' page; empty without claims."""
    data, notebooks = root / "data", root / "notebooks"
    if not (data / "claims.csv").exists():
        return {}
    found = places.find({path.stem: read(path) for path in sorted(notebooks.glob("*.ipynb"))})
    claims = places.rows_of(data / "claims.csv")
    table = places.table(found, claims)
    page = places.coverage(table, claims, places.rows_of(data / "article_sections.csv"))
    return {data / "claim_places.csv": table, notebooks / "instructor" / "coverage.md": page}


@contextmanager
def _on_disk(files: dict[Path, bytes]) -> Iterator[None]:
    """Let notebooks read new tables while they run; afterwards everything is as before."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield
    finally:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)


def replace_all(files: dict[Path, bytes]) -> list[Path]:
    """Write files so that after a failure all of them are as before.

    Args:
        files: New content by path.

    Returns:
        Paths whose content changed.

    Raises:
        RefreshError: A file cannot be written.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    changed = [path for path in files if before[path] != files[path]]
    done: list[Path] = []
    try:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            _draft(path).write_bytes(files[path])
        for path in changed:
            os.replace(_draft(path), path)
            done.append(path)
    except OSError as error:
        for path in done:
            _restore(path, before[path])
        raise RefreshError(f"A file cannot be written (is it open elsewhere?): {error}") from None
    finally:
        for path in changed:
            _draft(path).unlink(missing_ok=True)
    return changed


def _execute(path: Path, notebook: NotebookNode, root: Path) -> bytes:
    name = path.relative_to(root / "notebooks").as_posix()
    path.parent.mkdir(parents=True, exist_ok=True)
    execution.execute(notebook, name, folder=path.parent, root=root)
    expected = "right" if path.parent.name == "solutions" else "not answered"
    for exercise, verdict in editions.verdicts(notebook).items():
        if verdict != expected:
            raise RefreshError(
                f"{name}: the check of exercise {exercise} says '{verdict}' "
                f"instead of '{expected}'."
            )
    return execution.to_bytes(notebook)


def _essence(notebook: NotebookNode) -> list[tuple]:
    return [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in notebook.cells]


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def _report(problems: list[str]) -> int:
    if problems:
        print("\n".join([*problems, "Run: python course.py refresh"]), file=sys.stderr)
        return 1
    print("Editions and data dictionary are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
