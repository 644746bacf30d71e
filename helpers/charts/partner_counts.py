"""Counts of links before and since 24 February 2022, and why they prove little."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, theme
from helpers.charts.partner_map import COLLECTION, MEMBERS
from helpers.charts.partner_places import name_of
from helpers.measures import partners as measure

TABLES = ["partnerships"]
_EARLY, _LATE = "#A8B4C0", "#12507B"
_BEFORE, _SINCE = "before 24 February 2022", "since then"
_WHOSE = {"partner": "partner", "type": "type of link", "concerns": "member"}

# Types in three groups: colours differ in lightness, patterns help in grey print.
GROUPS = {
    "arms, drills, security, bases": (
        ["arms deal", "military exercise", "security cooperation", "base or outpost"],
        "#12507B",
        "",
    ),
    "treaties, summits, mediation, missions": (
        [
            "treaty, law or declaration",
            "summit",
            "mediation or normalisation",
            "civilian mission",
        ],
        "#7FB0D3",
        "/",
    ),
    "trade, investment, transport": (
        ["trade or investment", "transport corridor"],
        "#D9D9D9",
        "",
    ),
}


def by_year(partnerships: pd.DataFrame) -> go.Figure:
    """Draw the rows of the table by year and group of types.

    Args:
        partnerships: Table ``partnerships``; reference rows are left out.

    Returns:
        Stacked bars from the first year to the as-of date, years without rows included.
    """
    rows = measure.outside(partnerships)
    years = list(range(rows["year"].min(), rows["year"].max() + 1))
    groups = {kind: name for name, (kinds, *_) in GROUPS.items() for kind in kinds}
    table = pd.crosstab(rows["year"], rows["type"].map(groups)).reindex(years, fill_value=0)
    as_of = pd.Timestamp(data.as_of(*TABLES))
    part = as_of.year if as_of.day_of_year < 365 else None
    names = [f"{year}<br>to {as_of:%B}" if year == part else str(year) for year in years]
    figure = go.Figure(
        [
            go.Bar(
                x=years,
                y=table[name].tolist(),
                name=name,
                marker={
                    "color": colour,
                    "line": {"color": "#FFFFFF", "width": 1},
                    "pattern": {"shape": pattern, "bgcolor": colour, "fgcolor": _LATE, "size": 5},
                },
                hovertemplate=f"{name}, %{{x}}: %{{y}} rows<extra></extra>",
            )
            for name, (_, colour, pattern) in GROUPS.items()
        ]
    )
    totals = table.sum(axis=1)
    for year, total in totals.items():
        _text(figure, str(total), x=year, y=total, yanchor="bottom")
    _mark_invasion(figure)
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"}
    )
    figure.update_yaxes(title="rows of the table", range=[0, totals.max() * 1.15])
    figure.update_xaxes(type="linear", tickvals=years, ticktext=names, showgrid=False)
    told = ", ".join(f"{year} {total}" for year, total in totals.items())
    peak = totals.idxmax()
    return figures.finish(
        figure,
        title="How many links with outside partners the table holds for each year",
        subtitle=f"{len(rows)} rows without the reference rows on Russia, by group of types",
        tables=TABLES,
        alt=f"Bars. Rows by year: {told}. {peak} alone has {totals[peak]} of {len(rows)}. Rows "
        "are the result of a search and no census.",
        frame=table.assign(total=totals).reset_index(),
        note=COLLECTION.strip(),
        height=440,
    )


def before_after(partnerships: pd.DataFrame, by: str = "partner") -> go.Figure:
    """Draw rows a year of observation before and since 24 February 2022.

    Args:
        partnerships: Table ``partnerships``; reference rows are left out.
        by: ``partner``, ``type`` or ``concerns`` (the member).

    Returns:
        Two dots a group; the numbers of rows stand beside them.

    Raises:
        ValueError: `by` is none of the three.
    """
    if by not in _WHOSE:
        raise ValueError(f"by must be one of {', '.join(_WHOSE)}; {by!r} is not.")
    table, years = measure.counts(partnerships, by), measure.windows(partnerships)
    labels = [code if by == "type" else name_of(code) for code in table.index]
    figure = go.Figure(
        go.Scatter(
            x=[x for row in table.itertuples() for x in (*_ends(row), None)],
            y=[y for label in labels for y in (label, label, None)],
            mode="lines",
            line={"color": theme.BORDER, "width": 2},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for column, name, colour, symbol in (
        ("before", _BEFORE, _EARLY, "circle-open"),
        ("since", _SINCE, _LATE, "circle"),
    ):
        figure.add_trace(
            go.Scatter(
                x=table[f"{column}_per_year"].round(3).tolist(),
                y=labels,
                mode="markers",
                name=f"{name} ({years[column]:.1f} years)",
                marker={
                    "color": _LATE,
                    "symbol": symbol,
                    "size": 11,
                    "line": {"color": colour if symbol == "circle" else _LATE, "width": 2},
                },
                customdata=table[column].tolist(),
                hovertemplate="%{y}: %{customdata} rows, %{x:.2f} a year<extra></extra>",
            )
        )
    for row, label in zip(table.itertuples(), labels, strict=True):
        unclear = f" (+{row.unclear} unclear)" if row.unclear else ""
        _text(
            figure,
            f"{row.before} → {row.since}{unclear}",
            x=max(_ends(row)),
            y=label,
            xanchor="left",
            xshift=12,
        )
    figure.update_xaxes(
        title="rows a year of observation",
        range=[-0.15, table[["before_per_year", "since_per_year"]].max().max() * 1.22],
    )
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels[::-1], tickvals=labels
    )
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"})
    repeated = " A row that concerns several members counts for each." if by == "concerns" else ""
    told = "; ".join(
        f"{label} {row.before} and {row.since}"
        for row, label in zip(table.itertuples(), labels, strict=True)
    )
    return figures.finish(
        figure,
        title=f"Rows a year by {_WHOSE[by]}, before and since 24 February 2022",
        subtitle="numbers beside the dots: rows before → since; unclear: only the year 2022 is "
        "known",
        tables=TABLES,
        alt=f"Two dots for each {_WHOSE[by]}. Rows before ({years['before']:.1f} years) and since "
        f"({years['since']:.1f} years): {told}.{repeated} Rows are the result of a search and no "
        "census.",
        frame=table.reset_index(),
        note=COLLECTION.strip() + repeated,
        height=190 + 27 * len(table),
    )


def pairs(partnerships: pd.DataFrame) -> go.Figure:
    """Draw a table of members by partners with the rows before and since 24 February 2022.

    Args:
        partnerships: Table ``partnerships``; reference rows are left out.

    Returns:
        A table-like figure; the darker a cell, the more rows since.
    """
    links = measure.links(measure.outside(partnerships))
    sides = links.groupby(["partner", "concerns", "period"]).size().unstack(fill_value=0)
    sides = sides.reindex(columns=measure.PERIODS, fill_value=0)
    order = links["partner"].value_counts().index.tolist()
    grid = [[sides.loc[(p, m)] if (p, m) in sides.index else None for m in MEMBERS] for p in order]
    top = int(sides["since"].max())
    figure = go.Figure(
        go.Heatmap(
            x=[data.names()[member] for member in MEMBERS],
            y=[name_of(partner) for partner in order],
            z=[[None if cell is None else int(cell.sum()) for cell in line] for line in grid],
            zmin=0,
            zmax=top + 1,
            colorscale=[[0, "#F3F6F9"], [1, "#12507B"]],
            showscale=False,
            xgap=2,
            ygap=2,
            text=[["" if cell is None else _cell(cell) for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"size": 12},
            hovertemplate="%{x} – %{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(side="top", showgrid=False, tickfont={"size": 13})
    figure.update_yaxes(autorange="reversed", showgrid=False)
    first = measure.first_links(partnerships)["period"].value_counts()
    told = "; ".join(
        f"{data.names()[row.concerns]} and {data.names()[row.partner]} {row.before} and {row.since}"
        for row in sides.reset_index().itertuples()
    )
    return figures.finish(
        figure,
        title="Which member is linked with which partner in the table",
        subtitle="rows before → since 24 February 2022; ?: only the year 2022 is known; empty: "
        "no row",
        tables=TABLES,
        alt=f"Table of {len(order)} partners and {len(MEMBERS)} members, {len(sides)} pairs; the "
        f"first row of {first.get('before', 0)} pairs is older than 24 February 2022, of "
        f"{first.get('since', 0)} pairs younger. Rows before and since: {told}.",
        frame=sides.reset_index(),
        note=f"{COLLECTION}A row that concerns several members counts for each.",
        height=190 + 26 * len(order),
    )


def _cell(cell: pd.Series) -> str:
    unclear = f" (+{cell['unclear']} ?)" if cell["unclear"] else ""
    return f"{cell['before']} → {cell['since']}{unclear}"


def _ends(row: tuple) -> tuple[float, float]:
    return round(row.before_per_year, 3), round(row.since_per_year, 3)


def _mark_invasion(figure: go.Figure) -> None:
    """Draw 24 February 2022 where the day lies in the bar of its year."""
    place = measure.INVASION.year - 0.4 + 0.8 * (measure.INVASION.day_of_year - 1) / 365
    figure.add_vline(x=place, line={"color": theme.INK, "width": 1.2, "dash": "dot"})
    figure.add_annotation(
        text="24 February 2022",
        x=place,
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="right",
        xshift=-6,
        showarrow=False,
        font={"size": 12},
    )


def _text(figure: go.Figure, words: str, **place: object) -> None:
    figure.add_annotation(text=html.escape(words), showarrow=False, font={"size": 12}, **place)
