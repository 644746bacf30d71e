"""One member at a time: its trade partners."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import dossier as about

_FLOWS = {"export": "Exports to", "import": "Imports from"}


def trade(
    member: str, trade_partners: pd.DataFrame, russia_trade: pd.DataFrame, eu_exports: pd.DataFrame
) -> go.Figure:
    """Draw the largest trade partners of a member, before the war and in the last year.

    Armenia, Kazakhstan and Kyrgyzstan by their own statistics, Russia by its customs. Belarus
    and Tajikistan publish no full table by partner: what others record is drawn instead.

    Args:
        member: ISO 3166-1 alpha-3 code.
        trade_partners: Table ``trade_partners``.
        russia_trade: Table ``russia_trade``.
        eu_exports: Table ``eu_exports_annual``.

    Returns:
        Two panels, exports and imports, which are never added up; or lines by year.

    Example:
        >>> names = ["trade_partners", "russia_trade", "eu_exports_annual"]
        >>> trade("TJK", *(data.load(name) for name in names)).layout.meta["title"]
        'Tajikistan: trade as others record it'
    """
    if member in set(trade_partners["reporter"]):
        return _by_partner(member, trade_partners, "trade_partners")
    if member == "RUS":
        return _by_partner(member, russia_trade, "russia_trade")
    return _as_others_record(member, russia_trade, eu_exports)


def _by_partner(member: str, table: pd.DataFrame, source: str) -> go.Figure:
    figure = make_subplots(rows=1, cols=2, horizontal_spacing=0.22)
    figure.update_layout(showlegend=False)
    frames, told = [], []
    for column, (flow, words) in enumerate(_FLOWS.items(), start=1):
        rows = about.partners(table, member, flow)
        frames.append(rows.assign(flow=flow))
        for trace in _dumbbells(rows):
            figure.add_trace(trace, row=1, col=column)
        figure.update_xaxes(
            type="linear",
            title="billion US dollars",
            range=[0, rows[["before", "last"]].max().max() / 1000 * 1.45],
            row=1,
            col=column,
        )
        figure.update_yaxes(
            type="category",
            categoryorder="array",
            categoryarray=[_partner(code) for code in rows["partner"]][::-1],
            row=1,
            col=column,
        )
        told.append(f"{words} " + "; ".join(_partner_words(row) for row in rows.itertuples()))
    both = pd.concat(frames, ignore_index=True)
    first, last = both["first_year"].iloc[0], both["last_year"].iloc[0]
    for column, words in enumerate(_FLOWS.values()):
        figure.add_annotation(
            text=f"<b>{words} …</b>",
            x=[0, 0.61][column],
            y=1.0,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
        )
    name = data.names()[member]
    whose = "national statistics" if source == "trade_partners" else "Russian customs"
    shares = "; share: of the member's total" if both["share"].notna().any() else ""
    note = (
        "Russia stopped publishing trade by country in 2022. Armenia, Kyrgyzstan and Tajikistan "
        "are not in its table."
        if member == "RUS"
        else "The EU counts as one partner. Trade inside the Eurasian Economic Union is weakly "
        "recorded; re-exports count like own goods."
    )
    finish(
        figure,
        title=f"{name}: largest trade partners, {first} and {last}",
        subtitle=f"goods, {whose}; hollow: {first}, filled: {last}{shares}",
        tables=[source],
        alt=f"{name}, goods in {first} and {last}. {'. '.join(told)}.",
        frame=both,
        note=note,
        height=450,
    )
    return figure.update_layout(margin_t=100)


def _dumbbells(rows: pd.DataFrame) -> list[go.Scatter]:
    names = [_partner(code) for code in rows["partner"]]
    colours = [theme.colour(code) for code in rows["partner"]]
    before, last = rows["before"] / 1000, rows["last"] / 1000
    links = go.Scatter(
        x=[x for pair in zip(before, last, strict=True) for x in (*pair, None)],
        y=[y for name in names for y in (name, name, None)],
        mode="lines",
        line={"color": theme.BORDER, "width": 2},
        hoverinfo="skip",
    )
    hollow = go.Scatter(
        x=before.tolist(),
        y=names,
        mode="markers",
        marker={"symbol": "circle-open", "size": 11, "color": colours, "line": {"width": 2}},
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )
    filled = go.Scatter(
        x=last.tolist(),
        y=names,
        mode="markers",
        marker={"size": 12, "color": colours, "line": {"color": theme.INK, "width": 1}},
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )
    labels = go.Scatter(
        x=[max(pair) for pair in zip(before.fillna(0), last, strict=True)],
        y=names,
        mode="text",
        text=[f"   {_value(row)}" for row in rows.itertuples()],
        textposition="middle right",
        hoverinfo="skip",
    )
    return [links, hollow, filled, labels]


def _partner(code: str) -> str:
    return "European Union" if code == "EU27" else data.names()[code]


def _value(row: tuple) -> str:
    share = "" if pd.isna(row.share) else f" ({row.share:.0%})"
    return f"{row.last / 1000:.2f}{share}"


def _partner_words(row: tuple) -> str:
    before = "no figure" if pd.isna(row.before) else f"{row.before / 1000:.2f}"
    return f"{_partner(row.partner)} {before} and {_value(row)} billion dollars"


def _as_others_record(
    member: str, russia_trade: pd.DataFrame, eu_exports: pd.DataFrame
) -> go.Figure:
    name = data.names()[member]
    mirror = russia_trade[russia_trade["partner"] == member]
    eu = eu_exports[(eu_exports["reporter"] == "EU27") & (eu_exports["partner"] == member)]
    eu = eu[eu["months"] == 12]
    panels = 1 if mirror.empty else 2
    figure = make_subplots(rows=1, cols=panels, horizontal_spacing=0.16)
    words = f"the EU sells to {name}"
    eu_line = _line(eu["year"], eu["eur_million"], words, theme.OTHER_COLOUR, "solid")
    figure.add_trace(eu_line, row=1, col=1)
    told = [f"{words}: {_span(eu, 'eur_million')} billion euros"]
    for flow, words, dash in (
        ("export", f"Russia sells to {name}", "solid"),
        ("import", f"Russia buys from {name}", "dot"),
    ):
        rows = mirror[mirror["flow"] == flow]
        if len(rows):
            line = _line(rows["year"], rows["usd_million"], words, theme.colour("RUS"), dash)
            figure.add_trace(line, row=1, col=2)
            told.append(f"{words}: {_span(rows, 'usd_million')} billion US dollars")
    if mirror.empty:
        told.append(f"Russia's table does not hold {name}")
    for column, unit in enumerate(["billion euros", "billion US dollars"][:panels], start=1):
        top = max(max(trace.y) for trace in figure.select_traces(row=1, col=column))
        figure.update_yaxes(type="linear", title=unit, range=[0, top * 1.15], row=1, col=column)
    figure.update_xaxes(type="linear", dtick=4)
    figure.update_layout(showlegend=False)
    frame = pd.concat(
        [
            mirror.rename(columns={"usd_million": "million"}).assign(unit="US dollars"),
            eu.rename(columns={"eur_million": "million"}).assign(flow="export", unit="euros"),
        ],
        ignore_index=True,
    )[["reporter", "partner", "flow", "year", "million", "unit"]]
    return finish(
        figure,
        title=f"{name}: trade as others record it",
        subtitle="goods by year, as the partner records them; the years that the tables hold",
        tables=["eu_exports_annual", *([] if mirror.empty else ["russia_trade"])],
        alt=f"{name} publishes no full table by partner. {'. '.join(told)}.",
        frame=frame,
        note=(
            f"{name} publishes no full table of trade by partner, so its partners are not ranked."
            + (f" Russia's table does not hold {name}." if mirror.empty else "")
        ),
        height=420,
    )


def _line(years: pd.Series, millions: pd.Series, words: str, colour: str, dash: str) -> go.Scatter:
    values = [value / 1000 for value in millions]
    label = [""] * len(values)
    above = dash == "solid"
    place = values.index(max(values) if above else min(values))
    label[place] = f"<b>{words}</b>"
    side = "left" if place > len(values) / 2 else "right"
    return go.Scatter(
        x=years.tolist(),
        y=values,
        mode="lines+markers+text",
        text=label,
        textposition=f"{'top' if above else 'bottom'} {side}",
        textfont={"color": colour},
        name=words,
        line={"color": colour, "dash": dash},
        marker={"size": 6, "color": colour},
        hovertemplate=f"{words}, %{{x}}: %{{y:.2f}}<extra></extra>",
    )


def _span(rows: pd.DataFrame, column: str) -> str:
    rows = rows.sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"{first[column] / 1000:.2f} in {first['year']}, {last[column] / 1000:.2f} in "
        f"{last['year']}"
    )
