"""The final self-test: a fair draw, a repeatable one, an honest score, and its controls."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import explorers, self_test
from helpers.exercises import final_bank
from helpers.exercises.base import Option, Question


def question(number: str, right: int = 1) -> Question:
    options = [Option(f"option {place}", place < right, f"why {place}") for place in range(4)]
    return Question(number, f"Prompt of {number} <script>?", tuple(options))


def bank_of(*counts: int) -> dict[str, tuple[Question, ...]]:
    return {
        f"{number:02}_name": tuple(question(f"Q{number}.{place + 1}") for place in range(count))
        for number, count in enumerate(counts)
    }


def right_places(asked: Question) -> list[int]:
    return [place for place, option in enumerate(asked.options) if option.right]


def answer(shown: explorers.self_test.SelfTest, places: list[int]) -> None:
    if hasattr(shown.choice, "boxes"):
        for place, box in enumerate(shown.choice.boxes):
            box.value = place in places
    else:
        shown.choice.widget.value = places[0]
    shown.go_on.click()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 40), st.integers(0, 99))
def test_shares_fill_the_test_and_stay_near_the_proportion(counts, size, seed) -> None:
    by_name = {str(place): count for place, count in enumerate(counts)}
    given_ = self_test.shares(by_name, size, random.Random(seed))
    total = sum(counts)
    assert sum(given_.values()) == min(size, total)
    for name, drawn in given_.items():
        assert 0 <= drawn <= by_name[name]
        assert abs(drawn - by_name[name] * min(size, total) / total) < 1


@pytest.mark.parametrize("seed", range(8))
def test_the_last_places_go_to_empty_notebooks_then_to_the_largest_remainders(seed: int) -> None:
    dice = random.Random(seed)
    assert self_test.shares({"a": 99, "b": 1}, 20, dice) == {"a": 19, "b": 1}
    assert self_test.shares({"a": 13, "b": 27}, 10, dice) == {"a": 3, "b": 7}


def test_notebooks_are_mixed() -> None:
    for seed in range(10):
        names = [item.notebook for item in self_test.draw(bank_of(9, 9, 9), seed)]
        assert names != sorted(names)


@given(st.integers(0, 10_000))
def test_a_test_is_repeatable_and_asks_nothing_twice(seed: int) -> None:
    bank = bank_of(4, 9, 9, 9, 9, 10)
    test = self_test.draw(bank, seed)
    assert test == self_test.draw(bank, seed)
    assert len(test) == len({item.question.id for item in test}) == self_test.SIZE
    assert {item.notebook for item in test} == set(bank)
    for item in test:
        original = next(one for one in bank[item.notebook] if one.id == item.question.id)
        assert set(item.question.options) == set(original.options)


def test_seeds_change_questions_their_order_and_the_order_of_options() -> None:
    tests = [self_test.draw(bank_of(9, 9, 9), seed, 10) for seed in range(30)]
    assert len({tuple(item.question.id for item in test) for test in tests}) > 25
    places = {right_places(item.question)[0] for test in tests for item in test}
    assert places == {0, 1, 2, 3}


def test_the_bank_suits_the_test() -> None:
    bank = final_bank.bank()
    assert sum(map(len, bank.values())) >= 40
    assert set(bank) == set(self_test.NOTEBOOKS)
    assert all(len(questions) >= 3 for questions in bank.values())
    # Options are shown in random order, so none may speak of its place.
    for questions in bank.values():
        for one in questions:
            assert not any("the above" in option.text.lower() for option in one.options), one.id


def test_score_counts_only_what_is_answered_exactly_right() -> None:
    several = question("Q2.1", right=2)
    test = (
        self_test.Drawn("02_b", several),
        self_test.Drawn("02_b", several),
        self_test.Drawn("01_a", question("Q1.1")),
        self_test.Drawn("01_a", question("Q1.2")),
    )
    counted = self_test.score(test, [[0, 1], [0], [0]])
    assert counted.index.tolist() == ["01_a", "02_b"]
    assert counted.to_numpy().tolist() == [[1, 1], [1, 2]]
    assert not self_test.is_right(several, [0, 1, 2])
    assert self_test.score(test, []).empty


def test_nothing_is_asked_before_the_start() -> None:
    shown = explorers.self_test.take()
    assert shown.go_on.layout.display == "none"
    assert "20 questions" in shown.feedback.value
    assert 0 <= shown.seed.value < self_test.SEEDS


def test_all_right_gives_the_full_score() -> None:
    shown = explorers.self_test.take(7)
    shown.start.click()
    for place in range(self_test.SIZE):
        assert f"Question {place + 1} of 20" in shown.prompt.value
        answer(shown, right_places(shown.test[place].question))
        assert "<strong>Right.</strong>" in shown.feedback.value
        shown.go_on.click()
    said = shown.result.outputs[0]["data"]["text/html"]
    assert "20 of 20 right" in said
    assert "test 7" in said
    assert "Nothing missed." in said
    assert "href" not in said


def test_a_wrong_answer_is_explained_counted_and_cannot_be_taken_back() -> None:
    shown = explorers.self_test.take(7)
    shown.start.click()
    asked = shown.test[0].question
    wrong = next(place for place, option in enumerate(asked.options) if not option.right)
    answer(shown, [wrong])
    assert "<strong>Not right.</strong>" in shown.feedback.value
    assert "Right: “" in shown.feedback.value
    assert "your answer" in shown.place_of_choices.children[0].value
    assert "Answered: 1; right: 0." in shown.progress.value
    shown.go_on.click()
    assert "Question 2 of 20" in shown.prompt.value
    assert shown.feedback.value == ""


def test_without_a_choice_the_question_stays() -> None:
    shown = explorers.self_test.take(7)
    shown.start.click()
    shown.go_on.click()
    assert "Not answered yet." in shown.feedback.value
    assert shown.answers == []
    assert shown.go_on.description == "Check my answer"


def test_the_result_points_to_notebooks_that_exist() -> None:
    test = self_test.draw(final_bank.bank(), 3)
    missed = [[right_places(item.question)[0] - 1] for item in test]
    said = explorers.self_test.result(test, missed, 3)
    for name in {item.notebook for item in test}:
        assert f'href="{name}.ipynb"' in said
    assert "Guessing alone would give about 5." in said


def test_texts_are_escaped() -> None:
    test = (self_test.Drawn("01_founding", question("Q1.1")),)
    said = explorers.self_test.result(test, [[3]], 1)
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_start_again_draws_the_test_of_the_number() -> None:
    shown = explorers.self_test.take(1)
    shown.start.click()
    before = shown.test
    answer(shown, [0])
    shown.seed.value = 2
    shown.start.click()
    assert shown.test != before
    assert shown.test == self_test.draw(final_bank.bank(), 2)
    assert shown.answers == []
    assert "Question 1 of 20" in shown.prompt.value


@pytest.mark.parametrize("seed", [0, 9_999, 123_456])
def test_any_seed_can_be_given(seed: int) -> None:
    assert explorers.self_test.take(seed).seed.value == seed
