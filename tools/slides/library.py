"""The files of reveal.js, taken from an installed package and never from the network."""

from __future__ import annotations

from importlib import metadata

PACKAGE = "sphinx-revealjs"
# The package is not imported: its own needs are not installed, only its files are read.
FILES = {
    "reveal.css": "dist/reveal.css",
    "reveal.js": "dist/reveal.js",
    "notes.js": "plugin/notes/notes.js",
    "reveal-license.txt": "LICENSE",
}


def files() -> dict[str, bytes]:
    """Return the library by the names that decks use.

    Raises:
        FileNotFoundError: The package is not installed, or is not the one of the lock.
    """
    try:
        package = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        raise FileNotFoundError(
            f"The package {PACKAGE} is missing: python course.py export --slides installs it."
        ) from None
    folder = package.locate_file("sphinx_revealjs/_static/revealjs")
    return {name: (folder / path).read_bytes() for name, path in FILES.items()}
