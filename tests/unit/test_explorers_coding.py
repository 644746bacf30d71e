"""The coding exercise as a widget: blind codes, comparison, saving, loading, class file."""

from __future__ import annotations

import os
from pathlib import Path

import ipywidgets as widgets
import pandas as pd
import pytest

from helpers import data, explorers, own_work
from helpers.explorers import coding
from helpers.explorers.coding import CANNOT, TenEvents
from helpers.measures import coding as measure

SCRIPT = "<script>alert(1)</script>"
TEN = measure.ten_events(data.read("stance_events"))
CODER = TEN["direction"].astype(int).tolist()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def coded(codes: list, name: str = "Ana") -> TenEvents:
    widget = explorers.coding.ten_events()
    widget.name.value = name
    enter(widget, codes)
    return widget


def enter(widget: TenEvents, codes: list) -> None:
    for code in codes:
        widget.code.value = code
        widget.next.click()


def page(widget: TenEvents) -> str:
    """All text that stands on the page."""
    parts, todo = [], [widget]
    while todo:
        one = todo.pop()
        todo += list(getattr(one, "children", ()))
        parts += [str(one.value)] if isinstance(one, widgets.HTML) else []
        parts += [one.description] if isinstance(one, widgets.Button) else []
    return " ".join(parts)


def test_the_start_is_always_the_same_and_writes_nothing(folder: Path) -> None:
    folder.mkdir()
    own_work.save("coding.csv", pd.DataFrame({"coder": ["A"], "event_id": ["x"], "code": [9]}))
    before = sorted(os.listdir(folder))
    one, other = explorers.coding.ten_events(), explorers.coding.ten_events()
    assert page(one) == page(other)
    assert "Event 1 of 10" in page(one)
    assert page(explorers.coding.class_results()) == page(explorers.coding.class_results())
    assert sorted(os.listdir(folder)) == before
    assert str(folder) not in page(one) + page(explorers.coding.class_results())


def test_rules_come_from_the_description_of_the_table() -> None:
    assert sorted(coding.rules()) == [-2, -1, 0, 1, 2]
    text = page(explorers.coding.ten_events())
    for rule in coding.rules().values():
        assert rule in text


def test_the_coders_code_is_hidden_until_all_ten_are_coded() -> None:
    widget = explorers.coding.ten_events()
    for place, code in enumerate(CODER):
        assert widget.compare.disabled
        event = TEN.iloc[place]
        assert event["headline"].split("“")[0] in page(widget).replace("&#x27;", "'")
        assert event["coding_rule"] not in page(widget)
        assert not widget.result.value
        widget.code.value = code
        widget.next.click()
    assert not widget.compare.disabled
    assert "10 of 10 coded" in page(widget)


def test_comparing_too_early_is_answered() -> None:
    widget = coded([0] * 9)
    widget._compare()
    assert "1 are still without a code" in widget.status.value
    assert not widget.result.value


def test_comparison_with_equal_codes() -> None:
    widget = coded(CODER)
    widget.compare.click()
    text = page(widget)
    assert "10 of 10 codes are equal" in text
    assert "alpha (ordinal) is 1.00; between 1.00 and 1.00" in text
    assert "these 10 events" in text


def test_comparison_shows_where_codes_differ() -> None:
    codes: list = [*CODER]
    codes[0], codes[1] = 1 if CODER[0] != 1 else 0, CANNOT
    widget = coded(codes)
    widget.compare.click()
    text = page(widget)
    assert "8 of 10 codes are equal" in text
    assert "could not code (1) are left out" in text
    assert "these 9 events" in text
    assert coding.rules()[CODER[1]] in widget.result.value
    assert widget.figure.layout.meta["title"].startswith("Codes compared: 8 of 10")


def test_equal_codes_for_all_leave_alpha_explained() -> None:
    widget = coded([CANNOT] * 10)
    widget.compare.click()
    assert "cannot be computed. No event was coded by two" in page(widget)


