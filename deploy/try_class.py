"""Try the server before the class comes: 25 students log in and run one notebook at once.

sudo /opt/csto-hub/bin/python deploy/try_class.py [--students 25] [--notebook 03_member_reactions]

Makes accounts with the names csto-trial-..., starts the hub of jupyterhub_config.py on the
loopback interface with the local spawner, prints a table and removes the accounts and their files.
Ends with status 1 when anything is not as it must be. Takes a few minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from trial.hub import DEPLOY, Hub, accounts, memory_of
from trial.student import Student

TEACHER = "csto-trial-teacher"
SECONDS_AT_MOST = 900
IDLE = 15
KEPT = "my_work/secret.txt"


class Report:
    """Lines of the table, and whether all is as it must be."""

    def __init__(self) -> None:
        self.good = True

    def figure(self, name: str, value: str) -> None:
        """Print something measured."""
        print(f"| {name} | {value} |", flush=True)

    def must(self, name: str, holds: bool) -> None:
        """Print whether something holds that must hold."""
        self.good &= holds
        self.figure(name, "yes" if holds else "NO")


async def run_class(students: list[Student], notebook: str, report: Report) -> None:
    """Let everybody log in and run the notebook at once."""
    answers = await asyncio.gather(*(student.log_in() for student in students))
    report.must("all are let in with their password", set(answers) == {302})
    starts = await asyncio.gather(*(student.start() for student in students))
    report.figure("server ready after login: median, last", seconds(starts))
    report.figure("memory of one student's server", memory(students)[0])
    watch = asyncio.create_task(watch_memory(students))
    results = await asyncio.gather(*(student.run_notebook(notebook) for student in students))
    watch.cancel()
    errors = [error for _, found in results for error in found]
    for error in errors:
        print(error, file=sys.stderr)
    report.must(f"all {len(students)} finish {notebook} without an error", not errors)
    report.figure("whole notebook, all at once: median, last", seconds([t for t, _ in results]))
    one, whole = memory(students)
    report.figure("memory of one student with one notebook", one)
    report.figure("memory of the class", whole)


async def watch_memory(students: list[Student]) -> None:
    """Say on the error stream, every ten seconds, how much memory the class uses."""
    while True:
        await asyncio.sleep(10)
        print(f"{time.strftime('%X')}: {memory(students)[1]}", file=sys.stderr)


async def check_privacy(one: Student, other: Student, hub: Hub, report: Report) -> None:
    """Let one student try to get at another's files, the solutions and the teacher's rights."""
    text = {"type": "file", "format": "text", "content": "mine"}
    await other.api("PUT", f"contents/{KEPT}", text)
    names = {"OTHER": other.name, "COURSE": str(DEPLOY.parent), "STATE": str(hub.state)}
    probe = "\n".join(f"{name} = {value!r}" for name, value in names.items())
    probe += "\n" + (DEPLOY / "trial/probe.py").read_text(encoding="utf-8")
    printed, errors = await one.run_code([probe], "probe.ipynb")
    if errors:
        raise RuntimeError(f"The probe failed: {errors}")
    for what, result in json.loads(printed).items():
        report.must(f"refused: {what}", result == "refused")
    there = f"/user/{other.name}/api/contents/{KEPT}"
    for headers in ({}, one.token):  # as a browser that is logged in, and as a program
        refused = await one.status("GET", there, headers=headers) in (403, 404)
        report.must("refused: another student's files through the hub", refused)
    await check_rights(one, report)


async def check_rights(one: Student, report: Report) -> None:
    """Let a student try to become an administrator, to sign up and to guess."""
    answer = await one.hub_json("PATCH", f"users/{one.name}", {"admin": True})
    report.must("refused: a student becomes administrator", answer["status"] == 403)
    answer = await one.hub_json("POST", "users/csto-trial-new")
    report.must("refused: a student adds an account", answer["status"] == 403)
    report.must("refused: the admin page", await one.status("GET", "/hub/admin") == 403)
    report.must("there is no page to sign up", await one.status("GET", "/hub/signup") == 404)
    async with Student(one.address, one.name, "wrong") as guess:
        report.must("refused: a wrong password", await guess.log_in() == 403)
    async with Student(one.address, "root", "root") as guess:
        report.must("refused: an account outside the class", await guess.log_in() == 403)


async def check_teacher(teacher: Student, student: Student, report: Report) -> None:
    """A teacher sees and stops servers, but does not get at files."""
    await teacher.log_in()
    report.must("teacher: sees who is there", await teacher.status("GET", "/hub/admin") == 200)
    there = f"/user/{student.name}/api/contents/{KEPT}"
    report.must("refused: the teacher opens a student's files in the hub",
                await teacher.status("GET", there) in (403, 404))  # fmt: skip
    answer = await teacher.hub_json("DELETE", f"users/{student.name}/server")
    report.must("teacher: stops a server", answer["status"] in (202, 204))
    answer = await teacher.hub_json("PATCH", f"users/{teacher.name}", {"admin": True})
    report.must("refused: a teacher becomes administrator", answer["status"] == 403)


async def check_restart(hub: Hub, name: str, password: str, report: Report) -> None:
    """A restart keeps files; an unused server is stopped."""
    hub.stop()
    hub.start(idle=IDLE)
    async with Student(hub.address, name, password) as student:
        await student.log_in()
        await student.start()
        kept = await student.api("GET", f"contents/{KEPT}")
        report.must("files are there after a restart of the hub", kept.get("content") == "mine")
        began = time.monotonic()
        while await student.runs() and time.monotonic() - began < 10 * IDLE:
            await asyncio.sleep(2)
        gone = not await student.runs()
        report.must(f"a server unused for {IDLE} s is stopped", gone)


async def trial(hub: Hub, passwords: dict[str, str], notebook: str) -> bool:
    """Run all parts and return whether everything is as it must be."""
    report = Report()
    print("| trial | result |\n|---|---|")
    report.figure("processors", str(os.cpu_count()))
    everybody = [Student(hub.address, name, word) for name, word in passwords.items()]
    teacher, *students = everybody
    try:
        await run_class(students, notebook, report)
        await check_privacy(students[0], students[1], hub, report)
        await check_teacher(teacher, students[1], report)
    finally:
        await asyncio.gather(*(person.web.close() for person in everybody))
    await check_restart(hub, students[1].name, passwords[students[1].name], report)
    return report.good


def seconds(values: list[float]) -> str:
    """Return the median and the largest of some durations."""
    return f"{statistics.median(values):.0f} s, {max(values):.0f} s"


def memory(students: list[Student]) -> tuple[str, str]:
    """Return the memory of the median student and of all."""
    values = [memory_of(student.name) for student in students]
    return f"{statistics.median(values):.0f} MiB", f"{sum(values) / 1024:.1f} GiB"


def main() -> int:
    """Make accounts and a hub, try them, and clean up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=25)
    parser.add_argument("--notebook", default="03_member_reactions")
    options = parser.parse_args()
    names = [TEACHER, *(f"csto-trial-{n:02}" for n in range(1, options.students + 1))]
    with tempfile.TemporaryDirectory(prefix="class-hub-") as state, accounts(names) as passwords:
        hub = Hub(Path(state), TEACHER)
        good = False
        try:
            hub.start()
            work = asyncio.wait_for(trial(hub, passwords, options.notebook), SECONDS_AT_MOST)
            good = asyncio.run(work)
        finally:
            hub.stop()
            if not good:
                print((hub.state / "hub.log").read_text(encoding="utf-8"), file=sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
