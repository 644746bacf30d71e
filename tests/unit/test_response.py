"""Reference classes and the reading of cases."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import alternatives, precedents, response
from helpers.measures.survival import exact_poisson

CASES = data.read("assistance_requests")
PRECEDENTS = data.read("precedents")
LINKS = data.read("partnerships")


def test_every_case_is_in_the_common_frame_once() -> None:
    frame = response.all_cases(CASES, PRECEDENTS)
    assert frame["case_id"].tolist() == [*CASES["case_id"], *PRECEDENTS["case_id"]]
    assert frame["kind"].notna().all()
    assert set(frame["kind"]) <= {*response.OUTCOMES["any answer"], "none"}


def test_every_response_of_others_has_a_translation() -> None:
    fields = data.resource("precedents")["schema"]["fields"]
    allowed = next(f["constraints"]["enum"] for f in fields if f["name"] == "response_type")
    assert set(allowed) == set(precedents.KIND_OF_OTHERS)


def test_outcomes_are_nested_and_cover_every_kind_of_the_table() -> None:
    troops, help_, any_ = (set(kinds) for kinds in response.OUTCOMES.values())
    assert troops < help_ < any_
    assert any_ | {"none"} >= set(CASES["response_type"])


def test_formal_requests_are_those_of_the_table_and_no_control_case() -> None:
    formal = response.chosen(response.all_cases(CASES))
    assert set(formal["case_id"]) == set(CASES.loc[CASES["requested"] == "yes", "case_id"])
    assert not formal["control_case"].any()


def test_addressees_narrow_the_class() -> None:
    own = response.all_cases(CASES)
    ids = [
        set(response.chosen(own, addressee=name, cases=CASES)["case_id"])
        for name in response.ADDRESSEES
    ]
    assert ids[0] > ids[1] > ids[2]
    assert ids[0] - ids[1] == {"D03"}
    assert ids[1] - ids[2] == {"D02"}
    with pytest.raises(KeyError):
        response.chosen(own, addressee="NATO", cases=CASES)


def test_shares_by_reference_class_count_the_rows() -> None:
    table = response.by_reference_class(CASES, PRECEDENTS, "troops").set_index("reference_class")
    assert table.loc["formal requests", ["count", "n"]].tolist() == [1, 9]
    assert table.loc["all cases, control cases too", "n"] == len(CASES)
    nato = table[table.index.str.startswith("NATO")]["n"].item()
    others = table[table.index.str.startswith("other organisations")]["n"].item()
    assert nato + others == len(PRECEDENTS)
    assert (table["exact_low"] <= table["wilson_low"] + 1e-9).all()
    assert (table["wilson_high"] <= table["exact_high"] + 1e-9).all()


def test_a_class_without_cases_has_no_share() -> None:
    told = response.share(response.all_cases(CASES).iloc[:0], "troops")
    assert (told["count"], told["n"]) == (0, 0)
    assert pd.isna(told["percent"])
    assert pd.isna(told["exact_high"])


def test_dilemma_keeps_every_case_and_flags_control_cases() -> None:
    read = response.dilemma(CASES).set_index("case_id")
    assert read.notna().all(axis=None)
    control = CASES.set_index("case_id")["control_case"]
    assert (read["asked"] == "no request").equals(control.rename("asked"))
    assert read.loc["D18", "helpers_would_face"] == "another member"


def test_side_by_side_says_unknown() -> None:
    pair = response.side_by_side(CASES, ("D14", "D16"))
    assert pair.iloc[:, 0]["troops"] == 2030
    assert pair.iloc[:, 1]["days to the first response"] == "?"
    with pytest.raises(KeyError):
        response.side_by_side(CASES, ("D99",))


def test_links_leave_out_russia_and_rows_that_fit_no_side() -> None:
    rows = alternatives.links(LINKS)
    assert len(rows) == (~LINKS["reference_row"]).sum()
    assert set(rows.loc[rows["period"] == "not known", "date"]) == {"2022"}
    assert (rows.loc[rows["period"] == "after", "when"] >= "2022-02-24").all()


def test_rates_use_the_length_of_the_period() -> None:
    table = alternatives.by_type(LINKS)
    rows = alternatives.links(LINKS)
    assert table["count"].sum() == (rows["period"] != "not known").sum()
    for row in table.to_dict("records"):
        assert row["per_year"] == pytest.approx(row["count"] / row["years"])
        assert (row["low"], row["high"]) == pytest.approx(exact_poisson(row["count"], row["years"]))
    assert alternatives.by_year(LINKS)["count"].sum() == len(rows)


def test_main_items_hold_borders_and_the_programme() -> None:
    items = alternatives.main_items(LINKS, data.read("impact_indicators"))
    assert items["when"].is_monotonic_increasing
    assert items["row_id"].is_unique
    border = LINKS[LINKS["partnership_id"].isin(alternatives.BORDERS)]
    assert border["substance"].str.contains("border").all()
    assert (items["group"] == "programme of the CSTO").sum() == 3
