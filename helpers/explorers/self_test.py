"""The final self-test: one question at a time, an answer to each answer, a score at the end."""

from __future__ import annotations

import html
import secrets

import ipywidgets as widgets
import pandas as pd

from helpers import quiz, self_test
from helpers.exercises import final_bank
from helpers.exercises.base import Option
from helpers.explorers import base
from helpers.widgets import Interactive

_INTRO = (
    f"<p>{self_test.SIZE} questions over the whole course, one at a time. You see at once whether "
    "you are right and why. Nothing is stored. The number stands for one draw of questions: "
    "the same number gives the same test.</p>"
)
_CHECK, _NEXT, _RESULT = "Check my answer", "Next question", "Show my result"


class SelfTest(Interactive):
    """Questions drawn by a number that can be repeated."""

    def __init__(self, seed: int | None = None) -> None:
        """Build the test before its first question.

        Args:
            seed: Number of the test; a new one by default.
        """
        chosen = secrets.randbelow(self_test.SEEDS) if seed is None else seed
        self.seed = widgets.BoundedIntText(
            value=chosen,
            min=0,
            max=max(self_test.SEEDS - 1, chosen),
            description="Number of the test",
            style=base.LABEL,
            layout={"width": "16em"},
        )
        self.start = _button("Start the test")
        self.progress = widgets.HTML()
        self.prompt = widgets.HTML()
        self.place_of_choices = widgets.VBox()
        self.go_on = _button(_CHECK)
        self.feedback = widgets.HTML(value=_INTRO, layout={"width": "auto"})
        # JupyterLab opens relative links of an output as notebooks, not those of other widgets.
        self.result = widgets.Output()
        self.test: tuple[self_test.Drawn, ...] = ()
        self.answers: list[list[int]] = []
        super().__init__(
            [
                widgets.HTML(value=quiz.STYLE),
                widgets.HBox([self.seed, self.start], layout={"flex_flow": "row wrap"}),
                self.progress,
                self.prompt,
                self.place_of_choices,
                self.go_on,
                self.feedback,
                self.result,
            ],
            title="Self-test over the whole course",
        )
        self.add_class("course-choices")
        self.go_on.layout.display = "none"
        self.start.on_click(self._on_start)
        self.go_on.on_click(self._on_go_on)

    def _on_start(self, button: widgets.Button) -> None:
        # The first draw computes the numbers of all questions, about a second.
        self.feedback.value = '<p role="status">Drawing the questions …</p>'
        self.test = self_test.draw(final_bank.bank(), self.seed.value)
        self.answers = []
        self.start.description = "Start again"
        self.go_on.layout.display = ""
        self.result.outputs = ()
        self._ask()

    def _on_go_on(self, button: widgets.Button) -> None:
        if self.go_on.description == _CHECK:
            self._check()
        elif len(self.answers) < len(self.test):
            self._ask()
        else:
            self._finish()

    def _ask(self) -> None:
        question = self.test[len(self.answers)].question
        label = f"Question {len(self.answers) + 1} of {len(self.test)}"
        self.choice = quiz.choices(question)
        self.prompt.value = quiz.prompt_of(question, label)
        self.place_of_choices.children = [self.choice.widget]
        self.feedback.value = ""
        # One button for all steps, so that the focus of the keyboard stays where it is.
        self.go_on.description = _CHECK
        self._show_progress()

    def _check(self) -> None:
        question, chosen = self.test[len(self.answers)].question, self.choice.chosen()
        said = quiz.feedback(question.options, chosen, final=True)
        if chosen:
            if not self_test.is_right(question, chosen):
                said += _right_answer(question.options)
            self.answers.append(chosen)
            self.place_of_choices.children = [_locked(question.options, chosen)]
            last = len(self.answers) == len(self.test)
            self.go_on.description = _RESULT if last else _NEXT
            self._show_progress()
        self.feedback.value = said

    def _finish(self) -> None:
        self.prompt.value = ""
        self.place_of_choices.children = []
        self.go_on.layout.display = "none"
        self.feedback.value = ""
        shown = result(self.test, self.answers, self.seed.value)
        self.result.outputs = (
            {"output_type": "display_data", "data": {"text/html": shown}, "metadata": {}},
        )

    def _show_progress(self) -> None:
        counted = self_test.score(self.test, self.answers)
        right = int(counted["right"].sum())
        self.progress.value = f"<p>Answered: {len(self.answers)}; right: {right}.</p>"


