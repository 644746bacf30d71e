"""The text of a member's dossier: facts with dates, remarks and sources, everything escaped."""

from __future__ import annotations

import html
from functools import cache
from itertools import groupby

import pandas as pd

from helpers import data, sources
from helpers.charts.positions import sign, signed, words
from helpers.measures import dossier as about
from helpers.measures import positions as matrix

_CELL = 'style="text-align:left;vertical-align:top;white-space:normal"'
_TRADE_TOPICS = ["trade shares", "trade values", "trade with China", "re-export"]
_MAP = (
    "The small map, shown in JupyterLab, draws Crimea as Ukraine (UN General Assembly resolution "
    "68/262); the rest follows Natural Earth. No endorsement implied."
)
_TRADE_NOTES = {
    "ARM": "Armenia's imports are counted by country of origin.",
    "KAZ": "",
    "KGZ": "Kyrgyz figures of 2023 are preliminary.",
    "BLR": (
        "Belarus publishes no full table by partner. The lines show what Russian customs (until "
        "2021) and the EU recorded; single figures from reports follow."
    ),
    "TJK": (
        "Tajikistan publishes no full table by partner and is not in Russia's table. The line "
        "shows what the EU recorded; single figures from reports follow."
    ),
    "RUS": "Russia stopped publishing trade by country in 2022: nothing later is in the table.",
}


def text(member: str, part: str, tables: dict[str, pd.DataFrame]) -> str:
    """Return the text of one part of a dossier as escaped HTML.

    Args:
        member: ISO 3166-1 alpha-3 code.
        part: ``positions``, ``timeline``, ``votes``, ``trade``, ``polls`` or ``claims``.
        tables: Tables by name, as the explorer loads them.

    Returns:
        HTML with links to the sources; verdicts on claims are folded.
    """
    body = {
        "positions": _positions,
        "timeline": _events,
        "votes": _votes,
        "trade": _trade,
        "polls": _polls,
        "claims": _claims,
    }[part](member, tables)
    return f'<div style="max-width:62em">{body}<p><small>{_MAP}</small></p></div>'


def _positions(member: str, tables: dict[str, pd.DataFrame]) -> str:
    cells = matrix.cells(tables["positions"], tables["position_indicators"])
    asked = tables["position_indicators"].set_index("indicator")
    rows = "".join(
        _row(
            f"<b>{html.escape(asked.loc[row.indicator, 'label'])}</b><br>"
            f"{html.escape(asked.loc[row.indicator, 'question'])}",
            html.escape(sign(row)) if row.status == "coded" else f"<b>{row.status}</b>",
            html.escape(words(row)) + ("" if pd.isna(row.note) else f"<br>{_escaped(row.note)}"),
            f"<nobr>{_dash(row.date)}</nobr>",
            _dash(row.confidence),
            _links(row.source_ids) or "–",
        )
        for row in cells[cells["member"] == member].itertuples()
    )
    return _scrolled(
        "Positions in words, with sources",
        _table(["Question", "Code", "Position", "Date", "Confidence", "Sources"], rows),
    )


def _events(member: str, tables: dict[str, pd.DataFrame]) -> str:
    events = tables["stance_events"]
    own = events[events["actor"] == member].sort_values(["date", "event_id"])
    items = "".join(_event(row) for row in own.itertuples())
    return _scrolled("Events with sources", f"<ul>{items}</ul>")


def _event(row: tuple) -> str:
    code = "not coded" if pd.isna(row.direction) else f"direction {signed(row.direction)}"
    contested = (
        " <b>Contested: both versions are given.</b>" if row.confidence == "contested" else ""
    )
    return (
        f"<li><b>{html.escape(row.date)} · {html.escape(row.headline)}</b> "
        f"({html.escape(row.category)}; {code}; {html.escape(row.bears_on_ukraine)} bearing on "
        f"Ukraine; confidence {html.escape(row.confidence)}){contested}<br>"
        f"{html.escape(row.detail)} Sources: {_links(row.source_ids)}.</li>"
    )


def _votes(member: str, tables: dict[str, pd.DataFrame]) -> str:
    votes = tables["un_ukraine_votes"]
    letters = {"Y": "yes", "N": "no", "A": "abstained", "X": "did not vote"}
    rows = "".join(
        _row(
            f"<nobr>{row['date']:%Y-%m-%d}</nobr>",
            html.escape(row["resolution"]),
            html.escape(row["title"]),
            f"<b>{letters[row[member]]}</b>",
        )
        for _, row in votes.iterrows()
    )
    remarks = " ".join(html.escape(note) for note in data.resource("un_ukraine_votes")["notes"])
    return (
        _scrolled("Votes", _table(["Date", "Resolution", "Title", "Vote"], rows))
        + f"<p>{remarks} Sources: {_links('undl_ukraine')}.</p>"
    )


