"""Figures of notebook 00: one state's votes, how evidence is graded, how complete the votes are."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish

VOTE_ORDER = ["N", "X", "A", "Y"]
CONFIDENCE_COLOURS = {
    "high": "#1B448D",
    "medium": "#6F9BD1",
    "low": "#D9D9D9",
    "contested": "#C1940F",
}
# From the third part on bars are hatched: in grey print, and for who sees red less, some colours
# of parts look alike.
_HATCHES = ["", "", "/", "x", "\\"]
KIND_COLOURS = {"fact": "#1B448D", "interpretation": "#8E7BE0", "prediction": "#C1940F"}


def state_votes(votes: pd.DataFrame, state: str) -> go.Figure:
    """Draw how one state voted on each resolution on Ukraine.

    Args:
        votes: Table ``un_ukraine_votes``.
        state: ISO 3166-1 alpha-3 code, a column of the table.

    Returns:
        One mark a resolution; the height and the letter say how the state voted.

    Example:
        >>> figure = state_votes(data.load("un_ukraine_votes"), "KAZ")
        >>> len(figure.data[0].x)
        22
    """
    name = data.names()[state]
    frame = votes[["date", "resolution", "title"]].assign(vote=votes[state])
    # Equal steps: several resolutions fall on the same day and would hide each other.
    frame["number"] = range(1, len(frame) + 1)
    figure = go.Figure(
        go.Scatter(
            x=frame["number"].tolist(),
            y=[VOTE_ORDER.index(vote) for vote in frame["vote"]],
            mode="markers+text",
            text=frame["vote"].tolist(),
            textfont={"size": 12, "color": [_ink(vote) for vote in frame["vote"]]},
            marker={
                "symbol": "square",
                "size": 24,
                "color": [theme.VOTE_COLOURS[vote] for vote in frame["vote"]],
                "line": {"color": theme.BORDER, "width": 1},
            },
            customdata=[
                f"{row.resolution}, {row.date:%Y-%m-%d}<br>{row.title}"
                for row in frame.itertuples()
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(
        tickvals=list(range(4)),
        ticktext=[theme.VOTE_LABELS[vote] for vote in VOTE_ORDER],
        range=[-0.6, 3.6],
        zeroline=False,
    )
    first_of_year = frame.groupby(frame["date"].dt.year)["number"].first()
    figure.update_xaxes(
        tickvals=first_of_year.tolist(),
        ticktext=[str(year) for year in first_of_year.index],
        title="resolutions in order of their dates",
        range=[0.2, len(frame) + 0.8],
        zeroline=False,
    )
    counts = frame["vote"].value_counts()
    told = ", ".join(
        f"{theme.VOTE_LABELS[vote]} {counts.get(vote, 0)}" for vote in reversed(VOTE_ORDER)
    )
    return finish(
        figure,
        title=f"How {name} voted on Ukraine in the UN General Assembly",
        subtitle=f"{len(frame)} resolutions, {_years(frame['date'])}; each square is one vote",
        tables=["un_ukraine_votes"],
        alt=f"{name} on {len(frame)} resolutions on Ukraine, {_years(frame['date'])}: {told}.",
        frame=frame,
        height=360,
    )


def grade_table(counted: dict[str, pd.Series]) -> pd.DataFrame:
    """Put the counts of confidence grades of several tables side by side.

    Args:
        counted: By table name: rows by grade, as `value_counts` gives them.

    Returns:
        One row a table, one column a grade (high, medium, low, contested), in rows.

    Example:
        >>> grade_table({"a": pd.Series({"high": 2})}).loc["a"].tolist()
        [2, 0, 0, 0]
    """
    table = pd.DataFrame(counted).T.reindex(columns=list(CONFIDENCE_COLOURS))
    return table.fillna(0).astype(int).loc[list(counted)]


def grades(counts: pd.DataFrame) -> go.Figure:
    """Draw how many rows of each table carry which confidence grade.

    Args:
        counts: One row a table, one column a grade (high, medium, low, contested), in rows.

    Returns:
        Horizontal stacked bars with the counts written in them.
    """
    figure = stacked_bars(counts, CONFIDENCE_COLOURS, "rows ")
    figure.update_xaxes(title="rows")
    figure.update_yaxes(autorange="reversed", automargin=True)
    totals = counts.sum()
    told = ", ".join(f"{totals[grade]} {grade}" for grade in CONFIDENCE_COLOURS)
    return finish(
        figure,
        title="How sure the editors are of the rows they compiled",
        subtitle="rows by confidence grade, tables compiled by hand",
        tables=counts.index.tolist(),
        alt=f"Stacked bars, one for each of {len(counts)} tables. All tables together: {told}.",
        frame=counts.reset_index(),
        height=420,
    )


def vote_coverage(coverage: pd.DataFrame) -> go.Figure:
    """Draw the roll calls we hold beside the UN's own count, session by session.

    Args:
        coverage: Result of `helpers.measures.votes.coverage`, regular sessions only.

    Returns:
        Bars for what is held, short lines for the official number.
    """
    sessions = coverage["session"].astype(int).tolist()
    exact = coverage["states_exact"] == coverage["states"]
    figure = go.Figure()
    for name, chosen, colour in (
        ("held, every state's counts agree", exact, "#1B448D"),
        ("held, some counts differ", ~exact, "#B9B9B9"),
    ):
        figure.add_trace(
            go.Bar(
                x=coverage.loc[chosen, "session"].astype(int).tolist(),
                y=coverage.loc[chosen, "held"].tolist(),
                name=name,
                marker={"color": colour},
                hovertemplate="session %{x}: %{y} roll calls held<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=sessions,
            y=coverage["official"].tolist(),
            name="official number",
            mode="markers",
            marker={"symbol": "line-ew-open", "size": 13, "line": {"width": 3}, "color": theme.INK},
            hovertemplate="session %{x}: %{y} roll calls officially<extra></extra>",
        )
    )
    figure.update_layout(legend={"orientation": "h", "y": 1.0, "yanchor": "bottom"}, bargap=0.25)
    figure.update_xaxes(title="session of the General Assembly (46 began in 1991, 80 in 2025)")
    figure.update_yaxes(title="roll calls on whole texts")
    short = coverage[coverage["held"] < coverage["official"]]
    return finish(
        figure,
        title="How complete are our roll calls?",
        subtitle="roll calls on whole texts held here, and the UN's own number, sessions 46 to 80",
        tables=["un_votes", "un_session_tallies"],
        alt=(
            f"Bars for {len(coverage)} sessions. In {int(exact.sum())} sessions the counts of "
            f"every state agree with the UN's own. In {len(short)} sessions fewer roll calls are "
            "held than the UN counted."
        ),
        frame=coverage,
    )


def ledger_overview(claims: pd.DataFrame) -> go.Figure:
    """Draw how many claims of each kind every section of the article makes.

    Args:
        claims: Table ``claims`` (columns section and kind).

    Returns:
        Stacked bars in the order of the article.
    """
    counts = claims.groupby(["section", "kind"], sort=False).size().unstack(fill_value=0)
    figure = stacked_bars(counts, KIND_COLOURS, "claims, ")
    figure.update_xaxes(title="claims")
    figure.update_yaxes(autorange="reversed", automargin=True)
    totals = claims["kind"].value_counts()
    told = ", ".join(f"{totals[kind]} {kind}s" for kind in KIND_COLOURS)
    return finish(
        figure,
        title="What the article claims, section by section",
        subtitle="claims in the ledger, by kind",
        tables=["claims"],
        alt=f"{len(claims)} claims in {len(counts)} sections: {told}. {_by_section(counts)}.",
        frame=counts.reset_index(),
        height=400,
    )


def _by_section(counts: pd.DataFrame) -> str:
    """Return the claims of each kind, section by section, in the order of the article."""
    return "; ".join(
        f"{section}: " + ", ".join(f"{row[kind]} {kind}" for kind in KIND_COLOURS if row[kind])
        for section, row in counts.iterrows()
    )


def stacked_bars(counts: pd.DataFrame, colours: dict[str, str], unit: str) -> go.Figure:
    """Draw one bar a row, one part a column, with the counts written in.

    Args:
        counts: Whole numbers; rows become bars, columns their parts.
        colours: Colour of each part, in the order of the bar.
        unit: Words between number and part in the text for the pointer.

    Returns:
        A figure without title.

    Example:
        >>> figure = stacked_bars(pd.DataFrame({"a": [2]}, index=["x"]), {"a": "#000"}, "of ")
        >>> figure.data[0].text
        ('2',)
    """
    figure = go.Figure()
    for (part, colour), hatch in zip(colours.items(), _HATCHES, strict=False):
        figure.add_trace(
            go.Bar(
                y=counts.index.tolist(),
                x=counts[part].tolist(),
                name=part,
                orientation="h",
                marker={
                    "color": colour,
                    "line": {"color": "white", "width": 1},
                    "pattern": _hatched(hatch),
                },
                text=[str(count) if count else "" for count in counts[part]],
                textangle=0,
                insidetextanchor="middle",
                hovertemplate="%{y}: %{x} " + unit + part + "<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "y": 1.0, "yanchor": "bottom"}
    )
    return figure


def _hatched(shape: str) -> dict:
    """Return a pattern that leaves a number on it readable: light lines, because most are dark."""
    lines = {"fgcolor": "#FFFFFF", "fgopacity": 0.45, "size": 7, "solidity": 0.18}
    return {"shape": shape, "fillmode": "overlay", **lines} if shape else {"shape": ""}


def _ink(vote: str) -> str:
    return theme.INK if vote in ("A", "X") else "#FFFFFF"


def _years(dates: pd.Series) -> str:
    return f"{dates.min():%Y}–{dates.max():%Y}"
