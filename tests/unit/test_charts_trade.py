"""Figures of trade: what they draw is what the tables say."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from helpers import charts, data, figures
from helpers.charts.trade import PARTNERS, VIEWS
from helpers.measures import trade as measure

MONTHLY = data.read("eu_exports_monthly")
ANNUAL = data.read("eu_exports_annual")
IMPORTS = data.read("trade_partners")
EVENTS = measure.events(
    *map(data.read, ["stance_events", "economic_statements", "unfriendly_states"])
)


def trace_named(figure: object, name: str) -> object:
    return next(trace for trace in figure.data if trace.name == name)


def test_lines_draw_the_index_and_all_events() -> None:
    figure = charts.trade.lines(MONTHLY, EVENTS)
    frame = measure.by_month(MONTHLY[MONTHLY["reporter"] == "EU27"])
    kyrgyz = frame[(frame["partner"] == "KGZ")].dropna(subset=["year_index"])
    drawn = trace_named(figure, "Kyrgyzstan")
    assert list(drawn.y) == pytest.approx(kyrgyz["year_index"].round(1).tolist())
    assert list(drawn.x)[-1] == "2024-08-01"
    assert list(trace_named(figure, "events").text) == [str(n) for n in EVENTS["number"]]
    last = round(kyrgyz["year_index"].iloc[-1])
    assert f"Kyrgyzstan 100 in 2021-12, highest {last:,} in 2024-08" in figures.describe(figure)
    assert "16 numbered sanctions events" in figures.describe(figure)


def test_events_of_one_actor_never_hide_each_other() -> None:
    drawn = trace_named(charts.trade.lines(MONTHLY, EVENTS), "events")
    marks = list(zip(pd.to_datetime(list(drawn.x)), drawn.y, strict=True))
    for (day, height), (other_day, other) in itertools.combinations(marks, 2):
        if abs((day - other_day).days) < 31:
            assert abs(height - other) > 0.5


def test_every_line_has_its_name_at_the_end_and_names_stand_apart() -> None:
    for view, log in itertools.product(VIEWS, (True, False)):
        figure = charts.trade.lines(MONTHLY, None, view=view, log=log)
        ends = {note.text: note.y for note in figure.layout.annotations if note.xref == "x domain"}
        assert set(ends) == {data.names()[partner] for partner in PARTNERS}
        heights = sorted(ends.values())
        assert min(b - a for a, b in itertools.pairwise(heights)) > 0.054
        assert heights[-1] <= 1 + 1e-9


def test_months_draw_single_months_and_the_mean_of_twelve() -> None:
    figure = charts.trade.months(MONTHLY)
    assert len(figure.data) == 12
    one = MONTHLY[(MONTHLY["reporter"] == "EU27") & (MONTHLY["partner"] == "KAZ")]
    assert list(figure.data[0].y) == pytest.approx(one["eur_million"].round(1).tolist())
    assert figure.data[1].y[11] == pytest.approx(one["eur_million"].iloc[:12].mean(), abs=0.06)


def test_years_draw_all_six_members_to_the_last_full_year() -> None:
    figure = charts.trade_years.years(ANNUAL)
    assert {trace.name for trace in figure.data} >= {"Tajikistan", "Belarus", "Russia"}
    assert all(trace.x[-1] == 2023 for trace in figure.data)
    assert "Kyrgyzstan 1,039" in figures.describe(figure)


def test_changes_draw_russias_fall_beside_the_rises() -> None:
    figure = charts.trade_years.changes(ANNUAL)
    values = dict(zip(figure.data[0].y, figure.data[0].x, strict=True))
    table = measure.change(ANNUAL).set_index("partner")
    assert values["Russia"] == pytest.approx(table.loc["RUS", "rise"] / 1000, abs=0.001)
    assert values["Kazakhstan"] == pytest.approx(table.loc["KAZ", "rise"] / 1000, abs=0.001)
    assert "21 per cent of what Russia lost" in figures.describe(figure)


@pytest.mark.parametrize("partner", ["ARM", "GEO", "KAZ", "KGZ", "RUS", "UZB"])
def test_exporters_show_every_member_and_mark_tiny_bases(partner: str) -> None:
    figure = charts.trade_years.exporters(ANNUAL, partner)
    heat = figure.data[0]
    members = ANNUAL.loc[ANNUAL["partner"] == partner, "reporter"].nunique()
    assert len(heat.y) == members
    base = ANNUAL[(ANNUAL["partner"] == partner) & (ANNUAL["year"] == 2021)]
    tiny = base[base["eur_million"] < 1]["reporter"].tolist()
    starred = sum("*" in row[-1] for row in heat.text)
    full = ANNUAL[(ANNUAL["partner"] == partner) & (ANNUAL["year"] == 2023)]
    assert starred == full["reporter"].isin(tiny).sum()
    assert data.names()[partner] in figures.describe(figure)


def test_an_exporter_without_figures_is_unknown_not_zero() -> None:
    gone = (ANNUAL["reporter"] == "EST") & (ANNUAL["partner"] == "KGZ") & (ANNUAL["year"] == 2022)
    figure = charts.trade_years.exporters(ANNUAL[~gone])
    heat = figure.data[0]
    row = next(i for i, name in enumerate(heat.y) if name.startswith("Estonia"))
    assert heat.text[row][3] == "?"
    assert pd.isna(heat.z[row][3])


def test_mirror_draws_both_sides() -> None:
    figure = charts.trade_mirror.indices(ANNUAL, IMPORTS)
    assert [trace.name for trace in figure.data].count("EU: exports") == 3
    assert len(figure.data) == 7
    words = figures.describe(figure)
    assert "Kyrgyzstan, imports: 333 against 1,039 in the EU's figures, a gap of 3.12" in words
    assert all(max(trace.x) == 2023 for trace in figure.data)


def test_rates_draw_the_band_and_the_rate_at_which_both_sides_agree() -> None:
    figure = charts.trade_mirror.rates(ANNUAL, IMPORTS)
    band = figure.layout.shapes[0]
    assert (band.y0, band.y1) == measure.DOLLARS_PER_EURO
    assert trace_named(figure, "Kyrgyzstan").y[-1] == pytest.approx(0.353)
    assert "Kyrgyzstan 1.10 in 2021, 0.35 in 2023" in figures.describe(figure)


def test_the_range_of_exchange_rates_is_the_one_of_the_data_dictionary() -> None:
    low, high = measure.DOLLARS_PER_EURO
    notes = " ".join(map(str, data.resource("eu_exports_annual").values()))
    assert f"1 euro was about {low:.2f}–{high:.1f} dollars" in notes


@pytest.mark.parametrize(
    "draw",
    [
        lambda: charts.trade.lines(MONTHLY, EVENTS),
        lambda: charts.trade.months(MONTHLY),
        lambda: charts.trade_years.years(ANNUAL),
        lambda: charts.trade_years.changes(ANNUAL),
    ],
)
def test_limits_of_totals_are_said_on_the_figure(draw: object) -> None:
    footer = next(n for n in draw().layout.annotations if n.name == "footer")
    assert "do not show which" in footer.text.replace("<br>", " ")
