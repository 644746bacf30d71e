"""The explorers of notebook 01: every choice works, and text from tables is escaped."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from helpers import data
from helpers.explorers import founding
from helpers.explorers.base import Explorer

BUILDERS = [founding.time_machine, founding.treaty_explorer, founding.weights, founding.sites]
SCRIPT = "<script>alert(1)</script>"


def choices(control: object) -> list:
    if hasattr(control, "options"):
        return [one[1] if isinstance(one, tuple) else one for one in control.options]
    return list(range(control.min, control.max + 1))


def combinations(explorer: Explorer) -> list[dict]:
    names = list(explorer.controls)
    values = [choices(control) for control in explorer.controls.values()]
    return [dict(zip(names, chosen, strict=True)) for chosen in itertools.product(*values)]


@pytest.mark.parametrize("build", BUILDERS)
def test_every_combination_draws_and_tells(build: object) -> None:
    explorer = build()
    for chosen in combinations(explorer):
        for name, value in chosen.items():
            explorer.controls[name].value = value
        assert explorer.values() == chosen
        assert explorer.figure.layout.meta["alt"]
        assert explorer.text.value


def test_time_machine_tells_the_events_of_the_year() -> None:
    explorer = founding.time_machine(1999)
    assert "Uzbekistan" in explorer.text.value
    assert "Did not renew the treaty." in explorer.text.value
    assert "never denounced the treaty" in explorer.text.value
    assert "<a href=" in explorer.text.value
    explorer.controls["year"].value = 2001
    assert "holds no event" in explorer.text.value


def test_events_shared_by_states_are_told_once() -> None:
    text = founding.events_of_year(data.load("membership_events"), 1992)
    assert text.count("<li>") == 1
    assert "Armenia, Kazakhstan, Kyrgyzstan, Russia, Tajikistan, Uzbekistan" in text


def test_treaty_explorer_opens_with_article_4() -> None:
    explorer = founding.treaty_explorer()
    assert "If the member asks for it" in explorer.text.value
    assert "Article 5: collective defence" in explorer.text.value


def test_treaty_filter_without_rows_shows_a_message() -> None:
    explorer = founding.treaty_explorer("TP37")
    explorer.controls["rows"].value = "changed in 2010"
    assert explorer.figure.layout.annotations[0].text.startswith("No provision")
    explorer.controls["rows"].value = "all provisions"
    assert explorer.figure.data[0].type == "heatmap"


def test_gaps_of_the_data_are_said() -> None:
    sizes = data.load("alliance_asymmetry")
    assert "2024" in founding.gaps(sizes, "gdp_usd")
    military = founding.gaps(sizes, "military_spending_usd_million_2023")
    assert "Tajikistan in 2005, 2006, 2007, 2013" in military
    assert "nothing" in founding.gaps(sizes, "population")


def test_sites_without_a_place_show_a_message() -> None:
    explorer = founding.sites()
    explorer.controls["operator"].value = "CHN"
    explorer.controls["status"].value = "ended"
    assert explorer.figure.layout.annotations[0].text.startswith("No site")


@pytest.mark.parametrize(
    "region", [region for region, (hosts, _) in founding.REGIONS.items() if hosts]
)
def test_a_region_shows_its_sites(region: str) -> None:
    explorer = founding.sites()
    explorer.controls["region"].value = region
    geo = explorer.figure.layout.geo
    table = data.load("bases")
    sites = table[table["host"].isin(founding.REGIONS[region][0])].dropna(subset="latitude")
    for axis, column in (("lon", "longitude"), ("lat", "latitude")):
        low, high = geo[f"{axis}axis"].range
        assert sites[column].between(low, high).all()
        assert low + 0.4 * (high - low) < geo.center[axis] < high - 0.4 * (high - low)
    explorer.controls["region"].value = "all member states"
    assert 50 < explorer.figure.layout.geo.center.lon < 60


def test_events_are_escaped() -> None:
    events = data.load("membership_events").assign(detail=SCRIPT, note=SCRIPT, collective=SCRIPT)
    for year in range(1992, 2027):
        assert "<script>" not in founding.events_of_year(events, year)


def test_provisions_and_sites_are_escaped() -> None:
    row = data.load("treaty_provisions").iloc[3].copy()
    for column in ("topic", "paraphrase", "wording_1992", "note", "nato_counterpart"):
        row[column] = SCRIPT
    assert "<script>" not in founding.provision_text(row)
    sites: pd.DataFrame = data.load("bases").assign(name=SCRIPT, place=SCRIPT, note=SCRIPT)
    assert "<script>" not in founding.site_list(sites)
