"""Figures of nine organisations: every spell is drawn, unknown dates are marked."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts, data, figures
from helpers.measures import memberships

SPELLS = memberships.spells(data.read("organisation_memberships"), data.read("membership_events"))
AS_OF = pd.Timestamp("2026-06-30")


def footer(figure: object) -> str:
    note = next(one for one in figure.layout.annotations if one.name == "footer")
    return note.text.replace("<br>", " ")


@pytest.mark.parametrize("year", [1991, 1999, 2009, 2024, 2026])
def test_the_matrix_draws_every_status(year: int) -> None:
    figure = charts.organisations.matrix(SPELLS, year)
    heat, table = figure.data[0], memberships.in_year(SPELLS, year)
    filled = [text for line in heat.text for text in line if text]
    assert len(filled) == len(table)
    assert len(heat.y) == SPELLS["state"].nunique()
    assert list(heat.x) == memberships.ORGANISATIONS
    unknown = (table["status"] == memberships.OPEN).sum()
    assert filled.count("?") == unknown


def test_the_matrix_says_status_and_year() -> None:
    heat = charts.organisations.matrix(SPELLS).data[0]
    armenia = dict(zip(heat.x, heat.text[heat.y.index("Armenia")], strict=True))
    assert armenia["CSTO"] == "frozen 2024"
    assert armenia["SCO"] == "dialogue ?"
    assert armenia["NATO"] == ""
    uzbekistan = dict(zip(heat.x, heat.text[heat.y.index("Uzbekistan")], strict=True))
    assert uzbekistan["CSTO"] == "former 2012"


def test_members_stand_first() -> None:
    order = charts.organisations.order(SPELLS)
    assert order[:6] == ["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"]
    assert sorted(order) == sorted(set(SPELLS["state"]))


def test_a_state_that_is_new_in_the_table_is_drawn_too() -> None:
    more = pd.concat([SPELLS, SPELLS.iloc[[0]].assign(state="MNG")])
    assert charts.organisations.order(more)[-1] == "MNG"
    assert "Mongolia" in charts.organisations.matrix(more).data[0].y


@pytest.mark.parametrize("state", sorted(set(SPELLS["state"])))
def test_bars_of_a_state_are_its_spells(state: str) -> None:
    figure = charts.organisations.over_time(SPELLS, state)
    own = SPELLS[SPELLS["state"] == state]
    assert sum(len(trace.y or ()) for trace in figure.data if trace.type == "bar") == len(own)
    assert data.names()[state] in figure.layout.meta["title"]
    missing = [one for one in memberships.ORGANISATIONS if one not in set(own["organisation"])]
    assert f"No row in the tables: {', '.join(missing)}." in footer(figure)


@pytest.mark.parametrize("organisation", memberships.ORGANISATIONS)
def test_bars_of_an_organisation_are_its_spells(organisation: str) -> None:
    figure = charts.organisations.of_organisation(SPELLS, organisation)
    own = SPELLS[SPELLS["organisation"] == organisation]
    assert sum(len(trace.y or ()) for trace in figure.data if trace.type == "bar") == len(own)
    unknown = next(trace for trace in figure.data if trace.name == "start not known")
    assert len(unknown.y or ()) == (~own["known"]).sum()


def test_bars_last_from_begin_to_end() -> None:
    figure = charts.organisations.over_time(SPELLS, "GEO")
    member = figure.data[0]
    lengths = dict(zip(member.y, member.x, strict=True))
    days = (pd.Timestamp("2009-08-18") - pd.Timestamp("1993-12-09")).days
    assert lengths["CIS"] == days * 86_400_000
    assert lengths["GUAM"] == (AS_OF - pd.Timestamp("1997-10-10")).days * 86_400_000


def test_every_row_of_bars_has_words() -> None:
    figure = charts.organisations.of_organisation(SPELLS, "SCO")
    words = figure.data[-1]
    labelled = {row for row, text in zip(words.y, words.text, strict=True) if text.strip()}
    assert labelled == set(figure.layout.yaxis.ticktext)


def test_what_an_empty_cell_means_is_said() -> None:
    for figure in (
        charts.organisations.matrix(SPELLS),
        charts.organisations.over_time(SPELLS, "ARM"),
        charts.organisations.of_organisation(SPELLS, "EU"),
    ):
        assert "not that there is no tie" in footer(figure)
    assert "frozen" in figures.describe(charts.organisations.matrix(SPELLS))
