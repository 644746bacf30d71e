"""A student at work in a process of its own, which tests can kill.

    python student_at_work.py save NUMBER        save all kinds of own work through the explorers
    python student_at_work.py stop KIND NUMBER   the same for one kind; stop before the renaming
    python student_at_work.py show               print what a fresh start takes up again, as JSON
    python student_at_work.py judge CLAIM        judge one claim many times
    python student_at_work.py write LETTER       write a large text of one letter until killed
    python student_at_work.py all NUMBER         wait for a line, then save many times, every time
                                                 something new, in competition with others
    python student_at_work.py claims             judge one claim after the other, say each saved one
    python student_at_work.py hold               keep all others from saving until killed

NUMBER is 0, 1 or 2 and stands for different work each.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
import time
from pathlib import Path

from helpers import data, explorers, own_work, verdict_file
from helpers.explorers.briefing import BriefingBuilder
from helpers.explorers.forecasts import OWN, ForecastNotebook

TODAY = dt.date(2026, 12, 1)
TIMES = 40
LARGE = 400_000
ROUNDS = 12
REASONS = ["No source.", "It is in the treaty.", "Two tables agree, one does not say."]
FILES = {
    "verdicts": "verdicts.csv",
    "coding": "coding.csv",
    "forecasts": "forecasts.csv",
    "draft": "briefing_draft.json",
    "page": "briefing-my-briefing.html",
}


def save(kind: str, number: int) -> None:
    """Do what a student does to save this kind of work."""
    SAVE[kind](number)


def show() -> dict[str, object]:
    """Return what newly made explorers show of the saved work."""
    ledger = explorers.ledger.judge()
    coding = explorers.coding.ten_events()
    coding.load.click()
    forecasts = ForecastNotebook(lambda: TODAY)
    forecasts.load.click()
    builder = BriefingBuilder(lambda: TODAY)
    return {
        "verdicts": [ledger.verdict.value, ledger.reason.value],
        "coding": list(coding.codes.values()),
        "forecasts": re.findall(r"Will it rain, \d\?", forecasts.saved.value),
        "draft": [builder.title_of.value, builder.name.value],
    }


def expected(number: int) -> dict[str, object]:
    """Return what `show` finds after all kinds were saved once."""
    return {
        "verdicts": ["partly", REASONS[number]],
        "coding": [number] * 10,
        "forecasts": [f"Will it rain, {number}?"],
        "draft": ["My briefing", f"Author {number}"],
    }


def _verdicts(number: int) -> None:
    shown = explorers.ledger.judge()
    shown.verdict.value, shown.reason.value = "partly", REASONS[number]
    shown.judge.click()


def _coding(number: int) -> None:
    shown = explorers.coding.ten_events()
    shown.name.value = "Ana"
    for _ in range(10):
        shown.code.value = number
        shown.next.click()
    shown.save.click()


def _forecasts(number: int) -> None:
    shown = ForecastNotebook(lambda: TODAY)
    shown.question.value = OWN
    shown.own_question.value = f"Will it rain, {number}?"
    shown.save.click()


def _draft(number: int) -> BriefingBuilder:
    shown = BriefingBuilder(lambda: TODAY)
    shown.title_of.value = "My briefing"
    shown.name.value = f"Author {number}"
    return shown


def _page(number: int) -> None:
    shown = _draft(number)
    shown.text.value = "word " * 200
    shown.take_figures.click()
    shown.replace.value = True
    shown.export.click()


SAVE = {
    "verdicts": _verdicts,
    "coding": _coding,
    "forecasts": _forecasts,
    "draft": _draft,
    "page": _page,
}


def _stop_before(name: str) -> None:
    """Say it and wait when the new content is complete, but not yet under its name."""
    replace = os.replace

    def stopping(source: str, target: Path) -> None:
        if Path(target).name == name:
            print("between", flush=True)
            time.sleep(600)
        replace(source, target)

    os.replace = stopping


def _write_until_killed(letter: str) -> None:
    while True:
        own_work.save_text("large.txt", letter * LARGE)
        print(letter, end="", flush=True)


def claims(number: int) -> list[str]:
    """Return the claims that the process of this number judges in `all`."""
    return data.read("claims")["claim_id"].tolist()[number * ROUNDS : (number + 1) * ROUNDS]


def _save_all(number: int) -> None:
    coding, forecasts = explorers.coding.ten_events(), ForecastNotebook(lambda: TODAY)
    coding.name.value = f"Coder {number}"
    forecasts.question.value = OWN
    print("ready", flush=True)
    sys.stdin.readline()
    for count, claim in enumerate(claims(number)):
        verdict_file.judge(claim, "partly", f"Reason {number}.{count}")
        forecasts.own_question.value = f"Will it rain, {number}.{count}?"
        forecasts.save.click()
        coding.code.value = number
        coding.next.click()
        coding.save.click()


def _judge_and_say() -> None:
    for claim in data.read("claims")["claim_id"]:
        verdict_file.judge(claim, "partly", "Saved before the kill.")
        print(claim, flush=True)


def _hold() -> None:
    with own_work.alone():
        print("held", flush=True)
        time.sleep(600)


def main(task: str, *words: str) -> None:
    """Run one of the tasks above."""
    if task == "save":
        for kind in FILES:
            save(kind, int(words[0]))
    elif task == "stop":
        _stop_before(FILES[words[0]])
        save(words[0], int(words[1]))
    elif task == "show":
        print(json.dumps(show()))
    elif task == "judge":
        for number in range(TIMES):
            verdict_file.judge(words[0], "partly", REASONS[number % 3] * 20)
    elif task == "all":
        _save_all(int(words[0]))
    elif task == "claims":
        _judge_and_say()
    elif task == "hold":
        _hold()
    else:
        _write_until_killed(words[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
