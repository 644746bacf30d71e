"""The codings of a class, read from its file when a button is pressed."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from helpers import data, own_work
from helpers.explorers.coding_results import class_report, note
from helpers.measures import coding
from helpers.widgets import Interactive

FILE = "coding.csv"


class ClassResults(Interactive):
    """Reads the file of a class when the button is pressed, never by itself.

    Args:
        events: The ten events, rows of ``stance_events``.

    Example:
        >>> ClassResults(coding.ten_events(data.load("stance_events"))).button.description
        'Read the class file'
    """

    FILE = "class_coding.csv"

    def __init__(self, events: pd.DataFrame) -> None:
        self._events = events
        self.button = plain_button("Read the class file")
        self.text = widgets.HTML(
            note(
                f"Put {self.FILE} into the folder my_work: the columns coder, event_id, code, with "
                f"the rows of every student's {FILE} below each other. Then press the button."
            )
        )
        self.button.on_click(lambda button: self._read())
        super().__init__([self.button, self.text], title="How far the class agrees")

    def _read(self) -> None:
        path = own_work.folder() / self.FILE
        if not path.exists():
            self.text.value = note(
                f"No class file yet: put my_work/{self.FILE} beside the folder data. It needs the "
                f"columns {', '.join(coding.COLUMNS)}; every student's {FILE} has them."
            )
            return
        try:
            codes = coding.read_class(path, self._events)
        except own_work.FileProblem as problem:
            self.text.value = note(str(problem))
            return
        self.text.value = class_report(codes, self._events)


def class_results() -> ClassResults:
    """Return the button that reads the codings of a class.

    Example:
        >>> class_results()
        Interactive: run this cell to use it: How far the class agrees
    """
    return ClassResults(coding.ten_events(data.load("stance_events")))


def plain_button(words: str) -> widgets.Button:
    """Return a button as wide as its words."""
    return widgets.Button(description=words, layout={"width": "max-content"})