def _trade(member: str, tables: dict[str, pd.DataFrame]) -> str:
    facts = tables["context_facts"]
    own = facts[(facts["area"] == member) & facts["topic"].isin(_TRADE_TOPICS)]
    items = "".join(
        f"<li>{html.escape(row.period)}: {html.escape(row.metric)}: <b>{row.value:g} "
        f"{html.escape(row.unit)}</b> (confidence {html.escape(row.confidence)})"
        f"{'' if pd.isna(row.note) else '. ' + html.escape(row.note)} "
        f"Sources: {_links(row.source_ids)}.</li>"
        for row in own.itertuples()
    )
    single = f"<p><b>Single figures from reports</b></p><ul>{items}</ul>" if items else ""
    recorded = _recorded(member, tables)
    return (
        f"<p>{html.escape(_TRADE_NOTES[member])} Exports and imports are never added up. "
        f"Sources of the figure: {recorded}.</p>{single}"
    )


def _recorded(member: str, tables: dict[str, pd.DataFrame]) -> str:
    """Link the sources of the rows that the figure draws."""
    own, russian = tables["trade_partners"], tables["russia_trade"]
    drawn = own[own["reporter"] == member]
    if drawn.empty:
        eu = tables["eu_exports_annual"]
        drawn = pd.concat(
            [
                russian if member == "RUS" else russian[russian["partner"] == member],
                eu[(eu["partner"] == member) & (member != "RUS")],
            ]
        )
    return _links(";".join(drawn["source_id"].unique()))


def _polls(member: str, tables: dict[str, pd.DataFrame]) -> str:
    polls = tables["public_opinion"]
    own = polls[polls["area"] == member].sort_values(
        ["fieldwork_end", "topic", "pollster"], ascending=[False, True, True], kind="stable"
    )
    polled = groupby(own.itertuples(), key=lambda row: (row.fieldwork_end, row.topic, row.pollster))
    blocks = "".join(_poll(list(rows)) for _, rows in polled)
    return _scrolled(f"All {len(own)} answers that the table holds", f"<ul>{blocks}</ul>")


def _poll(rows: list[tuple]) -> str:
    first = rows[0]
    answers = "; ".join(
        f"{html.escape(row.response)} <b>{row.percent:g}%</b>"
        + (f" ({row.confidence})" if row.confidence in ("low", "contested") else "")
        for row in rows
    )
    size = "number of persons not known" if pd.isna(first.n) else f"{int(first.n):,} persons"
    notes = [note for row in rows for note in (row.question_note, row.note) if pd.notna(note)]
    remarks = " ".join(html.escape(note) for note in dict.fromkeys(notes))
    cited = dict.fromkeys(one for row in rows for one in row.source_ids.split(";"))
    return (
        f"<li><b>{html.escape(first.topic)}</b> ({html.escape(first.pollster)}, "
        f"{html.escape(first.fieldwork_end)}; {size}): {answers}. {remarks} "
        f"Sources: {_links(';'.join(cited))}.</li>"
    )


def _claims(member: str, tables: dict[str, pd.DataFrame]) -> str:
    items = "".join(
        f"<li><b>{html.escape(row.claim_id)}</b> {html.escape(row.claim)} "
        f"({html.escape(row.kind)})<details><summary>Verdict of the ledger: judge first, then "
        f"open</summary><b>{html.escape(row.verdict)}</b> (confidence "
        f"{html.escape(row.confidence)}). {html.escape(row.why)} Sources: "
        f"{_links(row.source_ids)}.</details></li>"
        for row in about.claims_about(tables["claims"], member).itertuples()
    )
    return _scrolled("Claims of the article, in our words", f"<ul>{items}</ul>")


def _scrolled(title: str, body: str) -> str:
    return (
        f'<div tabindex="0" aria-label="{html.escape(title, quote=True)}" '
        f'style="max-height:28em;overflow-y:auto"><p><b>{html.escape(title)}</b></p>{body}</div>'
    )


def _table(headings: list[str], rows: str) -> str:
    head = "".join(f'<th scope="col" {_CELL}>{name}</th>' for name in headings)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>"


def _dash(value: object) -> str:
    return "–" if pd.isna(value) else html.escape(str(value))


def _escaped(value: str) -> str:
    return html.escape(str(value))


def _links(source_ids: str) -> str:
    """Link sources; each link is built once, because many rows share their sources."""
    if pd.isna(source_ids):
        return ""
    return "; ".join(_link(source_id) for source_id in source_ids.split(";"))


@cache
def _link(source_id: str) -> str:
    return sources.links(source_id)
