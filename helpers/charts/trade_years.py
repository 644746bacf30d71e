"""Exports of the European Union by year: indices, changes and the single exporters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.trade import DESTINATION
from helpers.figures import finish
from helpers.measures import trade as measure

ANNUAL = "eu_exports_annual"
IMPORTERS = ["ARM", "KAZ", "KGZ"]
SMALL_BASE = 1.0
_TICKS = [25, 50, 100, 200, 500, 1000, 2000]
# From blue (fewer) over white (as in 2021) to brown (more): steps of a doubling.
_SHADES = ["#1F5A93", "#7FB0D8", "#F5F5F2", "#E3B98A", "#B0702A", "#6B3E0C"]
_SHADE_AT = [25, 50, 100, 200, 400, 1600]


def years(annual: pd.DataFrame) -> go.Figure:
    """Draw yearly exports of the EU to all six members, Belarus and Tajikistan among them.

    Args:
        annual: Table ``eu_exports_annual``.

    Returns:
        One labelled line a member, 2021 = 100, logarithmic scale.
    """
    frame = measure.by_year(annual[annual["reporter"] == "EU27"])
    frame = frame[frame["partner"].isin(theme.MEMBERS)]
    figure = go.Figure()
    for partner in theme.MEMBERS:
        one = frame[frame["partner"] == partner]
        figure.add_trace(
            go.Scatter(
                x=one["year"].tolist(),
                y=one["index"].round(2).tolist(),
                mode="lines+markers",
                name=data.names()[partner],
                line={"color": theme.colour(partner), "width": 2.5},
                marker={"symbol": theme.STATE_MARKERS[partner], "size": 7},
                customdata=one["eur_million"].tolist(),
                hovertemplate=f"{data.names()[partner]}, %{{x}}: %{{y:,.0f}} "
                "(%{customdata:,.0f} million euros)<extra></extra>",
            )
        )
        figure.add_annotation(
            x=one["year"].iloc[-1],
            y=float(np.log10(one["index"].iloc[-1])),
            text=data.names()[partner],
            font={"color": theme.colour(partner)},
            xanchor="left",
            xshift=9,
            yshift={"TJK": 4, "BLR": -5}.get(partner, 0),
            showarrow=False,
        )
    log_axis(figure, [30, 1300])
    figure.update_xaxes(dtick=1, range=[2009.6, 2023.4], tickangle=0)
    figure.add_vline(x=2021.5, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    figure.update_layout(showlegend=False)
    last = frame[frame["year"] == frame["year"].max()].set_index("partner")["index"]
    finish(
        figure,
        title="EU exports to the six members by year",
        subtitle=f"index, 2021 = 100, {frame['year'].min()}–{frame['year'].max()}; "
        "logarithmic scale",
        tables=[ANNUAL],
        alt=f"Lines by year, 2021 = 100. In {frame['year'].max()}: {_values(last)}.",
        frame=frame,
        note=f"Dotted line: between 2021 and 2022. {DESTINATION}",
        height=480,
    )
    return figure.update_layout(margin={"r": 104, "l": 78})


def changes(annual: pd.DataFrame, first: int = measure.BASE, last: int = 2023) -> go.Figure:
    """Draw by how many euros exports to each partner rose or fell between two years.

    Args:
        annual: Table ``eu_exports_annual``.
        first: Earlier year.
        last: Later year, complete.

    Returns:
        Bars: Russia's fall beside the rises; members in their colours, others grey.
    """
    frame = measure.change(annual, first, last).sort_values("rise")
    names = [data.names()[partner] for partner in frame["partner"]]
    figure = go.Figure(
        go.Bar(
            x=(frame["rise"] / 1000).round(3).tolist(),
            y=names,
            orientation="h",
            marker={"color": [theme.colour(partner) for partner in frame["partner"]]},
            text=[_bar_text(row) for row in frame.itertuples()],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(title="billion euros", range=[-64, 48], zeroline=True)
    figure.update_yaxes(ticks="")
    three = frame[frame["partner"].isin(IMPORTERS)]
    russia = frame[frame["partner"] == "RUS"].iloc[0]
    return finish(
        figure,
        title=f"Change of EU exports by partner, {first} to {last}",
        subtitle="billion euros, all goods; in brackets: index, "
        f"{first} = 100. Members of the CSTO in colour",
        tables=[ANNUAL],
        alt=(
            f"Bars. Exports to Russia changed by {russia['rise'] / 1000:.1f} billion euros. "
            f"{_rises(frame)} Armenia, Kazakhstan and Kyrgyzstan together gained "
            f"{three['rise'].sum() / 1000:.1f} billion, {three['of_russias_fall'].sum():.0f} per "
            "cent of what Russia lost."
        ),
        frame=frame,
        note="Prices rose too: part of every rise is inflation. " + DESTINATION,
        height=520,
    )


def exporters(annual: pd.DataFrame, partner: str = "KGZ") -> go.Figure:
    """Draw which EU members' exports to one partner rose, as a table of shaded cells.

    Args:
        annual: Table ``eu_exports_annual``.
        partner: Armenia, Georgia, Kazakhstan, Kyrgyzstan, Russia or Uzbekistan.

    Returns:
        One row an exporter (largest exports of the last year on top), one column a year from
        2019 on; the number is the index (2021 = 100), a star marks a tiny base, ? a missing one.
    """
    frame = measure.by_year(annual[annual["partner"] == partner])
    frame = frame[frame["year"] >= measure.FIRST_MONTHLY_YEAR]
    wide = frame.pivot(index="reporter", columns="year", values="index")
    euros = frame.pivot(index="reporter", columns="year", values="eur_million")
    order = euros[euros.columns[-1]].sort_values(ascending=False, na_position="last").index
    wide, euros = wide.loc[order], euros.loc[order]
    base = euros[measure.BASE]
    figure = go.Figure(
        go.Heatmap(
            x=[str(year) for year in wide.columns],
            y=[_exporter_label(reporter, euros) for reporter in order],
            z=np.log2(wide.clip(lower=1) / 100).round(4).to_numpy(),
            zmin=float(np.log2(_SHADE_AT[0] / 100)),
            zmax=float(np.log2(_SHADE_AT[-1] / 100)),
            colorscale=_shades(),
            showscale=False,
            xgap=2,
            ygap=1,
            text=_cells(wide, base),
            texttemplate="%{text}",
            customdata=euros.round(3).to_numpy(),
            hovertemplate="%{y}, %{x}: index %{text}, %{customdata:,.2f} million euros"
            "<extra></extra>",
            hoverongaps=False,
        )
    )
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False)
    figure.update_xaxes(side="top", showgrid=False, ticks="")
    name = data.names()[partner]
    last = int(wide.columns[-1])
    finish(
        figure,
        title=f"Which EU members' exports to {name} changed",
        subtitle=f"index, 2021 = 100; in brackets: million euros in {last}; * fewer than "
        "1 million euros in 2021",
        tables=[ANNUAL],
        alt=_exporters_words(wide, euros, name, last),
        frame=frame,
        note="A tiny base makes a huge index: read the euros too. ? = no exports recorded in that "
        "year or in 2021.",
        height=760,
    )
    return figure.update_layout(margin_t=84)


def log_axis(figure: go.Figure, limits: list[float]) -> None:
    """Give a figure of indices a logarithmic axis with a line at 100."""
    figure.update_yaxes(
        type="log",
        tickvals=_TICKS,
        ticktext=[f"{tick:,}" for tick in _TICKS],
        range=np.log10(limits).tolist(),
    )
    figure.add_hline(y=100, line={"color": theme.BORDER, "width": 1})


def _values(values: pd.Series) -> str:
    ordered = values.sort_values(ascending=False)
    return ", ".join(f"{data.names()[code]} {value:,.0f}" for code, value in ordered.items())


def _bar_text(row: tuple) -> str:
    # Thousandths show as +0.0 otherwise; Chinese trade is one of them.
    digits = 1 if abs(row.rise) >= 100 else 2
    return f"{row.rise / 1000:+.{digits}f} ({row.index:,.0f})".replace("-", "−")


def _rises(frame: pd.DataFrame) -> str:
    up = frame[frame["rise"] > 0].iloc[::-1]
    parts = [f"{data.names()[row.partner]} {row.rise / 1000:+.1f}" for row in up.itertuples()]
    return f"Rises: {', '.join(parts)}."


def _exporter_label(reporter: str, euros: pd.DataFrame) -> str:
    value = euros.loc[reporter].iloc[-1]
    amount = "?" if np.isnan(value) else f"{value:,.0f}" if value >= 10 else f"{value:,.1f}"
    name = "EU27, all" if reporter == "EU27" else data.names()[reporter]
    return f"{name} ({amount})"


def _shades() -> list[list]:
    logs = np.log2(np.array(_SHADE_AT) / 100)
    places = (logs - logs[0]) / (logs[-1] - logs[0])
    return [[float(place), shade] for place, shade in zip(places, _SHADES, strict=True)]


def _cells(wide: pd.DataFrame, base: pd.Series) -> list[list[str]]:
    return [
        [
            "?" if np.isnan(value) else f"{value:,.0f}{'*' if base[reporter] < SMALL_BASE else ''}"
            for value in wide.loc[reporter]
        ]
        for reporter in wide.index
    ]


def _exporters_words(wide: pd.DataFrame, euros: pd.DataFrame, name: str, last: int) -> str:
    members = wide.drop(index="EU27")
    solid = members[euros.loc[members.index, measure.BASE] >= SMALL_BASE][last].dropna()
    top = solid.sort_values(ascending=False).head(3)
    largest = euros.drop(index="EU27")[last].sort_values(ascending=False).head(3)
    sums = ", ".join(f"{data.names()[r]} {value:,.0f}" for r, value in largest.items())
    return (
        f"Table of {len(members)} exporters to {name}. EU27 as a whole in {last}: "
        f"{wide.loc['EU27', last]:,.0f} (2021 = 100). {int((solid > 100).sum())} of {len(solid)} "
        f"members with at least 1 million euros in 2021 exported more than in 2021; the highest "
        f"indices: {_values(top)}. The largest exporters in million euros: {sums}."
    )
