"""Own work outlives a killed process and a restart, and is no part of the course."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import student_at_work as student

from helpers import own_work, verdict_file
from tools import student_copy

ROOT = student_copy.ROOT
SCRIPT = Path(student.__file__)
SECONDS = 120


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def start(*words: str, course: Path = ROOT, **settings: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(course), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *words],
        env=environment | settings,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    return said


def unfinished(folder: Path) -> list[Path]:
    return list(folder.glob(".*.part"))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders by kind in which work 0 was saved, and the process that saved work 1 was killed."""
    folders = {kind: tmp_path_factory.mktemp(kind) for kind in student.FILES}
    with pytest.MonkeyPatch.context() as patch:
        for kind, place in folders.items():
            patch.setenv("COURSE_WORK", str(place))
            student.save(kind, 0)
    running = {k: start("stop", k, "1", COURSE_WORK=str(p)) for k, p in folders.items()}
    try:
        for process in running.values():
            assert process.stdout.readline() == "between\n"
    finally:
        for process in running.values():
            process.kill()  # SIGKILL: no `finally` and no `atexit` runs
            process.communicate()
    return folders


@pytest.fixture
def after(kind: str, killed: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The student's folder after the process that saved this kind was killed."""
    monkeypatch.setenv("COURSE_WORK", str(killed[kind]))
    return killed[kind]


@pytest.mark.parametrize("kind", student.FILES)
def test_a_process_killed_while_it_saves_leaves_the_old_file(kind: str, after: Path) -> None:
    assert len(unfinished(after)) == 1, "the process was not killed between writing and renaming"
    if kind in student.expected(0):
        assert student.show()[kind] == student.expected(0)[kind]
    else:
        page = (after / student.FILES[kind]).read_text(encoding="utf-8")
        assert "Author 0" in page
        assert page.rstrip().endswith("</html>")


@pytest.mark.parametrize("kind", student.FILES)
def test_the_next_save_works_and_sweeps_up_what_is_old(kind: str, after: Path) -> None:
    (left,) = unfinished(after)
    student.save(kind, 2)
    assert unfinished(after) == [left], "a young one may belong to a process at work"
    long_ago = time.time() - 2 * own_work.LONGEST_SAVE
    os.utime(left, (long_ago, long_ago))
    student.save(kind, 1)
    assert unfinished(after) == []
    assert (after / student.FILES[kind]).stat().st_size > 0


def test_a_process_killed_at_any_moment_leaves_a_whole_file(folder: Path) -> None:
    for pause in (0.01, 0.03, 0.05):
        own_work.save_text("large.txt", "A" * student.LARGE)
        process = start("write", "B")
        assert process.stdout.read(1) == "B"
        time.sleep(pause)
        process.kill()
        process.communicate()
        assert (folder / "large.txt").read_text(encoding="utf-8") == "B" * student.LARGE


def test_a_new_process_takes_up_where_the_last_one_ended(folder: Path) -> None:
    nothing = {"verdicts": [None, ""], "coding": [], "forecasts": [], "draft": ["", ""]}
    assert student.show() == nothing
    finish(start("save", "1"))
    assert sorted(path.name for path in folder.iterdir()) == sorted(student.FILES.values())
    assert json.loads(finish(start("show"))) == student.expected(1)


def test_two_processes_that_save_at_once_never_mix(folder: Path) -> None:
    own_work.save_text("large.txt", "A" * student.LARGE)
    running = [start("write", letter) for letter in "AB"]
    try:
        for process in running:
            process.stdout.read(1)
        seen, reads, end = set(), 0, time.monotonic() + SECONDS
        while (len(seen) < 2 or reads < 200) and time.monotonic() < end:
            seen.add((folder / "large.txt").read_text(encoding="utf-8"))
            reads += 1
    finally:
        for process in running:
            process.kill()
            process.communicate()
    assert seen == {"A" * student.LARGE, "B" * student.LARGE}


def test_two_notebooks_that_judge_at_once_never_damage_the_file(folder: Path) -> None:
    running = [start("judge", claim) for claim in ("C001", "C002")]
    reads = 0
    while any(process.poll() is None for process in running):
        judged = verdict_file.read()
        assert set(judged["claim_id"]) <= {"C001", "C002"}
        assert set(judged["reason"]) <= {reason * 20 for reason in student.REASONS}
        reads += len(judged)
    for process in running:
        finish(process)
    assert reads
    assert unfinished(folder) == []


def test_git_does_not_see_own_work(tmp_path: Path) -> None:
    course = tmp_path / "course"
    student_copy.write(ROOT, course)

    def git(*words: str) -> str:
        command = ["git", "-C", str(course), "-c", "user.name=x", "-c", "user.email=x@y", *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Course")
    finish(start("save", "1", course=course, COURSE_WORK=""))
    (course / "my_work" / ".verdicts.csv.abc.part").write_text("left by a crash")
    names = {path.name for path in (course / "my_work").iterdir()}
    assert names == {*student.FILES.values(), ".verdicts.csv.abc.part"}
    assert git("status", "--porcelain") == ""
    assert git("status", "--porcelain", "--ignored") == "!! my_work/\n"
