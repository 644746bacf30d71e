"""The ledger explorer: judge first, saved at once, taken up again, every filter works."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd
import pytest

from helpers import data, explorers, verdict_file
from helpers.explorers.ledger import STATES, Ledger
from helpers.measures import verdicts

CLAIMS = data.read("claims")
PLACES = data.read("claim_places")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return tmp_path


def judged(explorer: Ledger, claim_id: str, verdict: str, reason: str = "") -> None:
    explorer.claim.value = claim_id
    explorer.verdict.value = verdict
    explorer.reason.value = reason
    explorer.judge.click()


def shown_link(explorer: Ledger) -> str:
    return "".join(output["data"]["text/html"] for output in explorer.place.outputs)


def test_the_course_is_silent_until_the_reader_has_judged(own_folder: Path) -> None:
    explorer = explorers.ledger.judge()
    for claim_id in explorer.listed:
        explorer.claim.value = claim_id
        row = CLAIMS.set_index("claim_id").loc[claim_id]
        page = explorer.statement.value + explorer.answer.value + explorer.result.value
        assert row["why"][:30] not in page
        assert shown_link(explorer) == ""
    assert list(own_folder.iterdir()) == []


def test_after_the_judgement_everything_is_shown_and_saved() -> None:
    explorer = explorers.ledger.judge()
    judged(explorer, "C057", "supported", "the article says so")
    assert "You: <b>supported</b>. The course: <b>misleading</b>" in explorer.answer.value
    assert "never joined the sanctions" in explorer.answer.value
    assert "https://" in explorer.answer.value
    assert "03_member_reactions.ipynb#" in shown_link(explorer)
    assert "1 of 138" in explorer.result.value
    assert "3 steps" in explorer.result.value
    assert verdict_file.read()["reason"].tolist() == ["the article says so"]


def test_work_is_taken_up_again() -> None:
    judged(explorers.ledger.judge(), "C003", "partly", "because")
    again = explorers.ledger.judge()
    again.state.value = "judged"
    assert again.listed == ["C003"]
    assert (again.verdict.value, again.reason.value) == ("partly", "because")
    again.state.value = "not judged yet"
    assert "C003" not in again.listed
    assert len(again.listed) == len(CLAIMS) - 1


def test_without_a_verdict_nothing_is_saved(own_folder: Path) -> None:
    explorer = explorers.ledger.judge()
    explorer.judge.click()
    assert "Choose a verdict first" in explorer.status.value
    assert list(own_folder.iterdir()) == []


def test_a_damaged_file_is_told_and_not_overwritten(own_folder: Path) -> None:
    path = own_folder / verdict_file.FILE
    path.write_text("claim_id,verdict,reason\nC001,yes,\n", encoding="utf-8")
    explorer = explorers.ledger.judge()
    assert "line 2, column verdict" in explorer.status.value
    judged(explorer, "C002", "partly")
    assert "line 2, column verdict" in explorer.status.value
    assert path.read_text(encoding="utf-8") == "claim_id,verdict,reason\nC001,yes,\n"


@pytest.mark.parametrize(("word", "found"), [("TÜRKIYE", 0), ("turkey", 1), ("c057", 1), ("č", 0)])
def test_search_ignores_case_and_accents(word: str, found: int) -> None:
    explorer = explorers.ledger.judge()
    explorer.search.value = word
    plain = "c" if word == "č" else word.casefold().replace("ü", "u")
    texts = CLAIMS[["claim_id", "claim", "test", "section", "kind"]].agg(" ".join, axis=1)
    assert len(explorer.listed) == texts.str.casefold().str.contains(plain).sum()
    assert (len(explorer.listed) > 0) == bool(found or word == "č")


def test_every_combination_of_filters_works() -> None:
    explorer = explorers.ledger.judge()
    judged(explorer, "C001", "supported")
    for section, kind, state in itertools.product(
        explorer.section.options, explorer.kind.options, STATES
    ):
        explorer.section.value, explorer.kind.value, explorer.state.value = section, kind, state
        assert explorer.judge.disabled == (not explorer.listed)
        assert bool(explorer.statement.value) == bool(explorer.listed)


def test_before_and_next_walk_through_the_list() -> None:
    explorer = explorers.ledger.judge()
    explorer.section.value = "Conclusion"
    first = explorer.claim_id
    assert explorer.back.disabled
    walked = [first]
    while not explorer.next.disabled:
        explorer.next.click()
        walked.append(explorer.claim_id)
    assert walked == explorer.listed
    explorer.back.click()
    assert explorer.claim_id == walked[-2]


def test_texts_of_tables_and_student_are_escaped() -> None:
    evil = "<script>alert(1)</script>"
    claims = CLAIMS.head(2).copy()
    claims[["claim", "test", "why", "section"]] = evil
    places = pd.DataFrame(
        {"claim_id": claims["claim_id"], "notebook": "01_founding", "heading": f"1 {evil}"}
    )
    explorer = Ledger(claims, places)
    judged(explorer, "C001", "partly", evil)
    parts = (explorer.statement, explorer.answer, explorer.result, explorer.status)
    page = "".join(part.value for part in parts) + shown_link(explorer)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_every_claim_can_be_judged_and_the_result_is_complete() -> None:
    explorer = explorers.ledger.judge()
    for claim_id in explorer.listed[:12]:
        judged(explorer, claim_id, "partly")
    assert "12 of 138" in explorer.result.value
    assert set(verdict_file.read()["verdict"]) == {"partly"}
    assert set(verdicts.VERDICTS) == set(explorer.verdict.options)


def test_what_is_written_and_not_judged_is_there_again(own_folder: Path) -> None:
    explorer = explorers.ledger.judge()
    explorer.claim.value = "C010"
    explorer.verdict.value, explorer.reason.value = "outdated", "half a thought"
    explorer.next.click()
    assert (explorer.verdict.value, explorer.reason.value) == (None, "")
    explorer.back.click()
    assert (explorer.verdict.value, explorer.reason.value) == ("outdated", "half a thought")
    assert "Not judged yet" in explorer.status.value
    assert explorer.answer.value == ""
    assert list(own_folder.iterdir()) == []


def test_the_first_verdict_counts_and_the_change_is_shown() -> None:
    explorer = explorers.ledger.judge()
    judged(explorer, "C057", "supported")
    judged(explorer, "C057", "misleading")
    assert "You: <b>misleading</b> (first: supported)" in explorer.answer.value
    assert "0 of 1" in explorer.result.value
    assert "first verdicts count" in explorer.result.value


def test_search_finds_words_in_any_order_and_options_are_short() -> None:
    explorer = explorers.ledger.judge()
    assert max(len(label) for label, _ in explorer.claim.options) <= 61
    explorer.search.value = "sanctions kazakhstan"
    assert "C057" in explorer.listed


def test_a_claim_without_a_place_leads_to_its_notebook() -> None:
    explorer = Ledger(CLAIMS.head(2), PLACES.head(0))
    judged(explorer, "C001", "partly")
    assert f"{CLAIMS.loc[0, 'tested_in']}.ipynb" in shown_link(explorer)


def test_a_repeated_claim_names_the_earlier_one() -> None:
    again = CLAIMS[CLAIMS["repeats"].notna()].iloc[0]
    explorer = explorers.ledger.judge()
    explorer.claim.value = again["claim_id"]
    assert f"states again {again['repeats']}" in explorer.statement.value


def test_a_claim_that_fits_the_filter_no_longer_says_so() -> None:
    explorer = explorers.ledger.judge()
    explorer.state.value = "not judged yet"
    judged(explorer, "C020", "partly")
    assert "stays on the list" in explorer.status.value
    assert explorer.claim_id == "C020"
