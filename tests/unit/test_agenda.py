"""Agendas: which roll calls belong to a subject, on a table of a few rows."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import agenda, agreement

UKRAINE = pd.DataFrame({"resolution": ["A/RES/68/262", "A/RES/76/1"]})


def roll_calls(*rows: tuple) -> pd.DataFrame:
    """Rows: date, symbol, title, subjects."""
    table = pd.DataFrame(rows, columns=["date", "resolution", "title", "issue"])
    return table.assign(date=pd.to_datetime(table["date"]))


SOME = roll_calls(
    ("2013-12-31", "A/RES/68/1", "Chernobyl and Ukraine", "Human rights"),
    ("2014-01-01", "A/RES/68/2", "Situation in UKRAINE", None),
    ("2016-12-19", "A/RES/71/3", "Human rights in Crimea", "Human rights; Colonialism"),
    ("2018-12-19", "A/RES/68/262", None, "Colonialism"),
    ("2022-03-02", "A/RES/76/1", "Aggression", None),
    ("2022-12-01", None, "Peace", "Palestinian conflict"),
)


def test_paragraphs_and_amendments_are_dropped() -> None:
    kinds = ["resolution", "paragraph", "decision", "amendment", None]
    kept = agenda.whole_texts(pd.DataFrame({"kind": kinds}))
    assert kept["kind"].tolist() == ["resolution", "decision"]


def test_votes_on_ukraine_by_symbol_or_since_2014_by_title() -> None:
    expected = [False, True, True, True, True, False]
    assert agenda.about_ukraine(SOME, UKRAINE).tolist() == expected
    nameless = roll_calls(("2022-03-02", "A/RES/76/9", None, None), ("2022-03-02", *[None] * 3))
    assert agenda.about_ukraine(pd.concat([SOME, nameless]), UKRAINE).tolist()[-2:] == [False] * 2


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Syrian Golan : resolution / adopted by the General Assembly", "the syrian golan"),
        ("The Syrian Golan: resolution: resolution", "the syrian golan"),
        ("  Follow-up to 50/70 (2019)  ", "follow up to"),
        ("a" * 80, "a" * 75),
        ("Peace. A/73/251", "peace a"),
        ("The Acting President: I put it", None),
        ("The Temporary President", None),
        ("The Vice-President", None),
        ("A/7/251 38 - The situation", None),
        (None, None),
    ],
)
def test_titles_are_reduced_to_what_returns(title: str | None, key: str | None) -> None:
    found = agenda.title_key(pd.Series([title], dtype="str")).iloc[0]
    assert pd.isna(found) if key is None else found == key


YEARLY = roll_calls(
    ("2018-12-01", None, "Sport", None),
    ("2019-12-01", None, "Golan", None),
    ("2020-12-01", None, "GOLAN : resolution", None),
    ("2021-12-01", None, "Golan", None),
    ("2019-12-01", None, "Sport", None),
    ("2020-11-01", None, "Sport", None),
    ("2020-12-01", None, "Sport", None),
    ("2021-12-01", None, None, None),
)


def test_repeated_means_in_every_year_and_only_these_years_count() -> None:
    expected = [False, True, True, True, False, False, False, False]
    assert agenda.repeated(YEARLY, [2019, 2020, 2021]).tolist() == expected
    assert agenda.repeated(YEARLY, range(2018, 2021)).tolist() == [
        True, False, False, False, True, True, True, False,
    ]  # fmt: skip
    assert not agenda.repeated(YEARLY).any()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (agenda.ALL, [0, 1, 2, 3, 4, 5]),
        (agenda.UKRAINE, [1, 2, 3, 4]),
        (agenda.NO_UKRAINE, [0, 5]),
        ("Human rights", [0, 2]),
        ("Colonialism", [2, 3]),
        ("Economic development", []),
    ],
)
def test_rows_of_an_agenda(name: str, rows: list[int]) -> None:
    assert agenda.select(SOME, name, UKRAINE).index.tolist() == rows


def test_the_repeated_agenda_and_an_unknown_one() -> None:
    years = pd.concat([YEARLY.iloc[[1]].assign(date=f"{year}-12-01") for year in range(2019, 2026)])
    every = pd.concat([years, YEARLY.iloc[[4]]], ignore_index=True)
    every["date"] = pd.to_datetime(every["date"])
    assert agenda.select(every, agenda.REPEATED, UKRAINE).index.tolist() == list(range(7))
    with pytest.raises(ValueError, match="one of all, no_ukraine, repeated, ukraine, Human rights"):
        agenda.select(SOME, "sport", UKRAINE)


def test_years_are_counted_with_their_shares() -> None:
    table = agenda.by_year(SOME, UKRAINE).set_index("year")
    assert table.index.tolist() == [2013, 2014, 2016, 2018, 2022]
    assert [kind.kind for kind in table.dtypes] == ["i", "i", "i", "i", "f", "f"]
    assert table.loc[2013].tolist() == [1, 0, 0, 1, 0, 1]
    assert table.loc[2022].tolist() == [2, 1, 0, 1, 0.5, 0.5]
    assert table.columns.tolist() == [
        "roll_calls", "ukraine", "repeated", "with_issue", "ukraine_share", "issue_share",
    ]  # fmt: skip


def test_years_count_the_repeated_resolutions() -> None:
    years = [YEARLY.iloc[[1]].assign(date=f"{year}-12-01") for year in range(2018, 2026)]
    table = pd.concat(years, ignore_index=True)
    table["date"] = pd.to_datetime(table["date"])
    assert agenda.by_year(table, UKRAINE)["repeated"].tolist() == [0, *[1] * 7]


def test_effects_are_the_agreement_with_russia_on_each_agenda() -> None:
    votes, ukraine = data.read("un_votes"), data.read("un_ukraine_votes")
    table = agenda.effects(votes, ukraine, draws=0)
    assert set(table["state"]) == set(agreement.FIVE)
    assert set(table["year"]) == set(range(2019, 2026))
    assert table["agenda"].unique().tolist() == ["all", "no_ukraine", "repeated"]
    assert table["low"].isna().all()
    recent = votes[votes["date"].dt.year >= 2019]
    chosen = agenda.select(recent, agenda.NO_UKRAINE, ukraine)
    one = agenda.effects(votes, ukraine, ["ARM"], "identical", [agenda.NO_UKRAINE], draws=20)
    wanted = agreement.with_state(chosen, ["ARM"], measure="identical", draws=20)
    assert one["low"].notna().all()
    pd.testing.assert_frame_equal(one, wanted.assign(agenda="no_ukraine"))
    assert table.index.is_unique
