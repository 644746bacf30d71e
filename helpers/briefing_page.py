"""A briefing as one HTML file: figures that move, numbered sources, nothing fetched."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from helpers import briefing, data, figures, sources, theme
from helpers.briefing_figures import FIGURES

COURSE = "Alliance under strain: the CSTO and the war in Ukraine"
# More pages than this are not listed one by one: they would bury what the briefing rests on.
_MOST_PAGES = 12
# Only what stands in the file may run or be shown, even if a text smuggled something in.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; connect-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Parts:
    """The parts of a page as escaped HTML, and the figures between them."""

    head: str
    figures: tuple[tuple[str, go.Figure], ...]
    rest: str


def parts(draft: briefing.Draft, today: dt.date, own: Mapping[str, str] | None = None) -> Parts:
    """Return a briefing in parts, as the preview shows them.

    Args:
        draft: What the student wrote and chose.
        today: The date of the briefing.
        own: The student's own verdicts with their reasons by claim, if there are any.

    Returns:
        Heading and text; caption and figure for each figure; claims, sources and notes.
    """
    numbers = _numbers(draft)
    drawn = tuple(
        (_caption(place, name, numbers), _figure(name))
        for place, name in enumerate(draft.figures, start=1)
    )
    rest = _claims(draft, numbers, own or {}) + _sources(numbers) + _notes()
    return Parts(_head(draft, numbers, today) + _text(draft), drawn, rest)


def page(draft: briefing.Draft, today: dt.date, own: Mapping[str, str] | None = None) -> str:
    """Return a briefing as one HTML page that needs no other file and no network.

    Args:
        draft: What the student wrote and chose.
        today: The date of the briefing.
        own: The student's own verdicts with their reasons by claim, if there are any.

    Returns:
        The page, about 5 MB: almost all of it is the program that draws the figures.
    """
    built = parts(draft, today, own)
    drawn = "".join(
        _drawn(place, caption, figure)
        for place, (caption, figure) in enumerate(built.figures, start=1)
    )
    program = f"<script>{get_plotlyjs()}</script>\n<script>{_DRAW}</script>" if drawn else ""
    title = html.escape(draft.title.strip() or "Briefing")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{built.head}{_section('Figures', drawn)}{built.rest}</main>\n"
        f"{program}\n</body>\n</html>\n"
    )


def _head(draft: briefing.Draft, numbers: dict[str, int], today: dt.date) -> str:
    as_of = max((_as_of(key) for key in numbers), default="")
    facts = [draft.name.strip(), f"{today.day} {today:%B %Y}"]
    facts += [f"data as of {as_of}"] if as_of else []
    return (
        f"<header><h1>{html.escape(draft.title.strip() or 'Untitled briefing')}</h1>"
        f"<p>{html.escape(' · '.join(filter(None, facts)))}</p>"
        f"<p><strong>Question:</strong> {html.escape(draft.asks or 'not yet written')}</p></header>"
    )


def _text(draft: briefing.Draft) -> str:
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", draft.text) if part.strip()]
    written = "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)
    return _section("Briefing", written or "<p><em>No text yet.</em></p>")


def _caption(place: int, name: str, numbers: dict[str, int]) -> str:
    choice = FIGURES[name]
    return (
        f"<strong>Figure {place}.</strong> {html.escape(choice.label)} "
        f"{_marks(choice.tables, numbers)}"
    )


@cache
def _figure(name: str) -> go.Figure:
    return FIGURES[name].draw()


def _drawn(place: int, caption: str, figure: go.Figure) -> str:
    number = f"figure-{place}"
    alt = html.escape(figures.describe(figure))
    height = int(figure.layout.height or 450)
    return (
        f'<figure aria-labelledby="{number}-caption" aria-describedby="{number}-words">'
        f'<figcaption id="{number}-caption">{caption}</figcaption>'
        f'<div class="plot" id="{number}" style="height:{height}px"></div>'
        f'<script type="application/json" data-for="{number}">{_for_script(figure)}</script>'
        f"<details><summary>Figure {place} in words</summary>"
        f'<p id="{number}-words">{alt}</p></details></figure>'
    )


def _for_script(figure: go.Figure) -> str:
    """Return a figure as JSON that cannot end the script element it stands in."""
    drawn = {**figures.as_stored(figure), "config": {**theme.CONFIG, "responsive": True}}
    text = json.dumps(drawn, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _claims(draft: briefing.Draft, numbers: dict[str, int], own: Mapping[str, str]) -> str:
    table = data.read("claims").set_index("claim_id")
    items = "".join(_claim(table.loc[name], name, numbers, own.get(name)) for name in draft.claims)
    return _section("Claims examined", f'<ul class="claims">{items}</ul>' if items else "")


def _claim(row: pd.Series, name: str, numbers: dict[str, int], own: str | None) -> str:
    mine = f"<p><strong>My verdict:</strong> {html.escape(own)}</p>" if own else ""
    return (
        f"<li><p><strong>{html.escape(name)}</strong> {html.escape(row['claim'])} "
        f"({html.escape(row['kind'])})</p>{mine}"
        f"<p><strong>Verdict of the course: {html.escape(row['verdict'])}.</strong> "
        f"{html.escape(row['why'])} {_marks(row['source_ids'].split(';'), numbers)}</p></li>"
    )


def _numbers(draft: briefing.Draft) -> dict[str, int]:
    """Number tables (of the figures) and sources (of the claims) in the order of their use."""
    claims = data.read("claims").set_index("claim_id")["source_ids"]
    keys = [f"table {table}" for name in draft.figures for table in FIGURES[name].tables]
    keys += [source for name in draft.claims for source in claims[name].split(";")]
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def _as_of(key: str) -> str:
    return data.as_of(key.removeprefix("table ") if key.startswith("table ") else "claims")


def _marks(keys: object, numbers: dict[str, int]) -> str:
    found = [numbers.get(f"table {key}") or numbers[key] for key in keys]
    marks = (f'<a href="#source-{number}">[{number}]</a>' for number in sorted(set(found)))
    return " ".join(marks)


def _sources(numbers: dict[str, int]) -> str:
    table = data.read("sources").set_index("source_id")
    items = "".join(
        f'<li id="source-{number}">'
        f"{_table(key[6:]) if key.startswith('table ') else _page(table.loc[key])}</li>"
        for key, number in numbers.items()
    )
    return _section("Sources", f"<ol>{items}</ol>" if items else "")


def _table(name: str) -> str:
    described, pages = data.resource(name), _pages(name)
    text = (
        f"<strong>{html.escape(described['title'])}</strong> (table <code>{name}</code> of the "
        f"course), as of {described['as_of']}. {html.escape(described['attribution'])} "
        f"Terms: {html.escape(described['licence'].rstrip('.'))}."
    )
    if len(pages) > _MOST_PAGES:
        return f"{text} Its {len(pages)} sources stand in <code>data/sources.csv</code>."
    listed = "".join(f"<li>{_page(page)}</li>" for _, page in pages.iterrows())
    return text + (f"<ul>{listed}</ul>" if listed else "")


def _pages(name: str) -> pd.DataFrame:
    """Return the sources of a table: of its rows, or the one that its description names."""
    pages = sources.pages(name)
    if len(pages):
        return pages
    table = data.read("sources")
    named = set(re.findall(r"\w+", " ".join(data.resource(name)["notes"])))
    return table[table["source_id"].isin(named)]


def _page(source: pd.Series) -> str:
    kind = f" ({html.escape(source['kind'])})" if pd.notna(source["kind"]) else ""
    return (
        f"{html.escape(source['publisher'])}{kind}: {html.escape(source['description'])} "
        f"{sources.link(source['url'], source['url'])}"
    )


def _notes() -> str:
    return (
        f"<footer><p>Made with the course “{html.escape(COURSE)}”. The text is the author's. "
        "The verdicts of the course are its editors' judgement. What happened after the as-of "
        "dates is not covered.</p></footer>"
    )


def _section(title: str, body: str) -> str:
    number = title.split()[0].lower()
    return (
        f'<section aria-labelledby="{number}"><h2 id="{number}">{title}</h2>{body}</section>\n'
        if body
        else ""
    )


# On paper a figure keeps the width that it is made for and is made smaller as a whole.
_STYLE = """
:root { color: #1f2328; background: #fff; font: 16px/1.5 Arial, Helvetica, sans-serif; }
body { margin: 0; }
main { max-width: 940px; margin: 0 auto; padding: 24px 20px 48px; }
h1 { font-size: 1.9em; line-height: 1.2; margin: 0 0 0.3em; }
h2 { font-size: 1.25em; margin: 1.6em 0 0.5em; border-bottom: 1px solid #8c8c8c; }
section > p, header > p, footer > p, details > p { max-width: 44em; }
figure { margin: 0 0 28px; overflow-x: auto; }
figcaption { margin-bottom: 4px; }
.plot { width: 100%; min-width: 780px; }
.claims { list-style: none; padding: 0; max-width: 46em; }
.claims p { margin: 0 0 0.2em; }
.claims li { margin-bottom: 1em; }
ol li { margin-bottom: 0.4em; overflow-wrap: anywhere; }
a { color: #0b57d0; }
a:focus-visible, summary:focus-visible { outline: 3px solid #1b448d; outline-offset: 2px; }
footer { margin-top: 2em; font-size: 0.9em; color: #57606a; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  :root { font-size: 10pt; }
  h2 { margin-top: 1.1em; }
  ol { font-size: 0.85em; line-height: 1.35; }
  figure { margin-bottom: 14px; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  figure, .claims li, ol > li { break-inside: avoid; }
  figure { overflow: visible; }
  figcaption { break-after: avoid; }
  .plot { width: 900px; zoom: 0.75; }
  .modebar-container, details { display: none; }
  a { color: inherit; text-decoration: none; }
  section > p, header > p, .claims { max-width: none; orphans: 3; widows: 3; }
}
"""

_DRAW = """
const plots = [...document.querySelectorAll("script[data-for]")].map((script) => {
  const plot = document.getElementById(script.dataset.for);
  const { data, layout, config } = JSON.parse(script.textContent);
  Plotly.newPlot(plot, data, layout, config);
  return plot;
});
const resize = (size) => plots.forEach((plot) => Plotly.relayout(plot, size));
addEventListener("beforeprint", () => resize({ autosize: false, width: 900 }));
addEventListener("afterprint", () => resize({ autosize: true, width: null }));
"""
