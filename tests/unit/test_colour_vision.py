"""Colours that stand together in a figure are far apart for everybody, or something else differs.

The threshold was set before measuring: a CIEDE2000 distance of 1 is just noticeable side by side,
and from about 10 on two colours are told apart at a glance. It holds for normal vision, the three
dichromacies and grey print. A pair below it needs a second sign that differs, too: marker, dash,
hatching or a written letter. The signs are read from the figures, not from a list.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from colour_vision import SIMULATIONS, ciede2000, distance

from helpers import charts, data, measures, theme

APART = 10.0
Looks = dict[str, tuple[str, object]]


def of_traces(figure: object, sign: Callable) -> Looks:
    """Colour and second sign of each trace with a name."""
    return {
        trace.name: (colour_of(trace), sign(trace))
        for trace in figure.data
        if trace.name and trace.showlegend is not False and is_colour(colour_of(trace))
    }


def colour_of(trace: object) -> object:
    line = trace.line.color if trace.type == "scatter" and "lines" in (trace.mode or "") else None
    return line or trace.marker.color


def is_colour(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#")


def hatch(trace: object) -> str:
    return trace.marker.pattern.shape or ""


def symbol(trace: object) -> object:
    return trace.marker.symbol


def dash(trace: object) -> object:
    return trace.line.dash or "solid"


def states() -> Looks:
    votes = data.load("un_votes")
    table = measures.agreement.with_state(votes, ["RUS", *theme.MEMBERS[1:]], draws=0)
    drawn = charts.agreement.with_russia(table)
    by_colour = {colour: state for state, colour in theme.STATE_COLOURS.items()}
    return {
        by_colour[trace.line.color]: (trace.line.color, trace.marker.symbol)
        for trace in drawn.data
        if trace.line.color in by_colour and trace.marker.symbol
    }


def verdicts() -> Looks:
    return of_traces(charts.ledger.verdicts_by(data.load("claims")), hatch)


def kinds() -> Looks:
    return of_traces(charts.start.ledger_overview(data.load("claims")), hatch)


def grades() -> Looks:
    counted = {
        name: data.load(name)["confidence"].value_counts() for name in ("bases", "positions")
    }
    return of_traces(charts.start.grades(charts.start.grade_table(counted)), hatch)


def directions() -> Looks:
    return of_traces(charts.timeline.timeline(data.load("stance_events")), symbol)


def forces() -> Looks:
    return of_traces(charts.offices.strengths(data.load("forces")), symbol)


def alliances() -> Looks:
    sizes = data.load("alliance_asymmetry")
    drawn = charts.power.by_year(sizes, "population", "share")
    return of_traces(drawn, lambda trace: (dash(trace), symbol(trace)))


def letters_on_the_map() -> Looks:
    spells = measures.membership.spells(data.load("membership_events"))
    status = measures.membership.status_on(spells, "2026-06-30")
    figure = charts.membership.map_in(spells, 2026)
    named = (trace for trace in figure.data if "RUS" in str(trace.text))
    shown = next(trace for trace in named if trace.type == "scattergeo")
    signs = {text.strip("</b>").split()[0]: text.strip("</b>").split()[1] for text in shown.text}
    return {
        value: (colour, signs[status.index[status == value][0]])
        for value, colour in charts.membership.STATUS_COLOURS.items()
    }


def answers() -> Looks:
    polls = measures.cohesion.polls(data.load("public_opinion"), "KAZ")
    figure = charts.polls.panels(polls)
    looks = {}
    for trace in figure.data:
        if is_colour(trace.marker.color) and isinstance(trace.marker.symbol, tuple):
            plain = trace.marker.symbol[0].removesuffix("-open")
            looks[trace.marker.color] = (trace.marker.color, plain)
    return looks


def positions() -> Looks:
    return {
        str(code): (colour, charts.positions.signed(code))
        for code, colour in charts.positions.COLOURS.items()
    }


def votes() -> Looks:
    return {vote: (colour, vote) for vote, colour in theme.VOTE_COLOURS.items()}


def events() -> Looks:
    return of_traces(charts.conflicts.chronology(data.load("conflict_events")), symbol)


def conflict_years() -> Looks:
    return of_traces(charts.conflict_years.active(data.load("conflicts")), symbol)


def transfers() -> Looks:
    return of_traces(charts.transfers.armenia(data.load("armenia_transfers")), hatch)


def emphasis() -> Looks:
    return of_traces(charts.published.emphasis(data.load("scenarios")), hatch)


def memberships() -> Looks:
    """The colour of a cell, and the word that stands in it."""
    spells = measures.memberships.spells(
        data.load("organisation_memberships"), data.load("membership_events")
    )
    drawn = charts.organisations.matrix(spells).data[0]
    words = dict(zip(itertools.chain(*drawn.z), itertools.chain(*drawn.text), strict=True))
    return {
        kind: (colour, words.get(number, kind))
        for number, (kind, (colour, _)) in enumerate(charts.organisations._LOOKS.items())
    }


PALETTES = (
    *(states, votes, verdicts, kinds, grades, directions, forces),
    *(alliances, letters_on_the_map, positions, answers),
    *(events, conflict_years, transfers, emphasis, memberships),
)


def close(looks: Looks) -> Iterator[tuple[str, str, str, float]]:
    """Pairs whose colours are nearer than the threshold, with the simulation."""
    for first, second in itertools.combinations(looks, 2):
        for simulation in SIMULATIONS:
            far = distance(looks[first][0], looks[second][0], simulation)
            if far < APART:
                yield first, second, simulation, round(far, 1)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.__name__)
def test_near_colours_differ_in_a_second_sign(palette: Callable[[], Looks]) -> None:
    looks = palette()
    assert len(looks) >= 2
    alike = [pair for pair in close(looks) if looks[pair[0]][1] == looks[pair[1]][1]]
    assert alike == []


def test_the_six_states_are_far_apart_in_all_kinds_of_colour_vision() -> None:
    looks = states()
    assert set(looks) >= set(theme.MEMBERS[1:])
    assert {simulation for *_, simulation, _ in close(looks)} <= {"grey print"}


def test_codes_of_the_matrix_are_written_into_its_cells() -> None:
    figure = charts.positions.matrix(data.load("positions"), data.load("position_indicators"))
    texts = [text for trace in figure.data for text in (trace.text or ()) if isinstance(text, str)]
    assert {"<b>−1</b>", "<b>+1</b>", "<b>0</b>", "<b>+2</b>"} <= set(texts)


# Sharma, Wu and Dalal (2005), table 1: two colours and their distance.
@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_distance_is_that_of_the_published_examples(
    first: tuple, second: tuple, published: float
) -> None:
    assert ciede2000(first, second) == pytest.approx(published, abs=5e-5)


def test_grey_print_keeps_only_lightness() -> None:
    assert distance("#FF0000", "#00FF00", "grey print") < distance("#FF0000", "#00FF00")
    assert distance("#808080", "#808080", "grey print") == 0
