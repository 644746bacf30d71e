"""Figures of partners: what they draw is what the table says, and its limits stand beside it."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from helpers import charts, data, figures, maps
from helpers.charts import partner_counts, partner_map, partner_places
from helpers.measures import partners

TABLE = data.read("partnerships")
DEFAULT = charts.partner_map.links_map(TABLE)


def footer(figure: object) -> str:
    note = next(one for one in figure.layout.annotations if one.name == "footer")
    return note.text.replace("<br>", " ")


def numbers(figure: object) -> object:
    return next(trace for trace in figure.data if trace.hovertext and "–" in trace.hovertext[0])


def test_every_partner_and_member_has_one_place() -> None:
    links = partners.links(TABLE)
    lacking = (set(links["partner"]) | set(links["concerns"])) - set(partner_places.PLACES)
    assert not lacking, f"Give these a place in helpers/charts/partner_places.py: {lacking}"
    places = [place[:2] for place in partner_places.PLACES.values()]
    assert len(set(places)) == len(places)
    (west, east), (south, north) = (
        maps.EXTENTS["europe_to_china"][f"{one}axis"]["range"] for one in ("lon", "lat")
    )
    assert all(west < lon < east and south < lat < north for lon, lat in places)


@pytest.mark.parametrize(
    ("start", "end"), list(itertools.permutations(["ARM", "USA", "CHN", "BLR", "ARE"], 2))
)
def test_curves_begin_and_end_at_the_places(start: str, end: str) -> None:
    lon, lat = partner_places.curve(start, end)
    assert (lon[0], lat[0]) == pytest.approx(partner_places.PLACES[start][:2], abs=0.01)
    assert (lon[-1], lat[-1]) == pytest.approx(partner_places.PLACES[end][:2], abs=0.01)
    assert len(lon) == len(lat) == partner_places.STEPS + 1


def test_the_map_draws_every_pair_with_its_number() -> None:
    pairs = partners.first_links(TABLE)
    shown = numbers(DEFAULT)
    assert len(shown.lon) == len(pairs)
    assert sum(int(text or 1) for text in shown.text) == pairs["rows"].sum()
    assert "Armenia: United States 10, European Union 9, India 6" in figures.describe(DEFAULT)
    assert "91 rows of the table" in figures.describe(DEFAULT)


def test_lines_are_thicker_for_more_rows() -> None:
    traces = [one for one in DEFAULT.data if one.type == "scattergeo" and one.mode == "lines"]
    lines = [one for one in traces if one.showlegend is False]
    assert len(lines) == 15
    drawn = {1.2: 0, 3.0: 0, 5.5: 0}
    for line in lines:
        points = sum(x is not None for x in line.lon)
        drawn[line.line.width] += points // (partner_places.STEPS + 1)
    rows = partners.first_links(TABLE)["rows"]
    wanted = [(rows == 1).sum(), rows.between(2, 4).sum(), (rows > 4).sum()]
    assert list(drawn.values()) == wanted


def test_russia_is_drawn_only_when_asked_for() -> None:
    assert "Russia" not in figures.describe(DEFAULT)
    with_russia = charts.partner_map.links_map(TABLE, reference=True)
    assert "Russia 8" in figures.describe(with_russia)
    assert "with reference rows on Russia" in with_russia.layout.title.text


def test_a_single_year_holds_only_that_year() -> None:
    links = partners.links(TABLE)
    for year in sorted(set(links["year"])):
        view = partner_map.chosen(links, year, cumulative=False)
        assert set(view["year"]) <= {year}
        assert not view["reference_row"].any()


def test_an_empty_view_is_still_a_map() -> None:
    figure = charts.partner_map.links_map(TABLE, 2016, False, "ARM")
    assert "Map of 0 pairs" in figures.describe(figure)


def test_all_views_have_the_same_traces() -> None:
    kinds = [trace.type for trace in DEFAULT.data]
    for member, partner in itertools.product(["all", "BLR"], ["all", "NATO", "TJK"]):
        figure = charts.partner_map.links_map(TABLE, member=member, partner=partner)
        assert [trace.type for trace in figure.data] == kinds


def test_every_type_is_in_one_group() -> None:
    grouped = [kind for kinds, *_ in partner_counts.GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(set(partners.outside(TABLE)["type"]))


def test_years_without_rows_are_drawn_as_nought() -> None:
    figure = charts.partner_counts.by_year(TABLE)
    assert "2020 0" in figures.describe(figure)
    assert "2025 alone has 38 of 91" in figures.describe(figure)
    totals = [sum(bars) for bars in zip(*(trace.y for trace in figure.data), strict=True)]
    assert (
        totals
        == partners.counts(TABLE, "year")["total"].reindex(range(2015, 2027), fill_value=0).tolist()
    )
    assert figure.layout.xaxis.ticktext[-1] == "2026<br>to June"


@pytest.mark.parametrize("by", ["partner", "type", "concerns"])
def test_before_and_after_draw_rates_and_numbers(by: str) -> None:
    figure, table = charts.partner_counts.before_after(TABLE, by), partners.counts(TABLE, by)
    assert list(figure.data[1].x) == pytest.approx(table["before_per_year"].tolist(), abs=0.001)
    assert list(figure.data[2].x) == pytest.approx(table["since_per_year"].tolist(), abs=0.001)
    assert list(figure.data[2].customdata) == table["since"].tolist()
    written = [one.text for one in figure.layout.annotations if "→" in one.text]
    first = table.iloc[0]
    assert written[0].startswith(f"{first['before']:.0f} → {first['since']:.0f}")


def test_before_and_after_refuse_other_groups() -> None:
    with pytest.raises(ValueError, match="by must be one of partner, type, concerns"):
        charts.partner_counts.before_after(TABLE, "year")


def test_pairs_draw_every_pair_and_leave_the_rest_empty() -> None:
    figure = charts.partner_counts.pairs(TABLE)
    filled = [text for line in figure.data[0].text for text in line if text]
    assert len(filled) == len(partners.first_links(TABLE))
    place = figure.data[0].y.index("European Union")
    assert figure.data[0].text[place][figure.data[0].x.index("Armenia")] == "0 → 9"


@pytest.mark.parametrize(
    "draw",
    [
        partner_map.links_map,
        partner_counts.by_year,
        partner_counts.before_after,
        partner_counts.pairs,
    ],
)
def test_limits_of_the_collection_stand_on_every_figure(draw: object) -> None:
    assert "no census" in footer(draw(TABLE))


def test_names_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {**data.names(), "FRA": "<script>alert(1)</script>"}
    monkeypatch.setattr(data, "names", lambda: wanted)
    figure = charts.partner_map.links_map(TABLE, partner="FRA")
    assert "<script>" not in figure.layout.title.text
    hovers = [text for trace in figure.data for text in (trace.hovertext or ())]
    assert not any("<script>" in text for text in hovers)


def test_an_unknown_partner_of_a_new_row_is_named_by_its_lack_of_a_place() -> None:
    row = TABLE.iloc[[0]].assign(partner="AUS")
    with pytest.raises(KeyError, match="AUS"):
        charts.partner_map.links_map(pd.concat([TABLE, row]))
