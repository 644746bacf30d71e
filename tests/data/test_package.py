"""The data package is valid, sourced and complete."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import re

import pytest
from frictionless import Package, system

from helpers import data
from helpers.measures import votes

TABLES = [r["name"] for r in data.package()["resources"] if r["path"].endswith(".csv")]
FROM_THE_UN = ["75", "76", "77", "78", "79", "80"]

# Tables that state no facts of their own, or whose one source is named in their description.
NOT_SOURCED = {
    "areas",
    "argument_families",
    "article_sections",
    "claim_places",
    "glossary",
    "position_indicators",
    "readings",
    "sources",
    "un_ukraine_votes",
}
# Rows of these tables are sourced by the row of another table that they belong to.
SOURCED_BY_PARENT = {"exercise_participation": "exercises", "summit_attendance": "summits"}


def rows(name: str) -> list[dict]:
    with open(data.DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fields(name: str) -> list[dict]:
    return data.resource(name)["schema"]["fields"]


@pytest.fixture(scope="session")
def source_ids() -> set[str]:
    return {row["source_id"] for row in rows("sources")}


def test_package_follows_the_frictionless_standard() -> None:
    described = json.loads((data.DATA / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [r for r in described["resources"] if r["path"].endswith(".csv")]
    with system.use_context(trusted=True):
        report = Package(described, basepath=str(data.DATA)).validate()
    problems = report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.valid, problems[:10]
    assert len(report.tasks) == len(TABLES)


def test_every_file_is_described_and_every_description_has_a_file() -> None:
    described = {resource["path"] for resource in data.package()["resources"]}
    files = {str(p.relative_to(data.DATA).as_posix()) for p in data.DATA.rglob("*.*")}
    assert files - {"datapackage.json", "README.md"} == described


@pytest.mark.parametrize("name", TABLES)
def test_table_loads_and_is_described(name: str) -> None:
    frame = data.load(name)
    assert len(frame) > 0
    described = data.resource(name)
    for key in ("title", "description", "as_of", "licence", "attribution"):
        assert described[key].strip(), key
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", described["as_of"])
    for field in fields(name):
        assert len(field["description"]) >= 10, field["name"]


def source_columns(name: str) -> list[str]:
    lists = [f["name"] for f in fields(name) if refers_to_sources(f)]
    keys = data.resource(name)["schema"].get("foreignKeys", [])
    return lists + [key["fields"][0] for key in keys if key["reference"]["resource"] == "sources"]


def refers_to_sources(field: dict) -> bool:
    return field.get("references", {}).get("resource") == "sources"


def cited_in(row: dict, columns: list[str]) -> set[str]:
    return {source for column in columns for source in row[column].split(";") if source}


@pytest.mark.parametrize("name", sorted(set(TABLES) - NOT_SOURCED - set(SOURCED_BY_PARENT)))
def test_every_row_names_sources_that_exist(name: str, source_ids: set[str]) -> None:
    columns = source_columns(name)
    assert columns, "no column for sources"
    for number, row in enumerate(rows(name), start=2):
        cited = cited_in(row, columns)
        unknown_value = name == "positions" and row["confidence"] == ""
        assert cited or unknown_value, f"{name}.csv row {number} names no source"
        assert cited <= source_ids, f"{name}.csv row {number}: {cited - source_ids}"


@pytest.mark.parametrize(("name", "parent"), SOURCED_BY_PARENT.items())
def test_rows_without_source_belong_to_a_sourced_row(name: str, parent: str) -> None:
    keys = data.resource(name)["schema"]["foreignKeys"]
    assert parent in {key["reference"]["resource"] for key in keys}
    assert source_columns(parent)


@pytest.mark.parametrize("name", TABLES)
def test_lists_of_codes_hold_known_codes(name: str) -> None:
    for field in fields(name):
        if "references" not in field:
            continue
        there = field["references"]
        known = {row[there["field"]] for row in rows(there["resource"])}
        for number, row in enumerate(rows(name), start=2):
            used = set(row[field["name"]].split(there["separator"])) - {""}
            assert used <= known, f"{name}.csv row {number}: {used - known}"


def test_every_source_is_used() -> None:
    used = {"undl_ukraine"}
    for name in set(TABLES) - {"sources"}:
        columns = source_columns(name)
        for row in rows(name):
            used |= cited_in(row, columns)
    assert {row["source_id"] for row in rows("sources")} - used == set()


def test_sources_are_web_addresses() -> None:
    for row in rows("sources"):
        assert re.match(r"https?://[^\s<>\"]+$", row["url"]), row


def test_texts_are_clean() -> None:
    for name in TABLES:
        for number, row in enumerate(rows(name), start=2):
            for column, text in row.items():
                where = f"{name}.csv row {number} column {column}"
                assert text == text.strip(), where
                assert not re.search(r"[\r\n\t\0<>]", text), where


def codes_in_use() -> set[str]:
    used = set()
    for name in TABLES:
        for key in data.resource(name)["schema"].get("foreignKeys", []):
            if key["reference"]["resource"] == "areas":
                column = key["fields"] if isinstance(key["fields"], str) else key["fields"][0]
                used |= {row[column] for row in rows(name) if row[column]}
    votes_columns = [f["name"] for t in ("un_votes", "un_ukraine_votes") for f in fields(t)]
    return used | {column for column in votes_columns if re.fullmatch("[A-Z]{3}", column)}


def test_every_state_in_use_has_a_shape() -> None:
    kinds = {row["area_id"]: row["kind"] for row in rows("areas")}
    drawn = {feature["id"] for feature in data.shapes("world")["features"]}
    states = {code for code in codes_in_use() if kinds[code] in ("state", "territory")}
    assert states - drawn == set()
    assert len(states) >= 193


def inside(point: tuple[float, float], geometry: dict) -> bool:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return any(
        _in_ring(point, p[0]) and not any(_in_ring(point, hole) for hole in p[1:]) for p in polygons
    )


def _in_ring(point: tuple[float, float], ring: list) -> bool:
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def test_states_vote_in_the_assembly_and_only_states_and_territories_are_drawn() -> None:
    kinds = {row["area_id"]: row["kind"] for row in rows("areas")}
    states = {code for code, kind in kinds.items() if kind == "state"}
    assert states == {name for name in rows("un_ukraine_votes")[0] if len(name) == 3}
    drawn = {shape["id"] for shape in data.shapes("world")["features"]}
    assert drawn == {code for code, kind in kinds.items() if kind in ("state", "territory")}


@pytest.mark.parametrize(
    ("name", "first", "second", "days"),
    [
        ("assistance_requests", "request_date", "first_response_date", "days_to_first_response"),
        ("assistance_requests", "request_date", "on_ground_date", "days_to_ground"),
        ("precedents", "trigger_date", "first_response_date", "days_trigger_to_response"),
        ("precedents", "request_date", "first_response_date", "days_request_to_response"),
        ("precedents", "trigger_date", "first_action_date", "days_trigger_to_action"),
    ],
)
def test_days_are_those_between_the_dates(name: str, first: str, second: str, days: str) -> None:
    for row in rows(name):
        if row[days]:
            passed = dt.date.fromisoformat(row[second]) - dt.date.fromisoformat(row[first])
            assert int(row[days]) == passed.days, row


@pytest.mark.parametrize("name", ["world", "eurasia"])
@pytest.mark.parametrize(
    ("place", "point"), [("Simferopol", (34.1, 44.95)), ("Dzhankoi", (34.39, 45.71))]
)
def test_crimea_lies_in_ukraine(name: str, place: str, point: tuple[float, float]) -> None:
    holders = [f["id"] for f in data.shapes(name)["features"] if inside(point, f["geometry"])]
    assert holders == ["UKR"], place


@pytest.mark.parametrize("name", ["world", "eurasia", "disputed_areas"])
def test_shapes_can_be_drawn(name: str) -> None:
    for feature in data.shapes(name)["features"]:
        geometry = feature["geometry"]
        assert geometry is not None, feature["id"]
        polygons = geometry["coordinates"]
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            ring = polygon[0]
            assert ring[0] == ring[-1], feature["id"]
            jumps = [abs(b[0] - a[0]) for a, b in itertools.pairwise(ring)]
            assert max(jumps) < 180, f"{feature['id']} crosses the antimeridian uncut"
            # plotly fills the outside of a counter-clockwise ring.
            area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(ring))
            assert area > 0, f"{feature['id']} is not clockwise"


def test_recent_sessions_reproduce_the_un_counts() -> None:
    table = votes.coverage(data.load("un_votes"), data.load("un_session_tallies"))
    print("\n" + table.to_string(index=False))
    recent = table.set_index("session").loc[FROM_THE_UN]
    assert recent["held"].tolist() == recent["official"].tolist()
    assert recent["states"].tolist() == [25] * 6
    assert recent["states_exact"].tolist() == [25] * 6


def test_one_changed_vote_is_noticed() -> None:
    roll_calls = data.load("un_votes")
    row = roll_calls.index[roll_calls["session"] == "78"][0]
    roll_calls.loc[row, "KAZ"] = "N" if roll_calls.loc[row, "KAZ"] != "N" else "Y"
    table = votes.coverage(roll_calls, data.load("un_session_tallies"))
    assert table.set_index("session").loc["78", "states_exact"] == 24


def test_ukraine_votes_agree_with_the_roll_call_table() -> None:
    ukraine = data.load("un_ukraine_votes").set_index("resolution")
    roll_calls = data.load("un_votes")
    whole = roll_calls[roll_calls["kind"] == "resolution"].set_index("resolution")
    states = [s for s in whole.columns if s in ukraine.columns and s.isupper()]
    shared = [r for r in ukraine.index if r in whole.index]
    assert len(shared) >= 20
    for resolution in shared:
        ours, theirs = ukraine.loc[resolution, states], whole.loc[resolution, states]
        different = [s for s in states if ours[s] != theirs[s]]
        assert different == [], resolution
