"""Shares of partners in the trade of members, and how evenly they are spread."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import diversification as measure

# Colour, dash and sign of each partner; they are no members, so their colours are their own.
STYLES = {
    "RUS": ("#B21305", "solid", "square"),
    "CHN": ("#8A6D00", "dash", "diamond"),
    "EU27": ("#1B448D", "dot", "circle"),
    "TUR": ("#2F7F8F", "dashdot", "triangle-up"),
    "rest": ("#6B6B6B", "6px,2px", "x"),
}
FLOWS = {"total": "exports and imports", "export": "exports", "import": "imports"}
REPORTERS = ("KAZ", "KGZ", "ARM")
_NOTES = {"": "Lines break where a partner is missing.", "KGZ": "Kyrgyzstan 2023: preliminary."}
# Facts on Armenian gold, diamonds and jewellery in ten months of 2024 (USD billion), by flow.
_GOLD = {"import": ["F066"], "export": ["F067"], "total": ["F066", "F067"]}


def shares(
    table: pd.DataFrame, states: tuple[str, ...] = REPORTERS, flow: str = "total"
) -> go.Figure:
    """Draw the shares of Russia, China, the EU, Türkiye and all others over the years.

    Args:
        table: Table ``trade_partners``.
        states: ``ARM``, ``KAZ`` or ``KGZ``, one panel each.
        flow: ``export``, ``import`` or ``total``.

    Returns:
        Panels side by side with one line a partner.

    Example:
        >>> len(shares(data.load("trade_partners")).data)
        15
    """
    found = {state: measure.trade_shares(table, state, flow) for state in states}
    names = [data.names()[state] for state in states]
    figure = make_subplots(
        cols=len(states), shared_yaxes=True, horizontal_spacing=0.04, subplot_titles=names
    )
    for col, years in enumerate(found.values(), start=1):
        for part in measure.PARTS:
            figure.add_trace(_line(years, part, col == 1), row=1, col=col)
    figure.update_yaxes(range=[0, _top(found)], tickformat=".0%")
    figure.update_xaxes(range=[2007 - 0.5, 2024.8], dtick=5, tick0=2010)
    # The titles of the panels stand above the plot, the legend above them.
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.08, "yanchor": "bottom"})
    finish(
        figure,
        title=f"Partners in the trade of {_listed(names)}",
        subtitle=f"share of {FLOWS[flow]} of goods, national statistics"
        + ("; Kazakhstan from 2018" if "KAZ" in states else ""),
        tables=["trade_partners"],
        alt=_words(found),
        frame=_long(found),
        note=_note(found, flow),
        height=470,
    )
    return figure.update_layout(margin_t=122)


def _note(found: dict[str, pd.DataFrame], flow: str) -> str:
    notes = [_NOTES[key] for key in ("", *found) if key in _NOTES]
    if "ARM" in found:
        facts = data.read("context_facts").set_index("fact_id")["value"]
        share = 1000 * facts[_GOLD[flow]].sum() / found["ARM"].loc[2024, "usd_million"]
        notes.append(
            f"Armenia 2024: gold, diamonds and jewellery of ten months alone (RFE/RL, Armenian "
            f"statistics) equal {share:.0%} of the {FLOWS[flow]} of the year, much in transit."
        )
    return " ".join(notes)


def _top(found: dict[str, pd.DataFrame]) -> float:
    drawn = [years.loc[years.index >= 2007, list(measure.PARTS)] for years in found.values()]
    highest = max(float(shares.max().max()) for shares in drawn)
    return max(0.6, math.ceil(highest * 10 + 0.2) / 10)


def _line(years: pd.DataFrame, part: str, in_legend: bool) -> go.Scatter:
    colour, dash, symbol = STYLES[part]
    known = years.loc[years.index >= 2007].reindex(range(2007, int(years.index.max()) + 1))
    return go.Scatter(
        x=known.index.tolist(),
        y=[None if pd.isna(share) else round(share, 4) for share in known[part]],
        mode="lines+markers",
        name=measure.LABELS[part],
        legendgroup=part,
        showlegend=in_legend,
        line={"color": colour, "dash": dash, "width": 2},
        marker={"symbol": symbol, "size": 6, "color": colour},
        hovertemplate=f"{measure.LABELS[part]} %{{x}}: %{{y:.1%}}<extra></extra>",
    )


def _long(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    tables = [years.reset_index().assign(state=state) for state, years in found.items()]
    return pd.concat(tables, ignore_index=True)


def _words(found: dict[str, pd.DataFrame]) -> str:
    told = []
    for state, years in found.items():
        first, last = years.iloc[max(0, len(years) - 6)], years.iloc[-1]
        parts = ", ".join(
            f"{measure.LABELS[part]} {first[part]:.0%} to {last[part]:.0%}"
            for part in measure.PARTS
        )
        told.append(f"{data.names()[state]} from {first.name} to {last.name}: {parts}")
    return ". ".join(told) + "."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def evenness(table: pd.DataFrame) -> go.Figure:
    """Draw how evenly each member spreads exports, imports and arms, early and late.

    Args:
        table: From `measures.diversification.by_field`.

    Returns:
        One row a member and field: hollow mark early, full mark late, with the largest partner.

    Example:
        >>> frame = measure.by_field(data.load("trade_partners"), data.load("arms_imports"))
        >>> evenness(frame).layout.meta["title"]
        'How evenly members spread their trade and their arms purchases'
    """
    wide = table.pivot(index=["state", "field"], columns="moment")
    rows = list(wide.index)[::-1]
    labels = [f"{data.names()[state]}, {field}" for state, field in rows]
    figure = go.Figure()
    for (state, field), label in zip(rows, labels, strict=True):
        found = wide.loc[(state, field)]
        figure.add_trace(_pair(found, state, label))
        last = found[("share", "late")]
        largest = _partner(found[("largest", "late")])
        figure.add_annotation(
            x=1.02,
            xref="paper",
            xanchor="left",
            y=label,
            text=f"{largest} {last:.0%}" + (" *" if found[("small", "late")] else ""),
            showarrow=False,
            font={"size": 12},
        )
    figure.add_annotation(
        x=1.02,
        xref="paper",
        xanchor="left",
        y=len(rows) - 0.2,
        text="<b>largest, late</b>",
        showarrow=False,
    )
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels, range=[-0.7, len(rows) + 0.2]
    )
    figure.update_xaxes(range=[-0.03, 1.0], title="evenness (0: one partner, 1: five alike)")
    finish(
        figure,
        title="How evenly members spread their trade and their arms purchases",
        subtitle="Pielou's evenness over five partners; hollow: 2018, arms 2014–2018; full: 2023, "
        "arms 2019–2023",
        tables=["trade_partners", "arms_imports"],
        alt=_evenness_words(wide),
        frame=table,
        note=f"* fewer than {measure.SMALL} million TIV in five years: one delivery can turn it. "
        "Belarus and Tajikistan publish no full table of trade by partner. Largest: the largest of "
        "all partners in the table, the EU as one.",
        height=240 + 30 * len(rows),
    )
    return figure.update_layout(showlegend=False, margin_r=190)


def _partner(code: str) -> str:
    return measure.LABELS[code] if code in measure.LABELS else data.names()[code]


def _pair(found: pd.Series, state: str, label: str) -> go.Scatter:
    colour = theme.colour(state)
    values = [found[("evenness", "early")], found[("evenness", "late")]]
    return go.Scatter(
        x=[None if pd.isna(value) else round(value, 3) for value in values],
        y=[label, label],
        mode="lines+markers",
        line={"color": colour, "width": 1.5},
        marker={
            "symbol": theme.STATE_MARKERS[state],
            "size": [9, 12],
            "color": ["#FFFFFF", colour],
            # Marks of different sizes would be drawn translucent otherwise.
            "opacity": 1,
            "line": {"color": colour, "width": 1.5},
        },
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )


def _evenness_words(wide: pd.DataFrame) -> str:
    told = [
        f"{data.names()[state]}, {field}: {row[('evenness', 'early')]:.2f} to "
        f"{row[('evenness', 'late')]:.2f}, largest {_partner(row[('largest', 'late')])} "
        f"{row[('share', 'late')]:.0%}"
        for (state, field), row in wide.iterrows()
    ]
    return "Evenness early and late. " + "; ".join(told) + "."
