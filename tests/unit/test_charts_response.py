"""Figures of responses, shares and links: the values drawn are those of the tables."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from helpers import charts, data
from helpers.figures import describe, table
from helpers.measures import alternatives, response

SCRIPT = "<script>alert(1)</script>"
CASES = data.read("assistance_requests")
PRECEDENTS = data.read("precedents")
PUBLISHED = data.read("alliance_reliability")
LINKS = data.read("partnerships")
ALL = response.all_cases(CASES, PRECEDENTS)


def marks(figure: object) -> list:
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_days_draws_every_case_with_and_without_a_count() -> None:
    figure = charts.response.days(ALL)
    drawn = [x for trace in marks(figure) for x in trace.x]
    assert len(drawn) == len(ALL)
    timed = sorted(math.log10(float(count) + 1) for count in ALL["days"].dropna())
    unknown = max(drawn)
    assert sorted(x for x in drawn if x != unknown) == pytest.approx(timed)
    assert drawn.count(unknown) == ALL["days"].isna().sum()
    assert unknown > max(timed)


def test_days_keeps_the_csto_above_the_others() -> None:
    rows = table(charts.response.days(ALL))
    outside = rows["organisation"] != "CSTO"
    assert outside.is_monotonic_increasing


def test_days_draws_control_cases_hollow_and_says_so() -> None:
    figure = charts.response.days(response.all_cases(CASES))
    hollow = sum(
        symbol.endswith("-open") for trace in marks(figure) for symbol in trace.marker.symbol
    )
    assert hollow == CASES["control_case"].sum()
    words = describe(figure)
    assert "Kazakhstan, January 2022: 0 → 1 days, troops" in words
    assert f"{CASES['days_to_first_response'].isna().sum() + 0} have no day count" in words
    assert words.count("(control case)") == CASES["control_case"].sum()


def test_days_tells_no_answer_from_nobody_asked() -> None:
    words = describe(charts.response.days(response.all_cases(CASES)))
    assert "Armenia, June 2022: no answer, none" in words
    assert "Russia, August 2024 (Kursk): nobody asked, none" in words


def test_days_refuses_an_empty_frame_and_escapes() -> None:
    with pytest.raises(ValueError, match="no case to draw"):
        charts.response.days(ALL.iloc[:0])
    changed = ALL.head(2).assign(title=SCRIPT, first_response=SCRIPT)
    figure = charts.response.days(changed)
    shown = figure.layout.yaxis.ticktext[0] + "".join(
        words for trace in marks(figure) for words in trace.customdata
    )
    assert SCRIPT not in shown


def test_courses_place_the_steps_on_their_days() -> None:
    figure = charts.response.courses(CASES, ("D14", "D17", "D11"))
    steps = table(figure).set_index("case_id")
    assert steps.loc["D14", ["first response", "people there", "last people left"]].tolist() == [
        0,
        1,
        14,
    ]
    assert steps.loc["D17", ["people there", "last people left"]].tolist() == [2, 6]
    assert pd.isna(steps.loc["D11", "people there"])
    left = next(trace for trace in figure.data if trace.name == "last people left")
    assert left.x[0] == pytest.approx(math.log10(15))
    assert "2,030 troops" in describe(figure)


@pytest.mark.parametrize("outcome", list(response.OUTCOMES))
def test_intervals_draw_the_bounds_and_counts(outcome: str) -> None:
    classes = response.by_reference_class(CASES, PRECEDENTS, outcome)
    figure = charts.shares.intervals(classes, outcome, PUBLISHED)
    exact = figure.data[0].x
    assert exact[0::3] == pytest.approx(classes["exact_low"].tolist())
    assert exact[1::3] == pytest.approx(classes["exact_high"].tolist())
    assert figure.data[3].text == tuple(f"{row.count} of {row.n}" for row in classes.itertuples())
    assert figure.data[4].x == tuple(PUBLISHED["percent"])
    assert f"formal requests: {classes['count'][0]} of 9" in describe(figure)


def test_an_empty_class_is_drawn_without_a_mark() -> None:
    nothing = {"reference_class": "Yours: none", **response.share(ALL.iloc[:0], "troops")}
    figure = charts.shares.intervals(pd.DataFrame([nothing]), "troops", PUBLISHED)
    assert figure.data[3].text == ("no case",)
    assert "Yours: none: no case" in describe(figure)


def test_threats_name_every_case_once() -> None:
    rows = response.chosen(response.all_cases(CASES), "all cases, control cases too")
    figure = charts.shares.threats(rows)
    assert figure.data[0].z.sum() == len(rows)
    cells = [a.text for a in figure.layout.annotations if a.name != "footer"]
    assert sum(text.count("<br>") for text in cells) == len(rows)
    assert "too few to compare rates" in figure.layout.title.text


def test_threats_escape_names_and_refuse_nothing() -> None:
    changed = ALL[ALL["organisation"] == "NATO"].assign(title=SCRIPT)
    texts = "".join(a.text for a in charts.shares.threats(changed).layout.annotations)
    assert SCRIPT not in texts
    with pytest.raises(ValueError, match="no case to draw"):
        charts.shares.threats(ALL.iloc[:0])


def test_strip_draws_every_link_of_others_once() -> None:
    figure = charts.alternatives.strip(LINKS)
    assert sum(len(trace.x) for trace in figure.data) == (~LINKS["reference_row"]).sum()
    assert "By year: 2015 1" in describe(figure)
    assert "sample found by searching" in describe(figure)


def test_strip_escapes_texts() -> None:
    figure = charts.alternatives.strip(LINKS.assign(substance=SCRIPT))
    assert SCRIPT not in "".join(words for trace in figure.data for words in trace.customdata)


def test_rates_draw_counts_per_year_with_bounds() -> None:
    figure = charts.alternatives.rates(LINKS)
    rows = alternatives.by_type(LINKS)
    for trace, period in zip(figure.data[:2], ["before", "after"], strict=True):
        part = rows[rows["period"] == period]
        assert trace.x == pytest.approx(part["per_year"].tolist())
        high = [x + up for x, up in zip(trace.x, trace.error_x.array, strict=True)]
        assert high == pytest.approx(part["high"].tolist())
        assert f"{part['years'].iloc[0]:.1f} years" in trace.name
    assert "not this bias" in next(
        a.text for a in figure.layout.annotations if a.name == "footer"
    ).replace("<br>", " ")
