"""Verdicts: counted as in the table, compared on a stated scale, kept in the student's file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from helpers import charts, data, own_work, verdict_file
from helpers.measures import verdicts

CLAIMS = data.read("claims")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("by", ["section", "kind"])
def test_every_claim_is_counted_once(by: str) -> None:
    counts = verdicts.counts(CLAIMS, by)
    assert counts.to_numpy().sum() == len(CLAIMS)
    assert (
        counts.loc["Future" if by == "section" else "fact", "misleading"]
        == (
            (CLAIMS[by] == ("Future" if by == "section" else "fact"))
            & (CLAIMS["verdict"] == "misleading")
        ).sum()
    )


@pytest.mark.parametrize("by", ["section", "kind"])
def test_figure_draws_the_counts(by: str) -> None:
    figure = charts.ledger.verdicts_by(CLAIMS, by)
    drawn = {trace.name: sum(trace.x) for trace in figure.data}
    assert drawn == CLAIMS["verdict"].value_counts().to_dict()
    assert f"{drawn['supported']} supported" in figure.layout.meta["alt"]


LISTS = st.lists(st.tuples(*[st.sampled_from(verdicts.VERDICTS)] * 2), min_size=2, max_size=40)


@given(LISTS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    one, other = (pd.Series(side) for side in zip(*pairs, strict=True))
    if len(set(one) | set(other)) == 1:
        assert np.isnan(verdicts.kappa(one, other))
        return
    assert verdicts.kappa(one, other) == pytest.approx(cohen_kappa_score(one, other))


def test_distance_has_no_place_for_not_testable() -> None:
    chosen = CLAIMS.set_index("claim_id")["verdict"]
    testable = chosen[chosen == "supported"].index[0]
    open_one = chosen[chosen == "not testable"].index[0]
    own = pd.Series({testable: "misleading", open_one: "supported"})
    both = verdicts.compared(own, CLAIMS).set_index("claim_id")
    assert both.loc[testable, "steps"] == 3
    assert np.isnan(both.loc[open_one, "steps"])
    assert verdicts.strongest(both.reset_index())["claim_id"].tolist() == [testable, open_one]


def test_agreement_by_group() -> None:
    own = CLAIMS.set_index("claim_id")["verdict"].copy()
    wrong = CLAIMS.loc[CLAIMS["kind"] == "prediction", "claim_id"]
    own[wrong] = "outdated"
    table = verdicts.agreement(verdicts.compared(own, CLAIMS), "kind").set_index("group")
    assert table.loc["prediction", "same"] == 0
    assert table.loc["fact", ["share", "kappa"]].tolist() == [1.0, 1.0]


def test_nothing_is_written_by_reading(own_folder: Path) -> None:
    assert verdict_file.read().empty
    assert list(own_folder.iterdir()) == []


def test_a_judgement_is_kept_beside_the_others() -> None:
    verdict_file.judge("C002", "partly", "first\nreason, “quoted”")
    verdict_file.judge("C001", "misleading")
    verdict_file.judge("C002", "outdated", "second")
    kept = verdict_file.read().set_index("claim_id")
    assert kept["verdict"].to_dict() == {"C001": "misleading", "C002": "outdated"}
    assert kept.loc["C002", "reason"] == "second"


def test_a_verdict_that_does_not_exist_is_refused(own_folder: Path) -> None:
    with pytest.raises(ValueError, match="Choose one of: supported"):
        verdict_file.judge("C001", "wrong")
    assert list(own_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("claim_id,verdict\nC001,partly\n", "column reason is missing"),
        ("claim_id,verdict,reason\nC999,partly,\n", "line 2, column claim_id: “C999”"),
        ("claim_id,verdict,reason\nC001,true,\n", "line 2, column verdict: “true”"),
        ("claim_id,verdict,reason\nC001,partly,\nC001,outdated,\n", "line 3, column claim_id"),
        ("claim_id,verdict,reason\nC001,partly\n", "line 2: 2 cells"),
        ("claim_id,verdict,reason,first_verdict\nC001,partly,,no\n", "column first_verdict: “no”"),
    ],
)
def test_a_damaged_file_is_named_and_stays(own_folder: Path, text: str, told: str) -> None:
    path = own_folder / verdict_file.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(own_work.FileProblem, match=told):
        verdict_file.read()
    with pytest.raises(own_work.FileProblem):
        verdict_file.judge("C003", "partly")
    assert path.read_text(encoding="utf-8") == text


def test_the_first_verdict_stays_and_older_files_are_read(own_folder: Path) -> None:
    (own_folder / verdict_file.FILE).write_text(
        "claim_id,verdict,reason\nC001,partly,old\n", encoding="utf-8"
    )
    verdict_file.judge("C001", "misleading")
    kept = verdict_file.read().set_index("claim_id").loc["C001"]
    assert kept[["verdict", verdict_file.FIRST]].tolist() == ["misleading", "partly"]
