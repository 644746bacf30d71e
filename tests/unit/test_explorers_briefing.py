"""The briefing builder: what it shows, keeps and writes, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from helpers import briefing, data, explorers, own_work, verdict_file
from helpers.briefing_figures import FIGURES
from helpers.explorers.briefing import BriefingBuilder

DAY = dt.date(2026, 11, 24)
TEXT = "word " * 200


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "own files"))
    return tmp_path / "own files"


def built() -> BriefingBuilder:
    return BriefingBuilder(today=lambda: DAY)


def written(**changes: str) -> BriefingBuilder:
    shown = built()
    shown.title_of.value = changes.get("title", "My title")
    shown.text.value = changes.get("text", TEXT)
    return shown


def test_looking_writes_nothing(folder: Path) -> None:
    shown = explorers.briefing.builder()
    assert not folder.exists()
    assert len(shown.preview_figures.children) == 2
    assert shown.message.value == ""


def test_the_preview_follows_every_control() -> None:
    shown = written()
    shown.name.value = "Aigul"
    shown.question.value = briefing.OWN
    shown.own_question.value = "Why <b>now</b>?"
    for wanted in ("My title", "Aigul", "Why &lt;b&gt;now&lt;/b&gt;?", "<h4>", "word word"):
        assert wanted in shown.preview_head.value
    assert "<h1" not in shown.preview_head.value + shown.preview_rest.value
    assert "200 words: fits" in shown.counter.value
    shown.text.value = "too short"
    assert "2 words" in shown.counter.value


@pytest.mark.parametrize("label", [one.label for one in briefing.QUESTIONS])
def test_every_question_can_take_its_figures(label: str) -> None:
    shown = built()
    shown.question.value = label
    proposal = next(one for one in briefing.QUESTIONS if one.label == label)
    assert proposal.text in shown.question_text.value.replace("&#x27;", "'")
    shown.take_figures.click()
    assert shown.draft().figures == proposal.figures
    assert len(shown.preview_figures.children) == 2 * len(proposal.figures)


def test_every_figure_can_be_shown() -> None:
    shown = built()
    for control in shown.figures:
        assert [value for _, value in control.options] == ["", *FIGURES]
    for name in FIGURES:
        shown.figures[3].value = name
        assert shown.draft().figures[-1] == name
        assert shown.preview_figures.children[-1].layout.meta["alt"]


def test_a_figure_chosen_twice_is_shown_once() -> None:
    shown = built()
    for control in shown.figures:
        control.value = "un-votes"
    assert shown.draft().figures == ("un-votes",)
    assert len(shown.preview_figures.children) == 2


def test_no_figure_is_allowed_in_the_preview() -> None:
    shown = built()
    for control in shown.figures:
        control.value = ""
    assert shown.preview_figures.children == ()


def test_a_figure_is_built_once() -> None:
    shown = built()
    shown.figures[0].value = "un-votes"
    first = shown.preview_figures.children[1]
    shown.figures[0].value = "power"
    shown.figures[0].value = "un-votes"
    assert shown.preview_figures.children[1] is first


def test_claims_are_found_added_and_removed() -> None:
    shown = built()
    finder = shown.claims
    assert len(finder.claim.options) == len(data.read("claims"))
    finder.search.value = "ARMENIA"
    found = [value for _, value in finder.claim.options]
    assert 0 < len(found) < len(data.read("claims"))
    finder.claim.value = found[-1]
    finder.add.click()
    finder.add.click()
    assert shown.draft().claims == (found[-1],)
    assert finder.add.disabled
    assert found[-1] in shown.preview_rest.value
    finder.rows.children[0].children[0].click()
    assert shown.draft().claims == ()
    assert not finder.add.disabled
    assert "Claims examined" not in shown.preview_rest.value


def test_every_section_and_an_empty_search_work() -> None:
    finder = built().claims
    claims = data.read("claims")
    for section in finder.section.options[1:]:
        finder.section.value = section
        assert len(finder.claim.options) == (claims["section"] == section).sum()
        assert all(len(label) <= 45 for label, _ in finder.claim.options)
    finder.search.value = "no such claim"
    assert finder.claim.options == (("no claim fits", ""),)
    assert finder.add.disabled
    assert finder.full.value == ""


def test_the_list_of_claims_has_an_end() -> None:
    shown = built()
    for name in data.read("claims")["claim_id"].head(briefing.MOST_CLAIMS + 1):
        shown.claims.claim.value = name
        shown.claims.add.click()
    assert len(shown.draft().claims) == briefing.MOST_CLAIMS
    assert shown.claims.add.description == "The list is full"


def test_verdicts_of_the_student_are_shown_beside_those_of_the_course(folder: Path) -> None:
    verdict_file.judge("C001", "misleading", "Because <I> say so")
    shown = built()
    shown.claims.add.click()
    assert "misleading. Because &lt;I&gt; say so" in shown.preview_rest.value
    (folder / verdict_file.FILE).write_text("damaged", encoding="utf-8")
    shown.text.value = "more"
    assert "My verdict" not in shown.preview_rest.value


def test_the_draft_is_taken_up_again() -> None:
    first = written()
    first.take_figures.click()
    first.claims.add.click()
    again = built()
    assert again.draft() == first.draft()
    assert "Your draft from" in again.message.value
    assert again.preview_head.value == first.preview_head.value


def test_a_question_that_was_renamed_becomes_an_own_one() -> None:
    briefing.save(briefing.Draft(question="An old question", own_question="Mine?"))
    assert built().draft().asks == "Mine?"


def test_a_damaged_draft_is_kept_and_named(folder: Path) -> None:
    folder.mkdir()
    (folder / briefing.FILE).write_text('{"title": ', encoding="utf-8")
    shown = built()
    assert "line 1, column" in shown.message.value
    assert [file.name for file in folder.iterdir()] == [briefing.FILE]
    shown.title_of.value = "New"
    assert (folder / "briefing_draft-unreadable-1.json").read_text("utf-8") == '{"title": '
    assert "is kept as" in shown.message.value
    assert built().title_of.value == "New"


def test_the_draft_of_another_notebook_is_not_overwritten(folder: Path) -> None:
    here, there = written(), built()
    there.text.value = "Long work in the other notebook."
    here.name.value = "Somebody else"
    assert "Another notebook has changed the draft" in here.message.value
    other = (folder / "briefing_draft-other-1.json").read_text(encoding="utf-8")
    assert "Long work in the other notebook." in other
    here.title_of.value = "Still mine"
    assert len(list(folder.iterdir())) == 2, "one change of the other notebook, one copy"
    assert built().draft() == here.draft()


def test_a_draft_that_cannot_be_kept_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = built()

    def refuse(*_: object) -> None:
        raise own_work.FileProblem("The folder is read-only.")

    monkeypatch.setattr(own_work, "save_text", refuse)
    shown.title_of.value = "New"
    assert "The draft is not kept. The folder is read-only." in shown.message.value
    shown.text.value = TEXT
    shown.export.click()
    assert "Not written. The folder is read-only." in shown.message.value
    assert not shown.export.disabled


def test_what_is_lacking_keeps_the_file_from_being_written(folder: Path) -> None:
    shown = written(text="short")
    shown.export.click()
    assert "Not written yet. Text: 1 word:" in shown.message.value
    assert [file.name for file in folder.iterdir()] == [briefing.FILE]


def test_a_file_is_written_and_not_replaced_unasked(folder: Path) -> None:
    shown = written()
    shown.export.click()
    path = folder / "briefing-my-title.html"
    assert "Written:" in shown.message.value
    before = path.read_text(encoding="utf-8")
    assert "My title" in before
    shown.name.value = "Somebody else"
    shown.export.click()
    assert "exists" in shown.message.value
    assert path.read_text(encoding="utf-8") == before
    shown.replace.value = True
    shown.export.click()
    assert "Somebody else" in path.read_text(encoding="utf-8")
    assert not shown.replace.value, "the tick holds for one export only"


def test_a_failed_export_leaves_the_old_file(folder: Path, monkeypatch) -> None:
    shown = written()
    shown.export.click()
    path = folder / "briefing-my-title.html"
    before = path.read_bytes()
    shown.replace.value = True

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    shown.export.click()
    assert "Not written." in shown.message.value
    assert path.read_bytes() == before
    assert not [file for file in folder.iterdir() if file.suffix == ".part"]
    assert shown.replace.value
