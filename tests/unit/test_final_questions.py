"""The bank of final questions: enough of them, fair options, answers that the data give."""

from __future__ import annotations

import re
import statistics

import pandas as pd
import pytest

from helpers import data, measures
from helpers.exercises import Question, conclusion, registry
from helpers.exercises.final_bank import bank

NOTEBOOKS = [
    "01_founding",
    "02_war_stance",
    "03_member_reactions",
    "04_future_impact",
    "05_geopolitics",
]
ALL = [question for questions in bank().values() for question in questions]
BY_ID = {question.id: question for question in ALL}
every_question = pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)


def right(question_id: str) -> list[str]:
    """Texts of the right options."""
    return [option.text for option in BY_ID[question_id].options if option.right]


def test_there_are_enough_for_every_notebook() -> None:
    assert len(ALL) >= 42
    assert list(bank()) == ["00_start_here", *NOTEBOOKS]
    assert all(len(bank()[name]) >= 6 for name in NOTEBOOKS)


def test_ids_are_unique_and_name_the_notebook() -> None:
    assert len(BY_ID) == len(ALL)
    assert not BY_ID.keys() & registry().questions.keys()
    for name, questions in bank().items():
        assert {q.id.partition(".")[0] for q in questions} == {f"Q{int(name[:2])}"}


@every_question
def test_options_are_alike_in_length(question: Question) -> None:
    lengths = [len(option.text) for option in question.options]
    longest_wrong = max(len(o.text) for o in question.options if not o.right)
    best = [len(o.text) for o in question.options if o.right]
    assert min(best) <= 1.3 * longest_wrong + 8, "the right option is much the longest"
    assert min(lengths) >= 0.4 * max(lengths) or max(lengths) <= 15


@every_question
def test_no_option_is_a_trick(question: Question) -> None:
    assert 3 <= len(question.options) <= 6
    assert any(not option.right for option in question.options)
    for option in question.options:
        assert not re.search(r"(all|none|both) of (these|the above)", option.text, re.IGNORECASE)
        assert 10 <= len(option.why) <= 200
        assert option.why.endswith(".")
        # The self-test shows the reason of the right option after a wrong answer as well.
        assert not option.why.startswith(("Yes", "No:", "No,"))


def test_right_answers_stand_in_all_places_and_have_no_usual_length() -> None:
    single = [q for q in ALL if sum(o.right for o in q.options) == 1 and len(q.options) == 4]
    places = pd.Series([[o.right for o in q.options].index(True) for q in single]).value_counts()
    assert set(places.index) == {0, 1, 2, 3}
    assert places.max() <= 0.4 * len(single)
    ranks = [
        statistics.mean(len(o.text) < len(best.text) for o in q.options if o is not best)
        for q in single
        for best in q.options
        if best.right
    ]
    assert 0.35 <= statistics.mean(ranks) <= 0.65


@every_question
def test_texts_hold_no_missing_or_unrounded_number(question: Question) -> None:
    texts = [question.prompt, *(text for o in question.options for text in (o.text, o.why))]
    for text in texts:
        assert "nan" not in text.lower().split()
        assert "  " not in text
        assert not any(len(word.rstrip(".,%").partition(".")[2]) > 2 for word in numbers(text))


def numbers(text: str) -> list[str]:
    return [word for word in text.split() if word[:1].isdigit()]


def test_the_right_answers_follow_from_the_tables() -> None:
    assert right("Q1.102") == ["2003"]
    assert right("Q1.104") == ["Uzbekistan"]
    assert right("Q1.109") == ["In one: Kazakhstan in January 2022."]
    assert right("Q2.101") == ["Belarus"]
    assert set(right("Q2.103")) == {"Kazakhstan", "Tajikistan", "Kyrgyzstan"}
    assert right("Q2.105") == ["In the kind of help, not in speed."]
    assert right("Q5.107") == ["2020"]
    assert right("Q5.108") == ["They abstained."]


