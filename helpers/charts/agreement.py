"""How alike states vote in the General Assembly: with Russia, inside groups, all pairs."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts import lines
from helpers.figures import finish
from helpers.measures import groups

TABLE = "un_votes"
GROUP_NAMES = {
    "six": "The six members",
    "five": "The five without Russia",
    "nato": "Seven NATO members",
    "others": "China, India, Brazil, South Africa, Iran",
    "neighbours": "Six neighbours outside",
}
_SHORT_NAMES = {
    **GROUP_NAMES,
    "nato": "NATO seven (mean)",
    "others": "Five others (mean)",
    "neighbours": "Six neighbours (mean)",
}
UNITS = {
    "agreement": "1 = the same vote, ½ = one step apart, 0 = yes against no",
    "identical": "share of roll calls with the same vote",
    "S": "1 = always the same vote, −1 = always yes against no",
    "pi": "1 = always the same vote, 0 = as alike as chance would make them",
    "kappa": "1 = always the same vote, 0 = as alike as chance would make them",
    "alpha": "1 = always the same vote, 0 = as alike as chance would make them",
}
_LEAST = {"agreement": 0, "identical": 0}
_WAR = 2021.5
_BANDS = "Bands: 95% bootstrap intervals over roll calls."


def with_russia(
    table: pd.DataFrame, comparison: pd.DataFrame | None = None, measure: str = "agreement"
) -> go.Figure:
    """Draw how alike members and Russia vote, year by year.

    Args:
        table: Members, from `measures.agreement.with_state`.
        comparison: Other states or means of groups, from `with_state` or
            `measures.groups.means_with_state`; drawn in grey.
        measure: The measure that was computed.

    Returns:
        One line with a band a member; grey dashed lines for the comparison.

    Example:
        >>> from helpers.measures import agreement
        >>> votes = data.load("un_votes")
        >>> figure = with_russia(agreement.with_state(votes, ["KAZ", "ARM"], draws=0))
        >>> [trace.name for trace in figure.data if trace.name]
        ['Kazakhstan', 'Armenia']
    """
    figure = go.Figure()
    states = table["state"].unique().tolist()
    years = table["year"]
    grey = table.head(0) if comparison is None else comparison
    banded = table["low"].notna().any()
    ends = []
    for number, (key, rows) in enumerate(grey.groupby("state", sort=False)):
        name = _SHORT_NAMES.get(key) or data.names()[key]
        lines.grey_line(figure, _hovers(rows, name), "year", "value", number)
        ends.append((name, lines.last_value(rows, "year", "value"), theme.MUTED))
    for state in states if banded else []:
        lines.band(figure, table[table["state"] == state], "year", theme.colour(state))
    for state in states:
        rows = _hovers(table[table["state"] == state], data.names()[state])
        lines.state_line(figure, rows, "year", "value", state)
        last = lines.last_value(rows, "year", "value")
        ends.append((f"<b>{data.names()[state]}</b>", last, theme.colour(state)))
    shown = pd.concat([table["value"], grey["value"], table["low"], table["high"]])
    figure.update_yaxes(range=lines.shared_range(shown, _LEAST.get(measure, -1), 1.0))
    _year_axis(figure, years)
    missing = int(table["value"].isna().sum())
    gaps = f" No value for {missing} state-years: {_reasons(table)}." if missing else ""
    finish(
        figure,
        title="How alike the other members and Russia vote in the UN General Assembly",
        subtitle=f"{label(measure)}: {UNITS[measure]}; {years.min()}–{years.max()}",
        tables=[TABLE],
        alt=_words(table, states, measure) + _grey_words(grey) + gaps,
        frame=pd.concat([table, grey], ignore_index=True),
        note=(_BANDS if banded else "") + gaps,
        height=520,
    )
    lines.end_labels(figure, [end for end in ends if end[1] is not None], years.max())
    return figure.update_layout(margin_r=168)


def inside(tables: dict[str, pd.DataFrame], measure: str = "agreement") -> go.Figure:
    """Draw how alike the members of several groups vote among themselves.

    Args:
        tables: By key of `measures.agreement.GROUPS`, from `measures.groups.inside`.
        measure: The measure that was computed.

    Returns:
        One line with a band a group.

    Example:
        >>> from helpers.measures import agreement
        >>> votes = data.load("un_votes")
        >>> figure = inside({"five": groups.inside(votes, agreement.FIVE, draws=0)})
        >>> figure.layout.meta["title"]
        'How alike states vote inside their group'
    """
    figure = go.Figure()
    frame = pd.concat([rows.assign(group=key) for key, rows in tables.items()], ignore_index=True)
    looks = {
        "six": (theme.STATE_COLOURS["RUS"], "square", "solid"),
        "five": (theme.STATE_COLOURS["KAZ"], "circle", "solid"),
    }
    grey = (theme.OTHER_COLOUR, "x", "dash")
    for key, rows in tables.items():
        lines.band(figure, rows, "year", looks.get(key, grey)[0])
    ends = []
    for key, rows in tables.items():
        colour, symbol, dash = looks.get(key, grey)
        drawn = _hovers(rows, GROUP_NAMES[key])
        figure.add_trace(
            go.Scatter(
                x=rows["year"].tolist(),
                y=[None if pd.isna(value) else round(value, 4) for value in rows["value"]],
                name=GROUP_NAMES[key],
                mode="lines+markers",
                line={"color": colour, "dash": dash},
                marker={"symbol": symbol, "size": 7},
                hovertext=drawn["hover"].tolist(),
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
            )
        )
        ends.append((f"<b>{GROUP_NAMES[key]}</b>", lines.last_value(rows, "year", "value"), colour))
    shown = pd.concat([frame["value"], frame["low"], frame["high"]])
    figure.update_yaxes(range=lines.shared_range(shown, _LEAST.get(measure, -1), 1.0))
    _year_axis(figure, frame["year"])
    finish(
        figure,
        title="How alike states vote inside their group",
        subtitle=f"{label(measure)}: {UNITS[measure]}; {frame['year'].min()}–{frame['year'].max()}",
        tables=[TABLE],
        alt=" ".join(
            _line_words(rows.dropna(subset="value"), GROUP_NAMES[key], measure)
            for key, rows in tables.items()
        ),
        frame=frame,
        note=_BANDS if frame["low"].notna().any() else "",
        height=480,
    )
    lines.end_labels(figure, [end for end in ends if end[1] is not None], frame["year"].max())
    return figure.update_layout(margin_r=190)


def _hovers(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    texts = []
    for row in rows.to_dict("records"):
        text = f"<b>{name}, {row['year']}: {row['value']:.2f}</b>"
        if pd.notna(row.get("low")):
            text += f"<br>95% interval {row['low']:.2f} to {row['high']:.2f}"
        if "n" in row:
            text += f"<br>{row['n']} roll calls"
        texts.append(text)
    return rows.assign(hover=texts)


def _year_axis(figure: go.Figure, years: pd.Series) -> None:
    first, last = int(years.min()), int(years.max())
    figure.update_xaxes(range=[first - 0.5, last + 0.3], dtick=5 if last - first > 12 else 1)
    if first < _WAR < last:
        figure.add_shape(
            type="line",
            x0=_WAR,
            x1=_WAR,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": theme.INK, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=_WAR,
            y=0,
            yref="paper",
            yanchor="bottom",
            xanchor="right",
            text="full-scale invasion<br>February 2022",
            align="right",
            showarrow=False,
            font={"size": 11, "color": theme.MUTED},
        )


def label(measure: str) -> str:
    """Return the short name of a measure."""
    return groups.MEASURES[measure].split(" (")[0]


def _words(table: pd.DataFrame, states: list[str], measure: str) -> str:
    return " ".join(
        _line_words(
            table[table["state"] == state].dropna(subset="value"), data.names()[state], measure
        )
        for state in states
    )


def _line_words(rows: pd.DataFrame, name: str, measure: str) -> str:
    if rows.empty:
        return f"{name}: no value."
    first, last = rows.iloc[0], rows.iloc[-1]
    least, most = rows.loc[rows["value"].idxmin()], rows.loc[rows["value"].idxmax()]
    text = f"{name}: {_told(first)}, {_told(last)}; lowest {_told(least)}, highest {_told(most)}"
    if pd.notna(last["low"]):
        text += f"; 95% interval in {last['year']:.0f}: {last['low']:.2f} to {last['high']:.2f}"
    return text + "."


def _told(row: pd.Series) -> str:
    return f"{row['value']:.2f} in {row['year']:.0f}"


def _grey_words(grey: pd.DataFrame) -> str:
    told = ""
    for key, rows in grey.groupby("state", sort=False):
        known = rows.dropna(subset="value")
        if len(known):
            name = _SHORT_NAMES.get(key) or data.names()[key]
            last = known.iloc[-1]
            told += f" In grey, {name}: {last['value']:.2f} in {last['year']}."
    return told


def _reasons(table: pd.DataFrame) -> str:
    return "; ".join(reason for reason in table["reason"].unique() if reason)
