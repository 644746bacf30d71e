"""Figures of nine organisations: every spell is drawn, unknown dates are marked."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts, data, figures
from helpers.measures import memberships

SPELLS = memberships.spells(data.read("organisation_memberships"), data.read("membership_events"))


def footer(figure: object) -> str:
    note = next(one for one in figure.layout.annotations if one.name == "footer")
    return note.text.replace("<br>", " ")


def spans(trace: object) -> list[tuple]:
    """Return row, begin and end of each spell of a trace."""
    return list(zip(trace.y[::3], trace.x[::3], trace.x[1::3], strict=True))


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
    assert sum(len(spans(trace)) for trace in figure.data if trace.mode == "lines") == len(own)
    assert data.names()[state] in figure.layout.meta["title"]
    missing = [one for one in memberships.ORGANISATIONS if one not in set(own["organisation"])]
    assert f"No row in the tables: {', '.join(missing)}." in footer(figure)


@pytest.mark.parametrize("organisation", memberships.ORGANISATIONS)
def test_bars_of_an_organisation_are_its_spells(organisation: str) -> None:
    figure = charts.organisations.of_organisation(SPELLS, organisation)
    own = SPELLS[SPELLS["organisation"] == organisation]
    assert sum(len(spans(trace)) for trace in figure.data if trace.mode == "lines") == len(own)
    unknown = next(trace for trace in figure.data if trace.name == "start not known")
    assert len(spans(unknown)) == (~own["known"]).sum()


def test_bars_last_from_begin_to_end() -> None:
    figure = charts.organisations.over_time(SPELLS, "GEO")
    drawn = {row: (begin, end) for row, begin, end in spans(figure.data[0])}
    assert drawn["CIS"] == ("1993-12-09", "2009-08-18")
    assert drawn["GUAM"] == ("1997-10-10", "2026-06-30")


def test_a_bar_of_unknown_start_is_not_older_than_the_organisation() -> None:
    figure = charts.organisations.over_time(SPELLS, "ARM")
    unknown = next(trace for trace in figure.data if trace.name == "start not known")
    assert spans(unknown) == [("SCO", "2001-06-15", "2026-06-30")]


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
