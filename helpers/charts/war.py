"""Arguments about Article 4, attendance at summits, and what the bodies of the alliance said."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish

SPEAKERS = [
    "treaty",
    "national law",
    "official",
    "member of parliament",
    "scholar",
    "analyst",
    "commentator",
]

# Letter, words, colour; dark to light so that grey print keeps them apart.
ATTENDANCE = {
    "in person": ("P", "#1B448D"),
    "video": ("V", "#7FB2E5"),
    "absent": ("–", "#7F1D1D"),
    "unknown": ("?", "#E3E3E3"),
    "scheduled": ("s", "#FFFFFF"),
}


def families(arguments: pd.DataFrame, families: pd.DataFrame) -> go.Figure:
    """Draw how many arguments of each family come from which type of speaker.

    Args:
        arguments: Table ``legal_positions``.
        families: Table ``argument_families``, for the order of the rows.

    Returns:
        Circles with the count written in them; the area grows with the count.

    Example:
        >>> figure = families(data.load("legal_positions"), data.load("argument_families"))
        >>> sum(int(count) for count in figure.data[0].text)
        43
    """
    counts = arguments.groupby(["argument_family", "speaker_type"]).size()
    counts = counts.rename("arguments").reset_index()
    order = families.sort_values("order")["family"].tolist()
    figure = go.Figure(
        go.Scatter(
            x=counts["speaker_type"].tolist(),
            y=counts["argument_family"].tolist(),
            mode="markers+text",
            text=[str(count) for count in counts["arguments"]],
            textfont={"color": "#FFFFFF"},
            marker={
                "color": "#1B448D",
                "opacity": 1,
                "size": [20 + 4 * (count - 1) for count in counts["arguments"]],
            },
            hovertemplate="%{y}<br>%{x}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(
        categoryorder="array", categoryarray=SPEAKERS, side="top", range=[-0.5, len(SPEAKERS) - 0.5]
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=order[::-1],
        range=[-0.6, len(order) - 0.1],
    )
    largest = arguments["argument_family"].value_counts()
    officials = arguments[arguments["speaker_type"] == "official"]["argument_family"].value_counts()
    finish(
        figure,
        title="Why Article 4 was not used: arguments by family and speaker",
        subtitle=f"number of arguments in our collection, {_span(arguments)}",
        tables=["legal_positions", "argument_families"],
        alt=(
            f"{len(arguments)} arguments in {len(largest)} families. Largest families: "
            + ", ".join(f"{family} {count}" for family, count in largest.head(3).items())
            + f". Officials: {officials.index[0]} {officials.iloc[0]} of {officials.sum()}."
        ),
        frame=counts,
        height=620,
    )
    return figure.update_layout(margin_t=120)


def attendance(summits: pd.DataFrame, attended: pd.DataFrame) -> go.Figure:
    """Draw who came to which summit, one letter a state and session.

    Args:
        summits: Table ``summits``.
        attended: Table ``summit_attendance``.

    Returns:
        A matrix of letters: P in person, V by video, – absent, ? unknown, s scheduled.

    Example:
        >>> figure = attendance(data.load("summits"), data.load("summit_attendance"))
        >>> len(figure.data[0].z), len(figure.data[0].x)
        (6, 12)
    """
    wide = attended.pivot(index="state", columns="summit_id", values="attendance")
    wide = wide.reindex(index=theme.MEMBERS, columns=summits["summit_id"])
    planned = summits.loc[summits["status"] == "scheduled", "summit_id"]
    wide[planned.tolist()] = "scheduled"
    order = list(ATTENDANCE)
    names = [data.names()[state] for state in wide.index]
    columns = list(range(len(summits)))
    figure = go.Figure(
        go.Heatmap(
            x=columns,
            y=names,
            z=[[order.index(word) for word in row] for row in wide.to_numpy()],
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_stepped([colour for _, colour in ATTENDANCE.values()]),
            showscale=False,
            xgap=3,
            ygap=3,
            customdata=wide.to_numpy().tolist(),
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    )
    for name, row in zip(names, wide.to_numpy(), strict=True):
        figure.add_trace(_letters(columns, name, row))
    for word, (letter, colour) in ATTENDANCE.items():
        figure.add_trace(_legend_entry(f"{letter} {word}", colour))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(
        tickvals=columns,
        ticktext=[f"{row.date[:7]}<br>{row.place}" for row in summits.itertuples()],
        tickangle=0,
        tickfont={"size": 11},
        showgrid=False,
    )
    absent = attended[attended["attendance"] == "absent"]["state"].value_counts()
    missed = ", ".join(f"{data.names()[state]} {count}" for state, count in absent.items())
    held = int((summits["status"] == "held").sum())
    finish(
        figure,
        title="Who came to the summits of the CSTO",
        subtitle=f"sessions of the heads of state, {held} held, {len(planned)} scheduled",
        tables=["summits", "summit_attendance"],
        alt=(
            f"A table of letters, {len(names)} members by {len(summits)} sessions. "
            f"Absences: {missed or 'none'}. Not known: "
            f"{int((attended['attendance'] == 'unknown').sum())} of {len(attended)}."
        ),
        frame=wide.reset_index(),
        height=460,
    )
    figure.update_annotations({"yshift": -52}, selector={"name": "footer"})
    return figure.update_layout(
        margin={"t": 115, "b": figure.layout.margin.b + 18},
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "itemclick": False},
    )


def official_wording(events: pd.DataFrame) -> go.Figure:
    """Draw year by year whether the bodies of the alliance followed Russia's line.

    Args:
        events: Table ``stance_events``.

    Returns:
        Stacked bars of the events of the actor CSTO that have a direction.

    Example:
        >>> figure = official_wording(data.load("stance_events"))
        >>> [trace.name for trace in figure.data]
        ['neutral or procedural (0)', "towards Russia's line (+1)"]
    """
    ours = events[(events["actor"] == "CSTO") & events["direction"].notna()]
    ours = ours.assign(year=data.start_of(ours["date"]).dt.year)
    counts = ours.groupby(["year", "direction"]).size().unstack(fill_value=0)
    figure = go.Figure()
    for code, words, colour in (
        (0, "neutral or procedural (0)", "#DADADA"),
        (1, "towards Russia's line (+1)", "#9C3B12"),
    ):
        figure.add_trace(
            go.Bar(
                x=counts.index.tolist(),
                y=counts[code].tolist(),
                name=words,
                marker={"color": colour},
                text=[str(count) if count else "" for count in counts[code]],
                textangle=0,
                insidetextanchor="middle",
                hovertemplate="%{x}: %{y}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"}
    )
    figure.update_xaxes(dtick=1)
    figure.update_yaxes(title="events", dtick=2)
    told = "; ".join(
        f"{year}: {row[0]} neutral, {row[1]} towards" for year, row in counts.iterrows()
    )
    return finish(
        figure,
        title="What CSTO bodies did and said: neutral, or following Russia's line",
        subtitle=f"coded events of the actor CSTO, {ours['year'].min()}–{ours['year'].max()}",
        tables=["stance_events"],
        alt=f"Stacked bars of {len(ours)} events by year. {told}. None is coded below zero.",
        frame=counts.reset_index(),
        note="A sample found by searching, coded by one person: read tendencies, not shares.",
        height=420,
    )


def labels(reports: pd.DataFrame) -> go.Figure:
    """Draw how many doubtful reports carry which label.

    Args:
        reports: Table ``misinformation``.

    Returns:
        Horizontal bars with the counts written beside them.

    Example:
        >>> sum(labels(data.load("misinformation")).data[0].x)
        13
    """
    counts = reports["label"].value_counts()
    figure = go.Figure(
        go.Bar(
            x=counts.tolist(),
            y=counts.index.tolist(),
            orientation="h",
            marker={"color": "#1B448D"},
            text=counts.tolist(),
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(title="reports", dtick=1)
    told = ", ".join(f"{label} {count}" for label, count in counts.items())
    return finish(
        figure,
        title="How we labelled the doubtful reports",
        subtitle="number of reports on the alliance and the war, 2021–2026, by label",
        tables=["misinformation"],
        alt=f"Bars for {len(reports)} reports in {len(counts)} groups: {told}.",
        frame=counts.rename("reports").reset_index(),
        height=380,
    )


def _letters(columns: list[int], name: str, row: list[str]) -> go.Scatter:
    return go.Scatter(
        x=columns,
        y=[name] * len(columns),
        mode="text",
        text=[f"<b>{ATTENDANCE[word][0]}</b>" for word in row],
        textfont={
            "color": ["#FFFFFF" if word in ("in person", "absent") else theme.INK for word in row]
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _legend_entry(name: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=name,
        marker={
            "symbol": "square",
            "size": 14,
            "color": colour,
            "line": {"color": theme.BORDER, "width": 1},
        },
    )


def _stepped(colours: list[str]) -> list[list]:
    return [
        [edge / len(colours), colour]
        for number, colour in enumerate(colours)
        for edge in (number, number + 1)
    ]


def _span(arguments: pd.DataFrame) -> str:
    years = data.start_of(arguments["date"].dropna()).dt.year
    return f"{years.min()}–{years.max()}"
