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
FILLED = """key,day,count,share,kind,core
x,2022-02-24,3,0.5,a,true
y,2022-02-25,4,1,b,false
"""
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
    assert frame.dtypes.astype(str).to_dict() == {
        "key": "str",
        "day": "datetime64[us]",
        "count": "Int64",
        "share": "float64",
        "kind": "str",
        "core": "boolean",
    }


def test_full_columns_have_plain_types(one_table: Path) -> None:
    one_table.write_text(FILLED, encoding="utf-8")
    frame = data.load("t")
    assert frame["count"].dtype == "int64"
    assert frame["core"].dtype == bool
    assert frame["core"].tolist() == [True, False]
    assert frame["share"].tolist() == [0.5, 1]


def test_numbers_that_happen_to_be_whole_stay_numbers(one_table: Path) -> None:
    one_table.write_text(FILLED.replace("0.5", "2"), encoding="utf-8")
    assert data.load("t")["share"].dtype == "float64"


def test_columns_come_in_the_order_of_the_description(one_table: Path) -> None:
    one_table.write_text("core,kind,share,count,day,key\ntrue,a,1,2,2022-01-01,é\n", "utf-8")
    frame = data.load("t")
    assert frame.columns.tolist() == [field["name"] for field in FIELDS]
    assert frame.loc[0, "key"] == "é"


def test_only_an_empty_cell_is_missing(one_table: Path) -> None:
    one_table.write_text(GOOD.replace("\nx,", "\nNA,").replace("\ny,", "\nNone,"), encoding="utf-8")
    assert data.load("t")["key"].tolist() == ["NA", "None"]


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
        (GOOD.replace("0.5", "half"), ["row 2", "share", "'half' must be a number."]),
        (GOOD.replace("2022-02-24", "24.2.2022"), ["row 2", "day", "24.2.2022", "YYYY-MM-DD"]),
        (GOOD.replace("0.5,a", "0.5,c"), ["row 2", "kind", "'c'", "a, b"]),
        (GOOD.replace("true", "yes"), ["row 2", "core", "'yes' must be true or false."]),
        (GOOD.replace("true", "True"), ["row 2", "core", "'True'"]),
        (FILLED.replace("0.5,a", "0.5,c"), ["row 2", "kind", "'c' must be one of: a, b."]),
        (FILLED.replace("b,false", "b,no"), ["row 3", "core", "'no'"]),
        (FILLED.replace("4,1", "4.5,1"), ["row 3", "count", "'4.5' must be a whole number."]),
        (FILLED.replace("4,1", "1e400,1"), ["row 3", "count"]),
        (FILLED.replace("02-25", "02-30"), ["row 3", "day", "'2022-02-30' must be a date"]),
        (GOOD.replace("\ny,", "\n,"), ["row 3", "key: an empty cell must not be empty"]),
        (GOOD.replace("key,day", "a,b"), ["key, day are missing"]),
        ("new,key,day,count,share,kind,core,other\n", ["new, other are not described"]),
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
    for word in ["t.csv", *words]:
        assert word in str(error.value)


def test_missing_file_says_what_to_do(one_table: Path) -> None:
    with pytest.raises(
        data.DataError, match=r"t\.csv is missing .+ copy of the course, or restore the file\."
    ):
        data.load("t")


def test_wrong_encoding_is_named(one_table: Path) -> None:
    one_table.write_bytes(GOOD.replace("x,", "é,").encode("latin-1"))
    with pytest.raises(data.DataError, match=r"not UTF-8 text \(.+ at byte \d+\)\. Save it again"):
        data.load("t")


def test_unknown_table_offers_the_nearest() -> None:
    with pytest.raises(data.DataError, match=r"no table 'un_vote'\. Did you mean 'un_votes' or '"):
        data.load("un_vote")
    with pytest.raises(data.DataError, match=r"no table 'zzzzz'\. data/README"):
        data.load("zzzzz")


def test_loaded_tables_are_remembered() -> None:
    data.load("un_session_tallies")
    data.load("un_session_tallies")
    assert data.loaded().count("un_session_tallies") == 1
    data.loaded().clear()
    assert "un_session_tallies" in data.loaded()


def test_reading_in_passing_is_not_remembered(one_table: Path) -> None:
    one_table.write_text(GOOD, encoding="utf-8")
    assert len(data.read("t")) == 2
    assert data.loaded() == []
    data.load("t")
    assert data.loaded() == ["t"]


def test_the_newest_as_of_date_counts() -> None:
    dates = [data.resource(name)["as_of"] for name in ("un_votes", "summits")]
    assert data.as_of("un_votes") == dates[0]
    assert dates[0] < dates[1]
    assert data.as_of("un_votes", "summits") == data.as_of("summits", "un_votes") == dates[1]


def test_names_and_shapes_are_those_of_the_files() -> None:
    assert data.names()["KAZ"] == "Kazakhstan"
    assert len(data.names()) == len(data.read("areas"))
    for name in ("world", "eurasia", "disputed_areas"):
        assert data.shapes(name)["type"] == "FeatureCollection"


def test_partial_dates_become_their_first_day() -> None:
    known = pd.Series(["2022", "2022-10", "2022-10-28", None])
    days = data.start_of(known)
    assert [str(day.date()) for day in days[:3]] == ["2022-01-01", "2022-10-01", "2022-10-28"]
    assert pd.isna(days[3])
