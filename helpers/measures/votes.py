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


def tally(roll_call: pd.Series) -> dict[str, int]:
    """Count how often each vote was given in one roll call.

    Args:
        roll_call: The codes Y, N, A, X by state.

    Returns:
        Number of states by code; a code that nobody used counts 0.

    Example:
        >>> tally(pd.Series({"RUS": "N", "KAZ": "A", "ARM": "A"}))
        {'Y': 0, 'N': 1, 'A': 2, 'X': 0}
    """
    counts = roll_call.value_counts()
    return {code: int(counts.get(code, 0)) for code in VOTES}


def counts_by_state(roll_calls: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """Count each state's votes over all roll calls of a table.

    Args:
        roll_calls: One row a roll call, one column a state with the codes Y, N, A, X.
        states: Columns to count.

    Returns:
        One row a state in the given order, one column a code, in roll calls.

    Example:
        >>> votes = pd.DataFrame({"RUS": ["N", "N"], "KAZ": ["A", "N"]})
        >>> counts_by_state(votes, ["KAZ"]).loc["KAZ", "A"]
        np.int64(1)
    """
    rows = {state: tally(roll_calls[state]) for state in states}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("state")


def with_state(roll_calls: pd.DataFrame, states: list[str], other: str) -> pd.Series:
    """Count how often each state gave the same vote as another state.

    Not voting is not a position, so roll calls in which both did not vote do not count.

    Args:
        roll_calls: One row a roll call, one column a state with the codes Y, N, A, X.
        states: States to compare.
        other: State to compare them with.

    Returns:
        Number of roll calls with the same vote, by state.

    Example:
        >>> votes = pd.DataFrame({"RUS": ["N", "N"], "KAZ": ["A", "N"]})
        >>> with_state(votes, ["KAZ"], "RUS")["KAZ"]
        np.int64(1)
    """
    cast = roll_calls[other] != "X"
    same = {state: int(((roll_calls[state] == roll_calls[other]) & cast).sum()) for state in states}
    return pd.Series(same, name=f"same as {other}")
