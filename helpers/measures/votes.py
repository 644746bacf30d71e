"""Counting votes of the UN General Assembly."""

from __future__ import annotations

import pandas as pd

VOTES = {"Y": "yes", "N": "no", "A": "abstain", "X": "non_voting"}
WHOLE_TEXTS = ["resolution", "decision"]


def count_by_session(roll_calls: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """Count each state's votes in every session.

    Args:
        roll_calls: Columns ``session`` and one a state with the codes Y, N, A, X.
        states: ISO 3166-1 alpha-3 codes of the columns to count.

    Returns:
        One row a state and session with ``iso3``, ``session``, ``yes``, ``no``, ``abstain``,
        ``non_voting`` and their sum ``total``, in roll calls.

    Example:
        >>> frame = pd.DataFrame({"session": ["80", "80"], "KAZ": ["Y", "A"]})
        >>> count_by_session(frame, ["KAZ"]).loc[0, ["yes", "abstain", "total"]].tolist()
        [1, 1, 2]
    """
    long = roll_calls.melt("session", states, var_name="iso3", value_name="vote").dropna()
    counts = long.groupby(["iso3", "session"])["vote"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=list(VOTES), fill_value=0).rename(columns=VOTES)
    counts.columns.name = None
    return counts.assign(total=counts.sum(axis=1)).reset_index()


def coverage(roll_calls: pd.DataFrame, official: pd.DataFrame) -> pd.DataFrame:
    """Compare the roll calls we hold with the UN's own counts, session by session.

    Args:
        roll_calls: Table ``un_votes``.
        official: Table ``un_session_tallies``.

    Returns:
        One row a session: ``session``; roll calls on whole texts ``held`` here and by the
        ``official`` count; ``parts`` (votes on paragraphs and amendments, which the official
        count leaves out); ``states`` compared; ``states_exact``, those whose four counts agree.

    Example:
        >>> from helpers import data
        >>> table = coverage(data.load("un_votes"), data.load("un_session_tallies"))
        >>> int(table.set_index("session").loc["80", "states_exact"])
        25
    """
    states = [column for column in roll_calls.columns if column in set(official["iso3"])]
    whole = roll_calls[roll_calls["kind"].isin(WHOLE_TEXTS)]
    ours = count_by_session(whole, states)
    columns = list(VOTES.values())
    both = ours.merge(official, on=["iso3", "session"], suffixes=("", "_official"))
    both["exact"] = (
        both[columns].to_numpy() == both[[f"{name}_official" for name in columns]].to_numpy()
    ).all(axis=1)
    by_session = both.groupby("session")
    table = pd.DataFrame(
        {
            "held": whole["session"].value_counts(),
            "official": by_session["total_official"].max(),
            "parts": roll_calls["session"].value_counts() - whole["session"].value_counts(),
            "states": by_session.size(),
            "states_exact": by_session["exact"].sum(),
        }
    ).dropna()
    order = sorted(table.index, key=lambda name: (not name.isdigit(), name.zfill(6)))
    return table.loc[order].astype(int).rename_axis("session").reset_index()
