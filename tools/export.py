"""Write the course as pages that open by double click: `python course.py export [--out DIR]`.

Figures stay live, maps draw without a network, and of most explorers one control works. With
`--slides` it writes a deck of slides for each notebook. The folder is made anew; a folder with
other files in it is refused.
"""

from __future__ import annotations

import argparse
import errno
import html
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from plotly.offline import get_plotlyjs

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is started as a script

from tools import markdown  # noqa: E402
from tools.pages import page, source_list  # noqa: E402
from tools.slides import files as slides  # noqa: E402

TITLE = "Alliance under strain: the CSTO and the war in Ukraine"
ASSETS = ("course.css", "course.js")
LINKS = [("Contents", "index.html"), ("Sources", source_list.FILE)]


class ExportError(RuntimeError):
    """Something the person at the keyboard can put right; the message says what."""


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command.

    Args:
        arguments: Words after ``export``.
        root: Folder of the course.

    Returns:
        Exit code: 0, or 1 with a message on the error stream.
    """
    parser = argparse.ArgumentParser(prog="course.py export", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder to write (default: export, or slides)")
    parser.add_argument("--slides", action="store_true", help="decks of slides instead of pages")
    options = parser.parse_args(arguments)
    folder = (options.out or root / ("slides" if options.slides else "export")).resolve()
    try:
        files = decks(root) if options.slides else pages(root)
        replace(folder, files)
    except ExportError as problem:
        print(f"{problem}\nNothing was changed.", file=sys.stderr)
        return 1
    size = sum(len(content) for content in files.values())
    print(f"{len(files)} files, {size / 1e6:.1f} MB. Open {folder / 'index.html'}")
    return 0


def pages(root: Path) -> dict[str, bytes]:
    """Return the files of the export by name.

    Args:
        root: Folder of the course.

    Raises:
        ExportError: There are no notebooks.
    """
    notebooks = _notebooks(root)
    titles = {name: _title(notebook) for name, notebook in notebooks.items()}
    files = {"plotly.min.js": get_plotlyjs().encode()}
    for name in ASSETS:
        files[name] = (Path(__file__).parent / "pages" / name).read_bytes()
    files["index.html"] = _index(notebooks, titles).encode()
    files[source_list.FILE] = _sources().encode()
    for name, notebook in notebooks.items():
        content = page.body(notebook)
        links = _neighbours(name, titles)
        title = f"{titles[name]} – {TITLE}"
        files[f"{name}.html"] = page.frame(title, content, links, True).encode()
    return files


def decks(root: Path) -> dict[str, bytes]:
    """Return the files of the slides by name.

    Args:
        root: Folder of the course.

    Raises:
        ExportError: There are no notebooks, reveal.js is missing, or slides are marked wrongly.
    """
    notebooks = _notebooks(root)
    titles = {name: _title(notebook) for name, notebook in notebooks.items()}
    try:
        return slides.files(notebooks, titles, TITLE)
    except (FileNotFoundError, slides.MarkError) as problem:
        raise ExportError(str(problem)) from None


def replace(folder: Path, files: dict[str, bytes]) -> None:
    """Write a folder whole or not at all.

    Args:
        folder: Folder of the export; one that an earlier export made is replaced.
        files: Content by name.

    Raises:
        ExportError: The folder holds files that no export wrote, or cannot be written.
    """
    try:
        _refuse_other_files(folder, files)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Beside the folder, so that both can change names and need not be copied.
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as workshop:
            draft = Path(workshop) / "new"
            draft.mkdir()
            for name, content in files.items():
                (draft / name).write_bytes(content)
            _swap(draft, folder, Path(workshop) / "old")
    except OSError as problem:
        raise ExportError(_explained(problem, folder, files)) from problem


def _refuse_other_files(folder: Path, files: dict[str, bytes]) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{folder} is a file. Choose a folder with --out.")
    strange = sorted(path.name for path in folder.iterdir() if path.name not in files)
    if strange:
        raise ExportError(
            f"The folder {folder} holds other files ({', '.join(strange[:3])}). "
            "Choose an empty folder with --out."
        )


def _swap(draft: Path, folder: Path, old: Path) -> None:
    """Put a finished folder in its place; if that fails, the one before comes back."""
    if folder.exists():
        os.replace(folder, old)
    try:
        os.replace(draft, folder)
    except OSError:
        if old.exists():
            os.replace(old, folder)
        raise


def _explained(problem: OSError, folder: Path, files: dict[str, bytes]) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        size = sum(map(len, files.values())) / 1e6
        return f"The disk is full. Free {size:.0f} MB, or choose another disk with --out."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY):
        return (
            f"The folder {folder} cannot be written. Close programs that show its pages, or choose "
            "a folder of your own with --out."
        )
    return f"The folder {folder} cannot be written ({problem.strerror}). Choose another with --out."


def _notebooks(root: Path) -> dict[str, nbformat.NotebookNode]:
    paths = sorted((root / "notebooks").glob("*.ipynb"))
    if not paths:
        raise ExportError(f"There are no notebooks in {root / 'notebooks'}.")
    return {path.stem: nbformat.read(path, as_version=4) for path in paths}


def _title(notebook: nbformat.NotebookNode) -> str:
    return notebook.cells[0].source.splitlines()[0].removeprefix("# ").strip()


def _neighbours(name: str, titles: dict[str, str]) -> list[tuple[str, str]]:
    names = list(titles)
    place = names.index(name)
    links = [*LINKS]
    if place:
        links.append((f"Before: {titles[names[place - 1]]}", f"{names[place - 1]}.html"))
    if place + 1 < len(names):
        links.append((f"Next: {titles[names[place + 1]]}", f"{names[place + 1]}.html"))
    return links


def _index(notebooks: dict[str, nbformat.NotebookNode], titles: dict[str, str]) -> str:
    heads = {name: markdown.rows(notebook.cells[0].source) for name, notebook in notebooks.items()}
    rows = "".join(
        f'<li><p><a href="{name}.html">{html.escape(titles[name])}</a> '
        f"({html.escape(head['Time'].split(':')[0])})<br>"
        f"{html.escape(head['Question'])}</p></li>"
        for name, head in heads.items()
    )
    content = (
        f"<h1>{html.escape(TITLE)}</h1>\n<p>Pages to read, to project and to print. The figures "
        "react to the pointer, and in most explorers one control works. The other controls, the "
        "exercises and the ledger of claims work in the notebooks: start the course with "
        "<code>python course.py</code>.</p>\n"
        f'<h2>The notebooks</h2>\n<ol start="0">{rows}</ol>\n'
        f'<h2>The sources</h2>\n<p><a href="{source_list.FILE}">All tables of the course and the '
        "pages behind their rows</a></p>"
    )
    return page.frame(TITLE, content, LINKS, False)


def _sources() -> str:
    title = "Sources of the course"
    return page.frame(f"{title} – {TITLE}", source_list.body(title), LINKS, False)


if __name__ == "__main__":
    sys.exit(main())
