"""Explorers of the model and of published forecasts: every control value works."""

from __future__ import annotations

import itertools

import pytest

from helpers import data, explorers
from helpers.explorers import base
from helpers.explorers import scenario as explorer_module
from helpers.measures import scenario

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def model() -> explorer_module.ModelExplorer:
    return explorers.scenario.model()


@pytest.fixture(scope="module")
def published() -> base.Explorer:
    return explorers.scenario.published()


def test_the_first_line_says_that_it_is_no_prediction(model) -> None:
    assert model.children[0].value.startswith("<p><b>A thinking aid, no prediction")
    assert "A thinking aid, no prediction" in model.figure.layout.title.text


def test_first_weights_are_the_mean_of_the_forecasts(model) -> None:
    assert explorer_module._weights(model.values()) == scenario.mean_emphasis(
        data.read("scenarios")
    )


def test_every_value_of_every_control_works(model) -> None:
    for name, control in model.controls.items():
        start = control.value
        values = (
            control.options if hasattr(control, "options") else [control.min, control.max, start]
        )
        for value in values:
            control.value = value
            assert model.figure.layout.meta["alt"]
            assert model.text.value
        control.value = start
        assert model.values()[name] == start


@pytest.mark.parametrize("spread", [0, 50])
@pytest.mark.parametrize("only", [*scenario.DRIVERS, None])
def test_extreme_settings_never_fail(model, spread: int, only: str | None) -> None:
    weights = {f"weight_{driver}": 3.0 * (only in (driver, None)) for driver in scenario.DRIVERS}
    for values in itertools.product((0, 100), repeat=3):
        settings = {
            f"value_{driver}": value for driver, value in zip(scenario.DRIVERS, values, strict=True)
        } | weights
        table = scenario.outcomes(
            dict(zip(scenario.DRIVERS, values, strict=True)),
            explorer_module._weights(settings),
            spread,
        )
        assert table["chance"].sum() == pytest.approx(1)
        assert model._detail(spread=spread, outcome="renewal", **settings)
    figure = model._draw(spread=spread, outcome="renewal", **settings)
    assert figure.layout.meta["alt"]


@pytest.mark.parametrize("place", range(1, 27))
def test_every_preset_sets_the_weights(model, place: int) -> None:
    words = model.preset.options[place]
    model.preset.value = words
    assert explorer_module._weights(model.values()) == model.presets[words]
    assert model.preset.value == words


def test_presets_repeat_the_emphasis_of_every_forecast(model) -> None:
    emphasis = scenario.emphasis(data.read("scenarios")).set_index("scenario_id")
    for scenario_id, weights in emphasis.iterrows():
        words = next(words for words in model.presets if words.startswith(scenario_id))
        assert model.presets[words] == weights.to_dict()


def test_a_weight_moved_by_hand_is_no_longer_the_preset(model) -> None:
    model.preset.value = "equal weights"
    model.controls["weight_member_will"].value = 0.5
    assert model.preset.value == "my own weights"
    assert model.controls["weight_war_outcome"].value == 2.0
    model.preset.value = "equal weights"
    assert model.controls["weight_member_will"].value == 2.0


def test_a_slider_that_rounds_in_the_page_leaves_the_preset(model) -> None:
    first = model.preset.options[1]
    model.preset.value = first
    model.controls["weight_war_outcome"].value = 1.6000000000000003
    assert model.preset.value == first


def test_a_judgement_leaves_the_preset(model) -> None:
    model.preset.value = "equal weights"
    model.controls["value_member_will"].value = 10
    assert model.preset.value == "equal weights"
    assert "Will of the members 10" in model.figure.layout.title.text
    model.controls["value_member_will"].value = 50


def test_without_any_weight_the_explorer_says_so_and_recovers(model) -> None:
    for driver in scenario.DRIVERS:
        model.controls[f"weight_{driver}"].value = 0
    assert "All weights are 0" in model.figure.layout.annotations[0].text
    assert "All weights are 0" in model.text.value
    model.preset.value = "equal weights"
    assert "A thinking aid" in model.figure.layout.title.text
    assert len(model.figure.layout.shapes) == len(scenario.CUT_POINTS) + 1
    assert model.figure.layout.xaxis3.visible is not False


def test_the_model_is_written_out_with_its_numbers(model) -> None:
    model.preset.value = "equal weights"
    words = model.text.value
    for number in (*scenario.CUT_POINTS, scenario.BLUR, scenario.SPREAD):
        assert f"{number:g}" in words
    assert "0.33 × outcome of the war for Russia" in words
    assert "Nothing here was estimated" in words


def test_all_choices_of_published_forecasts_work(published) -> None:
    controls = published.controls
    values = [
        [option[1] if isinstance(option, tuple) else option for option in control.options]
        for control in controls.values()
    ]
    drawn = set()
    for chosen in itertools.product(*values):
        wanted = dict(zip(controls, chosen, strict=True))
        words = published._detail(**wanted)
        if words in drawn:
            continue
        drawn.add(words)
        figure = published._draw(**wanted)
        count = words.count("<li>")
        if count:
            assert figure.layout.meta["title"].startswith(f"{count} published")
        else:
            assert "No forecast fits" in figure.layout.meta["alt"]


def test_nothing_found_and_back(published) -> None:
    published.controls["group"].value = "renewal"
    published.controls["became"].value = "failed so far"
    assert "No forecast fits" in published.figure.layout.meta["alt"]
    published.controls["group"].value = "all"
    published.controls["became"].value = "all"
    assert published.figure.layout.meta["title"].startswith("24 published")


def test_published_forecasts_show_text_horizon_and_sources(published) -> None:
    words = published.text.value
    assert words.count("<li>") == 24
    assert words.count('target="_blank" rel="noopener noreferrer"') == words.count("<a ")
    assert words.count("What became of it") == 24


def test_published_forecasts_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["author", "outlet", "label", "paraphrase", "what_became_of_it", "horizon", "note"]
    changed = data.read("scenarios").head(3).assign(**dict.fromkeys(texts, SCRIPT))
    monkeypatch.setattr(explorer_module.data, "load", lambda name: changed)
    explorer = explorers.scenario.published()
    assert SCRIPT not in explorer.text.value
    assert "&lt;script&gt;" in explorer.text.value
    explorers.scenario.model()
