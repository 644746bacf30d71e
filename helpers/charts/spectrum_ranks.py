"""How often each member takes each rank on the spectrum."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import theme
from helpers.charts.positions import TABLES
from helpers.charts.spectrum import ARTICLE_OF, from_high_to_low, label
from helpers.figures import finish
from helpers.measures import spectrum as measure

_BAND = "#E9E6DD"


def ranks(
    stances: pd.DataFrame,
    weights: pd.Series,
    drawn: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw how often each member takes each rank under random weights.

    Args:
        stances: See `spectrum.line`.
        weights: See `spectrum.line`.
        drawn: See `spectrum.line`.
        allowed: See `spectrum.line`.

    Returns:
        Circles whose area is the share of draws, a line for the 90% interval of the rank, and
        a pale band for the ranks that the article's spectrum gives a member, as we read it.

    Example:
        >>> table = pd.DataFrame([[2, 0, 0, 1, -1.0]], columns=["BLR", "KAZ", "KGZ", "TJK", "ARM"])
        >>> weights = pd.Series({0: 1.0})
        >>> ranks(table, weights, measure.random_weights(weights, draws=9)).layout.xaxis.title.text
        'rank (1: nearest to Russia’s line)'
    """
    scores = measure.index(stances, weights, allowed)
    spread = measure.uncertainty(stances, drawn, allowed)
    members = from_high_to_low(scores)
    share = measure.article_share(stances, drawn, allowed)
    figure = go.Figure()
    for place, member in enumerate(members):
        _band(figure, place, member)
        figure.add_trace(_interval(place, member, spread.loc[member]))
        figure.add_trace(_shares(place, member, spread.loc[member]))
        left = 1 - spread.loc[member].filter(like="rank_").sum()
        if left > 0.005:
            words = f"no single rank<br>in {_percent(left)}"
            figure.add_annotation(x=5.85, y=place, text=words, showarrow=False, font_size=12)
    figure.update_yaxes(
        type="linear",
        tickvals=list(range(len(members))),
        ticktext=[label(member) for member in members],
        range=[len(members) - 0.45, -0.55],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        type="linear",
        range=[0.4, 6.25],
        tickvals=[1, 2, 3, 4, 5],
        title="rank (1: nearest to Russia’s line)",
        zeroline=False,
    )
    return finish(
        figure,
        title=f"The article's order holds in {_percent(share)} of the random weights",
        subtitle=(
            f"share of {len(drawn):,} draws at each rank; line: 90% of draws; "
            "pale band: the article's spectrum as we read it"
        ),
        tables=[*TABLES, "claims"],
        alt=_rank_words(spread, members, share, len(drawn)),
        frame=spread.rename_axis("member").reset_index(),
        note=(
            "Article: firm support (Belarus), cautious neutrality (Kazakhstan, Kyrgyzstan, "
            "Tajikistan, in any order), subtle distancing (Armenia)."
        ),
        height=470,
    )


def _percent(share: float) -> str:
    if 0 < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _article_ranks(member: str) -> tuple[int, int]:
    start = 1
    for group in measure.ARTICLE.values():
        if member in group:
            break
        start += len(group)
    return start, start + len(group) - 1


def _band(figure: go.Figure, place: int, member: str) -> None:
    first, last = _article_ranks(member)
    figure.add_shape(
        type="rect",
        x0=first - 0.4,
        x1=last + 0.4,
        y0=place - 0.42,
        y1=place + 0.42,
        fillcolor=_BAND,
        line={"width": 0},
        layer="below",
    )


def _interval(place: int, member: str, spread: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=[spread["best"], spread["worst"]],
        y=[place, place],
        mode="lines",
        line={"color": theme.colour(member), "width": 4},
        hoverinfo="skip",
        showlegend=False,
    )


def _shares(place: int, member: str, spread: pd.Series) -> go.Scatter:
    shares = [(rank, spread[f"rank_{rank}"]) for rank in range(1, 6)]
    shares = [(rank, share) for rank, share in shares if share >= 0.005]
    return go.Scatter(
        x=[rank for rank, _ in shares],
        y=[place] * len(shares),
        mode="markers+text",
        text=[f"<b>{share:.0%}</b>" if share >= 0.2 else f"{share:.0%}" for _, share in shares],
        textposition=["middle center" if share >= 0.2 else "top center" for _, share in shares],
        textfont={"color": ["#FFFFFF" if share >= 0.2 else theme.INK for _, share in shares]},
        marker={
            "size": [16 + 30 * share**0.5 if share >= 0.2 else 9 for _, share in shares],
            "color": theme.colour(member),
            "opacity": 1,
            "line": {"color": "#FFFFFF", "width": 1},
        },
        hovertemplate=f"{label(member)}, rank %{{x}}: %{{text}}<extra></extra>",
        showlegend=False,
    )


def _rank_words(spread: pd.DataFrame, members: list[str], share: float, draws: int) -> str:
    told = []
    for member in members:
        row = spread.loc[member]
        if pd.isna(row["best"]):
            told.append(f"{label(member)}: no rank")
            continue
        best, worst = int(row["best"]), int(row["worst"])
        words = f"rank {best}" if best == worst else f"ranks {best} to {worst}"
        told.append(f"{label(member)}: {words} ({ARTICLE_OF[member]} in the article)")
    return (
        f"Rank intervals that hold 90% of {draws:,} sets of random weights. {'; '.join(told)}. "
        f"The order fits the article's spectrum, as we read it, in {_percent(share)} of the draws."
    )
