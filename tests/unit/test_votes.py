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


def test_votes_are_counted_by_session_and_blanks_by_none() -> None:
    frame = pd.DataFrame(
        {
            "session": ["80", "80", "80", "9"],
            "KAZ": ["Y", "A", "X", "N"],
            "ARM": ["Y", None, "Y", "N"],
            "RUS": ["N", "N", "N", "N"],
        }
    )
    counts = votes.count_by_session(frame, ["KAZ", "ARM"])
    assert counts.columns.tolist() == [
        "iso3", "session", "yes", "no", "abstain", "non_voting", "total",
    ]  # fmt: skip
    assert counts.columns.name is None
    assert counts.to_numpy().tolist() == [
        ["ARM", "80", 2, 0, 0, 0, 2],
        ["ARM", "9", 0, 1, 0, 0, 1],
        ["KAZ", "80", 1, 0, 1, 1, 3],
        ["KAZ", "9", 0, 1, 0, 0, 1],
    ]


def test_a_vote_that_nobody_gave_counts_zero() -> None:
    counts = votes.count_by_session(pd.DataFrame({"session": ["1"], "KAZ": ["Y"]}), ["KAZ"])
    assert counts.loc[0, ["yes", "no", "abstain", "non_voting", "total"]].tolist() == [
        1, 0, 0, 0, 1,
    ]  # fmt: skip


def official(*rows: tuple) -> pd.DataFrame:
    columns = ["iso3", "session", "yes", "no", "abstain", "non_voting", "total"]
    return pd.DataFrame(rows, columns=columns)


def test_coverage_compares_whole_texts_session_by_session() -> None:
    calls = pd.DataFrame(
        [
            ("ES-11", "resolution", "Y", "Y", "Y"),
            ("ES-11", "amendment", "N", "N", "Y"),
            ("ES-9", "resolution", "N", "Y", "Y"),
            ("80", "resolution", "Y", "A", "Y"),
            ("80", "resolution", "N", "X", "Y"),
            ("80", "paragraph", "N", "N", "Y"),
            ("80", "paragraph", "N", "N", "Y"),
            ("9", "decision", "A", "Y", "Y"),
            ("78", "resolution", "Y", "Y", "Y"),
        ],
        columns=["session", "kind", "ARM", "KAZ", "ZZZ"],
    )
    tallies = official(
        ("ARM", "ES-11", 1, 0, 0, 0, 1),
        ("KAZ", "ES-11", 1, 0, 0, 0, 1),
        ("ARM", "ES-9", 0, 1, 0, 0, 1),
        # Kazakhstan's two votes in session 80 were an abstention and an absence.
        ("ARM", "80", 1, 1, 0, 0, 2),
        ("KAZ", "80", 0, 0, 2, 0, 3),
        ("ARM", "9", 1, 0, 0, 0, 1),
        ("KAZ", "9", 1, 0, 0, 0, 1),
        ("ARM", "77", 1, 0, 0, 0, 1),
    )
    table = votes.coverage(calls, tallies)
    assert table.columns.tolist() == [
        "session", "held", "official", "parts", "states", "states_exact",
    ]  # fmt: skip
    assert table.dtypes.iloc[1:].eq(int).all()
    # Sessions 77 and 78 are known to one side only and are not compared.
    assert table.to_numpy().tolist() == [
        ["9", 1, 1, 0, 2, 1],
        ["80", 2, 3, 2, 2, 1],
        ["ES-9", 1, 1, 0, 1, 1],
        ["ES-11", 1, 1, 1, 2, 2],
    ]


def test_counts_by_state_keep_the_order_asked_for() -> None:
    frame = pd.DataFrame({"RUS": ["N", "X"], "KAZ": ["A", None], "ARM": ["Y", "Y"]})
    counts = votes.counts_by_state(frame, ["RUS", "KAZ"])
    assert counts.index.name == "state"
    assert counts.columns.tolist() == ["Y", "N", "A", "X"]
    assert counts.to_numpy().tolist() == [[0, 1, 0, 1], [0, 0, 1, 0]]


def test_the_same_vote_is_counted_state_by_state() -> None:
    frame = pd.DataFrame({"A": ["X", "Y", "N"], "B": ["Y", "Y", "N"], "C": ["X", "Y", "A"]})
    same = votes.with_state(frame, ["C", "A"], "B")
    assert same.to_dict() == {"C": 1, "A": 2}
    assert same.name == "same as B"
