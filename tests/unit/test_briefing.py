"""The briefing: what is accepted, kept and written, and that no text can break the page."""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st

from helpers import (
    briefing,
    briefing_figures,
    briefing_page,
    data,
    figures,
    maps,
    own_work,
    self_test,
)
from helpers.briefing import Draft
from helpers.briefing_figures import FIGURES

DAY = dt.date(2026, 11, 24)
EVIL = "</script><script>alert(1)</script>\"'&<!--"
NOTEBOOKS = {*self_test.NOTEBOOKS, "06_conclusion"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "own files"))
    return tmp_path / "own files"


def full(**changes: object) -> Draft:
    given_ = {
        "title": "A title",
        "name": "A name",
        "text": "word " * 200,
        "figures": ("un-votes", "members-map"),
        "claims": ("C001", "C021"),
    }
    return Draft(**{**given_, **changes})


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_drawn_and_cites_its_tables(name: str) -> None:
    choice = FIGURES[name]
    meta = choice.draw().layout.meta
    assert meta["source"] == figures.citation(list(choice.tables))
    assert meta["as_of"] == data.as_of(*choice.tables)
    assert len(meta["alt"]) > 40
    assert len(f"00 · {choice.label}") <= 45
    assert choice.notebook in NOTEBOOKS


def test_figures_come_from_many_notebooks_and_are_not_drawn_in_advance() -> None:
    assert len(FIGURES) >= 12
    assert len({choice.notebook for choice in FIGURES.values()}) >= 6
    assert len({choice.label for choice in FIGURES.values()}) == len(FIGURES)
    assert not any(isinstance(choice.draw, go.Figure) for choice in FIGURES.values())


def test_questions_propose_figures_that_exist() -> None:
    for proposal in briefing.QUESTIONS:
        assert set(proposal.figures) <= set(FIGURES), proposal
        assert 1 <= len(proposal.figures) <= briefing.MOST_FIGURES
        assert len(proposal.label) <= 45
        assert proposal.text.endswith("?")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  –  …\n", 0),
        ("one", 1),
        ("Russia's 1.5 well-known co-operation", 4),
        ("Kyrgyz–Tajik fighting, 2021/2022", 4),
        ("Հայաստան Қазақстан", 2),
    ],
)
def test_words_are_counted_as_people_count(text: str, count: int) -> None:
    assert briefing.words(text) == count


@pytest.mark.parametrize(
    ("count", "accepted"), [(119, False), (120, True), (260, True), (261, False)]
)
def test_the_limits_of_the_text(count: int, accepted: bool) -> None:
    text = "word " * count
    assert ("fits" in briefing.length(text)) == accepted
    assert (briefing.problems(full(text=text)) == []) == accepted


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "  "}, "title"),
        ({"question": briefing.OWN, "own_question": " "}, "question"),
        ({"figures": (), "claims": ()}, "figure or claim"),
        ({"figures": tuple(FIGURES)[:5]}, "4 figures"),
        ({"claims": tuple(f"C{number:03}" for number in range(1, 10))}, "8 claims"),
    ],
)
def test_what_is_lacking_is_said(changes: dict, said: str) -> None:
    found = briefing.problems(full(**changes))
    assert len(found) == 1
    assert said in found[0]


def test_a_long_title_gives_a_short_file_name() -> None:
    assert len(briefing.file_name("long " * 100)) <= 75
    assert briefing.file_name("a" * 59 + " b") == f"briefing-{'a' * 59}.html"


@given(st.text(max_size=200))
def test_every_title_gives_a_safe_file_name(title: str) -> None:
    name = briefing.file_name(title)
    assert re.fullmatch(r"briefing(-[a-z0-9]+)*\.html", name)
    assert len(name) < 80


@given(
    st.builds(
        Draft,
        question=st.sampled_from([*(one.label for one in briefing.QUESTIONS), briefing.OWN]),
        own_question=st.text(max_size=20),
        title=st.text(max_size=20),
        name=st.text(max_size=20),
        text=st.text(max_size=80),
        figures=st.lists(st.sampled_from(list(FIGURES)), unique=True, max_size=4).map(tuple),
        claims=st.lists(st.sampled_from(["C001", "C002"]), unique=True).map(tuple),
    )
)
def test_a_kept_draft_comes_back(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_WORK", str(tmp_path_factory.mktemp("own")))
        briefing.save(draft)
        assert briefing.resume() == (draft, "")


def test_without_a_file_there_is_no_draft(folder: Path) -> None:
    assert briefing.resume() == (None, "")
    assert not folder.exists()


def test_parts_that_no_longer_exist_are_named(folder: Path) -> None:
    briefing.save(full(figures=("un-votes", "gone"), claims=("C999", "C001")))
    draft, said = briefing.resume()
    assert (draft.figures, draft.claims) == (("un-votes",), ("C001",))
    assert "gone, C999" in said


def test_a_draft_with_too_many_parts_is_cut_to_what_the_form_can_show(folder: Path) -> None:
    claims = tuple(data.read("claims")["claim_id"])
    briefing.save(full(figures=tuple(FIGURES), claims=claims))
    draft, _ = briefing.resume()
    assert draft.figures == tuple(FIGURES)[: briefing.MOST_FIGURES]
    assert draft.claims == claims[: briefing.MOST_CLAIMS]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1, column 1"),
        ('{"title": "x"', "line 1, column 14"),
        ('{\n"title": x}', "line 2, column 10"),
        ("[]", "brace"),
        ('{"question": 3}', "“question” is missing or is not a text"),
        ("[" * 100_000, "is not the text of a draft"),
        (b"\xff\xfe{", "is not the text of a draft"),
    ],
)
def test_a_damaged_draft_is_named_and_stays(folder: Path, content: str | bytes, said: str) -> None:
    folder.mkdir()
    raw = content if isinstance(content, bytes) else content.encode()
    path = folder / briefing.FILE
    path.write_bytes(raw)
    with pytest.raises(own_work.FileProblem, match=re.escape(said)):
        briefing.resume()
    assert path.read_bytes() == raw
    kept = briefing.set_aside()
    assert kept.read_bytes() == raw
    path.write_bytes(b"second")
    assert briefing.set_aside() != kept
    assert kept.read_bytes() == raw


