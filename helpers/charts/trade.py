"""Exports of the European Union to the members and their neighbours, by month."""

from __future__ import annotations

import html

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.charts.trade_events import event_strip
from helpers.figures import finish
from helpers.measures import trade as measure

MONTHLY = "eu_exports_monthly"
EVENT_TABLES = ["stance_events", "economic_statements", "unfriendly_states"]
PARTNERS = ["KAZ", "KGZ", "ARM", "RUS", "GEO", "UZB"]
INVASION = "2022-02-24"
VIEWS = {
    "year_index": ("sum of twelve months, 2021 = 100", "index, 2021 = 100", ",.0f"),
    "index": ("single months, mean month of 2021 = 100", "index, 2021 = 100", ",.0f"),
    "year_sum": ("sum of twelve months, million euros", "million euros", ",.0f"),
    "eur_million": ("single months, million euros", "million euros", ",.1f"),
}
DESTINATION = (
    "Totals of all goods by declared destination: they do not show which goods, nor where the "
    "goods went in the end."
)
_INVASION_LINE = {
    "type": "line",
    "x0": INVASION,
    "x1": INVASION,
    "y0": 0,
    "y1": 1,
    "yref": "paper",
    "line": {"color": theme.INK, "width": 1.5, "dash": "dot"},
}
_INVASION_LABEL = {
    "x": INVASION,
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
    "xanchor": "right",
    "text": "24 February 2022",
    "showarrow": False,
}
_BASE_LINE = {
    "type": "line",
    "x0": 0,
    "x1": 1,
    "xref": "x domain",
    "y0": 100,
    "y1": 100,
    "line": {"color": theme.BORDER, "width": 1},
}
# Neighbours outside the alliance are grey; dashes and labels tell them apart.
_DASHES = {"GEO": "dash", "UZB": "dot"}
_LABEL_STEP = 0.055
_WORDS = {4: "four", 5: "five", 6: "six"}


def lines(
    monthly: pd.DataFrame,
    events: pd.DataFrame | None,
    reporter: str = "EU27",
    partners: tuple[str, ...] = tuple(PARTNERS),
    view: str = "year_index",
    log: bool = True,
) -> go.Figure:
    """Draw exports to several partners by month, with dated sanctions events beneath.

    Args:
        monthly: Table ``eu_exports_monthly``.
        events: Result of `measures.trade.events`; None draws no events.
        reporter: EU27 or one of the nine members with monthly data.
        partners: At least one of the six destinations.
        view: A key of `VIEWS`: index or euros, single months or sums of twelve.
        log: Logarithmic vertical axis, on which equal distances are equal ratios.

    Returns:
        One labelled line a partner; numbered marks for the events.

    Example:
        >>> figure = lines(data.read("eu_exports_monthly"), None, partners=("KGZ",))
        >>> figure.layout.meta["title"]
        'Exports of the European Union (27) to Kyrgyzstan'
    """
    wanted = monthly[(monthly["reporter"] == reporter) & monthly["partner"].isin(partners)]
    frame = measure.by_month(wanted).dropna(subset=[view])
    figure = _two_rows(events is not None)
    figure.add_traces([_line(p, frame[frame["partner"] == p], view) for p in partners], 1, 1)
    _axes(figure, view, log)
    # All at once: every call that adds an annotation or a shape costs milliseconds.
    figure.update_layout(
        showlegend=False,
        annotations=[_INVASION_LABEL, *_end_labels(frame, partners, view, log)],
        shapes=[_INVASION_LINE, *([_BASE_LINE] if view.endswith("index") else [])],
    )
    if events is not None:
        event_strip(figure, events)
    words, *_ = VIEWS[view]
    finish(
        figure,
        title=f"Exports of {_exporter(reporter)} to {_listed(partners)}",
        subtitle=f"{words}; January 2019 – August 2024" + ("; logarithmic scale" if log else ""),
        tables=[MONTHLY, *(EVENT_TABLES if events is not None else [])],
        alt=_lines_words(frame, reporter, partners, view, events),
        frame=frame,
        note=DESTINATION,
        height=590 if events is not None else 470,
    )
    return figure.update_layout(margin={"r": 108, "t": 88, "l": 88})


