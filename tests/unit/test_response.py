"""Reference classes and the reading of cases."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy.stats import binomtest

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


def requests(*rows: tuple) -> pd.DataFrame:
    """Rows as in the table of requests; what no test looks at is the same everywhere."""
    columns = ["case_id", "requested", "threat_type", "addressee", "request_date", "response_type"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        short_title="Case " + table["case_id"],
        requester="KAZ",
        trigger_date="2001-05",
        control_case=table["requested"] == "no",
        request_detail=None,
        treaty_basis="Article 4",
        days_to_first_response=[float(number) for number in range(len(table))],
        days_to_ground=None,
        troops=None,
        first_response="talks",
        outcome="over",
        note="a note",
        source_ids="s1",
        confidence="high",
    )


MADE_UP = requests(
    ("D1", "yes", "interstate", "CSTO", "2003-09-18", "troops"),
    ("D2", "yes", "internal", "treaty states", "2003-09-17", "material aid"),
    ("D3", "yes", "transnational", "Russia", "2010-06-12", "promise"),
    ("D4", "disputed", "interstate between members", None, "2021", "mission"),
    ("D5", "unclear", "internal and transnational", "CSTO", None, "material aid planned"),
    ("D6", "no", "interstate", "nobody", None, "none"),
    ("D7", "yes", "interstate", "Russia, then CSTO", "2022-09", "consultations"),
)


@pytest.fixture
def own() -> pd.DataFrame:
    return response.all_cases(MADE_UP)


def test_own_cases_take_the_words_of_the_table(own: pd.DataFrame) -> None:
    assert own.iloc[4].drop("date").to_dict() == {
        "case_id": "D5",
        "organisation": "CSTO",
        "title": "Case D5",
        "who": "KAZ",
        "asked": "unclear",
        "control_case": False,
        "threat": "internal and transnational",
        "days": 4,
        "days_from": "request",
        "days_to_action": None,
        "kind": "material aid planned",
        "kind_as_coded": "material aid planned",
        "first_response": "talks",
        "outcome": "over",
        "note": "a note",
        "source_ids": "s1",
        "confidence": "high",
    }
    assert [f"{day:%F}" for day in own["date"]] == [
        "2003-09-18", "2003-09-17", "2010-06-12", "2021-01-01", "2001-05-01", "2001-05-01",
        "2022-09-01",
    ]  # fmt: skip
    both = response.all_cases(MADE_UP, PRECEDENTS)
    assert both.columns.tolist() == own.columns.tolist()
    assert both.index.tolist() == list(range(len(MADE_UP) + len(PRECEDENTS)))


@pytest.mark.parametrize(
    ("asked", "threat", "addressee", "ids"),
    [
        ("formal requests", "any threat", "any addressee", "1237"),
        ("formal, disputed or unclear requests", "any threat", "any addressee", "123457"),
        ("all cases, control cases too", "any threat", "any addressee", "1234567"),
        ("all cases, control cases too", "between states", "any addressee", "1467"),
        ("all cases, control cases too", "not between states", "any addressee", "235"),
        ("all cases, control cases too", "any threat", "treaty states or CSTO", "12457"),
        # The charter entered into force on the day of the first case.
        ("all cases, control cases too", "any threat", "CSTO since 2003", "147"),
        ("formal requests", "between states", "CSTO since 2003", "17"),
    ],
)
def test_reference_classes_worked_by_hand(
    own: pd.DataFrame, asked, threat, addressee, ids: str
) -> None:
    found = response.chosen(own, asked, threat, addressee, MADE_UP)
    assert found["case_id"].tolist() == [f"D{number}" for number in ids]
    assert found.index.tolist() == list(range(len(ids)))


def test_without_choices_all_formal_requests_are_meant(own: pd.DataFrame) -> None:
    assert response.chosen(own)["case_id"].tolist() == ["D1", "D2", "D3", "D7"]
    assert response.chosen(own).columns.tolist() == own.columns.tolist()
    with pytest.raises(KeyError, match="NATO"):
        response.chosen(own, addressee="NATO", cases=MADE_UP)


@pytest.mark.parametrize(
    ("outcome", "count", "came"),
    [
        ("troops", 1, "Case D1"),
        ("people or goods", 3, "Case D1; Case D2; Case D4"),
        ("any answer", 6, "Case D1; Case D2; Case D3; Case D4; Case D5; Case D7"),
    ],
)
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_shares_and_intervals_of_seven_cases(
    own: pd.DataFrame, outcome, count, came, level
) -> None:
    told = response.share(own, outcome, level)
    exact = binomtest(count, 7).proportion_ci(level, method="exact")
    wilson = binomtest(count, 7).proportion_ci(level, method="wilson")
    assert list(told) == [
        "count", "n", "percent", "exact_low", "exact_high", "wilson_low", "wilson_high", "cases",
    ]  # fmt: skip
    assert (told["count"], told["n"], told["cases"]) == (count, 7, came)
    assert told["percent"] == pytest.approx(100 * count / 7)
    assert [told[name] for name in list(told)[3:7]] == pytest.approx(
        [100 * end for end in (exact.low, exact.high, wilson.low, wilson.high)]
    )
    if level == 0.95:
        assert response.share(own, outcome) == told


def test_a_share_of_no_cases_is_missing_throughout(own: pd.DataFrame) -> None:
    told = response.share(own.iloc[:0], "troops")
    assert told.pop("cases") == ""
    assert (told.pop("count"), told.pop("n")) == (0, 0)
    assert [pd.isna(value) for value in told.values()] == [True] * 5


@pytest.mark.parametrize("outcome", list(response.OUTCOMES))
def test_every_reference_class_is_counted_with_its_own_cases(
    own: pd.DataFrame, outcome: str
) -> None:
    others = precedents.as_cases(PRECEDENTS)
    nato = others["organisation"] == "NATO"
    formal = own[own["case_id"].isin(["D1", "D2", "D3", "D7"])]
    table = response.by_reference_class(MADE_UP, PRECEDENTS, outcome, 0.9)
    wanted = {
        "formal requests": formal,
        "… put to the treaty states or the CSTO": formal[formal["case_id"] != "D3"],
        "… put to the CSTO since 2003": formal[formal["case_id"].isin(["D1", "D7"])],
        "… threat between states": formal[formal["case_id"].isin(["D1", "D7"])],
        "… threat not between states": formal[formal["case_id"].isin(["D2", "D3"])],
        "formal, disputed or unclear requests": own[own["case_id"] != "D6"],
        "all cases, control cases too": own,
        "NATO (cases with an answer)": others[nato],
        "other organisations (cases with an answer)": others[~nato],
    }
    assert table["reference_class"].tolist() == list(wanted)
    for name, row in table.set_index("reference_class").iterrows():
        assert row.to_dict() == response.share(wanted[name], outcome, 0.9)
    if outcome == "troops":
        usual = response.by_reference_class(MADE_UP, PRECEDENTS)
        assert usual["count"].equals(table["count"])
        assert usual.loc[0, "exact_low"] == response.share(formal, "troops")["exact_low"]


def test_cases_side_by_side_show_whole_numbers_and_what_is_unknown() -> None:
    cases = MADE_UP.assign(troops=[2030.0, None, None, 0.0, None, None, 1.5])
    table = response.side_by_side(cases, ("D7", "D1"))
    assert table.columns.tolist() == ["Case D7", "Case D1"]
    assert table.index.tolist() == [
        "threat", "asked formally", "asked for", "basis", "days to the first response",
        "first response", "days until people were there", "kind of help", "troops", "outcome",
        "confidence",
    ]  # fmt: skip
    assert table["Case D7"].tolist() == [
        "interstate", "yes", "?", "Article 4", 6, "talks", "?", "consultations", 1.5, "over",
        "high",
    ]  # fmt: skip
    assert table["Case D1"].tolist()[7:9] == ["troops", 2030]
    assert {type(value) for value in table.loc["days to the first response"]} == {int}


def test_the_dilemma_of_each_case() -> None:
    table = response.dilemma(MADE_UP)
    assert table.columns.tolist() == ["case_id", "title", "helpers_would_face", "asked", "came"]
    assert table.to_numpy().tolist() == [
        ["D1", "Case D1", "a state outside", "a request", "people or goods"],
        ["D2", "Case D2", "no other state", "a request", "people or goods"],
        ["D3", "Case D3", "no other state", "a request", "words"],
        ["D4", "Case D4", "another member", "disputed or unclear", "people or goods"],
        ["D5", "Case D5", "no other state", "disputed or unclear", "words"],
        ["D6", "Case D6", "a state outside", "no request", "nothing"],
        ["D7", "Case D7", "a state outside", "a request", "words"],
    ]
