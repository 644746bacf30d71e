"""Dossiers: which claims, partners and polls belong to a member, on tables of a few rows."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.measures import dossier

CLAIMS = {
    "X1": "Moscow leads the alliance.",
    "X2": "Lukashenko hosted a summit.",
    "X3": "Central Asia trades more with China.",
    "X4": "Tokayev spoke in St Petersburg.",
    "X5": "The South Caucasus turned elsewhere.",
    "X6": "The members met twice.",
    "C073": "They follow Kazakhstan.",
    "C129": "All but two abstained.",
}


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("RUS", ["X1"]),
        ("BLR", ["X2"]),
        ("KAZ", ["X3", "X4", "C129"]),
        ("KGZ", ["X3", "C073", "C129"]),
        ("TJK", ["X3", "C073", "C129"]),
        ("ARM", ["X5", "C129"]),
    ],
)
def test_claims_by_name_by_region_and_by_context(member: str, expected: list[str]) -> None:
    claims = pd.DataFrame({"claim_id": list(CLAIMS), "claim": list(CLAIMS.values())})
    assert dossier.claims_about(claims, member)["claim_id"].tolist() == expected


def trade(years: tuple[int, int], amounts: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Exports of Kazakhstan in two years; rows of another flow and reporter must not matter."""
    own = pd.DataFrame(
        [
            {"partner": partner, "year": year, "usd_million": amount}
            for partner, pair in amounts.items()
            for year, amount in zip(years, pair, strict=True)
        ]
    ).assign(reporter="KAZ", flow="export")
    other = own.assign(usd_million=1e6)
    later = own.assign(year=2030)
    return pd.concat([own, other.assign(flow="import"), later.assign(reporter="KGZ")])


AMOUNTS = {
    "WLD": (800.0, 1000.0),
    "CIS": (300.0, 500.0),
    "CHN": (500.0, 350.0),
    "EU27": (100.0, 400.0),
    "DEU": (90.0, 300.0),
    "TUR": (60.0, 50.0),
}


def test_partners_are_ranked_by_the_last_year_without_sums_and_eu_members() -> None:
    found = dossier.partners(trade((2021, 2023), AMOUNTS), "KAZ", "export")
    assert found.to_dict("list") == {
        "partner": ["EU27", "CHN", "TUR"],
        "before": [100, 500, 60],
        "last": [400, 350, 50],
        "share": [0.4, 0.35, 0.05],
        "first_year": [2021] * 3,
        "last_year": [2023] * 3,
    }
    two = dossier.partners(trade((2021, 2023), AMOUNTS), "KAZ", "export", count=2)
    assert two["partner"].tolist() == ["EU27", "CHN"]


def test_seven_partners_are_shown_unless_told_otherwise() -> None:
    many = {f"P{place:02}": (1.0, 100.0 - place) for place in range(9)}
    found = dossier.partners(trade((2021, 2022), many), "KAZ", "export")
    assert found["partner"].tolist() == [f"P{place:02}" for place in range(7)]


@pytest.mark.parametrize(("last", "first"), [(2020, 2015), (2021, 2016), (2022, 2021)])
def test_the_earlier_year_is_2021_or_five_years_before_the_end(last: int, first: int) -> None:
    found = dossier.partners(trade((first, last), AMOUNTS), "KAZ", "export")
    assert set(found["first_year"]) == {first}
    assert set(found["last_year"]) == {last}


def test_without_a_total_there_is_no_share_and_without_the_eu_its_members_stay() -> None:
    some = {name: AMOUNTS[name] for name in ("CHN", "DEU", "TUR")}
    found = dossier.partners(trade((2021, 2023), some), "KAZ", "export")
    assert found["partner"].tolist() == ["CHN", "DEU", "TUR"]
    assert found["share"].isna().all()


def polls(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Answers as rows: topic, pollster, end of the fieldwork, answer."""
    names = ["topic", "pollster", "fieldwork_end", "response"]
    return pd.DataFrame(rows, columns=names).assign(area="ARM")


def test_the_newest_poll_of_each_question_and_pollster() -> None:
    table = polls(
        ("NATO", "B", "2021-05", "old"),
        ("NATO", "B", "2023-05", "yes"),
        ("NATO", "B", "2023-05", "no"),
        ("Views of Russia", "A", "2022-01", "good"),
        ("Views of Russia", "B", "2024-01", "bad"),
        ("Trust in the army", "A", "2025-01", "not asked for"),
    )
    elsewhere = table.assign(area="KGZ", fieldwork_end="2026-01")
    found = dossier.latest_polls(pd.concat([table, elsewhere]), "ARM")
    assert found["response"].tolist() == ["bad", "good", "yes", "no"]
    assert found.columns.tolist() == table.columns.tolist()


def test_polls_of_one_day_are_in_order_of_question_and_pollster() -> None:
    table = polls(
        ("Views of Russia", "B", "2024-01", "2"),
        ("Views of Russia", "A", "2024-01", "1"),
        ("CSTO", "C", "2024-01", "0"),
        ("CSTO", "A", "2022-01", "later in the list, because older"),
    )
    found = dossier.latest_polls(table, "ARM")["response"].tolist()
    assert found == ["0", "later in the list, because older", "1", "2"]


@pytest.mark.parametrize(
    ("topic", "shown"),
    [("The war in Ukraine", True), ("Which side?", True), ("warm words", False), ("Rents", False)],
)
def test_only_questions_about_the_subject_of_the_course(topic: str, shown: bool) -> None:
    found = dossier.latest_polls(polls((topic, "A", "2024-01", "yes")), "ARM")
    assert len(found) == shown
