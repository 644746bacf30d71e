"""The ledger of claims: show the verdicts after the test."""

from __future__ import annotations

import html

from IPython.display import HTML

from helpers import data

_STYLE = "text-align:left;vertical-align:top;white-space:normal"


def verdicts(*claim_ids: str) -> HTML:
    """Return a folded table of verdicts, so that students can judge first.

    Args:
        *claim_ids: Ids of the table ``claims`` such as ``C021``, in the wanted order.

    Returns:
        Escaped HTML: claim, kind, verdict and why.

    Raises:
        KeyError: An id is not in the ledger.

    Example:
        >>> "C021" in verdicts("C021").data
        True
    """
    chosen = data.read("claims").set_index("claim_id").loc[list(claim_ids)].reset_index()
    head = "".join(f'<th style="{_STYLE}">{name}</th>' for name in ("Claim", "Verdict", "Why"))
    rows = "".join(_row(row) for row in chosen.itertuples())
    return HTML(
        f"<details><summary>Verdicts of the ledger ({', '.join(claim_ids)}): judge first, then "
        f'open</summary><table style="max-width:70em"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _row(row: tuple) -> str:
    cells = (
        f"<b>{html.escape(row.claim_id)}</b> {html.escape(row.claim)} ({html.escape(row.kind)})",
        f"<b>{html.escape(row.verdict)}</b>",
        html.escape(row.why),
    )
    return "<tr>" + "".join(f'<td style="{_STYLE}">{cell}</td>' for cell in cells) + "</tr>"
