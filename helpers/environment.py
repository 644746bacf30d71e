"""Is everything in place on this machine?"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from helpers import data

OLDEST = (3, 11)
PACKAGES = ("anywidget", "ipywidgets", "numpy", "pandas", "plotly")


def report() -> str:
    """Say in one sentence whether the course can run here, or what to do.

    Returns:
        A sentence in Markdown. Nothing is asked of the network.

    Example:
        >>> report().startswith("**Everything is in place.**")
        True
    """
    problems = [*_python(), *_packages(), *_tables()]
    if problems:
        return "**Something is missing.** " + " ".join(problems)
    count = len(_table_names())
    return (
        f"**Everything is in place.** Python is new enough, all packages are found, and all "
        f"{count} tables can be read."
    )


def _table_names() -> list[str]:
    return [r["name"] for r in data.package()["resources"] if r["format"] == "csv"]


def _python() -> list[str]:
    if sys.version_info >= OLDEST:
        return []
    wanted = ".".join(map(str, OLDEST))
    return [f"This kernel runs Python {sys.version.split()[0]}; install Python {wanted} or newer."]


def _packages() -> list[str]:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if not missing:
        return []
    return [f"Not installed: {', '.join(missing)}. Start the course with `python course.py`."]


def _tables() -> list[str]:
    problems = []
    for name in _table_names():
        try:
            data.read(name)
        except data.DataError as error:
            problems.append(str(error))
    return problems
