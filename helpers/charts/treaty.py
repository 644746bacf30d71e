"""The treaty and the charter, provision by provision."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import figures, theme

TABLES = ["treaty_provisions"]
TREATY, CHARTER, OTHER = "Collective Security Treaty", "CSTO Charter", "later rules and NATO"
COLUMNS = ["changed in 2010", "NATO counterpart", "wording read"]

# Answer: colour, sign. The sign stands in the cell, so colour is never alone.
ANSWERS = {
    "yes": ("#12507B", "✓"),
    "partly": ("#9CC3DE", "◐"),
    "no": ("#F1E3D0", "–"),
    "not checked": ("#DCDCDC", "?"),
    "not applicable": ("#F7F7F7", "·"),
}


def family(provisions: pd.DataFrame) -> pd.Series:
    """Return the group that each provision is shown in: treaty, charter or other texts.

    Example:
        >>> frame = pd.DataFrame({"instrument": ["CSTO Charter", "Regulation on observers"]})
        >>> family(frame).tolist()
        ['CSTO Charter', 'later rules and NATO']
    """
    return provisions["instrument"].where(provisions["instrument"].isin([TREATY, CHARTER]), OTHER)


def answers(provisions: pd.DataFrame) -> pd.DataFrame:
    """Answer the three questions of the figure for each provision, with a key of `ANSWERS`.

    Args:
        provisions: Table ``treaty_provisions``.

    Returns:
        Same index, the columns of `COLUMNS`.

    Example:
        >>> frame = pd.DataFrame({
        ...     "changed_2010": ["yes"], "nato_counterpart": ["none"], "text_seen": ["partly"]})
        >>> answers(frame).loc[0].tolist()
        ['yes', 'no', 'partly']
    """
    counterpart = ~provisions["nato_counterpart"].str.startswith("none")
    return pd.DataFrame(
        {
            COLUMNS[0]: provisions["changed_2010"],
            COLUMNS[1]: counterpart.map({True: "yes", False: "no"}),
            COLUMNS[2]: provisions["text_seen"],
        }
    )


def matrix(provisions: pd.DataFrame, chosen: str | None = None) -> go.Figure:
    """Draw provisions as rows, with what changed, what NATO has and how far the text was read.

    Args:
        provisions: Rows of ``treaty_provisions`` of one group.
        chosen: ``provision_id`` of a row to frame; none if left out.

    Returns:
        A figure with one cell a provision and question.
    """
    rows = provisions.sort_values("order", ignore_index=True)
    told = answers(rows)
    level = {answer: number for number, answer in enumerate(ANSWERS)}
    colours = [colour for colour, _ in ANSWERS.values()]
    count = len(colours)
    names = [label(row) for row in rows.itertuples()]
    figure = go.Figure(
        go.Heatmap(
            x=COLUMNS,
            y=names,
            z=[[level[value] for value in row] for row in told.to_numpy()],
            text=[[f"{ANSWERS[value][1]} {value}" for value in row] for row in told.to_numpy()],
            texttemplate="%{text}",
            customdata=[[_hover(row)] * len(COLUMNS) for row in rows.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
            zmin=-0.5,
            zmax=count - 0.5,
            colorscale=[
                [edge / count, colour]
                for number, colour in enumerate(colours)
                for edge in (number, number + 1)
            ],
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    if chosen in set(rows["provision_id"]):
        at = rows.index[rows["provision_id"] == chosen][0]
        figure.add_shape(
            type="rect",
            x0=-0.5,
            x1=len(COLUMNS) - 0.5,
            y0=at - 0.5,
            y1=at + 0.5,
            line={"color": theme.INK, "width": 3},
        )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(side="top", showgrid=False)
    title = family(rows).iloc[0]
    figures.finish(
        figure,
        title=f"{title[0].upper()}{title[1:]}: what changed and what NATO has",
        subtitle="one row a provision; NATO counterpart: a similar article of the North Atlantic "
        "Treaty",
        tables=TABLES,
        alt=_words(title, rows, told),
        frame=rows[["article", "topic"]].join(told),
        note="Wording read: how far the editors of the table saw the text itself.",
        height=210 + 32 * len(rows),
    )
    return figure.update_layout(margin_t=112)


def label(provision: tuple) -> str:
    """Return the short name of a provision: article and topic."""
    article = "" if pd.isna(provision.article) else f"{provision.article} "
    if provision.instrument in (TREATY, CHARTER):
        return html.escape(f"Art. {article}{provision.topic}")
    if provision.instrument == "North Atlantic Treaty":
        return html.escape(f"NATO Art. {article}{provision.topic}")
    return html.escape(provision.topic)


def _hover(provision: tuple) -> str:
    return f"<b>{label(provision)}</b><br>" + "<br>".join(_lines(provision.paraphrase))


def _lines(text: str, width: int = 70) -> list[str]:
    lines = [""]
    for word in html.escape(text).split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _words(title: str, rows: pd.DataFrame, told: pd.DataFrame) -> str:
    changed = rows.loc[told[COLUMNS[0]] == "yes", "article"].dropna().tolist()
    alone = rows.loc[told[COLUMNS[1]] == "no", "article"].dropna().tolist()
    read = (told[COLUMNS[2]] == "yes").sum()
    return (
        f"{title[:1].upper()}{title[1:]}, {len(rows)} provisions. "
        f"Articles changed in 2010: {', '.join(changed) or 'none'}. "
        f"Without a counterpart in the North Atlantic Treaty: {', '.join(alone) or 'none'}. "
        f"The wording was read in full for {read} of {len(rows)}."
    )
