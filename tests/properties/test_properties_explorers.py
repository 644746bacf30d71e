"""300 random changes of controls in every explorer: no error, no blank, no state left over.

`random_controls.py` runs the same without shortcuts and with another seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from random_controls import (
    CHANGES,
    HOSTILE,
    check,
    content,
    factories,
    kind,
    live_code,
    operable,
    press,
    shows_something,
    texts,
    use,
    walk,
)

from helpers import data, own_work, verdict_file
from helpers.explorers import base
from helpers.explorers.base import Explorer
from helpers.explorers.briefing import BriefingBuilder
from helpers.explorers.coding import TenEvents
from helpers.explorers.coding_class import ClassResults
from helpers.explorers.forecasts import OWN, ForecastNotebook
from helpers.explorers.glossary import Glossary
from helpers.explorers.ledger import ALL, STATES, Ledger
from helpers.explorers.readings import ReadingList
from helpers.explorers.rows import RowFinder
from helpers.explorers.self_test import SelfTest
from helpers.explorers.source_check import SourceCheck
from helpers.measures import coding
from helpers.measures.forecast_file import QUESTIONS
from helpers.widgets import Interactive

SEED = 2022
# Figures drawn anew in one sequence; each is shown many times.
NEW = 6
COMPARED_EVERY = 100
FACTORIES = factories()


EVENTS = coding.ten_events(data.read("stance_events"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return tmp_path


def same_values(shown: Interactive, fresh: Interactive) -> None:
    for old, new in zip(operable(shown), operable(fresh), strict=True):
        if kind(old) != "Button":
            new.value = old.value


def answered(shown: SourceCheck, fresh: SourceCheck) -> None:
    same_values(shown, fresh)
    for one in (shown, fresh):
        press(one.button)


def same_claim(shown: Ledger, fresh: Ledger) -> None:
    judged = verdict_file.read()["claim_id"]
    for one in (shown, fresh):
        one.section.value, one.kind.value, one.state.value = ALL, ALL, STATES[0]
        one.search.value = ""
        one.claim.value = judged.iloc[-1]


def saved_codes(shown: TenEvents, fresh: TenEvents) -> None:
    for one in (shown, fresh):
        one.name.value = "Ana"
    shown.codes = shown.codes or {EVENTS["event_id"].iloc[0]: 1}
    press(shown.save)
    press(fresh.load)


def loaded(shown: ForecastNotebook, fresh: ForecastNotebook) -> None:
    """With hostile questions among the saved ones."""
    for text in HOSTILE:
        shown.question.value, shown.own_question.value = QUESTIONS[0].text, text
        shown.question.value = OWN
        for answer, words in zip(shown.outcomes, (text, f"not {text}"), strict=False):
            answer.value = words
        shown.resolves_by.value = "2999-12-31"
        press(shown.save)
        check(shown)
    for one in (shown, fresh):
        press(one.load)


def kept_draft(shown: BriefingBuilder, fresh: BriefingBuilder) -> None:
    """Nothing to do: a new builder takes up the draft by itself."""


def same_test(shown: SelfTest, fresh: SelfTest) -> None:
    for one in (shown, fresh):
        one.seed.value = 7
        press(one.start)


def read_class(shown: ClassResults, fresh: ClassResults) -> None:
    coders = [" ".join(text.replace("\0", "").split()) for text in HOSTILE]
    rows = [
        (f"{coder} {n}", event, n % 3)
        for n, coder in enumerate(coders)
        for event in EVENTS["event_id"]
    ]
    frame = pd.DataFrame(rows, columns=coding.COLUMNS)
    own_work.save(ClassResults.FILE, frame[frame["coder"].map(str.isascii)])
    for one in (shown, fresh):
        press(one.button)


# How a new explorer is brought to where the old one stands, and what then must be the same.
SETTLED: dict[type, tuple[Callable, Callable]] = {
    BriefingBuilder: (
        kept_draft,
        lambda one: [one.draft(), one.preview_head.value, one.preview_rest.value],
    ),
    ClassResults: (read_class, texts),
    ForecastNotebook: (loaded, lambda one: [one.saved.value, one.forecast.options]),
    Glossary: (same_values, texts),
    Ledger: (same_claim, lambda one: [one.answer.value, one.result.value, one.listed]),
    ReadingList: (same_values, texts),
    RowFinder: (same_values, texts),
    SelfTest: (same_test, texts),
    SourceCheck: (answered, texts),
    TenEvents: (saved_codes, lambda one: [one.codes]),
}


@pytest.mark.parametrize("name", FACTORIES)
def test_300_changes(name: str) -> None:
    print(f"seed {SEED} {name}")
    chance, shown = random.Random(f"{SEED} {name}"), FACTORIES[name]()
    if isinstance(shown, Explorer):
        walk_through_figures(shown, FACTORIES[name], chance)
        return
    for _ in range(CHANGES):
        use(chance.choice(operable(shown)), chance)
        check(shown)
    settle, compared = SETTLED[type(shown)]
    fresh = FACTORIES[name]()
    settle(shown, fresh)
    assert compared(fresh) == compared(shown)
    assert any(compared(shown)), "nothing to compare"


def walk_through_figures(shown: Explorer, make: Callable, chance: random.Random) -> None:
    for number, (_, wanted) in enumerate(walk(shown, chance, NEW), start=1):
        check(shown)
        if number % COMPARED_EVERY == 0:
            assert content(shown.figure) == content(wanted)
    fresh = make()
    for control, value in shown.values().items():
        fresh.controls[control].value = value
    assert content(fresh.figure) == content(shown.figure)
    assert fresh.text.value == shown.text.value


def test_what_must_not_happen_is_found() -> None:
    """The checks of this file can fail."""
    assert live_code("<p><script>alert(1)</script></p>")
    assert live_code("<p onclick='x'>a</p>")
    assert live_code('<a href=" javascript:x">a</a>')
    assert not live_code("<p>&lt;script&gt; <a href='https://x.org'>a</a></p>")
    assert not shows_something(go.Figure(layout={"meta": {"alt": "Nothing"}}))
    assert not shows_something(go.Figure(go.Scatter(x=[], y=[])))
    assert shows_something(base.message("No case fits this choice."))
