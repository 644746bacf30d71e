"""The forecast notebook: buttons pressed in process, in a folder of its own."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pandas as pd
import pytest

from helpers import explorers, own_work
from helpers.explorers.forecasts import OWN, ForecastNotebook
from helpers.measures import forecast_file as file

TODAY = dt.date(2026, 12, 1)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def notebook(folder: Path) -> ForecastNotebook:
    return ForecastNotebook(lambda: TODAY)


def give(notebook: ForecastNotebook, *probabilities: float) -> None:
    for control, value in zip(notebook.probabilities, probabilities, strict=True):
        control.value = value


def ask(notebook: ForecastNotebook, question: str, *outcomes: str) -> None:
    notebook.question.value = OWN
    notebook.own_question.value = question
    for control, outcome in zip(notebook.outcomes, [*outcomes, "", "", ""], strict=False):
        control.value = outcome


def test_nothing_is_read_or_written_before_a_button(folder: Path) -> None:
    folder.mkdir()
    (folder / file.FILE).write_text("damaged", encoding="utf-8")
    shown = explorers.forecasts.notebook()
    assert repr(shown) == "Interactive: run this cell to use it: Forecast notebook"
    assert shown.message.value == ""
    assert shown.saved.value == ""
    assert [path.name for path in folder.iterdir()] == [file.FILE]


def test_first_view_does_not_know_the_day(folder: Path) -> None:
    one, other = (ForecastNotebook(lambda day=day: day) for day in (TODAY, dt.date(2030, 1, 1)))
    for name in ("rule", "total", "message", "saved", "resolves_by"):
        assert getattr(one, name).value == getattr(other, name).value


@pytest.mark.parametrize("place", range(len(file.QUESTIONS)))
def test_every_listed_question_can_be_saved(notebook, folder: Path, place: int) -> None:
    notebook.question.value = file.QUESTIONS[place].text
    notebook.save.click()
    assert notebook.message.value.startswith('<p role="status">Saved as F1')
    saved = pd.read_csv(folder / file.FILE)
    assert saved["outcome"].tolist() == list(file.QUESTIONS[place].outcomes)
    assert saved["probability"].tolist() == [0.25] * 4
    assert saved["made_on"].unique().tolist() == ["2026-12-01"]
    assert len(own_work.rows(folder / file.FILE, file.COLUMNS)) == 4


def test_a_wrong_sum_is_told_and_not_saved(notebook, folder: Path) -> None:
    give(notebook, 0.5, 0.5, 0.25, 0)
    assert "<b>1.25</b>. It must be 1." in notebook.total.value
    notebook.save.click()
    assert "Not saved. The probabilities sum to 1.25; they must sum to 1." in notebook.message.value
    assert not (folder / file.FILE).exists()


def test_own_question_with_two_answers(notebook, folder: Path) -> None:
    ask(notebook, "Is Armenia a member?", "yes", "no")
    assert notebook.own_question.layout.display != "none"
    give(notebook, 0.8, 0.2, 0, 0)
    notebook.resolves_by.value = "2027-06-30"
    notebook.save.click()
    table = file.read(folder / file.FILE, TODAY)
    assert table[["outcome", "probability"]].to_numpy().tolist() == [["yes", 0.8], ["no", 0.2]]
    assert table["resolves_by"].unique().tolist() == ["2027-06-30"]


@pytest.mark.parametrize(
    ("question", "outcomes", "probabilities", "due", "words"),
    [
        ("", ["yes", "no"], (0.5, 0.5, 0, 0), "2027-01-01", "Write a question first"),
        ("Rain?", ["yes"], (1, 0, 0, 0), "2027-01-01", "at least two"),
        ("Rain?", ["yes", "no"], (0.5, 0.3, 0.2, 0), "2027-01-01", "at least two"),
        ("Rain?", ["yes", "yes"], (0.5, 0.5, 0, 0), "2027-01-01", "Two answers are the same"),
        ("Rain?", ["yes", "no"], (0.5, 0.5, 0, 0), "tomorrow", "is no date"),
        ("Rain?", ["yes", "no"], (0.5, 0.5, 0, 0), "2026-12-01", "not after today"),
    ],
)
def test_wrong_own_questions_are_not_saved(
    notebook, folder: Path, question, outcomes, probabilities, due, words
) -> None:
    ask(notebook, question, *outcomes)
    give(notebook, *probabilities)
    notebook.resolves_by.value = due
    notebook.save.click()
    assert words in notebook.message.value
    assert not (folder / file.FILE).exists()


def test_an_own_question_starts_with_yes_and_no(notebook) -> None:
    notebook.question.value = OWN
    assert [control.value for control in notebook.outcomes] == ["yes", "no", "", ""]
    assert [control.value for control in notebook.probabilities] == [0.5, 0.5, 0, 0]
    assert "<b>1.00</b>.</p>" in notebook.total.value


def test_going_back_to_a_listed_question_restores_its_answers(notebook) -> None:
    ask(notebook, "Rain?", "yes", "no")
    notebook.question.value = file.QUESTIONS[0].text
    assert [control.value for control in notebook.outcomes] == list(file.QUESTIONS[0].outcomes)
    assert [control.value for control in notebook.probabilities] == [0.25] * 4
    assert notebook.own_question.layout.display == "none"
    assert notebook.resolves_by.value == file.QUESTIONS[0].resolves_by
    assert all(control.disabled for control in notebook.outcomes)


def test_two_forecasts_are_kept_resolved_and_scored(notebook, folder: Path) -> None:
    give(notebook, 0.7, 0.2, 0.1, 0)
    notebook.save.click()
    notebook.question.value = file.QUESTIONS[1].text
    notebook.save.click()
    assert "Saved as F2" in notebook.message.value
    assert "None is resolved yet" in notebook.saved.value
    notebook.forecast.value = "F1"
    notebook.answer.value = file.QUESTIONS[0].outcomes[0]
    notebook.resolve.click()
    assert "Mean Brier score of 1 resolved: <b>0.14</b>" in notebook.saved.value
    again = ForecastNotebook(lambda: TODAY)
    again.load.click()
    assert again.saved.value == notebook.saved.value
    again.forecast.value = "F1"
    assert again.answer.value == file.QUESTIONS[0].outcomes[0]
    again.answer.value = "still open"
    again.resolve.click()
    assert "None is resolved yet" in again.saved.value


def test_without_a_file_the_list_says_so(notebook) -> None:
    notebook.load.click()
    assert "Nothing is saved yet" in notebook.message.value
    notebook.resolve.click()
    assert "Choose one of your forecasts first" in notebook.message.value


@pytest.mark.parametrize("press", ["save", "load", "resolve"])
def test_a_damaged_file_is_named_and_left_as_it_is(notebook, folder: Path, press: str) -> None:
    notebook.save.click()
    path = folder / file.FILE
    notebook.forecast.value = "F1"
    damaged = path.read_text(encoding="utf-8").replace(",0.25,", ",0.30,", 1)
    path.write_text(damaged, encoding="utf-8")
    getattr(notebook, press).click()
    assert "forecasts.csv, forecast F1 (from line 2), column probability" in notebook.message.value
    assert path.read_text(encoding="utf-8") == damaged


def test_a_full_disk_loses_nothing(notebook, folder: Path, monkeypatch) -> None:
    notebook.save.click()
    path = folder / file.FILE
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    notebook.save.click()
    assert "Not saved" in notebook.message.value
    assert "No space left" in notebook.message.value
    assert path.read_bytes() == before


def test_changes_made_in_a_spreadsheet_meanwhile_are_kept(notebook, folder: Path) -> None:
    notebook.save.click()
    path = folder / file.FILE
    table = pd.read_csv(path).assign(reason="news")
    table.to_csv(path, index=False, sep=";")
    notebook.save.click()
    kept = pd.read_csv(path)
    assert kept["reason"].tolist()[:4] == ["news"] * 4
    assert kept["forecast_id"].nunique() == 2


def test_texts_of_the_student_are_escaped(notebook, folder: Path) -> None:
    ask(notebook, SCRIPT, SCRIPT, "no")
    give(notebook, 0.5, 0.5, 0, 0)
    notebook.save.click()
    notebook.forecast.value = "F1"
    notebook.answer.value = SCRIPT
    notebook.resolve.click()
    shown = notebook.saved.value + notebook.message.value
    assert SCRIPT not in shown
    assert shown.count("&lt;script&gt;") >= 3


def test_no_upload_is_offered(notebook) -> None:
    assert "FileUpload" not in {type(child).__name__ for child in notebook.children}