@pytest.mark.parametrize("value", [["a", 1], "un-votes", None])
def test_a_list_of_figures_must_be_a_list_of_texts(folder: Path, value: object) -> None:
    path = briefing.save(full())
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "figures": value}), "utf-8")
    with pytest.raises(own_work.FileProblem, match="figures"):
        briefing.resume()


def test_a_draft_that_cannot_be_written_leaves_the_old_one(folder: Path, monkeypatch) -> None:
    path = briefing.save(full())
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(own_work.FileProblem):
        briefing.save(full(title="Another"))
    assert path.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == [briefing.FILE]


def test_the_page_is_whole_and_in_order() -> None:
    text = briefing_page.page(full(), DAY, {"C001": "supported. I know <people>."})
    page = Page(text)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert [page.count(tag) for tag in ("h1", "main", "header", "figure", "details")] == [
        1, 1, 1, 2, 2,
    ]  # fmt: skip
    assert page.count("h2") == page.count("section") == 4
    for wanted in ("A title", "A name", "24 November 2026", "data as of 2026-06-30"):
        assert wanted in text
    assert "My verdict:</strong> supported. I know &lt;people&gt;." in text
    assert html.escape(maps.BOUNDARIES.split(";")[0])[:40] in text
    for name in ("un-votes", "members-map"):
        alt = figures.describe(FIGURES[name].draw())
        assert html.escape(alt) in text


def test_plotly_stands_in_the_page_once_and_nothing_is_fetched() -> None:
    text = briefing_page.page(full(), DAY)
    page = Page(text)
    assert sum(len(script) > 1_000_000 for script in page.scripts) == 1
    assert not [tag for tag, attributes in page.elements if "src" in attributes]
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object")]
    assert "default-src 'none'" in text
    assert len(text) < 6_000_000


def test_without_figures_no_program_is_needed() -> None:
    text = briefing_page.page(full(figures=()), DAY)
    assert Page(text).count("script") == 0
    assert len(text) < 40_000


def test_sources_are_numbered_once_and_every_mark_leads_to_one() -> None:
    text = briefing_page.page(full(figures=("un-votes", "vote-map", "agreement")), DAY)
    marks = set(re.findall(r'href="#source-(\d+)"', text))
    listed = re.findall(r'id="source-(\d+)"', text)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert marks == set(listed)
    claims = data.read("claims").set_index("claim_id").loc[["C001", "C021"], "source_ids"]
    pages = {one for cell in claims for one in cell.split(";")}
    assert len(listed) == 2 + len(pages)
    table = data.read("sources").set_index("source_id")
    for source in pages:
        assert html.escape(table.at[source, "url"], quote=True) in text


def test_no_text_can_break_out(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = Page(briefing_page.page(full(figures=("un-votes",)), DAY))

    def drawn() -> go.Figure:
        figure = FIGURES["un-votes"].draw()
        figure.add_annotation(text=EVIL, showarrow=False)
        return figure.update_layout(meta={**figure.layout.meta, "alt": EVIL})

    evil = briefing_figures.Choice(EVIL, "02_war_stance", ("un_ukraine_votes",), drawn)
    claims = data.read("claims").assign(claim=EVIL, why=EVIL, verdict=EVIL, kind=EVIL)
    real = data.read
    read = lambda name: claims if name == "claims" else real(name)  # noqa: E731
    monkeypatch.setitem(FIGURES, "evil", evil)
    monkeypatch.setattr(data, "read", read)
    draft = full(
        question=briefing.OWN, own_question=EVIL, title=EVIL, name=EVIL, text=EVIL,
        figures=("evil",),
    )  # fmt: skip
    text = briefing_page.page(draft, DAY, {"C001": EVIL})
    page = Page(text)
    assert [tag for tag, _ in page.elements if tag == "script"] == ["script"] * 3
    assert page.count("p") - quiet.count("p") in (0, 1)
    stored = next(
        json.loads(content)
        for content in page.scripts
        if content.startswith("{") and "layout" in content
    )
    assert EVIL in [one.get("text") for one in stored["layout"]["annotations"]]
    assert "alert(1)</script>" not in text
    for content in page.scripts:
        if content.startswith("{"):
            assert not set("<>&") & set(content)


def test_paragraphs_and_lines_are_kept() -> None:
    text = briefing_page.parts(full(text="one\n\n\n two\nthree\n"), DAY).head
    assert "<p>one</p><p>two<br>three</p>" in text


def test_an_empty_draft_can_be_looked_at() -> None:
    empty = Draft(question=briefing.OWN, figures=())
    shown = briefing_page.parts(empty, DAY)
    assert shown.figures == ()
    assert "Untitled briefing" in shown.head
    assert "not yet written" in shown.head
    assert briefing_page.page(empty, DAY).count("<h2") == 1
