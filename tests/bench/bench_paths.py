"""Where the course is. Importing this makes its packages and the browser tests' tools importable.

The modules of this folder are started as scripts, so only their own folder is on the path.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

sys.path[1:1] = [str(ROOT), str(ROOT / "tests" / "browser")]


def environment() -> dict[str, str]:
    """Return the environment of a program that finds the course and nothing of other Pythons.

    Without compiled files every start would be measured as the very first one: they are allowed.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
