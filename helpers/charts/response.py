"""How alliances answered: days and kinds of help, courses of single cases."""

from __future__ import annotations

import html
import math

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.layout import legend_above, wrapped
from helpers.charts.requests import KINDS
from helpers.figures import finish

CASES = "assistance_requests"
OTHERS = "precedents"

_TICKS = {0: "0", 1: "1", 7: "7", 30: "30", 100: "100", 365: "1 year", 3652: "10 years"}
_NO_COUNT = 4.75
_ROW = 23
_STEPS = {
    "request": ("circle-open", 20),
    "first response": ("circle", 11),
    "people there": ("triangle-right", 14),
    "last people left": ("x", 11),
}


def days(cases: pd.DataFrame) -> go.Figure:
    """Draw for every case the days to the first response and the kind of help that followed.

    Cases without a day count are drawn too, in a column of their own: to leave them out would
    make an alliance look quicker than it was.

    Args:
        cases: Rows of `measures.response.all_cases`; the CSTO is drawn first.

    Returns:
        One mark a case on a logarithmic axis; hollow where nobody asked; a bar leads to the day on
        which people were there or the first step beyond words was taken.

    Raises:
        ValueError: There is no case.

    Example:
        >>> from helpers.measures import response
        >>> figure = days(response.all_cases(data.load("assistance_requests")))
        >>> sum(len(trace.x) for trace in figure.data if trace.name)
        25
    """
    if cases.empty:
        raise ValueError("There is no case to draw. Pass at least one row.")
    rows = _ordered(cases)
    counts = rows["organisation"].eq("CSTO").sum()
    figure = go.Figure(_bars(rows))
    for kind, (colour, symbol) in KINDS.items():
        figure.add_trace(_marks(rows[rows["kind"] == kind], kind, colour, symbol))
    figure.add_trace(_words(rows))
    if 0 < counts < len(rows):
        figure.add_hline(y=counts - 0.5, line={"color": theme.BORDER, "width": 1, "dash": "dot"})
    figure.add_vline(x=_NO_COUNT - 0.4, line={"color": theme.BORDER, "width": 1})
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[html.escape(title) for title in rows["title"]],
        range=[len(rows) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_xaxes(
        tickvals=[*(_place(tick) for tick in _TICKS), _NO_COUNT],
        ticktext=[*_TICKS.values(), "no day count"],
        range=[-0.15, _NO_COUNT + 1.3],
        tickangle=0,
        zeroline=False,
        title="days to the first response (logarithmic; 0: the same day)",
    )
    timed = rows["days"].notna()
    finish(
        figure,
        title="Speed and kind of the answer, cases without a day count included",
        subtitle=f"{len(rows)} cases, {int(timed.sum())} with a day count; hollow: nobody asked",
        tables=[CASES, OTHERS] if counts < len(rows) else [CASES],
        alt=_days_alt(rows),
        frame=rows[_DAYS_COLUMNS].reset_index(drop=True),
        note="Bar: until people were there or a first step beyond words was taken.",
        height=260 + _ROW * len(rows),
    )
    return legend_above(figure, 44)


def courses(cases: pd.DataFrame, case_ids: tuple[str, ...]) -> go.Figure:
    """Draw how a few requests went on, from the request to the day the last people left.

    Args:
        cases: Table ``assistance_requests``.
        case_ids: Ids of cases with a dated request, in the order from top to bottom.

    Returns:
        One line a case; its steps are marks, its kind of help stands at the end.

    Raises:
        KeyError: An id is not in the table.

    Example:
        >>> figure = courses(data.load("assistance_requests"), ("D14", "D17"))
        >>> list(figure.data[-1].text)[1].strip()
        'mission, no troops'
    """
    rows = cases.set_index("case_id", drop=False).loc[list(case_ids)]
    asked = data.start_of(rows["request_date"])
    steps = pd.DataFrame(
        {
            "request": 0.0,
            "first response": rows["days_to_first_response"].astype(float),
            "people there": rows["days_to_ground"].astype(float),
            "last people left": (data.start_of(rows["withdrawn_date"]) - asked).dt.days,
        }
    )
    places = list(range(len(rows)))
    ends = steps.max(axis=1).map(_place)
    figure = go.Figure(
        go.Scatter(
            x=[x for end in ends for x in (0, end, None)],
            y=[y for place in places for y in (place, place, None)],
            mode="lines",
            line={"color": theme.BORDER, "width": 2},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    colours = [theme.colour(code) for code in rows["requester"]]
    for step, (symbol, size) in _STEPS.items():
        figure.add_trace(
            go.Scatter(
                x=[None if pd.isna(value) else _place(value) for value in steps[step]],
                y=places,
                mode="markers",
                name=step,
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": colours,
                    "line": {"width": 2, "color": colours},
                },
                customdata=[_number(value) for value in steps[step]],
                hovertemplate=f"{step}: %{{customdata}}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=ends.tolist(),
            y=places,
            mode="text",
            text=[f"   {_help(row)}" for row in rows.itertuples()],
            textposition="middle right",
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.update_yaxes(
        tickvals=places,
        ticktext=[
            f"<b>{html.escape(row.short_title.partition(' (')[0])}</b><br>{row.threat_type}"
            for row in rows.itertuples()
        ],
        range=[len(rows) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_xaxes(
        tickvals=[_place(tick) for tick in _TICKS],
        ticktext=list(_TICKS.values()),
        range=[-0.12, 5.3],
        tickangle=0,
        title="days from the request (logarithmic; 0: the same day)",
    )
    finish(
        figure,
        title="Speed and kind of help: courses of single requests",
        subtitle="days from the request; the words name the strongest kind of help that followed",
        tables=[CASES],
        alt=" ".join(
            f"{row.short_title}, threat {row.threat_type}: "
            + ", ".join(
                f"{step} {_number(steps.loc[row.case_id, step])}"
                for step in list(_STEPS)[1:]
                if pd.notna(steps.loc[row.case_id, step])
            )
            + f"; {_help(row)}."
            for row in rows.itertuples()
        ),
        frame=steps.reset_index().assign(kind=rows["response_type"].tolist()),
        height=210 + 58 * len(rows),
    )
    return legend_above(figure)


_DAYS_COLUMNS = ["case_id", "organisation", "title", "asked", "threat", "days", "days_from", "kind"]


def _ordered(cases: pd.DataFrame) -> pd.DataFrame:
    places = cases.assign(
        outside=cases["organisation"] != "CSTO",
        unknown=cases["days"].isna(),
        silent=cases["kind"] == "none",
    )
    return places.sort_values(
        ["outside", "unknown", "days", "silent", "control_case", "case_id"], ignore_index=True
    )


def _bars(rows: pd.DataFrame) -> go.Scatter:
    moved = rows[rows["days_to_action"].notna() & rows["days"].notna()]
    return go.Scatter(
        x=[x for row in moved.itertuples() for x in (_place(row.days), _end(row), None)],
        y=[y for place in moved.index for y in (place, place, None)],
        mode="lines",
        line={"color": "#9AA3AD", "width": 6},
        hoverinfo="skip",
        showlegend=False,
    )


def _marks(rows: pd.DataFrame, kind: str, colour: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=[_NO_COUNT if pd.isna(count) else _place(count) for count in rows["days"]],
        y=rows.index.tolist(),
        mode="markers",
        name=f"{kind} ({len(rows)})",
        marker={
            "size": 13,
            "symbol": [f"{symbol}-open" if one else symbol for one in rows["control_case"]],
            "color": colour,
            "line": {"color": colour, "width": 1.5},
        },
        customdata=[wrapped(words) for words in rows["first_response"].fillna("No response.")],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _words(rows: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=[_NO_COUNT if pd.isna(row.days) else _end(row) for row in rows.itertuples()],
        y=rows.index.tolist(),
        mode="text",
        text=[f"   {_told(row)}" for row in rows.itertuples()],
        textposition="middle right",
        textfont={"size": 12},
        hoverinfo="skip",
        showlegend=False,
    )


def _told(row: tuple) -> str:
    if pd.notna(row.days):
        told = f"{int(row.days):,}"
        if pd.notna(row.days_to_action) and row.days_to_action > row.days:
            told += f" → {int(row.days_to_action)}"
        return told + (" (from the trigger)" if row.days_from == "trigger" else "")
    if row.kind != "none":
        return "date not known"
    return "nobody asked" if row.control_case else "no answer"


def _end(row: tuple) -> float:
    return _place(row.days if pd.isna(row.days_to_action) else max(row.days, row.days_to_action))


def _days_alt(rows: pd.DataFrame) -> str:
    told = "; ".join(
        f"{row.title}: {_told(row)}{' days' if pd.notna(row.days) else ''}, {row.kind}"
        + (" (control case)" if row.control_case else "")
        for row in rows.itertuples()
    )
    return (
        f"{len(rows)} cases; {int(rows['days'].isna().sum())} have no day count. "
        f"Days to the first response, fastest first. {told}."
    )


def _help(row: tuple) -> str:
    if pd.notna(row.troops) and row.troops > 0:
        return f"{int(row.troops):,} troops"
    if row.response_type == "none":
        return "no help"
    return f"{row.response_type}, no troops" if pd.notna(row.troops) else row.response_type


def _number(value: float) -> str:
    if pd.isna(value):
        return "not known"
    return {0: "same day", 1: "after 1 day"}.get(int(value), f"after {int(value):,} days")


def _place(count: float) -> float:
    return math.log10(float(count) + 1)
