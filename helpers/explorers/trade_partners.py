"""Explorer of trade partners: shares by member and flow, with the evenness of every year."""

from __future__ import annotations

import html
from functools import cache

import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data
from helpers.charts.trade_partners import FLOWS
from helpers.explorers import base
from helpers.measures import diversification as measure

_WHO = {
    "Kazakhstan, Kyrgyzstan, Armenia": ("KAZ", "KGZ", "ARM"),
    "Kazakhstan": ("KAZ",),
    "Kyrgyzstan": ("KGZ",),
    "Armenia": ("ARM",),
}
_LIMITS = (
    "Evenness counts five parts alike: Russia, China, the European Union, Türkiye and all others. "
    "Another division gives other numbers. Spread is no hedging: traders follow prices and "
    "pipelines."
)


def shares() -> base.Explorer:
    """Return an explorer of the shares of five partners in the trade of three members.

    Example:
        >>> list(shares().controls)
        ['who', 'flow']
    """
    table = data.load("trade_partners")

    @cache
    def draw(who: tuple[str, ...], flow: str) -> go.Figure:
        return charts.trade_partners.shares(table, who, flow)

    @cache
    def detail(who: tuple[str, ...], flow: str) -> str:
        return "".join(_years(state, measure.trade_shares(table, state, flow)) for state in who)

    return base.Explorer(
        "Trade partners",
        draw,
        {
            "who": base.dropdown("Member", list(_WHO.items())),
            "flow": base.dropdown("Trade", [(words, flow) for flow, words in FLOWS.items()]),
        },
        detail=lambda **choice: f'{detail(**choice)}<p style="max-width:60em">{_LIMITS}</p>',
    )


def _years(state: str, years: pd.DataFrame) -> str:
    even = measure.evenness(years[list(measure.PARTS)])
    head = "".join(f"<th>{measure.LABELS[part]}</th>" for part in measure.PARTS)
    rows = "".join(
        f"<tr><td>{year}</td>"
        + "".join(f"<td>{row[part]:.0%}</td>" for part in measure.PARTS)
        + f"<td>{even[year]:.2f}</td><td>{row['usd_million'] / 1000:,.1f}</td></tr>"
        for year, row in years.iterrows()
    )
    return (
        f"<details><summary>{html.escape(data.names()[state])}: shares and evenness by year"
        "</summary><table>"
        f"<thead><tr><th>year</th>{head}<th>evenness</th><th>USD billion</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )
