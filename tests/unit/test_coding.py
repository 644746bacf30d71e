"""The coding exercise: the draw of ten events and the file of a class."""

from __future__ import annotations

import zlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data, own_work
from helpers.measures import coding, reliability

STANCES = data.read("stance_events")
TEN = coding.ten_events(STANCES)
FIRST, SECOND = TEN["event_id"].iloc[:2]
HEAD = "coder,event_id,code\n"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "class_coding.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_the_ten_events_follow_their_rule() -> None:
    assert len(TEN) == 10
    assert (TEN.groupby("actor").size() == 2).all()
    assert (TEN.groupby("actor")["direction"].nunique() == 2).all()
    assert set(TEN["actor"]) == {"ARM", "BLR", "KAZ", "KGZ", "TJK"}
    assert (TEN["bears_on_ukraine"] == "direct").all()
    assert (TEN["initiated_by"] == "member").all()
    assert TEN["un_resolution"].isna().all()
    assert set(TEN["confidence"]) <= {"high", "medium"}
    assert TEN["date"].is_monotonic_increasing


def test_the_draw_depends_on_nothing_but_identifiers() -> None:
    shuffled = STANCES.sample(frac=1, random_state=1)
    assert coding.ten_events(shuffled)["event_id"].tolist() == TEN["event_id"].tolist()
    assert TEN["event_id"].tolist() == [
        "SE014", "SE027", "SE037", "SE227", "SE123", "SE126", "SE127", "SE172", "SE177", "SE237",
    ]  # fmt: skip


def event(name: str, **changes: object) -> dict:
    """An event that could be drawn, but for the changes."""
    usual = {
        "event_id": name,
        "actor": "ARM",
        "initiated_by": "member",
        "bears_on_ukraine": "direct",
        "direction": 1,
        "confidence": "high",
        "un_resolution": None,
        "headline": "Signs an agreement",
        "date": "2022-05",
    }
    return usual | changes


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        ({}, True),
        ({"confidence": "medium", "headline": "UNESCO visit"}, True),
        ({"confidence": "low"}, False),
        ({"actor": "RUS"}, False),
        ({"initiated_by": "CSTO"}, False),
        ({"bears_on_ukraine": "indirect"}, False),
        ({"direction": None}, False),
        ({"un_resolution": "A/RES/ES-11/1"}, False),
        ({"headline": "Abstains in the UN General Assembly"}, False),
    ],
)
def test_which_events_can_be_drawn(changes: dict, drawn: bool) -> None:
    events = pd.DataFrame([event("SE900", actor="KAZ"), event("SE901", **changes)])
    assert ("SE901" in coding.ten_events(events)["event_id"].tolist()) == drawn


def test_the_draw_takes_two_directions_of_each_member_by_checksum() -> None:
    names = [f"SE{number}" for number in range(900, 912)]
    events = pd.DataFrame([event(name, direction=int(name[-1]) % 3) for name in names])
    order = sorted(names, key=lambda name: zlib.crc32(f"3:{name}".encode()))
    first = order[0]
    second = next(name for name in order if int(name[-1]) % 3 != int(first[-1]) % 3)
    found = coding.ten_events(events)
    assert found["event_id"].tolist() == sorted([first, second])
    assert found.columns.tolist() == events.columns.tolist()
    assert found.index.tolist() == [0, 1]


def test_drawn_events_are_in_order_of_time() -> None:
    events = [event("SE903", date="2023"), event("SE901", actor="KAZ", date="2022")]
    events += [event("SE900", actor="BLR", date="2023")]
    assert coding.ten_events(pd.DataFrame(events))["event_id"].tolist() == [
        "SE901", "SE900", "SE903",
    ]  # fmt: skip


def test_codings_of_the_course_have_the_form_of_a_class_file() -> None:
    found = coding.of_the_course(TEN.iloc[2:4])
    assert found.columns.tolist() == coding.COLUMNS
    assert found["coder"].tolist() == [coding.CODER] * 2
    assert found["event_id"].tolist() == TEN["event_id"].tolist()[2:4]
    assert found["code"].tolist() == TEN["direction"].tolist()[2:4]
    assert found.index.tolist() == [0, 1]


def test_coders_stay_in_order_and_no_axis_has_a_name() -> None:
    codes = pd.DataFrame(
        [("Zoe", FIRST, 1), ("Ana", FIRST, pd.NA), ("Zoe", SECOND, -2)], columns=coding.COLUMNS
    )
    table = coding.matrix(codes)
    assert table.columns.tolist() == ["Zoe", "Ana"]
    assert table.columns.name is None
    assert table.dtypes.tolist() == [float, float]
    assert table.loc[SECOND, "Zoe"] == -2


def test_a_class_file_becomes_a_matrix(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}Ana,{FIRST},-2\nAna,{SECOND},\nBo,{FIRST},2\nBo,{SECOND},0\n")
    codes = coding.read_class(path, TEN)
    table = coding.matrix(codes, coding.of_the_course(TEN))
    assert table.columns.tolist() == ["Ana", "Bo", coding.CODER]
    assert table.loc[FIRST, ["Ana", "Bo"]].tolist() == [-2, 2]
    assert pd.isna(table.loc[SECOND, "Ana"])
    assert len(table) == 10
    assert reliability.agreement(table[["Ana", "Bo"]]) == 0


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}Ana,{FIRST},1\n",
        f"coder;event_id;code\nAna;{FIRST};1\n",
        f"coder\tevent_id\tcode\r\nAna\t{FIRST}\t1\r\n",
        b"\xef\xbb\xbf" + f"{HEAD}Ana,{FIRST},1.0\n".encode(),
        f"coder;event_id;code\nAna;{FIRST};1,0\n",
        f"Event_ID,CODE,Coder\n{FIRST.lower()},+1,Ana\n\n",
        f"{HEAD}Ana,{FIRST},1\n{HEAD}",
        f"{HEAD}Ana,{FIRST},1\n,,\n",
    ],
)
def test_files_of_spreadsheets_are_accepted(tmp_path: Path, content: str | bytes) -> None:
    codes = coding.read_class(written(tmp_path, content), TEN)
    assert codes.to_dict("records") == [{"coder": "Ana", "event_id": FIRST, "code": 1}]
    assert codes["code"].dtype == "Int64"


def test_files_of_several_students_may_be_pasted_below_each_other(tmp_path: Path) -> None:
    content = f"{HEAD}Ana,{FIRST},1\n{HEAD}Bo,{FIRST},2\n"
    codes = coding.read_class(written(tmp_path, content), TEN)
    assert codes["coder"].tolist() == ["Ana", "Bo"]


def test_one_coder_in_two_spellings_is_one_coder(tmp_path: Path) -> None:
    codes = coding.read_class(written(tmp_path, f"{HEAD}Ana,{FIRST},1\nANA,{SECOND},1\n"), TEN)
    assert codes["coder"].tolist() == ["Ana", "Ana"]


def test_minus_signs_of_copied_text_count(tmp_path: Path) -> None:
    codes = coding.read_class(written(tmp_path, f"{HEAD}A,{FIRST},−1\nA,{SECOND},–2\n"), TEN)
    assert codes["code"].tolist() == [-1, -2]


