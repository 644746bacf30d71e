"""Who belonged to the treaty and the organisation, and when."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, figures, maps, theme
from helpers.measures import membership

TABLES = ["membership_events"]
ORDER = ["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM", "UZB", "AZE", "GEO"]

STATUS_COLOURS = {"member": "#12507B", "frozen": "#F2A900", "former": "#A8A8A8"}
STATUS_LABELS = {"member": "● member", "frozen": "◆ frozen", "former": "○ former"}
_SIGNS = {"member": "●", "frozen": "◆", "former": "○"}

# Places of the labels on the map: longitude, latitude (degrees), side of the text.
_LABELS = {
    "RUS": (95, 62, "middle center"),
    "BLR": (28.3, 53.6, "middle center"),
    "KAZ": (67, 48.3, "middle center"),
    "KGZ": (80.5, 40.6, "middle right"),
    "TJK": (72, 37.4, "bottom center"),
    "ARM": (44.3, 39.6, "bottom left"),
    "UZB": (62, 41.5, "middle center"),
    "AZE": (50.3, 40.2, "middle right"),
    "GEO": (42, 42.3, "middle left"),
}

# Steps of the legal history, in order: letter, event, words.
_STEPS = [
    ("A", "signed the treaty", "treaty signed"),
    ("B", "treaty in force", "treaty in force"),
    ("C", "did not renew the treaty", "first term ends"),
    ("D", "treaty became an organisation", "organisation decided"),
    ("E", "charter in force", "charter in force"),
]

# Other dates that sources give for a step which the spells date differently.
_OTHER_DATES = [
    "acceded to the treaty (other date)",
    "return announced",
    "return ratified",
    "suspension agreed",
]


def legal_steps(events: pd.DataFrame) -> pd.DataFrame:
    """Return the five dates of the legal history, from treaty to charter.

    Args:
        events: Table ``membership_events``.

    Returns:
        Columns ``letter``, ``step`` and ``date`` (timestamps).

    Example:
        >>> legal_steps(data.load("membership_events"))["date"].dt.year.tolist()
        [1992, 1994, 1999, 2002, 2003]
    """
    first = events.drop_duplicates("event").set_index("event")["date"]
    rows = [(letter, words, first[event]) for letter, event, words in _STEPS]
    return pd.DataFrame(rows, columns=["letter", "step", "date"]).assign(
        date=lambda one: data.start_of(one["date"])
    )


def timeline(spells: pd.DataFrame, events: pd.DataFrame) -> go.Figure:
    """Draw the membership spells of all nine states and the number of members.

    Args:
        spells: Result of `membership.spells`.
        events: Table ``membership_events``, for the legal steps and for other dates.

    Returns:
        A figure of two panels with a common time axis.
    """
    end = pd.Timestamp(data.as_of(*TABLES))
    counts, steps = membership.changes(spells), legal_steps(events)
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.7, 0.3], vertical_spacing=0.06
    )
    for spell in spells.assign(end=spells["end"].fillna(end)).itertuples():
        figure.add_trace(_bar(spell), row=1, col=1)
    figure.add_trace(_other_dates(events), row=1, col=1)
    _count_lines(figure, counts, end)
    for step in steps.itertuples():
        figure.add_vline(
            x=f"{step.date:%Y-%m-%d}", line={"color": theme.MUTED, "width": 1, "dash": "dot"}
        )
        figure.add_annotation(
            x=f"{step.date:%Y-%m-%d}",
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"<b>{step.letter}</b>",
            showarrow=False,
        )
    figure.update_yaxes(
        row=1, col=1, categoryorder="array", categoryarray=[_name(one) for one in ORDER[::-1]]
    )
    figure.update_yaxes(row=2, col=1, range=[0, 10], dtick=3, title="states")
    last = end + pd.DateOffset(months=10)
    figure.update_xaxes(type="date", range=["1991-06-01", f"{last:%Y-%m-%d}"], dtick="M48")
    figure.update_layout(barmode="overlay", bargap=0.35, legend=_legend())
    figures.finish(
        figure,
        title="Nine states joined the treaty, six are members in law",
        subtitle="spells of membership (hatched: frozen) and number of states, 1992–2026",
        tables=TABLES,
        alt=_timeline_words(spells, counts),
        frame=spells,
        note=" · ".join(f"{s.letter} {s.step} {s.date:%d %b %Y}" for s in steps.itertuples()) + ".",
        height=600,
    )
    return figure.update_layout(margin_t=118)


def _bar(spell: tuple) -> go.Bar:
    frozen = spell.status == "frozen"
    colour = theme.colour(spell.state)
    return go.Bar(
        orientation="h",
        y=[_name(spell.state)],
        base=[spell.start.strftime("%Y-%m-%d")],
        x=[(spell.end - spell.start).days * 86_400_000],
        marker={
            "color": "#FFFFFF" if frozen else colour,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": "/" if frozen else "", "fgcolor": colour},
        },
        showlegend=False,
        hovertemplate=f"<b>{_name(spell.state)}</b>: {spell.status}<br>"
        f"{spell.start:%d %b %Y} to {spell.end:%d %b %Y}<extra></extra>",
    )


def _other_dates(events: pd.DataFrame) -> go.Scatter:
    other = events[events["event"].isin(_OTHER_DATES)]
    return go.Scatter(
        x=data.start_of(other["date"]).dt.strftime("%Y-%m-%d").tolist(),
        y=[_name(state) for state in other["state"]],
        mode="markers",
        name="other date for the same step",
        marker={
            "symbol": "diamond",
            "size": 10,
            "color": "#FFFFFF",
            "line": {"color": theme.INK, "width": 1.5},
        },
        text=[html.escape(f"{row.event}, {row.date}") for row in other.itertuples()],
        hovertemplate="%{y}: %{text}<extra></extra>",
    )


def _count_lines(figure: go.Figure, counts: pd.DataFrame, end: pd.Timestamp) -> None:
    days = [*counts["date"].dt.strftime("%Y-%m-%d"), end.strftime("%Y-%m-%d")]
    for column, name, dash, width in (
        ("in_law", "members in law", "solid", 3),
        ("taking_part", "of these not frozen", "dot", 2),
    ):
        values = counts[column].tolist()
        figure.add_trace(
            go.Scatter(
                x=days,
                y=[*values, values[-1]],
                mode="lines",
                line={"shape": "hv", "color": theme.INK, "dash": dash, "width": width},
                name=name,
                hovertemplate="%{x|%d %b %Y}: %{y}<extra>" + name + "</extra>",
            ),
            row=2,
            col=1,
        )


def _timeline_words(spells: pd.DataFrame, counts: pd.DataFrame) -> str:
    now = membership.status_on(spells, data.as_of(*TABLES))
    groups = {status: now.index[now == status] for status in STATUS_LABELS}
    named = {
        status: ", ".join(_name(one) for one in sorted(states)) for status, states in groups.items()
    }
    peak = counts.loc[counts["in_law"].idxmax()]
    return (
        f"Bars for {spells['state'].nunique()} states. Members without a break or restriction: "
        f"{named['member']}. Frozen by its own statement: {named['frozen']}. Former: "
        f"{named['former']}. The number of members was highest from {peak['date']:%d %B %Y} "
        f"({peak['in_law']}) and stands at {counts['in_law'].iloc[-1]} in law, "
        f"{counts['taking_part'].iloc[-1]} without the frozen one."
    )


def map_in(spells: pd.DataFrame, year: int) -> go.Figure:
    """Draw who was member, frozen or former on the last day of a year.

    Args:
        spells: Result of `membership.spells`.
        year: Calendar year; in the last year the map shows the as-of date of the table.

    Returns:
        A map of Eurasia.
    """
    day = min(pd.Timestamp(year, 12, 31), pd.Timestamp(data.as_of(*TABLES)))
    status = membership.status_on(spells, day)
    figure = maps.categories(
        status,
        extent="eurasia",
        colours=STATUS_COLOURS,
        labels=STATUS_LABELS,
        rest="never belonged to the treaty",
    )
    figure.add_trace(_labels(status))
    return figures.finish(
        figure,
        title=f"Membership on {day.day} {day:%B %Y}",
        subtitle="status in the Collective Security Treaty (since 2002 also the CSTO), number of "
        "states in brackets",
        tables=TABLES,
        alt=_map_words(status, day),
        frame=status.rename("status").rename_axis("state").reset_index(),
        note=maps.BOUNDARIES,
        height=520,
    )


def _labels(status: pd.Series) -> go.Scattergeo:
    shown = [state for state in ORDER if state in status.index]
    white = [state in ("RUS", "KAZ", "BLR", "UZB") and status[state] == "member" for state in shown]
    return go.Scattergeo(
        lon=[_LABELS[state][0] for state in shown],
        lat=[_LABELS[state][1] for state in shown],
        text=[f"<b>{state} {_SIGNS[status[state]]}</b>" for state in shown],
        textposition=[_LABELS[state][2] for state in shown],
        textfont={"size": 12, "color": ["#FFFFFF" if one else theme.INK for one in white]},
        mode="text",
        hoverinfo="skip",
        showlegend=False,
    )


def _counted(value: str, number: int) -> str:
    return f"{value}s" if value == "member" and number != 1 else value


def _map_words(status: pd.Series, day: pd.Timestamp) -> str:
    parts = []
    for value in STATUS_COLOURS:
        states = [_name(one) for one in status.index[status == value]]
        parts.append(
            f"{len(states)} {_counted(value, len(states))} ({', '.join(states) or 'none'})"
        )
    return f"Map of Eurasia on {day:%d %B %Y}: {'; '.join(parts)}."


def _name(state: str) -> str:
    return data.names()[state]


def _legend() -> dict:
    return {"orientation": "h", "x": 0, "y": 1.06, "yanchor": "bottom"}
