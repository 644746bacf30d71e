"""What is shown besides the explorers with a figure: ledger, word lists, tests, forms, handouts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from helpers import briefing, briefing_page, data, exercises, explorers, figures
from helpers.briefing_figures import FIGURES
from helpers.exercises import final_bank
from helpers.explorers import coding, ledger_text
from tools.pages import source_list

Shown = Iterator[tuple[str, str, Any]]
_DAY = dt.date(2026, 6, 30)


def _glossary() -> Shown:
    explorer = explorers.glossary.search()
    for theme in explorer.theme.options:
        explorer.theme.value = theme
        yield "theme", theme, explorer.found.value


def _readings() -> Shown:
    explorer = explorers.readings.search()
    for theme in explorer.theme.options:
        explorer.theme.value = theme
        yield "theme", theme, explorer.found.value
    explorer.theme.value, explorer.checked.value = explorer.theme.options[1], True
    yield "checked", "on, all themes", explorer.found.value


def _rows() -> Shown:
    explorer = explorers.rows.find()
    for grade in explorers.rows.GRADES:
        explorer.grade.value = grade
        yield "confidence", grade, explorer.found.value
    explorer.grade.value = "all"
    for title, name in explorer.table.options:
        explorer.table.value = name
        yield "table", title, explorer.found.value


def _ledger() -> Shown:
    places = data.read("claim_places").set_index("claim_id")
    for _, row in data.read("claims").iterrows():
        parts = [
            ledger_text.claim(row),
            ledger_text.verdict(row, row["verdict"], row["verdict"]),
            ledger_text.place(row, places),
        ]
        yield "claim", row["claim_id"], parts


def _source_check() -> Shown:
    explorer = explorers.source_check.source_check()
    for _, item in explorer.item.options:
        explorer.item.value = item
        for _, label in explorer.label.options:
            explorer.label.value = label
            explorer.button.click()
            yield (
                "claim and label",
                f"{item}, {label}",
                [
                    explorer.text.value,
                    explorer.feedback.value,
                ],
            )


def _ten_events() -> Shown:
    explorer = coding.ten_events()
    for place in range(10):
        yield "event", str(place + 1), explorer.text.value
        explorer.code.value = 0
        explorer.next.click()
    explorer.compare.click()
    result = [explorer.result.value, figures.as_stored(explorer.figure)]
    yield "comparison", "all coded 0", result


def _self_test() -> Shown:
    for questions in final_bank.bank().values():
        for question in questions:
            yield "question", question.id, dataclasses.asdict(question)


def _questions() -> Shown:
    for name, question in exercises.registry().questions.items():
        yield "question", name, dataclasses.asdict(question)


def _briefing() -> Shown:
    for name in FIGURES:
        built = briefing_page.parts(briefing.Draft(figures=(name,)), _DAY)
        [(caption, figure)] = built.figures
        yield "figure", name, [caption, figures.as_stored(figure), built.rest]
    for name in data.read("claims")["claim_id"]:
        yield "claim", name, briefing_page.parts(briefing.Draft(claims=(name,)), _DAY).rest


def _list_of_sources() -> Shown:
    for section in re.split(r"(?=<h2)", source_list.body("Sources"))[1:]:
        yield "table", re.search(r'id="(.*?)"', section)[1], section


# By the title under which a notebook shows it; the last two have no title of their own.
SHOWN: dict[str, Callable[[], Shown]] = {
    "Briefing builder": _briefing,
    "Code ten events": _ten_events,
    "Glossary": _glossary,
    "Ledger of claims": _ledger,
    "Reading list": _readings,
    "Rows and their sources": _rows,
    "Self-test over the whole course": _self_test,
    "Source criticism": _source_check,
    "Questions in the notebooks": _questions,
    "List of sources in the handouts": _list_of_sources,
}
