"""Every explorer of the course under long random sequences of changes of its controls.

    python tests/properties/random_controls.py [SEED]     300 changes each, every figure drawn anew

The test suite draws each figure of a sequence once and shows it again when the sequence returns to
it: drawing takes ten times as long as the change on the page, and depends on the values alone.
"""

from __future__ import annotations

import inspect
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser

import ipywidgets as widgets
import plotly.graph_objects as go

from helpers import explorers
from helpers.explorers.base import Explorer
from helpers.widgets import Interactive

CHANGES = 300
HOSTILE = (
    "",
    " ",
    "vote",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><b onclick='x'>&amp;",
    '=HYPERLINK("http://example.org";"open")',
    "-1+1 ((( [a-z] \\d .* %s {0} $x$",
    "long " * 2000,
    "🕊️ 🇰🇿 ½",
    "\u202eعكس النص\u202c ‏مرحبا",
    "zero\u200bwidth and\u00a0space",
    "line\nbreak\r\nand\ttab",
    "nul\0byte",
    "half a sign \ud83d",
)
_SUSPECT = re.compile(r"<(script|img|iframe|object)|\bon\w+\s*=|javascript", re.IGNORECASE)
_DATA = ("x", "y", "z", "lat", "lon", "locations", "values", "labels", "header", "cells")


def factories() -> dict[str, Callable[[], Interactive]]:
    """Return every function of ``helpers.explorers`` that makes something interactive."""
    found = {}
    for name in explorers.__all__:
        module = getattr(explorers, name)
        offered = getattr(module, "__all__", [])
        for own, function in inspect.getmembers(module, inspect.isfunction):
            returned = inspect.signature(function, eval_str=True).return_annotation
            makes = inspect.isclass(returned) and issubclass(returned, Interactive)
            here = function.__module__ == module.__name__ and not own.startswith("_")
            if makes and (here or own in offered):
                found[f"{name}.{own}"] = function
    return found


def tree(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    """Return a widget and all that it holds and shows."""
    if widget.layout is not None and getattr(widget.layout, "display", None) == "none":
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from tree(child)


def operable(widget: widgets.Widget) -> list[widgets.Widget]:
    """Return the controls that a reader can use now."""
    return [one for one in tree(widget) if kind(one) and not one.disabled]


def kind(control: widgets.Widget) -> str:
    """Return how a control is used; empty for one that is no control."""
    if isinstance(control, widgets.Button | widgets.Checkbox | widgets.IntRangeSlider):
        return type(control).__name__
    if isinstance(control, widgets.Dropdown | widgets.RadioButtons):
        return "choice"
    if isinstance(control, widgets.Text | widgets.Textarea):
        return "text"
    numbers = (widgets.IntSlider, widgets.FloatSlider, widgets.BoundedIntText)
    return "number" if isinstance(control, (*numbers, widgets.BoundedFloatText)) else ""


def wish(control: widgets.Widget, chance: random.Random) -> object:
    """Return a value that a reader could give this control."""
    how = kind(control)
    if how == "Checkbox":
        return not control.value
    if how == "choice":
        return (
            chance.choice(control.options)[1] if _pairs(control) else chance.choice(control.options)
        )
    if how == "text":
        return chance.choice(HOSTILE)
    whole = isinstance(control.min, int) and isinstance(control.value, int | tuple)
    anywhere = [
        chance.randint(control.min, control.max)
        if whole
        else chance.uniform(control.min, control.max)
        for _ in range(2)
    ]
    ends = [control.min, control.max, anywhere[0]]
    if how == "number":
        return chance.choice(ends)
    return tuple(sorted((chance.choice(ends), chance.choice([*ends, anywhere[1]]))))


def use(control: widgets.Widget, chance: random.Random) -> None:
    """Change a control, or press it."""
    if kind(control) == "Button":
        press(control)
    else:
        control.value = wish(control, chance)


def press(button: widgets.Button) -> None:
    """Do what a click does; errors come out, which ipywidgets would hide."""
    for act in button._click_handlers.callbacks:
        act(button)


def _pairs(control: widgets.Widget) -> bool:
    return bool(control.options) and isinstance(control.options[0], tuple)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs if name.startswith("on")]
        links = [value for name, value in attrs if name in ("href", "src")]
        scheme = [link for link in links if (link or "").strip().lower().startswith("javascript")]
        if tag in ("script", "img", "iframe", "object") or names or scheme:
            self.wrong.append(self.get_starttag_text() or tag)