def test_codes_are_locked_after_the_comparison() -> None:
    widget = coded(CODER)
    widget.compare.click()
    assert widget.code.disabled
    assert "locked" in widget.status.value
    widget.restart.click()
    widget.restart.click()
    assert not widget.code.disabled
    assert widget.codes == {}
    assert not widget.result.value
    assert "appears here" in widget.figure.layout.meta["alt"]


def test_navigation_keeps_codes_and_stops_at_the_ends() -> None:
    widget = coded([2, CANNOT])
    widget.back.click()
    assert widget.code.value == CANNOT
    widget.back.click()
    assert widget.code.value == 2
    assert widget.back.disabled
    widget.back.click()
    assert "Event 1 of 10" in widget.progress.value
    widget.code.value = -1
    assert widget.codes[widget.event_id] == -1
    enter(widget, [0] * 12)
    assert "Event 10 of 10" in widget.progress.value
    assert widget.next.disabled


def test_saved_coding_comes_back(folder: Path) -> None:
    widget = coded([1, CANNOT, -2])
    widget.save.click()
    assert str(folder / "coding.csv") in widget.status.value.replace("&#x27;", "'")
    assert sorted(os.listdir(folder)) == [own_work.LOCK, "coding.csv"]
    saved = (folder / "coding.csv").read_text(encoding="utf-8")
    ids = TEN["event_id"].tolist()
    assert saved == f"coder,event_id,code\nAna,{ids[0]},1\nAna,{ids[1]},\nAna,{ids[2]},-2\n"
    other = explorers.coding.ten_events()
    other.load.click()
    assert other.codes == widget.codes
    assert other.name.value == "Ana"
    assert "3 of 10 coded" in page(other)
    assert other.code.value == 1


def test_a_second_coder_does_not_overwrite_the_first(folder: Path) -> None:
    coded([1] * 10).save.click()
    second = coded([0] * 10, "Bo")
    second.save.click()
    assert "other coders (1) stay" in second.status.value
    codes = measure.read_class(folder / "coding.csv", TEN)
    assert codes["coder"].value_counts().to_dict() == {"Ana": 10, "Bo": 10}
    again = coded([2] * 10, "ana")
    again.save.click()
    codes = measure.read_class(folder / "coding.csv", TEN)
    assert codes.groupby("coder")["code"].first().to_dict() == {"Bo": 0, "ana": 2}


def test_a_second_notebook_of_the_same_person_loses_no_code(folder: Path) -> None:
    first, second = coded([1, 1, 1]), explorers.coding.ten_events()
    first.save.click()
    for _ in range(2):
        second.next.click()
    for code in (-1, -2):
        second.code.value = code
        second.next.click()
    second.name.value = "Ana"
    second.save.click()
    assert "2 codes of Ana saved before stay in it" in second.status.value
    codes = measure.read_class(folder / "coding.csv", TEN).set_index("event_id")["code"]
    assert codes.reindex(TEN["event_id"].head(4)).tolist() == [1, 1, -1, -2]


def test_loading_among_several_coders_asks_for_the_name() -> None:
    coded([1]).save.click()
    coded([0], "Bo").save.click()
    widget = explorers.coding.ten_events()
    widget.load.click()
    assert "holds the codes of Ana, Bo" in widget.status.value
    widget.name.value = "bo"
    widget.load.click()
    assert list(widget.codes.values()) == [0]


def test_a_damaged_file_is_neither_loaded_nor_overwritten(folder: Path) -> None:
    folder.mkdir()
    bad = "coder,event_id,code\nAna,SE999,1\n"
    (folder / "coding.csv").write_text(bad, encoding="utf-8")
    widget = explorers.coding.ten_events()
    widget.load.click()
    assert "SE999" in widget.status.value
    widget = coded([1])
    widget.save.click()
    assert "line 2" in widget.status.value
    assert (folder / "coding.csv").read_text(encoding="utf-8") == bad


