"""Dossier and spectrum builder: every control value works, texts are escaped."""

from __future__ import annotations

import itertools

import pytest

from helpers import data, explorers, theme
from helpers.charts.positions import GROUPS
from helpers.explorers import base, dossier, dossier_text, spectrum

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def member() -> base.Explorer:
    return explorers.dossier.member()


@pytest.fixture(scope="module")
def builder() -> base.Explorer:
    return explorers.spectrum.builder()


@pytest.mark.parametrize("code", theme.MEMBERS)
def test_every_part_of_every_member_is_shown(member: base.Explorer, code: str) -> None:
    member.controls["member"].value = code
    for part in dossier.PARTS.values():
        member.controls["part"].value = part
        assert data.names()[code] in member.figure.layout.meta["title"]
        assert member.figure.layout.meta["alt"]
        assert "<a href" in member.text.value
    assert member.map.layout.meta["title"] == data.names()[code]
    assert sum(member.map.data[1].z) == 1


def test_any_part_can_follow_any_other(member: base.Explorer) -> None:
    member.controls["member"].value = "TJK"
    for first, second in itertools.permutations(dossier.PARTS.values(), 2):
        member.controls["part"].value = first
        member.controls["part"].value = second
        assert member.values() == {"member": "TJK", "part": second}


def test_the_first_view_is_the_one_asked_for() -> None:
    explorer = explorers.dossier.member("KAZ", "votes")
    assert explorer.figure.layout.meta["title"].startswith("Kazakhstan voted like Russia")


def test_verdicts_are_folded(member: base.Explorer) -> None:
    member.controls["member"].value = "ARM"
    member.controls["part"].value = "claims"
    text = member.text.value
    count = text.count("<details>")
    assert count == 20
    assert "<details open" not in text
    for piece in text.split("<details>")[1:]:
        assert "judge first" in piece.split("</summary>")[0]


def test_contested_positions_and_events_say_so(member: base.Explorer) -> None:
    member.controls["member"].value = "KGZ"
    member.controls["part"].value = "positions"
    assert "<b>contested</b>" in member.text.value
    assert "<b>unknown</b>" in member.text.value
    member.controls["part"].value = "timeline"
    assert member.text.value.count("both versions") == 1


def test_trade_says_what_is_missing(member: base.Explorer) -> None:
    member.controls["part"].value = "trade"
    for code, words in (("BLR", "no full table"), ("TJK", "not in Russia's table")):
        member.controls["member"].value = code
        assert words in member.text.value.replace("&#x27;", "'")
        assert "never added up" in member.text.value


@pytest.mark.parametrize("part", dossier.PARTS.values())
def test_texts_of_the_dossier_are_escaped(part: str) -> None:
    names = [*dict.fromkeys(itertools.chain(*dossier._TABLES.values())), "context_facts"]
    tables = {name: data.read(name) for name in names}
    texts = {
        "positions": ["value", "note", "date"],
        "position_indicators": ["label", "question"],
        "stance_events": ["headline", "detail"],
        "un_ukraine_votes": ["title"],
        "public_opinion": ["response", "note", "question_note"],
        "claims": ["why"],
        "context_facts": ["metric", "note"],
    }
    for name, columns in texts.items():
        tables[name] = tables[name].assign(**dict.fromkeys(columns, SCRIPT))
    shown = dossier_text.text("ARM", part, tables)
    assert SCRIPT not in shown
    assert "&lt;script&gt;" in shown


def test_links_of_the_dossier_open_in_a_new_tab(member: base.Explorer) -> None:
    member.controls["member"].value = "BLR"
    member.controls["part"].value = "timeline"
    links = member.text.value.count("<a ")
    assert links > 40
    assert member.text.value.count('target="_blank" rel="noopener noreferrer"') == links


def test_choices_of_the_builder_combine(builder: base.Explorer) -> None:
    names = ["view", "shared", "missing", "contested", "indicators"]
    options = [[value for _, value in builder.controls[name].options] for name in names]
    start = builder.values()
    for values in itertools.product(*options):
        choice = {**start, **dict(zip(names, values, strict=True))}
        assert builder._draw(**choice).layout.meta["title"]
        assert "Limits." in builder._detail(**choice)


def test_every_control_of_the_builder_moves_the_figure(builder: base.Explorer) -> None:
    for name, control in builder.controls.items():
        start = control.value
        last = control.options[-1][1] if hasattr(control, "options") else control.max
        before = builder.figure.layout.meta["alt"]
        control.value = last
        assert builder.values()[name] == last
        assert builder.figure.layout.meta["alt"] != before
        control.value = start


@pytest.mark.parametrize("view", spectrum.VIEWS.values())
@pytest.mark.parametrize("kept", [None, *GROUPS])
def test_one_group_alone_works_and_none_says_so(
    builder: base.Explorer, view: str, kept: str | None
) -> None:
    for missing in spectrum.MISSING.values():
        choice = {**builder.values(), "view": view, "missing": missing}
        choice |= {name: int(name == kept) for name in GROUPS}
        alt = builder._draw(**choice).layout.meta["alt"]
        if kept is None:
            assert "carry a weight" in alt
        assert builder._detail(**choice)


def test_zero_weights_leave_a_message_and_come_back(builder: base.Explorer) -> None:
    for name in GROUPS:
        builder.controls[name].value = 0
    assert "Fewer than two indicators" in builder.figure.layout.meta["alt"]
    for name in GROUPS:
        builder.controls[name].value = 1
    assert "Armenia" in builder.figure.layout.meta["title"]
