"""Multiple choice questions as plain widgets: `quiz("Q1.1")`."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from helpers import exercises
from helpers.exercises.base import Option, Question
from helpers.widgets import Interactive

# The labels of ipywidgets have one fixed line; long answers must wrap instead of being cut.
STYLE = """<style>
.course-choices .widget-radio-box, .course-choices .widget-checkbox { height: auto; }
.course-choices .widget-radio-box label, .course-choices .widget-label-basic {
  display: flex; align-items: flex-start; height: auto; max-width: 70ch; margin: 0.2em 0;
  line-height: 1.4; white-space: normal; overflow: visible; text-overflow: clip;
}
/* In the page, the button stands behind its label. */
.course-choices .widget-radio-box label { flex-direction: row-reverse; justify-content: flex-end; }
.course-choices input { flex: none; height: auto; margin: 0.25em 0.6em 0 0; }
.course-choices p { line-height: 1.4; max-width: 70ch; margin: 0.4em 0; }
</style>"""


class Quiz(Interactive):
    """One question: prompt, options, a button and the feedback.

    Args:
        question: The definition; one right option gives radio buttons, several give boxes to tick.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.choice = choices(question)
        self.button = widgets.Button(
            description="Check my answer", layout={"width": "auto", "align_self": "flex-start"}
        )
        self.button.on_click(self._answer)
        self.feedback = widgets.HTML(layout={"width": "auto"})
        prompt = widgets.HTML(STYLE + prompt_of(question, question.id))
        super().__init__(
            (prompt, self.choice.widget, self.button, self.feedback),
            title=f"question {question.id}",
        )
        self.add_class("course-quiz")
        self.add_class("course-choices")

    def _answer(self, _button: widgets.Button) -> None:
        self.feedback.value = feedback(self.question.options, self.choice.chosen())


def several_right(question: Question) -> bool:
    """Tell whether more than one option is right.

    Example:
        >>> options = (Option("a", True, "Yes."), Option("b", False, "No."))
        >>> several_right(Question("Q1.1", "Which?", options))
        False
    """
    return sum(option.right for option in question.options) > 1


def prompt_of(question: Question, label: str) -> str:
    """Return the text of a question with its label and the task, as escaped HTML.

    Example:
        >>> options = (Option("a", True, "Yes."), Option("b", False, "No."))
        >>> prompt_of(Question("Q1.1", "Which?", options), "Q1.1")
        '<p><strong>Q1.1</strong> Which? <em>Choose one.</em></p>'
    """
    task = "Choose all that apply." if several_right(question) else "Choose one."
    text = f"<strong>{escape(label)}</strong> {escape(question.prompt)}"
    return f"<p>{text} <em>{task}</em></p>"


def choices(question: Question) -> _Radio | _Boxes:
    """Return controls for the options: radio buttons, or boxes to tick if several are right.

    Returns:
        An object with a ``widget`` and a method ``chosen`` that gives the places of what is chosen.
    """
    return _Boxes(question) if several_right(question) else _Radio(question)


class _Radio:
    """Exactly one option can be chosen; none is at the start."""

    def __init__(self, question: Question) -> None:
        self.widget = widgets.RadioButtons(
            options=[(option.text, place) for place, option in enumerate(question.options)],
            value=None,
            layout={"width": "auto"},
            style={"description_width": "initial"},
        )

    def chosen(self) -> list[int]:
        return [] if self.widget.value is None else [self.widget.value]


class _Boxes:
    """Any number of options can be chosen."""

    def __init__(self, question: Question) -> None:
        self.boxes = [
            widgets.Checkbox(
                description=option.text,
                indent=False,
                layout={"width": "auto"},
                style={"description_width": "initial"},
            )
            for option in question.options
        ]
        self.widget = widgets.VBox(self.boxes)

    def chosen(self) -> list[int]:
        return [place for place, box in enumerate(self.boxes) if box.value]


def quiz(question_id: str) -> Interactive:
    """Show a multiple choice question that explains each choice.

    Args:
        question_id: Id such as ``"Q1.1"``.

    Returns:
        One widget: radio buttons (or boxes to tick), a button, and the explanation.

    Raises:
        KeyError: If there is no such question; the message lists the known ids.
    """
    questions = exercises.registry().questions
    if question_id not in questions:
        known = ", ".join(questions) or "none yet"
        raise KeyError(f"There is no question {question_id!r}. Known ids: {known}.")
    return Quiz(questions[question_id])


def feedback(options: tuple[Option, ...], chosen: list[int], *, final: bool = False) -> str:
    """Return what to say to somebody who chose these options: the verdict and each why.

    Args:
        options: The options of a question in the shown order.
        chosen: Places of the chosen ones, counted from 0.
        final: Whether the answer stands; otherwise there is another try.

    Returns:
        Escaped HTML.

    Example:
        >>> feedback((Option("2002", True, "The charter."), Option("1992", False, "No.")), [0])[:53]
        '<div role="status" aria-live="polite"><strong>Right.<'
    """
    if not chosen:
        return _status("Not answered yet.", ["Choose an answer, then press the button."])
    several = sum(option.right for option in options) > 1
    missed = sum(option.right for option in options) - sum(options[i].right for i in chosen)
    wrong = [i for i in chosen if not options[i].right]
    lines = [f"“{options[i].text}” – {options[i].why}" for i in chosen]
    if several and missed and not final:
        lines.append(f"Right answers still to find: {missed}.")
    not_right = "Not right." if final else "Not yet."
    return _status(not_right if wrong or missed else "Right.", lines)


def _status(verdict: str, lines: list[str]) -> str:
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div role="status" aria-live="polite"><strong>{verdict}</strong>{text}</div>'