@cache
def live_code(html: str) -> tuple[str, ...]:
    """Return the tags in a text that a browser would run or load."""
    if not _SUSPECT.search(html):
        return ()
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tuple(tags.wrong)


def shows_something(figure: go.Figure) -> bool:
    """Say whether a figure has data, or a message in words instead."""
    if any(
        value is not None and (not hasattr(value, "__len__") or len(value))
        for trace in figure.data
        for value in (trace[name] for name in _DATA if name in trace)
    ):
        return True
    return any(note.text for note in figure.layout.annotations)


def content(figure: go.Figure) -> dict:
    """Return all that a figure holds, without the identifiers that differ each time."""
    whole = json.loads(figure.to_json(validate=False))
    for trace in whole["data"]:
        trace.pop("uid", None)
    return _without_blanks({"data": whole["data"], "layout": whole["layout"]})


def _without_blanks(part: object) -> object:
    """Leave out empty settings: one that was emptied looks like one that was never made."""
    if isinstance(part, list):
        return [_without_blanks(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {name: _without_blanks(one) for name, one in part.items()}
    return {name: one for name, one in kept.items() if one not in ([], {}, None)}


def texts(widget: Interactive) -> list[str]:
    """Return all HTML that an explorer shows."""
    shown = [one.value for one in tree(widget) if isinstance(one, widgets.HTML)]
    outputs = [one.outputs for one in tree(widget) if isinstance(one, widgets.Output)]
    return shown + [output["data"]["text/html"] for group in outputs for output in group]


def check(widget: Interactive) -> None:
    """Check what must hold after every change."""
    for figure in (one for one in tree(widget) if isinstance(one, go.FigureWidget)):
        assert shows_something(figure), "an empty figure without a message"
    for text in texts(widget):
        assert not live_code(text)


def walk(
    explorer: Explorer, chance: random.Random, new: int = CHANGES
) -> Iterator[tuple[dict, go.Figure]]:
    """Change a control of an explorer with a figure 300 times.

    Args:
        explorer: A new explorer.
        chance: Random numbers.
        new: How many of the changes may lead to values that were not shown before.

    Yields:
        After each change the values of the controls and the figure drawn for them.
    """
    drawn: dict[str, tuple[dict, go.Figure]] = {}
    once = _remembering(explorer._draw, drawn)
    explorer._draw = once
    explorer._detail = explorer._detail and _remembering(explorer._detail, {})
    once(**explorer.values())
    for _ in range(CHANGES):
        known = [values for values, _ in drawn.values()]
        steps = [step for values in known if (step := _one_apart(explorer.values(), values))]
        if len(drawn) <= new or not steps:
            use(chance.choice(operable(explorer)), chance)
        else:
            name, value = chance.choice(steps)
            explorer.controls[name].value = value
        yield explorer.values(), once(**explorer.values())


def _remembering(act: Callable, done: dict[str, tuple[dict, object]]) -> Callable:
    def once(**values: object) -> object:
        key = repr(values)
        if key not in done:
            done[key] = (values, act(**values))
        return done[key][1]

    return once


def _one_apart(here: dict, there: dict) -> tuple[str, object] | None:
    steps = [(name, value) for name, value in there.items() if here[name] != value]
    return steps[0] if len(steps) == 1 else None


def main(seed: int) -> None:
    """Walk through all explorers without any shortcut and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COURSE_WORK"] = folder
        for name, make in factories().items():
            began, chance, shown = time.monotonic(), random.Random(f"{seed} {name}"), make()
            if isinstance(shown, Explorer):
                for _, figure in walk(shown, chance):
                    check(shown)
                    assert content(shown.figure) == content(figure), shown.values()
            else:
                for _ in range(CHANGES):
                    use(chance.choice(operable(shown)), chance)
                    check(shown)
            print(f"{name}: {CHANGES} changes, {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2022)
