"""What explorers show at every option: compared with the record that `refresh` writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from course_notebooks import ROOT, STUDENT, outputs

from helpers import data
from tools import execution, explorer_views

RECORD = Path(__file__).with_name("explorer_views.json")
NOTE = re.compile(r"Interactive: run this cell to use it: (?!question )(.+)")
# They show what students wrote, and texts of our own; nothing in them comes from a table.
WITHOUT_DATA = {"Forecast notebook", "How far the class agrees"}


def stored() -> dict[str, dict[str, dict[str, str]]]:
    return json.loads(RECORD.read_text(encoding="utf-8"))


def test_every_explorer_of_the_notebooks_is_recorded() -> None:
    titles = {
        found[1]
        for path in STUDENT
        for text in outputs(path, "text/plain")
        if (found := NOTE.fullmatch(text))
    }
    assert len(titles) > 20
    assert titles - set(explorer_views.TITLES) == WITHOUT_DATA
    assert list(stored()) == explorer_views.TITLES, "Run: python course.py refresh"


@pytest.mark.parametrize("title", explorer_views.TITLES)
def test_an_explorer_shows_what_it_showed_when_the_outputs_were_stored(title: str) -> None:
    told = explorer_views.changes(stored()[title], explorer_views.of(title))
    assert told == [], (
        f"{title} shows something else. If that is meant: python course.py refresh\n"
        + "\n".join(told[:20])
    )


def test_a_value_behind_one_option_changes_that_option(monkeypatch: pytest.MonkeyPatch) -> None:
    title, case = "Article 4 case tester", "Kyrgyzstan, June 2010"
    cases = data.load("assistance_requests")
    cases.loc[cases["short_title"] == case, "lesson"] += " This sentence is new."
    monkeypatch.setattr(data, "load", {"assistance_requests": cases}.get)
    told = explorer_views.changes(stored()[title], explorer_views.of(title))
    assert told == [f"case_id = {case}: changed"]


def test_a_record_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    program = tmp_path / "tools" / "explorer_views.py"
    assert execution.explorer_views(tmp_path) == {}
    program.parent.mkdir()
    program.write_text("raise ValueError('Glossary: theme has an option twice.')", encoding="utf-8")
    with pytest.raises(execution.ExecutionError, match="cannot be recorded: ValueError: Glossary"):
        execution.explorer_views(tmp_path)


def test_the_file_is_that_of_refresh() -> None:
    assert RECORD.read_bytes().replace(b"\r\n", b"\n") == explorer_views.to_bytes(stored())
    assert RECORD.relative_to(ROOT).as_posix() == "tests/notebooks/explorer_views.json"
