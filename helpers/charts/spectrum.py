"""The members on a line between distance from Russia's line and support for it."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.positions import TABLES
from helpers.figures import finish
from helpers.measures import spectrum as measure

_ARTICLE_OF = {member: name for name, group in measure.ARTICLE.items() for member in group}
_BAND = "#E9E6DD"


def line(
    stances: pd.DataFrame,
    weights: pd.Series,
    drawn: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw the scores of the members with their uncertainty, and Russia as the anchor.

    Args:
        stances: Codes from `measures.positions.stances`, one column a member.
        weights: Chosen weight of each indicator.
        drawn: Sets of weights from `measures.spectrum.random_weights`.
        allowed: What the rules allow, if missing codes are bounded.

    Returns:
        A mark a member at its score; a thick bar for 90% of the random weights; thin ticks for
        the worst and best case of missing codes.

    Example:
        >>> table = pd.DataFrame([[2, 0, 0, 1, -1.0]], columns=["BLR", "KAZ", "KGZ", "TJK", "ARM"])
        >>> weights = pd.Series({0: 1.0})
        >>> figure = line(table, weights, measure.random_weights(weights, draws=9))
        >>> [trace.y[0] for trace in figure.data if trace.mode == "markers+text"][0]
        'Russia (anchor)'
    """
    scores = measure.index(stances, weights, allowed)
    spread = measure.uncertainty(stances, drawn, allowed)
    members = _from_high_to_low(scores)
    figure = go.Figure(_mark("RUS", "Russia (anchor)", 2.0, "+2 by definition"))
    for member in members:
        figure.add_trace(_bar(member, spread.loc[member]))
        if allowed is not None:
            figure.add_trace(_brackets(member, scores.loc[member]))
        figure.add_trace(_mark(member, _row(member), scores.loc[member, "score"], ""))
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=["Russia (anchor)", *(_row(member) for member in members)][::-1],
        range=[-0.6, len(members) + 0.5],
        showgrid=False,
    )
    figure.update_xaxes(
        type="linear",
        range=[-2.15, 2.45],
        tickvals=[-2, -1, 0, 1, 2],
        ticktext=["−2", "−1", "0", "+1", "+2"],
        title="← away from Russia's line · weighted mean stance · nearer to it →",
    )
    bracketed = "; ticks: worst and best case of missing codes" if allowed is not None else ""
    return finish(
        figure,
        title=f"The order with these weights: {_ordered_names(scores)}",
        subtitle=(
            f"mark: chosen weights; bar: 90% of {len(drawn):,} random weights{bracketed}; "
            "in brackets: the article's words, as we read it"
        ),
        tables=TABLES,
        alt=_line_words(scores, spread, members, len(drawn)),
        frame=scores.join(spread.add_prefix("drawn_")).rename_axis("member").reset_index(),
        note=(
            f"{int((weights.reindex(stances.index) > 0).sum())} indicators. The bar shows "
            "what weights change, not errors of coding: one person coded."
        ),
        height=470,
    )