@pytest.mark.parametrize("name", ["", "   ", "=cmd()", "a" * 41, "<b>", "-", "a\nb"])
def test_saving_needs_a_plain_name(folder: Path, name: str) -> None:
    widget = coded([1], name)
    widget.save.click()
    assert "Write a name or pseudonym first" in widget.status.value
    assert not folder.exists()


def test_saving_nothing_is_answered(folder: Path) -> None:
    coded([]).save.click()
    assert not folder.exists()


def test_loading_nothing_is_answered() -> None:
    widget = explorers.coding.ten_events()
    widget.load.click()
    assert "Nothing is saved yet" in widget.status.value
    assert "my_work" in widget.status.value


def test_unsaved_codes_are_not_lost_by_loading_or_one_click() -> None:
    coded([1]).save.click()
    widget = coded([2, 2])
    widget.load.click()
    assert "not saved" in widget.status.value
    assert list(widget.codes.values()) == [2, 2]
    widget.restart.click()
    assert "once more to clear 2 codes" in widget.status.value
    assert len(widget.codes) == 2
    widget.restart.click()
    assert widget.codes == {}
    assert widget.code.value is None


def test_a_folder_that_cannot_be_written_is_explained(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    widget = coded([1])
    widget.save.click()
    assert "could not be" in widget.status.value
    assert list(widget.codes.values()) == [1]


def test_no_class_file_is_said() -> None:
    widget = explorers.coding.class_results()
    widget.button.click()
    assert "No class file yet: put my_work/class_coding.csv" in widget.text.value


def test_a_class_is_compared_without_names(folder: Path) -> None:
    coded(CODER, "Zarina").save.click()
    coded([*CODER[:9], CANNOT], "Mukhtar").save.click()
    (folder / "coding.csv").rename(folder / "class_coding.csv")
    widget = explorers.coding.class_results()
    widget.button.click()
    text = widget.text.value
    assert "2 coders, 10 events" in text
    assert "100 per cent of all pairs" in text
    assert "alpha (ordinal) is 1.00" in text.replace("&#x27;", "'")
    assert "lowest 1.00, median 1.00, highest 1.00" in text
    assert "Zarina" not in text
    assert "Mukhtar" not in text


def test_a_class_of_one_is_explained(folder: Path) -> None:
    coded(CODER).save.click()
    (folder / "coding.csv").rename(folder / "class_coding.csv")
    widget = explorers.coding.class_results()
    widget.button.click()
    assert "needs at least two of them" in widget.text.value
    assert "Alpha against the course" in widget.text.value


def test_a_class_without_variation_or_codes_is_explained(folder: Path) -> None:
    coded([0] * 10).save.click()
    coded([0] * 10, "Bo").save.click()
    (folder / "coding.csv").rename(folder / "class_coding.csv")
    widget = explorers.coding.class_results()
    widget.button.click()
    assert "All codes that can be compared are the same" in widget.text.value


def test_problems_of_the_class_file_are_shown_escaped(folder: Path) -> None:
    folder.mkdir()
    (folder / "class_coding.csv").write_text(
        f"coder,event_id,code\nAna,{SCRIPT},1\n", encoding="utf-8"
    )
    widget = explorers.coding.class_results()
    widget.button.click()
    assert "line 2, column event_id" in widget.text.value
    assert SCRIPT not in widget.text.value
    assert "&lt;script&gt;" in widget.text.value


def test_texts_of_the_table_are_escaped() -> None:
    widget = TenEvents(TEN.assign(headline=SCRIPT, detail=SCRIPT))
    enter(widget, CODER)
    widget.compare.click()
    assert SCRIPT not in page(widget)
    assert "&lt;script&gt;" in page(widget)


def test_without_a_kernel_a_note_stands_there() -> None:
    assert repr(explorers.coding.ten_events()).endswith("Code ten events")
