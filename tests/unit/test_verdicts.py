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


FEW = pd.DataFrame(
    [
        ("C1", "Future", "fact", "one", "supported"),
        ("C2", "Past", "prediction", "two", "misleading"),
        ("C3", "Future", "fact", "three", "not testable"),
        ("C4", "Past", "fact", "four", "outdated"),
        ("C5", "Past", "fact", "five", "supported"),
        ("C6", "Past", "fact", "six", "partly"),
    ],
    columns=["claim_id", "section", "kind", "claim", "verdict"],
).assign(other=1)
OWN = pd.Series(
    {
        "C6": "misleading",
        "C5": "supported",
        "C4": "supported",
        "C3": "partly",
        "C1": "partly",
        "C9": "partly",
    }
)


def test_verdicts_are_counted_in_the_order_of_the_ledger() -> None:
    table = verdicts.counts(FEW, "section")
    assert table.index.tolist() == ["Future", "Past"]
    assert table.columns.tolist() == list(verdicts.VERDICTS)
    assert table.to_numpy().tolist() == [[1, 0, 0, 0, 1], [1, 1, 1, 1, 0]]
    assert verdicts.counts(FEW.iloc[::-1], "section").index.tolist() == ["Past", "Future"]


def test_a_verdict_that_nobody_gave_is_counted_as_zero() -> None:
    table = verdicts.counts(FEW.head(2), "section")
    assert table.to_numpy().tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 1, 0]]
    assert table.dtypes.eq(int).all()


@pytest.mark.filterwarnings("error")
def test_kappa_of_few_claims() -> None:
    one, other, none = pd.Series(["a"]), pd.Series(["b"]), pd.Series([], dtype=str)
    assert verdicts.kappa(one, other) == 0
    assert np.isnan(verdicts.kappa(one, one))
    assert np.isnan(verdicts.kappa(none, none))


def test_own_verdicts_beside_those_of_the_course() -> None:
    both = verdicts.compared(OWN, FEW)
    assert both.columns.tolist() == [
        "claim_id", "section", "kind", "claim", "own", "course", "same", "steps",
    ]  # fmt: skip
    assert both.index.tolist() == list(range(5))
    cells = both.astype(object).where(both.notna(), None).to_numpy().tolist()
    assert cells == [
        ["C1", "Future", "fact", "one", "partly", "supported", False, 1],
        ["C3", "Future", "fact", "three", "partly", "not testable", False, None],
        ["C4", "Past", "fact", "four", "supported", "outdated", False, 2],
        ["C5", "Past", "fact", "five", "supported", "supported", True, 0],
        ["C6", "Past", "fact", "six", "misleading", "partly", False, 2],
    ]


def test_the_claims_furthest_apart_come_first_and_those_off_the_scale_last() -> None:
    both = verdicts.compared(OWN, FEW)
    assert verdicts.strongest(both)["claim_id"].tolist() == ["C4", "C6", "C1", "C3"]
    assert verdicts.strongest(both, 2)["claim_id"].tolist() == ["C4", "C6"]
    many = pd.concat([both.assign(claim_id=f"{copy}") for copy in range(30)], ignore_index=True)
    # 30 times the four that differ, of which two lie two steps apart.
    shown = verdicts.strongest(many, 60)["claim_id"].astype(int)
    assert shown.tolist() == sorted(list(range(30)) * 2)
    assert len(verdicts.strongest(many)) == 8


def test_agreement_worked_by_hand() -> None:
    both = verdicts.compared(OWN, FEW)
    table = verdicts.agreement(both, "section")
    assert table.columns.tolist() == ["group", "claims", "same", "share", "kappa"]
    assert table.iloc[:, :4].to_numpy().tolist() == [
        ["Future", 2, 0, 0], ["Past", 3, 1, pytest.approx(1 / 3)],
    ]  # fmt: skip
    # Expected: Future 0; Past "supported" 2/3 × 1/3, none of the other verdicts in common.
    assert table["kappa"].tolist() == pytest.approx([0, (1 / 3 - 2 / 9) / (1 - 2 / 9)])
    whole = verdicts.agreement(both)
    assert whole.iloc[0, :4].tolist() == ["all", 5, 1, 0.2]
    # "supported" 2/5 × 2/5 and "partly" 2/5 × 1/5.
    assert whole.loc[0, "kappa"] == pytest.approx((0.2 - 0.24) / (1 - 0.24))
    turned = verdicts.agreement(both.iloc[::-1], "section")
    assert turned["group"].tolist() == ["Past", "Future"]


def test_without_claims_there_is_no_agreement() -> None:
    none = verdicts.agreement(verdicts.compared(OWN.iloc[:0], FEW))
    assert none[["claims", "same"]].to_numpy().tolist() == [[0, 0]]
    assert none[["share", "kappa"]].isna().all(axis=None)
    by_kind = verdicts.agreement(verdicts.compared(OWN.iloc[:0], FEW), "kind")
    assert by_kind.empty
    assert by_kind.columns.tolist() == none.columns.tolist()


def test_kappa_takes_judges_by_place_and_not_by_index() -> None:
    one, other = pd.Series(["a", "b", "b"], index=[7, 8, 9]), pd.Series(["a", "b", "a"])
    # Two of three alike; by chance 1/3 × 2/3 + 2/3 × 1/3.
    assert verdicts.kappa(one, other) == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