def ranks(
    stances: pd.DataFrame,
    weights: pd.Series,
    drawn: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw how often each member takes each rank under random weights.

    Args:
        stances: See `line`.
        weights: See `line`.
        drawn: See `line`.
        allowed: See `line`.

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
    members = _from_high_to_low(scores)
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
        ticktext=[_label(member) for member in members],
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


def left_out(
    stances: pd.DataFrame,
    weights: pd.Series,
    indicators: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw the scores again and again, each time without one indicator.

    Args:
        stances: See `line`.
        weights: See `line`.
        indicators: Table ``position_indicators``, for the labels.
        allowed: See `line`.

    Returns:
        One line a member from top to bottom; where lines cross, the order changes, and the row
        says so.

    Raises:
        ValueError: Fewer than two indicators have a weight.

    Example:
        >>> from helpers.measures import positions
        >>> tables = data.load("positions"), data.load("position_indicators")
        >>> table = positions.stances(*tables)
        >>> figure = left_out(table, pd.Series(1, table.index), tables[1])
        >>> figure.layout.meta["title"]
        'No single indicator changes the order'
    """
    found = measure.leave_one_out(stances, weights, allowed)
    if found.empty:
        raise ValueError("Leaving one out needs at least two indicators with a weight.")
    scores = measure.index(stances, weights, allowed)["score"]
    labels = indicators.set_index("indicator")["label"]
    rows = ["<b>nothing left out</b>", *(html.escape(labels[name]) for name in found.index)]
    figure = go.Figure()
    for member in stances.columns[scores.notna()]:
        figure.add_trace(_path(member, [scores[member], *found[member]], rows))
    changed = found[found["changed"]]
    for name, row in changed.iterrows():
        figure.add_annotation(
            x=1.02,
            xref="paper",
            xanchor="left",
            y=html.escape(labels[name]),
            text=f"<b>{row['order']}</b>",
            showarrow=False,
            font={"size": 11},
        )
    _name_lines(figure, scores)
    figure.update_layout(showlegend=False)
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows[::-1],
        range=[-0.7, len(rows) + 0.9],
    )
    figure.update_xaxes(
        type="linear", title="weighted mean stance without this indicator", zeroline=True
    )
    count = len(changed)
    title = (
        "No single indicator changes the order"
        if not count
        else f"Leaving out one indicator changes the order in {count} of {len(found)} cases"
    )
    finish(
        figure,
        title=title,
        subtitle="one row: the scores without this indicator, all other weights as chosen",
        tables=TABLES,
        alt=_left_out_words(found, scores, labels),
        frame=found.reset_index(),
        height=245 + 20 * len(rows),
    )
    return figure.update_layout(margin_r=225 if count else 40)


def _from_high_to_low(scores: pd.DataFrame) -> list[str]:
    return scores.sort_values("score", ascending=False, kind="stable").index.tolist()


def _label(member: str) -> str:
    return data.names()[member]


def _row(member: str) -> str:
    return f"{_label(member)}<br>({_ARTICLE_OF[member]})"


def _ordered_names(scores: pd.DataFrame) -> str:
    words = measure.order(scores["score"]).replace(" > ", ", ")
    for member in scores.index:
        words = words.replace(member, _label(member))
    return words


def _percent(share: float) -> str:
    if 0 < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _number(score: float) -> str:
    return "no code" if pd.isna(score) else f"{score:+.2f}".replace("-", "−")


def _mark(member: str, row: str, score: float, words: str) -> go.Scatter:
    return go.Scatter(
        x=[score if pd.notna(score) else -2],
        y=[row],
        mode="markers+text" if pd.notna(score) else "text",
        text=[f"<b>{words or _number(score)}</b>"],
        textposition="top center" if member != "RUS" else "bottom center",
        marker={
            "symbol": theme.STATE_MARKERS[member],
            "size": 15,
            "color": theme.colour(member),
            "line": {"color": theme.INK, "width": 1},
        },
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


def _bar(member: str, spread: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=[spread["low"], spread["high"]],
        y=[_row(member)] * 2,
        mode="lines",
        line={"color": theme.colour(member), "width": 9},
        opacity=0.4,
        hovertemplate="90% of the draws: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


def _brackets(member: str, score: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=[score["low"], score["high"]],
        y=[_row(member)] * 2,
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        marker={"symbol": "line-ns-open", "size": 14, "color": theme.INK},
        hovertemplate="missing codes at worst or best: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


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
        hovertemplate=f"{_label(member)}, rank %{{x}}: %{{text}}<extra></extra>",
        showlegend=False,
    )


def _name_lines(figure: go.Figure, scores: pd.Series) -> None:
    """Write the names above their lines, in steps, so that none overlap."""
    for place, (member, score) in enumerate(scores.dropna().sort_values().items()):
        figure.add_annotation(
            x=score,
            y="<b>nothing left out</b>",
            yshift=12 + 14 * (place % 3),
            text=f"<b>{_label(member)}</b>",
            font={"color": theme.colour(member)},
            showarrow=False,
        )


def _path(member: str, scores: list[float], rows: list[str]) -> go.Scatter:
    return go.Scatter(
        x=scores,
        y=rows,
        mode="lines+markers",
        name=_label(member),
        line={"color": theme.colour(member), "width": 1.5},
        marker={"symbol": theme.STATE_MARKERS[member], "size": 9, "color": theme.colour(member)},
        hovertemplate=f"{_label(member)} without “%{{y}}”: %{{x:.2f}}<extra></extra>",
    )


def _line_words(scores: pd.DataFrame, spread: pd.DataFrame, members: list[str], draws: int) -> str:
    told = []
    for member in members:
        row, drawn = scores.loc[member], spread.loc[member]
        words = f"{_label(member)} {_number(row['score'])}"
        if row["high"] - row["low"] > 0:
            words += f" (missing codes: {_number(row['low'])} to {_number(row['high'])})"
        if pd.notna(drawn["low"]):
            words += f", random weights {_number(drawn['low'])} to {_number(drawn['high'])}"
        told.append(words)
    return (
        "Scores from −2 (away from Russia's line) to +2 (Russia, by definition). "
        f"{'; '.join(told)}. The ranges hold 90% of {draws:,} sets of random weights."
    )


def _rank_words(spread: pd.DataFrame, members: list[str], share: float, draws: int) -> str:
    told = []
    for member in members:
        row = spread.loc[member]
        if pd.isna(row["best"]):
            told.append(f"{_label(member)}: no rank")
            continue
        best, worst = int(row["best"]), int(row["worst"])
        words = f"rank {best}" if best == worst else f"ranks {best} to {worst}"
        told.append(f"{_label(member)}: {words} ({_ARTICLE_OF[member]} in the article)")
    return (
        f"Rank intervals that hold 90% of {draws:,} sets of random weights. {'; '.join(told)}. "
        f"The order fits the article's spectrum, as we read it, in {_percent(share)} of the draws."
    )


def _left_out_words(found: pd.DataFrame, scores: pd.Series, labels: pd.Series) -> str:
    changed = found[found["changed"]]
    told = "; ".join(
        f"without “{labels[name]}”: {row['order']}" for name, row in changed.iterrows()
    )
    return (
        f"With all indicators the order is {measure.order(scores)}. {len(found)} indicators are "
        f"left out one by one; the order changes in {len(changed)} cases"
        + (f": {told}." if told else ".")
        + f" Mean shift in rank over all cases: {found['shift'].mean():.2f}."
    )
