"""A record of what explorers show at every option: `tests/notebooks/explorer_views.json`.

Notebooks store no widget state, so comparing stored outputs sees at most how an explorer starts.
`python course.py refresh` writes this record; a test compares it and names what changed. It holds
one short digest for each option of each control, the other controls standing as they start.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from plotly.basewidget import BaseFigureWidget

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is started as a script

from helpers import figures  # noqa: E402
from helpers.explorers.base import Explorer  # noqa: E402
from tools import explorer_texts  # noqa: E402
from tools.pages import views  # noqa: E402

# Where one control chooses what another one shows, some values appear for a pair of options only.
PAIRS = {
    "Exports of the European Union": ("reporter", "view"),
    "Member dossier": ("member", "part"),
    "Trade partners": ("who", "flow"),
    "Weight of the largest member": ("indicator", "measure"),
}
TITLES = [*views.CHOICES, *explorer_texts.SHOWN]
_NOTHING = 1e-9


def of(title: str) -> dict[str, dict[str, str]]:
    """Return the digests of everything that one explorer shows.

    Args:
        title: Title of the explorer, one of `TITLES`.

    Returns:
        Digests by name of the control and by option in words. A page without controls has a name
        for what it lists instead of a control.
    """
    if title in views.CHOICES:
        make, _ = views.CHOICES[title]
        shown = _moved(make(), PAIRS.get(title))
    else:
        shown = explorer_texts.SHOWN[title]()
    digests: dict[str, dict[str, str]] = {}
    for control, option, content in shown:
        known = digests.setdefault(control, {})
        if option in known:
            raise ValueError(f"{title}: {control} has the option {option} twice.")
        known[option] = digest(content)
    return digests


def record() -> dict[str, dict[str, dict[str, str]]]:
    """Return the digests of all explorers by title."""
    return {title: of(title) for title in TITLES}


def changes(before: dict, now: dict) -> list[str]:
    """Return one line for each view that differs between two results of `of`.

    Example:
        >>> changes({"year": {"2021": "a", "2022": "b"}}, {"year": {"2021": "a", "2022": "c"}})
        ['year = 2022: changed']
    """
    told = []
    for control in dict.fromkeys([*before, *now]):
        old, new = before.get(control, {}), now.get(control, {})
        for option in dict.fromkeys([*old, *new]):
            if old.get(option) != new.get(option):
                word = "new" if option not in old else "gone" if option not in new else "changed"
                told.append(f"{control} = {option}: {word}")
    return told


def digest(content: Any) -> str:
    """Return a short digest of plain values, the same on every machine.

    Example:
        >>> digest([0.0, "a"]) == digest([1e-17, "a"])
        True
    """
    text = json.dumps(_without_residues(content), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def visible(widget: widgets.Widget) -> list[Any]:
    """Return figures and texts of a widget and of all inside it, from top to bottom."""
    if isinstance(widget, BaseFigureWidget):
        return [figures.as_stored(widget)]
    if isinstance(widget, widgets.HTML):
        return [widget.value]
    return [part for child in getattr(widget, "children", ()) for part in visible(child)]


def _moved(
    explorer: Explorer, pair: tuple[str, str] | None
) -> Iterator[tuple[str, str, list[Any]]]:
    """Move one control after the other through its options, then two together."""
    controls = dict(explorer.controls)
    if hasattr(explorer, "preset"):
        controls["preset"] = explorer.preset
    start = explorer.values()
    for name, control in controls.items():
        for words, value in views.options_of(control):
            control.value = value
            yield name, words, visible(explorer)
        for other, value in start.items():
            explorer.controls[other].value = value
    if pair:
        first, second = (controls[name] for name in pair)
        for (a, left), (b, right) in product(*map(views.options_of, (first, second))):
            first.value, second.value = left, right
            yield " and ".join(pair), f"{a}, {b}", visible(explorer)


def _without_residues(value: Any) -> Any:
    """Return values in which what rounding left over, and differs by machine, is 0."""
    if isinstance(value, float):
        return 0.0 if abs(value) < _NOTHING else value
    if isinstance(value, list):
        return [_without_residues(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_residues(item) for key, item in value.items()}
    return value


def to_bytes(whole: dict) -> bytes:
    """Return the content of the file."""
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(to_bytes(record()))
