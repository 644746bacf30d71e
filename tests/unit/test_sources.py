"""Citations: links that are escaped, and the source list of a notebook."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from helpers import data, sources

EVIL = {
    "source_id": "evil-1",
    "publisher": "<script>alert(1)</script>",
    "kind": "news",
    "description": '"><img src=x onerror=alert(1)>',
    "url": 'https://example.org/"onmouseover="alert(1)',
    "reliability": "<b>no</b>",
}


@pytest.fixture
def evil(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    table = pd.DataFrame([EVIL])
    rows = pd.DataFrame({"source_ids": ["evil-1"]})
    with monkeypatch.context() as patched:
        patched.setattr(data, "read", lambda name: table if name == "sources" else rows)
        sources._by_id.cache_clear()
        yield
    sources._by_id.cache_clear()


def test_links_name_publisher_and_kind_and_open_elsewhere() -> None:
    html = sources.links("undl_ukraine;voeten_unvotes")
    assert html.count("<a href=") == 2
    assert html.count('target="_blank" rel="noopener noreferrer"') == 2
    assert "United Nations Digital Library</a> (dataset)" in html


def test_missing_sources_give_no_link() -> None:
    assert sources.links(float("nan")) == ""


def test_unknown_source_is_refused() -> None:
    with pytest.raises(KeyError, match="no-such-source"):
        sources.links("no-such-source")


def test_links_are_escaped(evil: None) -> None:
    html = sources.links("evil-1")
    assert "<script>" not in html
    assert "<img" not in html
    assert '"onmouseover' not in html


def test_lists_are_escaped(evil: None) -> None:
    for html in (
        sources._one_by_one(data.read("sources")),
        sources._by_publisher(pd.DataFrame([EVIL])),
    ):
        assert "<script>" not in html
        assert "<img" not in html


def test_short_lists_link_every_page_and_long_ones_count_by_publisher() -> None:
    short, long = sources.pages("un_votes"), sources.pages("stance_events")
    assert sources._folded(short).count("<a href=") == len(short)
    assert "<a href=" not in sources._folded(long)
    assert f"{len(long)} sources" in sources._folded(long)
    assert "TASS (" in sources._folded(long)
    assert "<summary>1 source of its rows<" in sources._folded(long.head(1))


def test_notebook_list_names_the_loaded_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_loaded", [])
    data.load("un_votes")
    html = sources.of_this_notebook().data
    assert "<code>un_votes</code>" in html
    assert "© United Nations" in html
