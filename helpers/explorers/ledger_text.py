"""What the ledger explorer says, as escaped HTML."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pandas as pd

from helpers import data, sources
from helpers.measures import verdicts

_WIDTH = "max-width:60em"


def claim(row: pd.Series) -> str:
    """Return a claim with the evidence that would test it, without any verdict.

    Args:
        row: Row of ``claims``.
    """
    return (
        f'<div style="{_WIDTH}"><p><b>{html.escape(row["claim_id"])}</b> · '
        f"{html.escape(row['section'])} · {html.escape(row['kind'])}{_again(row['repeats'])}</p>"
        f'<p style="font-size:1.1em">{html.escape(row["claim"])}</p>'
        f"<p><b>What would test it:</b> {html.escape(row['test'])}</p></div>"
    )


def _again(earlier: str) -> str:
    return "" if pd.isna(earlier) else f" · states again {html.escape(earlier)}"


def verdict(row: pd.Series, own: str, first: str) -> str:
    """Return the verdict of the course beside the reader's own, with reason and sources.

    Args:
        row: Row of ``claims``.
        own: Verdict of the reader.
        first: The reader's first verdict on this claim.
    """
    before = "" if first == own else f" (first: {html.escape(first)})"
    same = "the same verdict" if own == row["verdict"] else "another verdict"
    return (
        f'<div role="status" style="{_WIDTH}"><p>You: <b>{html.escape(own)}</b>{before}. '
        f"The course: <b>{html.escape(row['verdict'])}</b> ({same}; confidence "
        f"{html.escape(row['confidence'])}).</p><p>{html.escape(row['why'])}</p>"
        f"<p><b>Evidence in the tables:</b> {_tables(row['evidence'])}</p>"
        f"<p><b>Sources:</b> {sources.links(row['source_ids'])}</p></div>"
    )


def place(row: pd.Series, places: pd.DataFrame) -> str:
    """Return the link to the place in the notebooks that tests a claim.

    Args:
        row: Row of ``claims``.
        places: Table ``claim_places`` indexed by ``claim_id``.
    """
    style = 'style="text-decoration:underline"'
    if row["claim_id"] not in places.index:
        target, words, second = f"{row['tested_in']}.ipynb", f"Notebook {row['tested_in']}", ""
    else:
        found = places.loc[row["claim_id"]]
        anchor = re.sub(r"[`*]", "", found["heading"]).replace(" ", "-")
        target = f"{found['notebook']}.ipynb#{quote(anchor, safe=',?')}"
        words = f"Notebook {found['notebook'][:2]}, {found['heading']}"
        # JupyterLab looks for the heading before the cells of a new notebook are there.
        second = " (a second click jumps to the heading)"
    link = f'<a {style} href="{html.escape(target)}">{html.escape(words)}</a>'
    return f"<p>Tested in: {link}{second}</p>"


def progress(judged: int, count: int, both: pd.DataFrame) -> str:
    """Return how far the reader is and how often reader and course agree.

    Args:
        judged: Number of claims judged in the whole ledger.
        count: Number of claims in the ledger.
        both: Judged claims from `measures.verdicts.compared`.
    """
    head = f"<p><b>{judged} of {count} claims judged.</b></p>"
    if both.empty:
        return head
    rows = pd.concat(
        [
            verdicts.agreement(both),
            verdicts.agreement(both, "section"),
            verdicts.agreement(both, "kind"),
        ]
    )
    cells = "".join(
        f"<tr><td>{html.escape(row.group)}</td><td>{row.same} of {row.claims}</td>"
        f"<td>{row.share:.0%}</td><td>{_kappa(row)}</td></tr>"
        for row in rows.itertuples()
    )
    return (
        f'{head}<details style="{_WIDTH}"><summary>Where you and the course agree</summary>'
        "<table><thead><tr><th>claims</th><th>same verdict</th><th>share</th><th>kappa</th></tr>"
        f"</thead><tbody>{cells}</tbody></table><p>Kappa (Cohen 1960) takes off the agreement that "
        "chance would give: 1 is perfect, 0 is chance. It counts every difference alike and says "
        "little for few claims, so it is shown from ten on. Your first verdicts count: later ones "
        "were given in sight of the course's. The course is one judge, not the truth.</p></details>"
        + _apart(verdicts.strongest(both))
    )


def _kappa(row: tuple) -> str:
    return f"{row.kappa:.2f}" if row.claims >= 10 and pd.notna(row.kappa) else "–"


def _apart(rows: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    items = "".join(
        f"<li><b>{html.escape(row.claim_id)}</b> {html.escape(row.claim)} You: {row.own}; the "
        f"course: {row.course} ({_distance(row.steps)}).</li>"
        for row in rows.itertuples()
    )
    return (
        f'<details style="{_WIDTH}"><summary>Strongest disagreements, to discuss</summary>'
        f"<ol>{items}</ol><p>The distance counts steps from supported over partly and outdated to "
        "misleading: how far a reader who trusts the claim is led away from the evidence. The "
        "order is our choice. “Not testable” lies outside it.</p></details>"
    )


def _distance(steps: float) -> str:
    if pd.isna(steps):
        return "outside the scale"
    return "1 step" if steps == 1 else f"{steps:.0f} steps"


def _tables(names: str) -> str:
    if pd.isna(names):
        return "none"
    return ", ".join(
        f"{html.escape(data.resource(name)['title'])} (<code>{html.escape(name)}</code>)"
        for name in names.split(";")
    )
