"""What runs on a server for every change and every week agrees with the course."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import course

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PYTHONS = [f"3.{minor}" for minor in range(course.OLDEST[1], course.NEWEST[1] + 1)]


def workflow(name: str) -> dict:
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))


def commands(jobs: dict) -> list[str]:
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]


def test_every_supported_python_is_tested_on_every_system() -> None:
    matrix = workflow("tests.yml")["jobs"]["suite"]["strategy"]["matrix"]
    assert matrix["python"] == PYTHONS
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert matrix["exclude"] == [{"os": "ubuntu-latest", "python": PYTHONS[0]}]
    bare = workflow("tests.yml")["jobs"]["bare-machine"]
    assert commands({"bare": bare}) == [".ci/run"]
    assert bare["steps"][1]["with"]["python-version"] == PYTHONS[0]


def test_every_surrounding_is_tried_every_week() -> None:
    module = runpy.run_path(str(ROOT / "tests" / "surroundings" / "surroundings.py"))
    job = workflow("weekly.yml")["jobs"]["surroundings"]
    assert set(job["strategy"]["matrix"]["surrounding"]) == set(module["SURROUNDINGS"])
    offered = job["steps"][1]["with"]["python-version"].split()
    assert offered == sorted(s.python for s in module["SURROUNDINGS"].values()) == PYTHONS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_named_in_commands_exist(path: Path) -> None:
    named = [
        word
        for command in commands(workflow(path.name)["jobs"])
        for word in re.findall(r"[\w./-]+\.(?:py|lock)\b|\.ci/run", command)
    ]
    assert named
    assert [word for word in named if not (ROOT / word).is_file()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    described = workflow(path.name)
    assert described["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in described["jobs"].values())
    assert all(job["timeout-minutes"] <= 60 for job in described["jobs"].values())


@pytest.mark.skipif(sys.platform == "win32", reason="a script for Debian and Ubuntu")
def test_the_script_for_a_bare_machine_runs_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111
    assert "\npython3 course.py test\n" in script.read_text(encoding="utf-8")
    assert "python course.py test" in (ROOT / "README.md").read_text(encoding="utf-8")