def test_the_claims_of_question_0_102_have_three_kinds() -> None:
    claims = data.read("claims").set_index("claim")["kind"]
    kinds = [claims[option.text] for option in BY_ID["Q0.102"].options]
    assert set(kinds) == {"fact", "interpretation", "prediction"}
    assert kinds.count("interpretation") == 1


def test_military_shares() -> None:
    sizes = data.read("alliance_asymmetry")
    year = sizes[sizes["year"] == 2024].set_index("state")["military_spending_usd_million_2023"]
    csto = year[["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"]]
    nato = year.drop(csto.index)
    assert f"{100 * csto['RUS'] / csto.sum():.0f}%" in BY_ID["Q1.105"].prompt
    assert f"{100 * nato['USA'] / nato.sum():.0f}%" in right("Q1.105")[0]


def test_kyrgyz_case_of_2010_widened_article_2_and_not_article_4() -> None:
    provisions = data.read("treaty_provisions").set_index("provision_id")
    assert "request clause" in provisions.loc["TP04", "wording_1992"]
    assert "widens Article 2" in provisions.loc["TP12", "paraphrase"]


def test_one_member_was_absent_since_2023() -> None:
    attendance = data.read("summit_attendance").merge(data.read("summits"), on="summit_id")
    absent = attendance[(attendance["attendance"] == "absent") & (attendance["date"] >= "2023")]
    assert set(absent["state"]) == {"ARM"}
    assert "(Armenia)" in BY_ID["Q2.108"].prompt


def test_csto_bodies_were_procedural_until_the_summer_of_2024() -> None:
    events = data.read("stance_events")
    bodies = events[(events["actor"] == "CSTO") & (events["bears_on_ukraine"] == "direct")]
    bodies = bodies[bodies["date"] > "2022-02-24"].dropna(subset="direction")
    assert (bodies["direction"] >= 0).all()
    assert (bodies.loc[bodies["date"] < "2024-08", "direction"] == 0).all()
    assert (bodies.loc[bodies["date"] >= "2024-08", "direction"] > 0).any()


def test_gaps_matter_more_than_weights() -> None:
    table, indicators = data.read("positions"), data.read("position_indicators")
    stances = measures.positions.stances(table, indicators)
    drawn = measures.spectrum.random_weights(pd.Series(1.0, index=stances.index))
    bounds = measures.positions.allowed(indicators)
    assert measures.spectrum.article_share(stances, drawn) > 0.9
    assert measures.spectrum.article_share(stances, drawn, bounds) < 0.5


def test_armenia_comes_near_kazakhstan_on_the_war_alone() -> None:
    wide = data.read("positions").pivot(index="indicator", columns="member", values="stance")
    whole = wide.astype(float).mean()
    alone = wide.drop(index=measures.positions.ABOUT_AZERBAIJAN).astype(float).mean()
    assert abs(alone["ARM"] - alone["KAZ"]) < 0.5 * abs(whole["ARM"] - whole["KAZ"])


def test_agreement_rose_for_all_in_2025_inside_and_outside() -> None:
    votes = measures.agenda.whole_texts(data.read("un_votes"))
    members = measures.agreement.with_state(votes, ["BLR", "KAZ", "KGZ", "TJK", "ARM"], draws=0)
    value = members.pivot(index="year", columns="state", values="value")
    assert (value.loc[2025] > value.loc[2024]).all()
    assert (value.loc[2025] > value.loc[2023]).all()
    groups = measures.groups.means_with_state(votes).pivot(
        index="year", columns="state", values="value"
    )
    assert (groups.loc[2025] > groups.loc[2024]).sum() >= 2


def test_pi_is_near_zero_where_agreement_is_not() -> None:
    votes = measures.agenda.whole_texts(data.read("un_votes"))
    recent = votes[votes["date"].dt.year == 2023]
    values = {
        name: measures.agreement.with_state(recent, ["KAZ"], measure=name, draws=0)["value"].iloc[0]
        for name in ("agreement", "pi")
    }
    assert values["agreement"] > 0.5
    assert abs(values["pi"]) < 0.15
    assert f"{values['pi']:.2f}" in BY_ID["Q3.104"].prompt


