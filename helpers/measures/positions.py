"""The position matrix: what is known of each member, and what the coding rules allow."""

from __future__ import annotations

import re

import pandas as pd

RANKED = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
ANCHOR = "RUS"

# Armenia's reasons for these concern Azerbaijan, not Ukraine (see the coding rules and notes).
ABOUT_AZERBAIJAN = ["csto_summits", "csto_status", "icc_membership"]
UN_VOTES = ["vote_77_284", "vote_lasting_peace_2026"]

# How a contested cell is read: one step towards Russia's line, or one step away from it.
CONTESTED = {"out": None, "towards": 1, "away": -1}

_ROW = ["indicator", "member", "value", "stance", "status", "date", "note", "source_ids"]


def cells(positions: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return one row for every pair of indicator and member, also where nothing is known.

    Args:
        positions: Table ``positions``.
        indicators: Table ``position_indicators``.

    Returns:
        Columns ``indicator``, ``member``, ``value``, ``stance`` (−2 to +2), ``status``,
        ``date``, ``note``, ``source_ids``, ``confidence``, in the order of the indicators.
        ``status`` is ``coded``; ``contested`` (sources disagree, no code); ``no direction``
        (something is known, the rule gives no code); ``unknown``; or ``does not apply``.

    Example:
        >>> from helpers import data
        >>> frame = cells(data.load("positions"), data.load("position_indicators"))
        >>> frame["status"].value_counts()["contested"]
        np.int64(4)
    """
    ordered = indicators.sort_values("order")
    members = [ANCHOR, *RANKED]
    pairs = pd.MultiIndex.from_product(
        [ordered["indicator"], members], names=["indicator", "member"]
    )
    found = positions.set_index(["indicator", "member"]).reindex(pairs).reset_index()
    applies = ordered.set_index("indicator")["applies_to_russia"]
    status = pd.Series("no direction", index=found.index)
    status[found["value"].isna()] = "unknown"
    status[found["confidence"] == "contested"] = "contested"
    status[found["stance"].notna()] = "coded"
    outside = (found["member"] == ANCHOR) & ~found["indicator"].map(applies)
    status[outside & found["position_id"].isna()] = "does not apply"
    return found.assign(status=status)[[*_ROW, "confidence"]]


def stances(
    positions: pd.DataFrame, indicators: pd.DataFrame, contested: str = "out"
) -> pd.DataFrame:
    """Return the codes of the five ranked members as a table of numbers.

    Args:
        positions: Table ``positions``.
        indicators: Table ``position_indicators``.
        contested: ``out`` leaves contested cells blank like unknown ones; ``towards`` reads
            them one step towards Russia's line (+1), ``away`` one step from it (−1), as far as
            the rule of the indicator allows.

    Returns:
        One row an indicator, one column a member (Russia is the anchor and left out), −2 to +2;
        missing where no code is given.

    Raises:
        KeyError: Another word for ``contested``.

    Example:
        >>> from helpers import data
        >>> table = stances(data.load("positions"), data.load("position_indicators"))
        >>> table.shape, int(table.isna().sum().sum())
        ((21, 5), 20)
    """
    step = CONTESTED[contested]
    frame = cells(positions, indicators)
    values = frame["stance"].astype(float)
    if step is not None:
        range_of = allowed(indicators)
        open_cells = frame["status"] == "contested"
        limits = range_of.loc[frame.loc[open_cells, "indicator"]]
        read = pd.Series(float(step), index=frame.index[open_cells])
        values[open_cells] = read.clip(limits["low"].to_numpy(), limits["high"].to_numpy())
    wide = frame.assign(code=values).pivot(index="indicator", columns="member", values="code")
    wide = wide.loc[indicators.sort_values("order")["indicator"], RANKED]
    wide.columns.name = None
    return wide


def allowed(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the lowest and highest code that each coding rule allows a member.

    Codes kept for Russia alone are left out. Neutral (0) is always possible.

    Args:
        indicators: Table ``position_indicators``.

    Returns:
        Columns ``low`` and ``high`` by indicator, −2 to +2.

    Example:
        >>> from helpers import data
        >>> allowed(data.load("position_indicators")).loc["mir_cards"].tolist()
        [-1.0, 1.0]
    """
    codes = {
        row.indicator: [0.0, *(float(code) for code, own in _codes(row.coding_rule) if not own)]
        for row in indicators.sort_values("order").itertuples()
    }
    limits = {name: {"low": min(found), "high": max(found)} for name, found in codes.items()}
    return pd.DataFrame.from_dict(limits, orient="index").rename_axis("indicator")


def weights(indicators: pd.DataFrame, groups: dict[str, float], shared: bool) -> pd.Series:
    """Turn weights of groups into weights of indicators.

    Args:
        indicators: Table ``position_indicators``.
        groups: Weight of each group, zero or more.
        shared: True: the indicators of a group share its weight, so that a group with many
            indicators counts no more than one with few. False: each indicator gets it whole.

    Returns:
        Weights by indicator that add up to 1; all zero if every group has weight zero.

    Example:
        >>> from helpers import data
        >>> table = data.load("position_indicators")
        >>> weights(table, dict.fromkeys(table["group"], 1), shared=False).round(4).iloc[0]
        np.float64(0.0476)
    """
    ordered = indicators.sort_values("order").set_index("indicator")
    raw = ordered["group"].map(groups).astype(float)
    if shared:
        raw = raw / ordered.groupby("group")["group"].transform("size")
    return (raw / raw.sum() if raw.sum() > 0 else raw).rename("weight")


def _codes(rule: str) -> list[tuple[str, bool]]:
    """Read the codes of a rule, each with whether the code is kept for Russia."""
    found = re.findall(r"(?<!\d)([+-]?\d)(?:: (Russia)|(?=:| or | would mean))", rule)
    return [(code, bool(own)) for code, own in found]
