"""Exit rates of the alliance and of all others, definition by definition."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from helpers.charts.survival import CSTO_COLOUR, OTHERS_COLOUR
from helpers.figures import finish


def by_definition(table: pd.DataFrame) -> go.Figure:
    """Draw the exit rate of the CSTO and of all others under each definition.

    Args:
        table: What `measures.exit_definitions.by_definition` returns.

    Returns:
        A point and its exact 95 % interval for each group and definition, on a logarithmic axis;
        the ratio of the two is written at the right.

    Example:
        >>> from helpers import data
        >>> from helpers.measures import exit_definitions
        >>> frame = exit_definitions.by_definition(data.read("alliance_member_spells"),
        ...     data.read("alliance_spells"), data.read("membership_events"))
        >>> len(by_definition(frame).data[0].x) == len(frame)
        True
    """
    rows = list(range(len(table)))
    figure = go.Figure()
    for key, name, colour, symbol, shift in (
        ("others", "all others", OTHERS_COLOUR, "circle-open", 0.16),
        ("csto", "CSTO", CSTO_COLOUR, "square", -0.16),
    ):
        rate, low, high = (table[f"{key}_{part}"] for part in ("rate", "low", "high"))
        figure.add_trace(
            go.Scatter(
                x=rate.tolist(),
                y=[row + shift for row in rows],
                mode="markers",
                name=name,
                marker={"color": colour, "symbol": symbol, "size": 9, "line": {"width": 2}},
                error_x={
                    "array": (high - rate).tolist(),
                    "arrayminus": (rate - low).tolist(),
                    "color": colour,
                    "thickness": 1.6,
                    "width": 0,
                },
                customdata=[_rate_in_words(row, key) for _, row in table.iterrows()],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
    for row, values in zip(rows, table.itertuples(), strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="right",
            y=row,
            text=f"{values.ratio:.1f} [{values.ratio_low:.1f}, {values.ratio_high:.0f}]",
            showarrow=False,
            font={"size": 12},
        )
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        y=-0.9,
        text="<b>CSTO ÷ others</b>",
        showarrow=False,
        font={"size": 12},
    )
    figure.update_xaxes(
        title="exits per 100 member-years (logarithmic)",
        type="log",
        range=[math.log10(0.009), math.log10(70)],
        tickvals=[0.01, 0.03, 0.1, 0.3, 1, 3, 10],
        ticktext=["0.01", "0.03", "0.1", "0.3", "1", "3", "10"],
    )
    figure.update_yaxes(
        tickvals=rows,
        ticktext=table["definition"].tolist(),
        range=[len(table) - 0.4, -1.4],
        zeroline=False,
        showgrid=False,
    )
    sure = table[table["ratio_low"] > 1]
    unsure = table.loc[table["ratio_low"] <= 1, "definition"]
    first = table.iloc[0]
    finish(
        figure,
        title="States left the CSTO more often: how far this depends on definitions",
        subtitle="exits per 100 member-years with exact 95 % interval, 1946–2016 if not said",
        tables=["alliance_member_spells", "alliance_spells", "membership_events"],
        alt=(
            f"As derived: {_rate_in_words(first, 'csto')} in the CSTO, "
            f"{_rate_in_words(first, 'others')} in all others. The CSTO's rate is higher under "
            f"all {len(table)} definitions, from {table['ratio'].min():.1f} to "
            f"{table['ratio'].max():.1f} times; the interval of the ratio lies above 1 under "
            f"{len(sure)}. It does not under: {'; '.join(unsure)}."
        ),
        frame=table,
        note="Intervals take exits as independent. Three of the CSTO's four fell on one day.",
        height=690,
    )
    return figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "reversed"}
    )


def _rate_in_words(row: pd.Series, key: str) -> str:
    return (
        f"{row[f'{key}_exits']} exits in {row[f'{key}_member_years']:,.0f} member-years, "
        f"{row[f'{key}_rate']:.2f} per 100 [{row[f'{key}_low']:.2f}, {row[f'{key}_high']:.2f}]"
    )
