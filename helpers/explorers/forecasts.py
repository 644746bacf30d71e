"""A notebook of one's own forecasts: write down, keep, resolve, score."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from helpers import own_work
from helpers.explorers import base
from helpers.measures import forecast_file as file
from helpers.widgets import Interactive

PLACES = 4
OWN = "my own question"
_OPEN = "still open"
_CHOOSE = "choose a forecast"


class ForecastNotebook(Interactive):
    """Forms to make and to resolve forecasts; what is saved stays in the student's folder.

    Nothing is read or written before a button is pressed.
    """

    def __init__(self, today: Callable[[], dt.date] = dt.date.today) -> None:
        """Build the empty notebook.

        Args:
            today: Returns the day that counts as today.
        """
        self._today = today
        self.question = base.dropdown(
            "Question", [*[question.text for question in file.QUESTIONS], OWN]
        )
        self.question.layout.width = "min(100%, 44em)"
        self.own_question = _text("Your question")
        self.resolves_by = _text("Answer known on", "2027-12-31")
        self.outcomes = [_text(f"Answer {place + 1}") for place in range(PLACES)]
        self.probabilities = [
            widgets.BoundedFloatText(
                value=1 / PLACES,
                min=0,
                max=1,
                step=0.05,
                description="probability",
                style=base.LABEL,
                layout={"width": "12em"},
            )
            for _ in range(PLACES)
        ]
        self.rule = widgets.HTML()
        self.total = widgets.HTML()
        self.save = widgets.Button(description="Save this forecast", button_style="primary")
        self.load = widgets.Button(description="Show my saved forecasts")
        self.message = widgets.HTML()
        self.saved = widgets.HTML()
        self.forecast = base.dropdown("Forecast", [_CHOOSE])
        self.answer = base.dropdown("What came true", [_OPEN])
        self.resolve = widgets.Button(description="Write down the answer")
        self.resolving = widgets.HBox(
            [self.forecast, self.answer, self.resolve],
            layout={"flex_flow": "row wrap", "display": "none"},
        )
        for button in (self.save, self.load, self.resolve):
            button.layout.width = "auto"
        rows = [
            widgets.HBox(pair, layout={"flex_flow": "row wrap"})
            for pair in zip(self.outcomes, self.probabilities, strict=True)
        ]
        super().__init__(
            [
                self.question,
                self.own_question,
                self.resolves_by,
                self.rule,
                *rows,
                self.total,
                widgets.HBox([self.save, self.load], layout={"flex_flow": "row wrap"}),
                self.message,
                self.saved,
                self.resolving,
            ],
            title="Forecast notebook",
        )
        self._table = pd.DataFrame(columns=file.COLUMNS)
        self.question.observe(self._on_question, names="value")
        self.forecast.observe(self._on_forecast, names="value")
        for control in self.probabilities:
            control.observe(self._on_probability, names="value")
        self.save.on_click(self._on_save)
        self.load.on_click(self._on_load)
        self.resolve.on_click(self._on_resolve)
        self._on_question({})
        self._on_probability({})

    def _on_question(self, change: dict) -> None:
        own = self.question.value == OWN
        self.own_question.layout.display = "" if own else "none"
        self.resolves_by.disabled = not own
        for control in self.outcomes:
            control.disabled = not own
        if own:
            self.rule.value = (
                "<p>Say in the question how the answer will be found. Leave answers that you do "
                "not need empty, with probability 0.</p>"
            )
            self._propose(("yes", "no"))
            return
        chosen = next(q for q in file.QUESTIONS if q.text == self.question.value)
        self.resolves_by.value = chosen.resolves_by
        self._propose(chosen.outcomes)
        self.rule.value = (
            f"<p style='max-width:52em'><b>How it is decided.</b> {html.escape(chosen.rule)}</p>"
        )

    def _propose(self, outcomes: tuple[str, ...]) -> None:
        """Start a question with its answers, all equally likely."""
        for place, (answer, probability) in enumerate(
            zip(self.outcomes, self.probabilities, strict=True)
        ):
            given = place < len(outcomes)
            answer.value = outcomes[place] if given else ""
            probability.value = 1 / len(outcomes) if given else 0

    def _on_probability(self, change: dict) -> None:
        total = sum(control.value for control in self.probabilities)
        fits = abs(total - 1) <= file.TOLERANCE
        hint = "" if fits else " It must be 1."
        self.total.value = f"<p>Sum of the probabilities: <b>{total:.2f}</b>.{hint}</p>"

    def _on_save(self, button: widgets.Button) -> None:
        own = self.question.value == OWN
        given = [
            (outcome.value, probability.value)
            for outcome, probability in zip(self.outcomes, self.probabilities, strict=True)
            if outcome.value.strip() or probability.value > 0
        ]
        try:
            with own_work.alone():
                table = self._read()
                rows = file.new_rows(
                    table,
                    self.own_question.value if own else self.question.value,
                    [outcome for outcome, _ in given],
                    [probability for _, probability in given],
                    self.resolves_by.value,
                    self._today(),
                )
                path = self._write(pd.concat([table, rows], ignore_index=True))
        except ValueError as problem:
            self._say(f"Not saved. {problem}")
            return
        self._say(f"Saved as {rows['forecast_id'].iloc[0]} in {path}.")

    def _on_load(self, button: widgets.Button) -> None:
        try:
            table = self._read()
        except ValueError as problem:
            self._say(str(problem))
            return
        self._say("" if len(table) else "Nothing is saved yet.")
        self._show(table)

    def _on_resolve(self, button: widgets.Button) -> None:
        key = self.forecast.value
        if key == _CHOOSE:
            self._say("Choose one of your forecasts first.")
            return
        answer = "" if self.answer.value == _OPEN else self.answer.value
        try:
            with own_work.alone():
                self._write(file.resolve(self._read(), key, answer))
        except ValueError as problem:
            self._say(f"Not saved. {problem}")
            return
        self._say(f"{key}: {answer or _OPEN}. Saved.")

    def _on_forecast(self, change: dict) -> None:
        rows = self._table[self._table["forecast_id"] == self.forecast.value]
        self.answer.options = [_OPEN, *rows["outcome"]]
        if len(rows) and rows["resolved_as"].iloc[0]:
            self.answer.value = rows["resolved_as"].iloc[0]

    def _read(self) -> pd.DataFrame:
        path = own_work.folder() / file.FILE
        if not path.exists():
            return pd.DataFrame(columns=file.COLUMNS)
        return file.read(path, self._today())

    def _write(self, table: pd.DataFrame) -> object:
        path = own_work.save(file.FILE, table)
        self._show(table)
        return path

    def _show(self, table: pd.DataFrame) -> None:
        self._table = table
        self.saved.value = _listed(file.scored(table)) if len(table) else ""
        chosen = self.forecast.value
        keys = list(dict.fromkeys(table["forecast_id"]))
        self.forecast.options = [_CHOOSE, *keys]
        self.forecast.value = chosen if chosen in keys else _CHOOSE
        self._on_forecast({})
        self.resolving.layout.display = "" if keys else "none"

    def _say(self, text: str) -> None:
        self.message.value = f'<p role="status">{html.escape(text)}</p>' if text else ""


def notebook() -> ForecastNotebook:
    """Return an empty forecast notebook.

    Example:
        >>> notebook()
        Interactive: run this cell to use it: Forecast notebook
    """
    return ForecastNotebook()


def _text(label: str, value: str = "") -> widgets.Text:
    return widgets.Text(
        value=value, description=label, style=base.LABEL, layout={"width": "min(100%, 30em)"}
    )


def _listed(scored: pd.DataFrame) -> str:
    cells = "".join(
        f"<tr><td>{html.escape(row.forecast_id)}</td>{_day(row.made_on)}"
        f"<td>{html.escape(row.question)}</td><td>{html.escape(row.probabilities)}</td>"
        f"{_day(row.resolves_by)}<td>{html.escape(row.resolved_as or _OPEN)}</td>"
        f"<td>{'–' if pd.isna(row.score) else f'{row.score:.2f}'}</td>"
        f"<td>{row.no_idea:.2f}</td></tr>"
        for row in scored.itertuples()
    )
    known = scored[scored["score"].notna()]
    mean = (
        f"<p>Mean Brier score of {len(known)} resolved: <b>{known['score'].mean():.2f}</b>; equal "
        f"probabilities would get {known['no_idea'].mean():.2f}. 0 is best, 2 worst.</p>"
        if len(known)
        else "<p>None is resolved yet, so there is no score.</p>"
    )
    head = "".join(
        f"<th scope='col'>{name}</th>"
        for name in (
            "id",
            "made on",
            "question",
            "probabilities",
            "due",
            "came true",
            "Brier",
            "equal probabilities",
        )
    )
    return f"<div style='overflow-x:auto'><table><tr>{head}</tr>{cells}</table></div>{mean}"


def _day(day: str) -> str:
    return f"<td style='white-space:nowrap'>{html.escape(day)}</td>"
