"""Verdicts on the claims of the ledger: how many of each, and how far two judges agree."""

from __future__ import annotations

import pandas as pd

VERDICTS = ("supported", "partly", "outdated", "misleading", "not testable")
# How far a reader who trusts the claim is led away from what the evidence shows. "Outdated" was
# right once; "not testable" says nothing about right or wrong and has no place on the scale.
STEPS = {"supported": 0, "partly": 1, "outdated": 2, "misleading": 3}


def counts(claims: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the verdicts of the course by section or kind.

    Args:
        claims: Table ``claims``.
        by: ``section`` or ``kind``.

    Returns:
        One row a group in the order of the ledger, one column a verdict.

    Example:
        >>> table = pd.DataFrame({"kind": ["fact"], "verdict": ["partly"]})
        >>> counts(table, "kind").loc["fact"].tolist()
        [0, 1, 0, 0, 0]
    """
    found = claims.groupby([by, "verdict"], sort=False).size().unstack(fill_value=0)
    return found.reindex(index=claims[by].unique(), columns=list(VERDICTS), fill_value=0)


def compared(own: pd.Series, claims: pd.DataFrame) -> pd.DataFrame:
    """Set a reader's verdicts beside those of the course.

    Args:
        own: Verdict of the reader by claim id; claims without one are left out.
        claims: Table ``claims``.

    Returns:
        Columns claim_id, section, kind, claim, own, course, same (bool) and steps: the distance
        on the scale of `STEPS`, missing where one of the two is "not testable".
    """
    kept = claims[claims["claim_id"].isin(own.index)]
    both = kept[["claim_id", "section", "kind", "claim"]].assign(
        own=kept["claim_id"].map(own), course=kept["verdict"]
    )
    steps = (both["own"].map(STEPS) - both["course"].map(STEPS)).abs()
    return both.assign(same=both["own"] == both["course"], steps=steps).reset_index(drop=True)


def agreement(both: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Return how often the reader and the course gave the same verdict.

    Args:
        both: From `compared`.
        by: ``section``, ``kind`` or None for all claims together.

    Returns:
        One row a group: claims (number), same (number), share (0 to 1) and kappa (see `kappa`).

    Example:
        >>> table = pd.DataFrame({"own": ["partly"], "course": ["partly"], "same": [True]})
        >>> agreement(table)["share"].tolist()
        [1.0]
    """
    groups = {"all": both} if by is None else dict(list(both.groupby(by, sort=False)))
    rows = [
        {
            "group": name,
            "claims": len(group),
            "same": int(group["same"].sum()),
            "share": group["same"].mean(),
            "kappa": kappa(group["own"], group["course"]),
        }
        for name, group in groups.items()
    ]
    return pd.DataFrame(rows, columns=["group", "claims", "same", "share", "kappa"])


def kappa(one: pd.Series, other: pd.Series) -> float:
    """Return Cohen's kappa of two judges who put the same things into named classes.

    Cohen (1960): (observed − expected) / (1 − expected), where the expected agreement is that of
    two judges who draw at random from their own shares of each class.

    Args:
        one: Classes given by one judge.
        other: Classes given by the other, in the same order.

    Returns:
        1 for perfect agreement, 0 for as much as chance would give; NaN without cases or where
        both use a single class throughout.

    Example:
        >>> kappa(pd.Series(["a", "a", "b", "b"]), pd.Series(["a", "a", "b", "a"]))
        0.5
    """
    if len(one) == 0:
        return float("nan")
    same = (one.to_numpy() == other.to_numpy()).mean()
    shares = one.value_counts(normalize=True).mul(other.value_counts(normalize=True), fill_value=0)
    expected = shares.sum()
    return float("nan") if expected == 1 else float((same - expected) / (1 - expected))


def strongest(both: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """Return the claims on which reader and course lie furthest apart.

    Args:
        both: From `compared`.
        most: Largest number of rows.

    Returns:
        Rows of ``both`` that differ: first by distance, then those off the scale.
    """
    apart = both[~both["same"]]
    return apart.sort_values("steps", ascending=False, na_position="last", kind="stable").head(most)