def take(seed: int | None = None) -> SelfTest:
    """Return the final self-test, to be started with its button.

    Args:
        seed: Number of a test to repeat; a new one by default.

    Example:
        >>> take(7)
        Interactive: run this cell to use it: Self-test over the whole course
    """
    return SelfTest(seed)


def result(test: tuple[self_test.Drawn, ...], answers: list[list[int]], seed: int) -> str:
    """Return the result as escaped HTML: score by notebook, what to reread, the missed questions.

    Args:
        test: The questions in the order asked.
        answers: Places of the chosen options for each question.
        seed: Number of the test.
    """
    counted = self_test.score(test, answers)
    right, asked = int(counted["right"].sum()), int(counted["asked"].sum())
    chance = sum(_chance(item.question.options) for item in test)
    missed = [
        (item, chosen)
        for item, chosen in zip(test, answers, strict=True)
        if not self_test.is_right(item.question, chosen)
    ]
    return (
        f'<div role="status"><p><b>{right} of {asked} right</b> in test {seed}. Guessing alone '
        f"would give about {chance:.0f}. A few questions a notebook are a pointer, no grade.</p>"
        f"{_by_notebook(counted)}{_listed(missed)}</div>"
    )


def _by_notebook(counted: pd.DataFrame) -> str:
    rows = "".join(
        '<tr><td style="text-align:left">'
        f"{html.escape(self_test.NOTEBOOKS.get(name, name))}</td>"
        f"<td>{row.right} of {row.asked}</td>"
        f"<td>{'' if row.right == row.asked else _pointer(str(name))}</td></tr>"
        for name, row in counted.iterrows()
    )
    head = "".join(f"<th scope='col'>{text}</th>" for text in ("Notebook", "Right", "Reread"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _pointer(name: str) -> str:
    return f'<a href="{html.escape(name, quote=True)}.ipynb">{html.escape(name)}</a>'


def _listed(missed: list[tuple[self_test.Drawn, list[int]]]) -> str:
    if not missed:
        return "<p>Nothing missed.</p>"
    items = "".join(
        f"<li>{html.escape(item.question.prompt)} ({item.notebook[:2]})"
        f"{_right_answer(item.question.options)}</li>"
        for item, _ in missed
    )
    summary = f"<summary>Questions you missed ({len(missed)})</summary>"
    return f"<details>{summary}<ol>{items}</ol></details>"


def _right_answer(options: tuple[Option, ...]) -> str:
    lines = "".join(
        f"<p>Right: “{html.escape(option.text)}” – {html.escape(option.why)}</p>"
        for option in options
        if option.right
    )
    return lines


def _locked(options: tuple[Option, ...], chosen: list[int]) -> widgets.HTML:
    """Return the options as text, the chosen ones marked: an answer cannot be taken back."""
    items = "".join(
        f"<li>{'<b>' if place in chosen else ''}{html.escape(option.text)}"
        f"{'</b> (your answer)' if place in chosen else ''}</li>"
        for place, option in enumerate(options)
    )
    return widgets.HTML(value=f"<ul>{items}</ul>")


def _chance(options: tuple[Option, ...]) -> float:
    """Return how likely a guess is right: one option of all, or one set of boxes of all sets."""
    several = sum(option.right for option in options) > 1
    return 1 / (2 ** len(options) - 1 if several else len(options))


def _button(label: str) -> widgets.Button:
    return widgets.Button(description=label, layout={"width": "auto", "align_self": "flex-start"})
