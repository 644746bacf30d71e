"""Counting votes on Ukraine."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.measures import votes

TABLE = data.read("un_ukraine_votes")


def test_tally_counts_every_state_once() -> None:
    cast = TABLE.iloc[0].drop(["date", "resolution", "title"])
    assert sum(votes.tally(cast).values()) == len(cast.dropna())


def test_first_resolution_after_the_invasion_has_the_official_tally() -> None:
    row = TABLE.set_index("resolution").loc["A/RES/ES-11/1"].drop(["date", "title"])
    assert [votes.tally(row)[code] for code in "YNA"] == [141, 5, 35]


def test_counts_by_state_add_up_to_the_resolutions() -> None:
    counts = votes.counts_by_state(TABLE, ["RUS", "KAZ", "ARM"])
    assert counts.index.tolist() == ["RUS", "KAZ", "ARM"]
    assert set(counts.sum(axis=1)) == {len(TABLE)}


def test_not_voting_together_is_no_agreement() -> None:
    frame = pd.DataFrame({"A": ["X", "Y", "N"], "B": ["X", "Y", "A"]})
    assert votes.with_state(frame, ["A"], "B").to_dict() == {"A": 1}
