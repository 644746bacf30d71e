"""A sample of the mutation of the data: one value of each kind is changed, and each is noticed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import mutants
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
KINDS = {
    "boolean",
    "category",
    "code of another table",
    "confidence",
    "coordinate",
    "date",
    "integer",
    "key",
    "number",
    "source id",
    "text",
    "verdict",
    "vote",
    "year",
}


def checksum(folder: Path) -> str:
    content = b"".join(path.read_bytes() for path in sorted(folder.glob("*.csv")))
    return hashlib.sha256(content).hexdigest()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each change is tried in a fork")
def test_one_changed_value_of_each_kind_is_noticed(tmp_path: Path) -> None:
    before = checksum(DATA)
    script = ROOT / "tests" / "mutation" / "data.py"
    command = [sys.executable, str(script), "--quick", "--kernels", "1"]
    ran = subprocess.run(
        [*command, "--out", str(tmp_path / "results.json")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert {one["kind"] for one in results} == KINDS
    assert [one for one in results if not one["by"]] == []
    assert {one["by"] for one in results} == {"check-data", "explorers", "notebook 00"}
    assert "the same cell, or none" in ran.stdout
    assert checksum(DATA) == before


def test_mutants_are_the_same_each_time_and_change_one_value() -> None:
    drawn = mutants.sample(DATA, 1, 1, lambda column: True)
    few = mutants.sample(DATA, 1, 1, lambda column: column.table in ("summits", "bases"))
    other = mutants.sample(DATA, 2, 1, lambda column: column.table in ("summits", "bases"))
    assert few == [one for one in drawn if one.table in ("summits", "bases")]
    assert few != other
    assert len(drawn) == len({(one.table, one.column) for one in drawn}) > 700
    assert [one for one in drawn if one.old == one.new] == []


def test_an_applied_mutant_changes_its_cell_and_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    before = b'member,name\nARM,"Armenia, a state"\nKAZ,Kazakhstan\n'
    path.write_bytes(before)
    mutant = mutants.Mutant("members", 3, "name", "text", "Kazakhstan", "Kazakhsta")
    with mutants.applied(tmp_path, mutant):
        assert path.read_bytes() == before.replace(b"Kazakhstan", b"Kazakhsta")
    assert path.read_bytes() == before
