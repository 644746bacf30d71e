"""Own work outlives a killed process and a restart, and is no part of the course."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
import student_at_work as student

from helpers import explorers, file_lock, own_work, verdict_file
from helpers.measures import forecast_file
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
        stdin=subprocess.PIPE,
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
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([own_work.LOCK, *student.FILES.values()])
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


def test_three_notebooks_that_save_at_once_lose_nothing(folder: Path) -> None:
    running = [start("all", str(number)) for number in range(3)]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        finish(process)
    numbers = range(student.ROUNDS)
    judged = verdict_file.read()
    assert sorted(judged["claim_id"]) == [one for n in range(3) for one in student.claims(n)]
    assert set(judged["reason"]) == {f"Reason {n}.{count}" for n in range(3) for count in numbers}
    made = forecast_file.read(folder / forecast_file.FILE, student.TODAY)
    asked = {f"Will it rain, {n}.{count}?" for n in range(3) for count in numbers}
    assert set(made["question"]) == asked
    assert made["forecast_id"].nunique() == len(asked), "two forecasts share one id"
    codes = own_work.rows(folder / student.FILES["coding"], ["coder", "code"])
    found = Counter((row["coder"], row["code"]) for _, row in codes)
    assert found == {(f"Coder {n}", str(n)): 10 for n in range(3)}
    assert unfinished(folder) == []


def test_a_killed_notebook_loses_no_verdict_it_had_saved(folder: Path) -> None:
    for enough in (1, 4, 9):
        process = start("claims")
        said = [process.stdout.readline().strip() for _ in range(enough)]
        process.kill()
        said += process.communicate()[0].split()
        assert set(said) <= set(verdict_file.read()["claim_id"])


def test_a_killed_notebook_leaves_no_lock(folder: Path) -> None:
    process = start("hold")
    assert process.stdout.readline() == "held\n"
    process.kill()
    process.communicate()
    began = time.monotonic()
    verdict_file.judge("C001", "partly")
    assert time.monotonic() - began < own_work.LONGEST_WAIT / 2
    assert verdict_file.read()["claim_id"].tolist() == ["C001"]


def test_a_notebook_that_never_ends_its_save_is_told(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(own_work, "LONGEST_WAIT", 0.1)
    verdict_file.judge("C001", "supported")
    before = (folder / verdict_file.FILE).read_bytes()
    process = start("hold")
    assert process.stdout.readline() == "held\n"
    try:
        shown = explorers.ledger.judge()
        shown.verdict.value = "misleading"
        shown.judge.click()
        assert "Another notebook has been saving" in shown.status.value
        assert "Nothing was changed" in shown.status.value
        assert shown.verdict.value == "misleading", "what was chosen stays on the page"
    finally:
        process.kill()
        process.communicate()
    assert (folder / verdict_file.FILE).read_bytes() == before


def test_a_drive_without_locks_still_saves(folder: Path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(file_lock, "fcntl", SimpleNamespace(flock=refuse, LOCK_EX=2, LOCK_NB=4))
    verdict_file.judge("C001", "partly")
    assert verdict_file.read()["claim_id"].tolist() == ["C001"]


def test_windows_is_asked_again_while_another_process_holds_the_lock(folder, monkeypatch) -> None:
    answers = [PermissionError(errno.EACCES, "Permission denied"), None]

    def locking(*_: object) -> None:
        if problem := answers.pop(0):
            raise problem

    monkeypatch.setattr(file_lock, "fcntl", None)
    windows = SimpleNamespace(locking=locking, LK_NBLCK=2)
    monkeypatch.setattr(file_lock, "msvcrt", windows, raising=False)
    verdict_file.judge("C001", "partly")
    assert answers == []


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
    assert names == {own_work.LOCK, *student.FILES.values(), ".verdicts.csv.abc.part"}
    assert git("status", "--porcelain") == ""
    assert git("status", "--porcelain", "--ignored") == "!! my_work/\n"
