"""Nine organisations: who is in which, in one year and over time."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, theme
from helpers.measures import memberships as measure

TABLES = ["organisation_memberships", "membership_events"]
STATES = {
    "members of the CSTO in law": ["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"],
    "former parties to its treaty": ["UZB", "AZE", "GEO"],
    "neighbours and others": ["UKR", "MDA", "TKM", "TUR", "IRN", "CHN", "IND", "PAK"],
    "states for comparison": ["HUN", "FIN", "SWE", "EST", "LVA", "LTU"],
}
ORDER = [state for group in STATES.values() for state in group]
_LIMIT = (
    "Only states used in this course were collected: an empty cell means that the tables have no "
    "row, not that there is no tie. The CSTO counts from the treaty of 1992."
)

# Colour of the cell or bar and of the words on it; words always say the status, too.
_LOOKS = {
    "member": ("#12507B", "#FFFFFF"),
    "frozen": ("#F2A900", theme.INK),
    "other status": ("#BFD7EA", theme.INK),
    "former": ("#DEDEDE", theme.INK),
    measure.OPEN: ("#F6F6F6", theme.MUTED),
    "": ("#FFFFFF", theme.INK),
}
_SHORT = {
    "associate member": "associate",
    "dialogue partner": "dialogue",
    "European perspective": "prospect",
    "founding participant": "founder",
}
_UNKNOWN = "start not known"
_ROOM_YEARS = 8
_THICK = 22
_YEARS_A_LETTER = 0.4


def order(spells: pd.DataFrame) -> list[str]:
    """Return all states of the spells: the six members first, unknown ones last.

    Example:
        >>> order(pd.DataFrame({"state": ["TUR", "ARM", "RUS"]}))
        ['RUS', 'ARM', 'TUR']
    """
    present = set(spells["state"])
    return [one for one in ORDER if one in present] + sorted(present - set(ORDER))


def matrix(spells: pd.DataFrame, year: int = 2026) -> go.Figure:
    """Draw the status of each state in nine organisations at the end of a year.

    Args:
        spells: Result of `measures.memberships.spells`.
        year: Calendar year, 1991 or later; in the last year the as-of date counts.

    Returns:
        A table-like figure, states by organisations, with words in every cell.
    """
    day = measure.last_day(year)
    rows = measure.in_year(spells, year).assign(kind=lambda one: one["status"].map(_kind))
    states, cells = order(spells), rows.set_index(["state", "organisation"]).to_dict("index")
    bodies = measure.ORGANISATIONS
    grid = [[cells.get((state, body)) for body in bodies] for state in states]
    kinds = list(_LOOKS)
    figure = go.Figure(
        go.Heatmap(
            x=bodies,
            y=[data.names()[state] for state in states],
            z=[[kinds.index(cell["kind"] if cell else "") for cell in line] for line in grid],
            zmin=-0.5,
            zmax=len(kinds) - 0.5,
            colorscale=_steps([_LOOKS[kind][0] for kind in kinds]),
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[_cell_words(cell) for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"size": 11},
            customdata=[
                [_hover(state, body, cell) for body, cell in zip(bodies, line, strict=True)]
                for state, line in zip(states, grid, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(shapes=_lines_under_groups(states))
    figure.update_xaxes(type="category", side="top", showgrid=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return figures.finish(
        figure,
        title=f"Nine organisations on {day.day} {day:%B %Y}",
        subtitle="status and first year of it (former: year of the end; ?: not known here)",
        tables=TABLES,
        alt=_matrix_words(rows, day),
        frame=rows.drop(columns="kind"),
        note=_LIMIT,
        height=150 + 25 * len(states) + 40,
    )


def _lines_under_groups(states: list[str]) -> list[dict]:
    line = {"color": theme.MUTED, "width": 1, "dash": "dot"}
    ends = [
        max((states.index(one) for one in group if one in states), default=-1) + 0.5
        for group in STATES.values()
    ]
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": end, "y1": end, "line": line}
        for end in ends[:-1]
    ]


def over_time(spells: pd.DataFrame, state: str) -> go.Figure:
    """Draw the spells of one state in the nine organisations.

    Args:
        spells: Result of `measures.memberships.spells`.
        state: ISO 3166-1 alpha-3 code.

    Returns:
        One row an organisation, from 1991 to the as-of date; words stand on or beside the bars.
    """
    spells = _with_earliest(spells)
    rows = spells[spells["state"] == state].assign(label=lambda one: one["organisation"])
    missing = [body for body in measure.ORGANISATIONS if body not in set(rows["label"])]
    none = f" No row in the tables: {', '.join(missing)}." if missing else ""
    return _bars(
        rows,
        labels=measure.ORGANISATIONS,
        title=f"{data.names()[state]} in nine organisations, 1991–2026",
        none=none,
    )


def of_organisation(spells: pd.DataFrame, organisation: str) -> go.Figure:
    """Draw the spells of all states of the tables in one organisation.

    Args:
        spells: Result of `measures.memberships.spells`.
        organisation: One of `measures.memberships.ORGANISATIONS`.

    Returns:
        One row a state, in the order of joining.
    """
    spells = _with_earliest(spells)
    rows = spells[spells["organisation"] == organisation]
    rows = rows.sort_values(["begin", "state"]).assign(
        label=lambda one: one["state"].map(data.names())
    )
    return _bars(
        rows,
        labels=list(dict.fromkeys(rows["label"])),
        title=f"States of this course in {_name(organisation)}, 1991–2026",
        none="",
    )


def _with_earliest(spells: pd.DataFrame) -> pd.DataFrame:
    first = measure.first_members(spells)
    return spells.assign(earliest=pd.to_datetime(spells["organisation"].map(first)))


def _bars(rows: pd.DataFrame, labels: list[str], title: str, none: str) -> go.Figure:
    as_of = pd.Timestamp(data.as_of(*TABLES))
    begin = pd.Timestamp(measure.FIRST_YEAR, 1, 1)
    drawn = rows.assign(
        kind=rows["status"].map(_kind),
        left=rows["begin"].fillna(rows["earliest"]).fillna(begin).clip(lower=begin),
        right=rows["finish"].fillna(as_of),
    )
    figure = go.Figure(
        [
            _bar_trace(drawn[drawn["known"] & (drawn["kind"] == kind)], kind, kind)
            for kind in ("member", "frozen", "other status")
        ]
    )
    figure.add_trace(_bar_trace(drawn[~drawn["known"]], "other status", _UNKNOWN))
    figure.add_trace(_bar_labels(drawn))
    end = as_of + pd.DateOffset(years=_ROOM_YEARS)
    figure.update_xaxes(
        type="date",
        range=[f"{begin:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
        tickvals=[f"{year}-01-01" for year in range(1995, as_of.year + 1, 5)],
        ticktext=[str(year) for year in range(1995, as_of.year + 1, 5)],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels[::-1],
        range=[-0.5, len(labels) - 0.5],
        showgrid=False,
        tickvals=labels,
        ticktext=labels,
    )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
    )
    return figures.finish(
        figure,
        title=title,
        subtitle="spells by status; striped: the start is not known here, the bar begins at the "
        "first possible date",
        tables=TABLES,
        alt="Bars by status. " + " ".join(_spell_words(row) for row in drawn.itertuples()) + none,
        frame=rows.drop(columns=["label", "begin", "finish", "earliest"]),
        note=none.strip() + " " + _LIMIT if none else _LIMIT,
        height=210 + 34 * len(labels),
    )


def _bar_trace(rows: pd.DataFrame, kind: str, name: str) -> go.Scatter:
    """Draw spells as thick lines: plotly.js forgets the dates of true bars when they change."""
    spans = [(f"{row.left:%Y-%m-%d}", f"{row.right:%Y-%m-%d}", None) for row in rows.itertuples()]
    words = [html.escape(_spell_words(row)) for row in rows.itertuples()]
    known = name != _UNKNOWN
    return go.Scatter(
        x=[day for span in spans for day in span],
        y=[label for label in rows["label"] for _ in range(3)],
        mode="lines",
        name=name,
        line={
            "color": _LOOKS[kind][0] if known else "#DADADA",
            "width": _THICK,
            "dash": "solid" if known else "5px,3px",
        },
        text=[text for text in words for _ in range(3)],
        hovertemplate="%{text}<extra></extra>",
        showlegend=len(rows) > 0,
    )


def _bar_labels(drawn: pd.DataFrame) -> go.Scatter:
    """Put the words on each bar with room, or to the right of the last bar of its row."""
    last = drawn.groupby("label")["right"].transform("max")
    places, words, colours = [], [], []
    for bar, end in zip(drawn.itertuples(), last, strict=True):
        years = (bar.right - bar.left).days / 365
        mark = "" if bar.known else " ?"
        names = [bar.status + mark, _SHORT.get(bar.status, bar.status) + mark]
        fitting = [name for name in names if len(name) * _YEARS_A_LETTER + 1 < years]
        outside = bar.status + mark if bar.right == end else ""
        places.append(f"{bar.left if fitting else bar.right:%Y-%m-%d}")
        words.append("  " + html.escape(fitting[0] if fitting else outside))
        colours.append(_LOOKS[bar.kind][1] if fitting and bar.known else theme.INK)
    return go.Scatter(
        x=places,
        y=drawn["label"].tolist(),
        text=words,
        mode="text",
        textposition="middle right",
        textfont={"size": 12, "color": colours},
        hoverinfo="skip",
        showlegend=False,
    )


def _name(organisation: str) -> str:
    known = data.names()
    return f"the {known[organisation]}" if organisation in known else organisation


def _kind(status: str) -> str:
    return status if status in _LOOKS else "other status"


def _steps(colours: list[str]) -> list[list]:
    count = len(colours)
    return [[(n + edge) / count, colour] for n, colour in enumerate(colours) for edge in (0, 1)]


def _cell_words(cell: dict | None) -> str:
    if not cell:
        return ""
    if cell["status"] == measure.OPEN:
        return "?"
    since = str(cell["since"])[:4] if cell["known"] else "?"
    return f"{html.escape(_SHORT.get(cell['status'], cell['status']))} {since}"


def _hover(state: str, body: str, cell: dict | None) -> str:
    head = f"<b>{data.names()[state]}, {body}</b><br>"
    if not cell:
        return f"{head}no row in the tables"
    if cell["status"] == measure.OPEN:
        return f"{head}holds a status today; its start is not known here"
    word = "ended" if cell["status"] == measure.FORMER else "since"
    since = html.escape(str(cell["since"])) if cell["known"] else "a date not known here"
    return f"{head}{html.escape(cell['status'])}, {word} {since}"


def _matrix_words(rows: pd.DataFrame, day: pd.Timestamp) -> str:
    parts = []
    for body in measure.ORGANISATIONS:
        own = rows[(rows["organisation"] == body) & rows["state"].isin(STATES[next(iter(STATES))])]
        named = [f"{data.names()[row.state]} {row.status}" for row in own.itertuples()]
        parts.append(f"{body}: {', '.join(named) or 'none'}")
    full = (rows["status"] == measure.FULL).sum()
    return (
        f"Table of {rows['state'].nunique()} states and {len(measure.ORGANISATIONS)} "
        f"organisations on {day:%d %B %Y}, with {full} full memberships. The six states of the "
        f"CSTO: {'; '.join(parts)}."
    )


def _spell_words(row: tuple) -> str:
    start = row.start if row.known else "a date not known here"
    end = "now" if pd.isna(row.end) else row.end
    return f"{row.label}: {row.status}, {start} to {end}."