def test_polls_and_requests_of_armenia() -> None:
    assert "11 percentage points" in right("Q4.102")[0]
    assert BY_ID["Q4.103"].prompt.startswith("Of 3 Armenian requests")
    assert "up to 71%" in next(o.why for o in BY_ID["Q4.103"].options if o.right)


def test_three_exits_fall_on_one_day() -> None:
    assert right("Q4.105")[0].startswith("3 of the 4 exits")


def test_arms_of_armenia_and_trade_of_kazakhstan() -> None:
    assert "81% in 2019–2023 and 42% in 2020–2023" in BY_ID["Q5.102"].prompt
    assert right("Q5.103") == ["the EU, China, Russia"]


def test_tajik_remittances_rose_against_the_forecast() -> None:
    forecast = data.read("economic_statements").set_index("statement_id").loc["E009"]
    assert (forecast["member"], forecast["statement_type"]) == ("TJK", "forecast")
    assert right("Q5.105")[0].startswith("They rose")


def test_border_of_two_members_was_settled_between_them() -> None:
    row = data.read("partnerships").set_index("partnership_id").loc["P085"]
    assert {row["member"], row["partner"]} == {"KGZ", "TJK"}
    assert str(row["date"]).startswith("2025-03-13")


def test_outpost_is_contested_in_both_tables() -> None:
    assert data.read("bases").set_index("base_id").loc["BA22", "confidence"] == "contested"
    row = data.read("partnerships").set_index("partnership_id").loc["P098"]
    assert row["confidence"] == "contested"


def test_most_arms_of_2019_are_russian_aircraft() -> None:
    deals = data.read("arms_deals")
    of_2019 = deals[(deals["recipient"] == "ARM") & (deals["delivery_years"] == "2019")]
    values = of_2019.set_index("category")["tiv_million_delivered"]
    assert values["FGA aircraft"] > 0.5 * values.sum()
    assert set(of_2019["supplier"]) == {"RUS", "JOR"}


def test_democracy_fits_at_the_ends_and_not_in_the_middle() -> None:
    votes = measures.agenda.whole_texts(data.read("un_votes"))
    of_2024 = votes[votes["date"].dt.year == 2024]
    states = ["BLR", "KAZ", "ARM", "MDA"]
    value = measures.agreement.with_state(of_2024, states, draws=0).set_index("state")["value"]
    index = data.read("democracy").query("year == 2024").set_index("state")["libdem"]
    assert (value.idxmax(), value.idxmin()) == ("BLR", "MDA")
    assert (index[states].idxmax(), index[states].idxmin()) == ("MDA", "BLR")
    assert index["ARM"] > 2 * index["KAZ"]
    assert abs(value["ARM"] - value["KAZ"]) < 0.03


def test_exercise_6_3_still_fits_the_reasons_of_the_ledger() -> None:
    why = data.read("claims").set_index("claim_id")["why"]
    signs = {"C088": "one member", "C131": "Armenia only", "C134": "Kazakhstan does not"}
    assert set(signs) == set(conclusion.ONE_MEMBER)
    for claim, sign in signs.items():
        assert sign in why[claim]
    for claim in conclusion.SEVERAL_MEMBERS:
        named = [name for name in ("Armenia", "Kazakhstan", "Kyrgyz", "Both") if name in why[claim]]
        assert len(named) >= 2 or "Both" in named


def test_the_request_of_may_2021_came_before_the_invasion() -> None:
    case = data.read("assistance_requests").set_index("case_id").loc["D11"]
    assert str(case["request_date"]) < "2022-02-24"
    assert (case["requester"], case["response_type"]) == ("ARM", "consultations")


def test_the_sentence_of_exercise_6_5_is_true() -> None:
    events = data.read("membership_events")
    frozen = events[(events["state"] == "ARM") & (events["effect"] == "freezes")]
    assert frozen["date"].astype(str).tolist() == ["2024-02-22"]
    spells = measures.membership.spells(events)
    assert measures.membership.status_on(spells, "2026-06-30")["ARM"] == "frozen"
