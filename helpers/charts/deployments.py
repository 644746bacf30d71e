"""Since when and until when foreign sites stand in the member states."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.bases import OPERATORS, STATUSES
from helpers.charts.layout import legend_above
from helpers.figures import finish

_FIRST, _LAST = 1990, 2053
_HOSTS = ["ARM", "TJK", "KGZ", "KAZ", "BLR"]
_DASHES = {"RUS": "solid", "CHN": "dot", "EU": "3px,2px"}
_WORDS = {
    "EU mission in Armenia": "EU mission",
    "Russian ": "",
    "Chinese ": "",
    "Volga early-warning": "early-warning",
    "43rd naval communication": "43rd naval radio",
    "929th State Flight Test Centre": "929th Flight Test Centre",
    "Okno space surveillance complex": "Okno space surveillance",
    "Test base for anti-submarine weapons": "weapons test base",
}


def dates(bases: pd.DataFrame) -> go.Figure:
    """Draw each site from its beginning to the end of its agreement, with its status.

    Args:
        bases: Table ``bases``.

    Returns:
        One row a site: a line from the beginning to the end of its agreement, or to the end of the
        presence; a tick at the end alone where the beginning is not known; a mark for the status
        in the year for which it is recorded, without such a year at the end of the evidence.

    Example:
        >>> figure = dates(data.load("bases"))
        >>> figure.layout.meta["title"]
        'Foreign sites in the member states: since when, until when'
    """
    rows = _ordered(bases)
    figure = go.Figure()
    for operator, dash in _DASHES.items():
        figure.add_trace(_lines(rows[rows["operator"] == operator], operator, dash))
    lone = rows["until"].notna() & rows["since"].isna()
    figure.add_trace(_ends(rows[lone]))
    for status, (colour, symbol) in STATUSES.items():
        some = rows[rows["status"] == status]
        if len(some):
            figure.add_trace(_marks(some, status, colour, symbol))
    figure.add_vline(x=2022.15, line={"dash": "dot", "width": 1.2, "color": theme.INK})
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows["label"].tolist()[::-1],
        range=[-0.8, len(rows) - 0.2],
        tickfont={"size": 11},
    )
    figure.update_xaxes(range=[_FIRST, _LAST], dtick=10)
    unknown = int(rows["until"].isna().sum())
    early = rows[(rows["since"] < _FIRST) & rows["until"].notna()]
    before = "".join(f" {_short(one.name)} began in {one.since:.0f}." for one in early.itertuples())
    finish(
        figure,
        title="Foreign sites in the member states: since when, until when",
        subtitle="line: from the beginning to the end of the agreement or of the presence; mark: "
        "status in the year on record",
        tables=["bases"],
        alt=_words(rows),
        frame=rows.drop(columns=["label"]),
        note=f"No end is known for {unknown} sites: no line; a tick: only the end is known. Marks "
        f"without a year of their own stand at June 2026. Dotted: February 2022.{before}",
        height=250 + 20 * len(rows),
    )
    return legend_above(figure, 24)


def _ordered(bases: pd.DataFrame) -> pd.DataFrame:
    gone = bases["status"] == "ended"
    rows = bases.assign(
        since=bases["opened"].map(_year),
        until=bases["agreement_until"].where(~gone, bases["status_date"]).map(_year),
        at=bases["status_date"].map(_year).fillna(2026.5),
        place_of=bases["host"].map(_HOSTS.index),
    ).sort_values(["place_of", "operator", "since", "base_id"], ascending=[True, False, True, True])
    label = [
        f"{row.host} {html.escape(_short(row.name))}, {html.escape(_town(row.place))}"
        for row in rows.itertuples()
    ]
    return rows.assign(label=label).drop(columns="place_of")


def _year(date: object) -> float:
    """Return a date of any precision as a year with a fraction; NaN if unknown."""
    if pd.isna(date):
        return float("nan")
    year, *month = str(date).split("-")
    return int(year) + (int(month[0]) - 0.5) / 12 if month else float(year)


def _short(name: str) -> str:
    name = name.split(" (")[0].split(",")[0].split(" at ")[0].split(" paid ")[0]
    for long, short in _WORDS.items():
        name = name.replace(long, short)
    return name


def _town(place: str) -> str:
    place = place.split(" (")[0].split(" or ")[0].split(" near ")[-1].split(" at ")[-1]
    place = place.removeprefix("Yerevan, ").removesuffix(" airport")
    return place.split(", ")[0]


def _lines(rows: pd.DataFrame, operator: str, dash: str) -> go.Scatter:
    known = rows[rows["since"].notna() & rows["until"].notna()]
    return go.Scatter(
        x=[value for row in known.itertuples() for value in (row.since, row.until, None)],
        y=[value for row in known.itertuples() for value in (row.label, row.label, None)],
        mode="lines",
        name=OPERATORS[operator],
        line={"color": theme.INK if operator == "RUS" else theme.MUTED, "dash": dash, "width": 2},
        hoverinfo="skip",
        showlegend=bool(len(known)),
    )


def _ends(rows: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=rows["until"].round(2).tolist(),
        y=rows["label"].tolist(),
        mode="markers",
        name="only an end",
        marker={"color": theme.INK, "symbol": "line-ns-open", "size": 9, "line": {"width": 2}},
        hovertemplate="%{y}<br>agreement until %{x:.0f}<extra></extra>",
    )


def _marks(rows: pd.DataFrame, status: str, colour: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=rows["at"].round(2).tolist(),
        y=rows["label"].tolist(),
        mode="markers",
        name=f"{status} ({len(rows)})",
        marker={
            "color": colour,
            "symbol": symbol,
            "size": 10,
            "line": {"color": theme.INK, "width": 1},
        },
        customdata=rows[["opened", "agreement_until", "confidence"]]
        .fillna("not known")
        .to_numpy()
        .tolist(),
        hovertemplate="%{y}<br>since %{customdata[0]}, agreement until %{customdata[1]}; "
        f"{status}; confidence %{{customdata[2]}}<extra></extra>",
    )


def _words(rows: pd.DataFrame) -> str:
    ends = rows[rows["until"].notna() & (rows["operator"] == "RUS")]
    longest = ends.groupby("host")["until"].max()
    told = ", ".join(f"{data.names()[host]} {year:.0f}" for host, year in longest.items())
    gone = ", ".join(
        f"{row.place} {row.status_date}" for row in rows[rows["status"] == "ended"].itertuples()
    )
    statuses = ", ".join(f"{count} {one}" for one, count in rows["status"].value_counts().items())
    return (
        f"{len(rows)} sites: {statuses}. Latest end of an agreement with Russia by host: {told}. "
        f"Ended: {gone}."
    )
