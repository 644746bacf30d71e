"""Loading tables: types, copies and errors that name the place."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers import data

FIELDS = [
    {"name": "key", "type": "string", "constraints": {"required": True}},
    {"name": "day", "type": "date"},
    {"name": "count", "type": "integer"},
    {"name": "share", "type": "number"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
    {"name": "core", "type": "boolean"},
]
GOOD = "key,day,count,share,kind,core\nx,2022-02-24,3,0.5,a,true\ny,,,,,\n"


@pytest.fixture
def one_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": FIELDS}}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.setattr(data, "DATA", tmp_path)
    monkeypatch.setattr(data, "_loaded", [])
    caches = (data.package, data._resources, data.read)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path / "t.csv"
    for cache in caches:
        cache.cache_clear()


def test_columns_are_typed(one_table: Path) -> None:
    one_table.write_text(GOOD, encoding="utf-8")
    frame = data.load("t")
    assert frame.loc[0, "day"] == pd.Timestamp("2022-02-24")
    assert frame.loc[0, "count"] == 3
    assert frame.loc[0, "share"] == 0.5
    assert frame.loc[0, "core"] is True or frame.loc[0, "core"] == True  # noqa: E712
    assert frame.loc[1].drop("key").isna().all()


def test_load_gives_a_fresh_copy(one_table: Path) -> None:
    one_table.write_text(GOOD, encoding="utf-8")
    frame = data.load("t")
    frame.loc[0, "key"] = "changed"
    assert data.load("t").loc[0, "key"] == "x"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("3,0.5", "three,0.5"), ["t.csv", "row 2", "count", "'three'", "whole"]),
        (GOOD.replace("3,0.5", "3.5,0.5"), ["row 2", "count", "'3.5'", "whole number"]),
        (GOOD.replace("0.5", "half"), ["row 2", "share", "'half'", "number"]),
        (GOOD.replace("2022-02-24", "24.2.2022"), ["row 2", "day", "24.2.2022", "YYYY-MM-DD"]),
        (GOOD.replace("0.5,a", "0.5,c"), ["row 2", "kind", "'c'", "a, b"]),
        (GOOD.replace("true", "yes"), ["row 2", "core", "true or false"]),
        (GOOD.replace("\ny,", "\n,"), ["row 3", "key", "must not be empty"]),
        (GOOD.replace("key,day", "day"), ["t.csv", "key", "missing"]),
        (GOOD.replace("core", "extra"), ["core", "missing"]),
        ("key,day,count,share,kind,core,new\n", ["new", "not described"]),
        ("", ["t.csv", "cannot be read"]),
    ],
)
def test_damage_is_named(one_table: Path, text: str, words: list[str]) -> None:
    one_table.write_text(text, encoding="utf-8")
    with pytest.raises(data.DataError) as error:
        data.load("t")
    for word in words:
        assert word in str(error.value)


def test_missing_file_says_what_to_do(one_table: Path) -> None:
    with pytest.raises(data.DataError, match=r"t\.csv is missing from the folder data/"):
        data.load("t")


def test_wrong_encoding_is_named(one_table: Path) -> None:
    one_table.write_bytes(GOOD.replace("x,", "é,").encode("latin-1"))
    with pytest.raises(data.DataError, match="not UTF-8"):
        data.load("t")


def test_unknown_table_offers_the_nearest() -> None:
    with pytest.raises(data.DataError, match="Did you mean 'un_votes'"):
        data.load("un_vote")


def test_loaded_tables_are_remembered() -> None:
    data.load("un_session_tallies")
    assert "un_session_tallies" in data.loaded()


def test_partial_dates_become_their_first_day() -> None:
    known = pd.Series(["2022", "2022-10", "2022-10-28", None])
    days = data.start_of(known)
    assert [str(day.date()) for day in days[:3]] == ["2022-01-01", "2022-10-01", "2022-10-28"]
    assert pd.isna(days[3])
