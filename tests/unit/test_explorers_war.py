"""Explorers of notebook 02: every control value works, texts are escaped."""

from __future__ import annotations

import itertools

import pytest

from helpers import data, explorers, ledger
from helpers.explorers import base, timeline
from helpers.explorers.source_check import LABELS, verdict
from helpers.explorers.war import case_detail

SCRIPT = "<script>alert(1)</script>"


def values_of(control: object) -> list:
    if not hasattr(control, "options"):
        low, high = control.min, control.max
        return [(low, low), (high, high), (low, high)]
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


def pairwise(explorer: base.Explorer) -> list[dict]:
    """Few combinations in which each value of each control meets each value of every other."""
    options = {name: values_of(control) for name, control in explorer.controls.items()}
    missing = {
        ((first, one), (second, two))
        for first, second in itertools.combinations(options, 2)
        for one in options[first]
        for two in options[second]
    }
    rows = []
    while missing:
        row = dict(min(missing, key=repr))
        for name in options:
            if name not in row:
                row[name] = max(options[name], key=lambda v: newly_met({**row, name: v}, missing))
        rows.append({name: row[name] for name in options})
        missing = {pair for pair in missing if not all(row[name] == value for name, value in pair)}
    return rows


def newly_met(row: dict, missing: set) -> int:
    return sum(all(row.get(name, row) == value for name, value in pair) for pair in missing)


@pytest.mark.parametrize(
    "build", [explorers.war.vote_map, explorers.war.case_tester, explorers.timeline.timeline]
)
def test_every_value_of_every_control_works(build: object) -> None:
    explorer = build()
    for name, control in explorer.controls.items():
        start = control.value
        for value in values_of(control):
            control.value = value
            assert explorer.values()[name] == value
            assert explorer.figure.layout.meta["alt"]
        control.value = start


def test_timeline_pairs_of_controls_never_fail() -> None:
    explorer = explorers.timeline.timeline()
    combinations = pairwise(explorer)
    assert len(combinations) >= 56
    for values in combinations:
        figure = explorer._draw(**values)
        assert figure.layout.meta["alt"]
        assert "events." in explorer._detail(**values)


def test_vote_map_pairs_of_controls_never_fail() -> None:
    explorer = explorers.war.vote_map()
    for values in pairwise(explorer):
        assert explorer._draw(**values).layout.meta["title"].startswith(values["resolution"])


def test_nothing_found_is_said() -> None:
    explorer = explorers.timeline.timeline()
    explorer.controls["actor"].value = "RUS"
    explorer.controls["direction"].value = -2
    assert "No event fits" in explorer.figure.layout.meta["alt"]
    assert explorer.text.value.startswith("<p>0 events.")
    explorer.controls["direction"].value = "all"
    assert "Russia" in explorer.figure.layout.meta["alt"]


def test_russia_is_left_out_of_the_mean() -> None:
    explorer = explorers.timeline.timeline()
    explorer.controls["actor"].value = "RUS"
    assert "No mean" in explorer.text.value


def test_contested_events_say_so() -> None:
    explorer = explorers.timeline.timeline()
    explorer.controls["bears"].value = "all"
    explorer.controls["confidence"].value = "contested"
    count = int((data.read("stance_events")["confidence"] == "contested").sum())
    assert explorer.text.value.count("both versions") == count


def test_events_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    events = data.read("stance_events").head(3).assign(headline=SCRIPT, detail=SCRIPT)
    monkeypatch.setattr(timeline.data, "load", lambda name: events)
    explorer = explorers.timeline.timeline()
    explorer.controls["bears"].value = "all"
    shown = explorer.text.value + explorer.figure.to_json()
    assert "&lt;script&gt;" in explorer.text.value
    assert SCRIPT not in shown


def test_links_open_in_a_new_tab() -> None:
    explorer = explorers.timeline.timeline()
    links = explorer.text.value.count("<a ")
    assert links > 100
    assert explorer.text.value.count('target="_blank" rel="noopener noreferrer"') == links


def test_case_detail_is_escaped_and_flags_control_cases() -> None:
    case = data.read("assistance_requests").iloc[4].copy()
    assert case["control_case"]
    case["situation"] = SCRIPT
    shown = case_detail(case)
    assert SCRIPT not in shown
    assert "nothing was refused" in shown


def test_source_check_hides_the_correction_until_a_label_is_chosen() -> None:
    check = explorers.source_check.source_check()
    row = data.read("misinformation").iloc[0]
    check.button.click()
    assert check.feedback.value == "<p>Choose a label first.</p>"
    assert "href" not in check.text.value
    check.label.value = row["label"]
    check.button.click()
    assert "We chose the same label" in check.feedback.value
    check.item.value = "DI02"
    assert check.feedback.value == ""
    assert check.label.value is None


@pytest.mark.parametrize("label", list(LABELS))
def test_every_label_gets_a_verdict_for_every_item(label: str) -> None:
    items = data.read("misinformation")
    assert set(items["label"]) <= set(LABELS)
    for _, row in items.iterrows():
        same = "We chose the same label" in verdict(row, label)
        assert same == (row["label"] == label)


def test_source_check_is_escaped() -> None:
    row = data.read("misinformation").iloc[0].copy()
    row["correction"] = SCRIPT
    assert SCRIPT not in verdict(row, "false")


def test_ledger_shows_why_and_refuses_unknown_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ledger.verdicts("C021", "C040").data.count("<tr>") == 3
    with pytest.raises(KeyError):
        ledger.verdicts("C999")
    claims = data.read("claims").head(1).assign(why=SCRIPT)
    monkeypatch.setattr(ledger.data, "read", lambda name: claims)
    assert SCRIPT not in ledger.verdicts(claims["claim_id"].iloc[0]).data


def test_every_claim_of_the_notebook_is_judged_in_it() -> None:
    claims = data.read("claims")
    wanted = set(claims.loc[claims["tested_in"] == "02_war_stance", "claim_id"])
    path = data.DATA.parent / "notebooks" / "02_war_stance.ipynb"
    text = path.read_text(encoding="utf-8")
    assert not {claim for claim in wanted if f'\\"{claim}\\"' not in text}