BAD = {
    "missing column": (f"coder,event\nAna,{FIRST}\n", ["column event_id is missing"]),
    "unknown event": (f"{HEAD}Ana,SE999,1\n", ["line 2", "event_id", "“SE999”", FIRST]),
    "event outside the ten": (f"{HEAD}Ana,SE001,1\n", ["line 2", "“SE001”", "Allowed:"]),
    "code out of range": (f"{HEAD}Ana,{FIRST},3\n", ["line 2", "code", "“3”", "-2, -1, 0, 1, 2"]),
    "fractional code": (f"{HEAD}Ana,{FIRST},0.5\n", ["line 2", "code", "“0.5”"]),
    "word as code": (f"{HEAD}Ana,{FIRST},pro\n", ["line 2", "code", "“pro”", "empty cell"]),
    "nan as code": (f"{HEAD}Ana,{FIRST},nan\n", ["line 2", "“nan”"]),
    "duplicate": (
        f"{HEAD}Ana,{FIRST},1\nAna,{FIRST},2\n",
        ["line 3", "“Ana”", FIRST, "in line 2"],
    ),
    "no name": (f"{HEAD},{FIRST},1\n", ["line 2", "column coder", "empty"]),
    "no rows": (HEAD, ["no codes"]),
    "empty file": ("", ["is empty"]),
    "blank file": ("\n \n", ["is empty"]),
    "Latin-1": (f"{HEAD}José,{FIRST},1\n".encode("latin-1"), ["line 2", "UTF-8"]),
    "UTF-16": (f"{HEAD}Ana,{FIRST},1\n".encode("utf-16"), ["CSV UTF-8"]),
    "NUL bytes": (f"{HEAD}Ana\0,{FIRST},1\n", ["not a plain CSV file"]),
    "too few cells": (f"{HEAD}Ana,{FIRST}\n", ["line 2", "2 cells"]),
    "too many cells": (f"{HEAD}Ana,{FIRST},1,x\n", ["line 2", "4 cells"]),
    "column twice": (f"coder,coder,event_id,code\nA,B,{FIRST},1\n", ["coder", "twice"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_class_files_are_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    content, words = BAD[name]
    path = written(tmp_path, content)
    with pytest.raises(own_work.FileProblem) as problem:
        coding.read_class(path, TEN)
    text = str(problem.value)
    assert "class_coding.csv" in text
    for word in words:
        assert word in text
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(own_work.FileProblem, match="There is no file"):
        coding.read_class(tmp_path / "none.csv", TEN)


def test_a_long_wrong_value_is_cut(tmp_path: Path) -> None:
    with pytest.raises(own_work.FileProblem) as problem:
        coding.read_class(written(tmp_path, f"{HEAD}Ana,{FIRST},{'9' * 500}\n"), TEN)
    assert f"“{'9' * 40}…” is not a code" in str(problem.value)
    with pytest.raises(own_work.FileProblem, match=f"“{'x' * 40}” is none of the events"):
        coding.read_class(written(tmp_path, f"{HEAD}Ana,{'x' * 40},1\n"), TEN)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f",{FIRST},1", "column coder: the cell is empty. Write a name or pseudonym."),
        ("Ana,,1", "column event_id: an empty cell is none of the events to code. Allowed: "),
        ("Ana,SE999,1", f"Allowed: {', '.join(TEN['event_id'])}."),
        (f"Ana,{FIRST},3", "Allowed: -2, -1, 0, 1, 2, or an empty cell for “cannot code”."),
        (
            f"Ana,{FIRST},1\nana,{FIRST},1",
            f": “ana” has coded {FIRST} already, in line 2. Keep one of the two lines",
        ),
    ],
)
def test_sentences_say_what_to_write(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(own_work.FileProblem) as problem:
        coding.read_class(written(tmp_path, f"{HEAD}{line}\n"), TEN)
    assert sentence in str(problem.value)


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "class_coding.csv"
    path.write_bytes(raw)
    with pytest.raises(own_work.FileProblem):
        coding.read_class(path, TEN)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.text("abc dé", min_size=1, max_size=6).map(str.strip).filter(bool),
            st.sampled_from(TEN["event_id"].tolist()),
            st.sampled_from(["-2", "-1", "0", "1", "2", "", "7"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_accepted_file_gives_a_matrix(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "class_coding.csv"
    lines = [",".join(row) for row in rows]
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    keys = [(row[0].casefold(), row[1]) for row in rows]
    if len(set(keys)) < len(keys) or any(row[2] == "7" for row in rows):
        with pytest.raises(own_work.FileProblem, match="line"):
            coding.read_class(path, TEN)
        return
    codes = coding.read_class(path, TEN)
    table = coding.matrix(codes)
    assert table.notna().sum().sum() == sum(row[2] != "" for row in rows)
