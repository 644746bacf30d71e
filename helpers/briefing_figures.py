"""The figures that a briefing can hold, each drawn only when it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go

from helpers import charts, measures
from helpers.data import read

_OTHERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]


@dataclass(frozen=True)
class Choice:
    """A figure that can be chosen.

    Args:
        label: A few words for the list.
        notebook: The notebook that explains it.
        tables: Tables it rests on, for the list of sources.
        draw: Function without arguments that draws it.
    """

    label: str
    notebook: str
    tables: tuple[str, ...]
    draw: Callable[[], go.Figure]


def _members() -> go.Figure:
    events = read("membership_events")
    return charts.membership.timeline(measures.membership.spells(events), events)


def _members_map() -> go.Figure:
    return charts.membership.map_in(measures.membership.spells(read("membership_events")), 2026)


def _power() -> go.Figure:
    return charts.power.shares(read("alliance_asymmetry"))


def _un_votes() -> go.Figure:
    return charts.ukraine_votes.matrix(read("un_ukraine_votes"))


def _human_rights_council() -> go.Figure:
    return charts.ukraine_votes.vote_map(read("un_ukraine_votes"), "A/RES/ES-11/3")


def _arguments() -> go.Figure:
    return charts.war.families(read("legal_positions"), read("argument_families"))


def _speed() -> go.Figure:
    return charts.requests.speed(read("assistance_requests"))


def _summits() -> go.Figure:
    return charts.war.attendance(read("summits"), read("summit_attendance"))


def _positions() -> go.Figure:
    return charts.positions.matrix(read("positions"), read("position_indicators"))


def _agreement() -> go.Figure:
    whole = measures.agenda.whole_texts(read("un_votes"))
    return charts.agreement.with_russia(
        measures.agreement.with_state(whole, _OTHERS), measures.groups.means_with_state(whole)
    )


def _re_exports() -> go.Figure:
    dated = measures.trade.events(
        read("stance_events"), read("economic_statements"), read("unfriendly_states")
    )
    return charts.trade.lines(read("eu_exports_monthly"), dated)


def _cohesion() -> go.Figure:
    sessions = measures.cohesion.attendance(read("summits"), read("summit_attendance"))
    drills = measures.cohesion.exercises(read("exercises"), read("exercise_participation"))
    agreement = measures.cohesion.votes(read("un_votes"), since=2022, first=2019)
    gauges = [measures.cohesion.periods(one[one["year"] >= 2019]) for one in (sessions, drills)]
    return charts.cohesion.side_by_side(*gauges, agreement)


def _polls() -> go.Figure:
    return charts.polls.panels(measures.cohesion.polls(read("public_opinion"), "KAZ"))


def _survival() -> go.Figure:
    return charts.survival.pacts(read("alliance_spells"))


def _exits() -> go.Figure:
    spells = read("alliance_member_spells")
    spells = spells.assign(years=spells["end"] - spells["start"])
    return charts.exits.by_definition(
        measures.exit_definitions.by_definition(
            spells, read("alliance_spells"), read("membership_events")
        )
    )


def _forecasts() -> go.Figure:
    return charts.published.timeline(read("scenarios"))


def _answers() -> go.Figure:
    classes = measures.response.by_reference_class(
        read("assistance_requests"), read("precedents"), "troops"
    )
    return charts.shares.intervals(classes, "troops", read("alliance_reliability"))


def _partner_map() -> go.Figure:
    return charts.partner_map.links_map(read("partnerships"))


def _partners() -> go.Figure:
    return charts.partner_counts.before_after(read("partnerships"))


def _organisations() -> go.Figure:
    return charts.organisations.matrix(
        measures.memberships.spells(read("organisation_memberships"), read("membership_events"))
    )


def _trade() -> go.Figure:
    return charts.trade_partners.shares(read("trade_partners"))


def _arms() -> go.Figure:
    return charts.arms.suppliers(read("arms_imports"))


def _deaths() -> go.Figure:
    return charts.conflicts.deaths(read("conflict_deaths"))


def _conflicts() -> go.Figure:
    return charts.conflict_map.places(read("conflict_events"))


def _verdicts() -> go.Figure:
    return charts.ledger.verdicts_by(read("claims"), "section")


FIGURES: dict[str, Choice] = {
    "members": Choice(
        "Who joined and who left, 1992–2026", "01_founding", ("membership_events",), _members
    ),
    "members-map": Choice(
        "Map: members in June 2026", "01_founding", ("membership_events",), _members_map
    ),
    "power": Choice(
        "Russia's share of power in the CSTO", "01_founding", ("alliance_asymmetry",), _power
    ),
    "un-votes": Choice(
        "UN votes of the members on Ukraine", "02_war_stance", ("un_ukraine_votes",), _un_votes
    ),
    "vote-map": Choice(
        "Map: UN vote of April 2022",
        "02_war_stance",
        ("un_ukraine_votes",),
        _human_rights_council,
    ),
    "arguments": Choice(
        "Why Article 4 was not used: arguments",
        "02_war_stance",
        ("legal_positions", "argument_families"),
        _arguments,
    ),
    "speed": Choice(
        "Requests for help: speed of the answers",
        "02_war_stance",
        ("assistance_requests",),
        _speed,
    ),
    "summits": Choice(
        "Who came to the summits", "02_war_stance", ("summits", "summit_attendance"), _summits
    ),
    "positions": Choice(
        "Positions on the war: 21 questions",
        "03_member_reactions",
        ("positions", "position_indicators"),
        _positions,
    ),
    "agreement": Choice(
        "Agreement with Russia in UN votes",
        "03_member_reactions",
        ("un_votes",),
        _agreement,
    ),
    "re-exports": Choice(
        "EU exports to six countries by month",
        "03_member_reactions",
        ("eu_exports_monthly", "stance_events", "economic_statements", "unfriendly_states"),
        _re_exports,
    ),
    "cohesion": Choice(
        "Cohesion before and since 2022",
        "04_future_impact",
        ("un_votes", "summits", "summit_attendance", "exercises", "exercise_participation"),
        _cohesion,
    ),
    "polls": Choice(
        "Polls in Kazakhstan on the war", "04_future_impact", ("public_opinion",), _polls
    ),
    "answers": Choice(
        "How often requests brought troops",
        "04_future_impact",
        ("assistance_requests", "precedents", "alliance_reliability"),
        _answers,
    ),
    "survival": Choice(
        "How long defence pacts live", "04_future_impact", ("alliance_spells",), _survival
    ),
    "exits": Choice(
        "How often members leave an alliance",
        "04_future_impact",
        ("alliance_member_spells", "alliance_spells", "membership_events"),
        _exits,
    ),
    "forecasts": Choice(
        "Published forecasts about the CSTO", "04_future_impact", ("scenarios",), _forecasts
    ),
    "partner-map": Choice(
        "Map: links with other partners", "05_geopolitics", ("partnerships",), _partner_map
    ),
    "partners": Choice(
        "Partners before and since February 2022", "05_geopolitics", ("partnerships",), _partners
    ),
    "organisations": Choice(
        "Who is in which of nine organisations",
        "05_geopolitics",
        ("organisation_memberships", "membership_events"),
        _organisations,
    ),
    "trade": Choice("Partners in trade by year", "05_geopolitics", ("trade_partners",), _trade),
    "arms": Choice("Who delivered major arms", "05_geopolitics", ("arms_imports",), _arms),
    "deaths": Choice(
        "Deaths in conflicts between neighbours",
        "05_geopolitics",
        ("conflict_deaths",),
        _deaths,
    ),
    "conflict-map": Choice(
        "Map: conflicts since 2020",
        "05_geopolitics",
        ("conflict_events",),
        _conflicts,
    ),
    "verdicts": Choice(
        "Verdicts on the article, by section", "06_conclusion", ("claims",), _verdicts
    ),
}
