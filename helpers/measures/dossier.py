"""What the tables hold about one member: claims, trade partners, latest polls."""

from __future__ import annotations

import pandas as pd

# Words by which a claim speaks of a member; regions stand for their members.
_NAMES = {
    "RUS": "Russia|Moscow",
    "BLR": "Belarus|Lukashenko",
    "KAZ": "Kazakhstan|Tokayev|Central Asia",
    "KGZ": "Kyrgyzstan|Central Asia",
    "TJK": "Tajikistan|Central Asia",
    "ARM": "Armenia|South Caucasus",
}
# Claims that say "they" or "these states" for the members named before, or name by exclusion.
_CENTRAL_ASIA = ["KAZ", "KGZ", "TJK"]
_BY_CONTEXT = {
    **{claim: ["KGZ", "TJK"] for claim in ("C073", "C074", "C075", "C076")},
    **{claim: _CENTRAL_ASIA for claim in ("C119", "C121")},
    "C129": [*_CENTRAL_ASIA, "ARM"],
}
_SUMS = ["WLD", "EU", "CIS", "EAEU"]
_EU_MEMBERS = ["DEU", "FIN", "FRA", "ITA", "LTU", "NLD", "POL"]
_POLITICAL = "Russia|Ukraine|CSTO|NATO|Putin|Eurasian|war\\b|side"


def claims_about(claims: pd.DataFrame, member: str) -> pd.DataFrame:
    """Return the claims of the article that speak of a member, by name or by its region.

    Args:
        claims: Table ``claims``.
        member: ISO 3166-1 alpha-3 code.

    Returns:
        Rows of the table. Claims about "the members" in general are left out.

    Example:
        >>> from helpers import data
        >>> claims_about(data.load("claims"), "TJK")["claim_id"].tolist()[:2]
        ['C005', 'C070']
    """
    named = claims["claim"].str.contains(_NAMES[member])
    by_context = claims["claim_id"].map(_BY_CONTEXT)
    listed = by_context.map(lambda members: member in members, na_action="ignore")
    return claims[listed.where(by_context.notna(), named).astype(bool)]


def partners(trade: pd.DataFrame, reporter: str, flow: str, count: int = 7) -> pd.DataFrame:
    """Return the largest partners of a reporter in the last year, beside an earlier year.

    The 27 members of the EU count as one partner and are not listed again; sums such as the
    world or the CIS are no partners.

    Args:
        trade: Table ``trade_partners`` or ``russia_trade``.
        reporter: State whose office recorded the trade.
        flow: ``export`` or ``import``. Flows are never added up.
        count: Number of partners.

    Returns:
        ``partner``, ``before`` and ``last`` (million US dollars), ``share`` of the world total
        in the last year (missing without a total), largest first; ``first_year`` and
        ``last_year``: 2021 or, where the table ends there, five years before its end.

    Example:
        >>> from helpers import data
        >>> partners(data.load("trade_partners"), "KAZ", "export")["partner"].tolist()[:2]
        ['EU27', 'CHN']
    """
    own = trade[(trade["reporter"] == reporter) & (trade["flow"] == flow)]
    last = int(own["year"].max())
    first = 2021 if last > 2021 else last - 5
    wide = own.pivot(index="partner", columns="year", values="usd_million")
    total = wide.loc["WLD", last] if "WLD" in wide.index else float("nan")
    counted_already = [*_SUMS, *(_EU_MEMBERS if "EU27" in wide.index else [])]
    wide = wide.drop(index=counted_already, errors="ignore")
    largest = wide.nlargest(count, last)
    return pd.DataFrame(
        {
            "partner": largest.index,
            "before": largest[first].to_numpy(),
            "last": largest[last].to_numpy(),
            "share": largest[last].to_numpy() / total,
            "first_year": first,
            "last_year": last,
        }
    )


def latest_polls(polls: pd.DataFrame, member: str) -> pd.DataFrame:
    """Return the newest poll on each question about Russia, the war and the alliances.

    Args:
        polls: Table ``public_opinion``.
        member: ISO 3166-1 alpha-3 code.

    Returns:
        Rows of the table: for each question and pollster those of the last fieldwork, newest
        question first. Empty where no poll is known.

    Example:
        >>> from helpers import data
        >>> latest_polls(data.load("public_opinion"), "RUS")["topic"].unique().tolist()
        ['Membership in the Eurasian Economic Union']
    """
    own = polls[(polls["area"] == member) & polls["topic"].str.contains(_POLITICAL)]
    newest = own.groupby(["topic", "pollster"])["fieldwork_end"].transform("max")
    own = own[own["fieldwork_end"] == newest]
    newest_topic = own.groupby("topic")["fieldwork_end"].transform("max")
    keyed = own.assign(newest_topic=newest_topic)
    keyed = keyed.sort_values(
        ["newest_topic", "topic", "fieldwork_end", "pollster"], ascending=[False, True, False, True]
    )
    return keyed.drop(columns="newest_topic")