def months(monthly: pd.DataFrame, reporter: str = "EU27") -> go.Figure:
    """Draw exports month by month in one panel a partner, each with its own scale.

    Args:
        monthly: Table ``eu_exports_monthly``.
        reporter: EU27 or one of the nine members with monthly data.

    Returns:
        Six panels: thin line the single months, thick line the mean of twelve months.
    """
    frame = measure.by_month(monthly[monthly["reporter"] == reporter])
    figure = make_subplots(
        rows=2,
        cols=3,
        shared_xaxes=True,
        horizontal_spacing=0.07,
        vertical_spacing=0.14,
        subplot_titles=[data.names()[partner] for partner in PARTNERS],
    )
    for place, partner in enumerate(PARTNERS):
        one = frame[frame["partner"] == partner]
        row, column = divmod(place, 3)
        single = _line(partner, one, "eur_million")
        single.line.width, single.opacity, single.line.dash, single.mode = 1, 0.65, "solid", "lines"
        figure.add_trace(single, row=row + 1, col=column + 1)
        smooth = _line(partner, one.assign(mean=one["year_sum"] / 12), "mean")
        smooth.line.width, smooth.mode = 3, "lines"
        figure.add_trace(smooth, row=row + 1, col=column + 1)
    figure.update_yaxes(rangemode="tozero", nticks=5, tickformat=",")
    figure.update_yaxes(title="million euros", col=1)
    figure.update_xaxes(dtick="M24", tickformat="%Y", range=["2018-11-01", "2024-10-31"])
    figure.add_vline(x=INVASION, line={"color": theme.INK, "width": 1, "dash": "dot"})
    figure.update_layout(showlegend=False)
    finish(
        figure,
        title=f"Exports of {_exporter(reporter)} month by month",
        subtitle="million euros, January 2019 – August 2024; thin: single months, thick: mean of "
        "the twelve months before; each panel has its own scale",
        tables=[MONTHLY],
        alt=_lines_words(frame, reporter, tuple(PARTNERS), "year_index", None),
        frame=frame,
        note=f"Dotted line: 24 February 2022. {DESTINATION}",
        height=560,
    )
    return figure.update_layout(margin={"l": 88, "t": 92})


def _two_rows(with_events: bool) -> go.Figure:
    """Return two rows with a common time axis; without events the first fills the figure.

    The second row stays in the layout, because a shown figure cannot lose an axis.
    """
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.05, row_heights=[0.74, 0.26]
    )
    if not with_events:
        figure.update_layout(
            xaxis={"showticklabels": True},
            yaxis={"domain": [0, 1]},
            xaxis2={"visible": False},
            yaxis2={"visible": False, "domain": [0, 0.01]},
        )
    return figure


def _line(partner: str, frame: pd.DataFrame, view: str) -> go.Scatter:
    digits = VIEWS.get(view, ("", "", ",.1f"))[2]
    name = html.escape(data.names()[partner])
    return go.Scatter(
        x=frame["date"].dt.strftime("%Y-%m-%d").tolist(),
        y=frame[view].round(1 if frame[view].min() >= 10 else 3).tolist(),
        mode="lines+markers",
        name=name,
        line={
            "color": theme.colour(partner),
            "width": 2.5,
            "dash": _DASHES.get(partner, "solid"),
        },
        marker={
            "symbol": theme.STATE_MARKERS.get(partner, "circle-open"),
            "size": 7,
            "maxdisplayed": 8,
        },
        hovertemplate=f"{name}, %{{x|%B %Y}}: %{{y:{digits}}}<extra></extra>",
    )


def _axes(figure: go.Figure, view: str, log: bool) -> None:
    # The type is given, because the marks of dates may be drawn before the lines are there.
    figure.update_xaxes(
        type="date",
        range=["2018-12-15", "2024-09-15"],
        dtick="M12",
        tickformat="%Y",
        ticklabelstandoff=4,
    )
    axis = {"title": VIEWS[view][1], "tickformat": ","}
    axis |= {"type": "log", **_log_ticks(figure)} if log else {"rangemode": "tozero"}
    figure.update_yaxes(**axis, row=1, col=1)


def _log_ticks(figure: go.Figure) -> dict:
    """Return ticks at 1, 2 and 5 times powers of ten; plotly's own show bare digits."""
    values = np.concatenate([np.asarray(trace.y, dtype=float) for trace in figure.data])
    values = values[values > 0]
    if not len(values):
        return {}
    low, high = values.min() / 1.15, values.max() * 1.15
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = (1, 2, 5) if np.log10(high / low) < 3 else (1,)
    ticks = [step * 10.0**power for power in powers for step in steps]
    ticks = [tick for tick in ticks if low <= tick <= high]
    return {
        "tickvals": ticks,
        "ticktext": [f"{tick:,.10g}" for tick in ticks],
        "range": [float(np.log10(low)), float(np.log10(high))],
    }


def _end_labels(frame: pd.DataFrame, partners: tuple[str, ...], view: str, log: bool) -> list[dict]:
    """Return each name at the end of its line, moved apart where lines end close together."""
    last = frame.groupby("partner").tail(1).set_index("partner")[view]
    positive = frame.loc[frame[view] > 0, view]
    if positive.empty:
        return []
    scale = np.log10 if log else np.asarray
    low = scale(positive.min() / 1.15) if log else 0.0
    span = scale(positive.max() * (1.15 if log else 1.05)) - low
    ends = {p: float((scale(max(last[p], positive.min())) - low) / span) for p in last.index}
    places: dict[str, float] = {}
    for partner in sorted(ends, key=lambda p: (ends[p], p)):
        lowest = max(places.values(), default=-1.0) + _LABEL_STEP
        places[partner] = max(ends[partner], lowest)
    excess = max(0.0, max(places.values()) - 1)
    return [
        {
            "x": 1,
            "xref": "x domain",
            "y": place - excess,
            "yref": "y domain",
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 6,
            "text": html.escape(data.names()[partner]),
            "font": {"color": theme.colour(partner), "size": 13},
            "showarrow": False,
        }
        for partner, place in places.items()
    ]


def _exporter(reporter: str) -> str:
    return "the European Union (27)" if reporter == "EU27" else data.names()[reporter]


def _listed(partners: tuple[str, ...]) -> str:
    if len(partners) > 3:
        return f"{_WORDS[len(partners)]} countries"
    names = [data.names()[partner] for partner in partners]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _lines_words(
    frame: pd.DataFrame,
    reporter: str,
    partners: tuple[str, ...],
    view: str,
    events: pd.DataFrame | None,
) -> str:
    words, _, digits = VIEWS[view]
    parts = []
    for partner in partners:
        one = frame[frame["partner"] == partner].dropna(subset=[view])
        if one.empty:
            continue
        start = one[one["month"] <= "2021-12"].tail(1)
        high, last = one.loc[one[view].idxmax()], one.iloc[-1]
        first = (
            f"{start[view].iloc[0]:{digits}} in {start['month'].iloc[0]}, " if len(start) else ""
        )
        parts.append(
            f"{data.names()[partner]} {first}highest {high[view]:{digits}} in {high['month']}, "
            f"{last[view]:{digits}} in {last['month']}"
        )
    marks = (
        f" {len(events)} numbered sanctions events stand beneath, the first on "
        f"{events['date'].iloc[0]}, the last in {events['date'].iloc[-1]}."
        if events is not None and len(events)
        else ""
    )
    return f"Lines of exports of {_exporter(reporter)}, {words}. {'; '.join(parts)}.{marks}"
