"""course.py: what it installs, when it does nothing, and what it says when something fails.

No test uses the network: pip is replaced by a small script, .venv is made without pip.
"""

import ast
import errno
import importlib
import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
from folder_names import with_letters_beyond_ascii

import course

ROOT = Path(__file__).resolve().parents[2]
PIP_WORKS = """
    print("Collecting one==1.0")
    print("Installing collected packages: one")
"""
NETWORK_FAILS = """
    print("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'")
    print("ERROR: No matching distribution found for one==1.0")
    raise SystemExit(1)
"""
DISK_FILLS_UP = """
    print("Installing collected packages: one")
    print("ERROR: Could not install packages: [Errno 28] No space left on device")
    raise SystemExit(1)
"""


class Checkout:
    """A small course in a folder of its own, with a pip that only pretends."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.pip_calls, self.venvs_made = folder, [], 0
        self.pip = PIP_WORKS
        folder.mkdir()
        (folder / course.BASE).write_text("one==1.0 \\\n    --hash=sha256:0\n", encoding="utf-8")
        (folder / course.TEST).write_text("two==2.0 \\\n    --hash=sha256:0\n", encoding="utf-8")
        self.build_venv = course.build_venv
        monkeypatch.setattr(course, "pip_command", self.pip_command)
        monkeypatch.setattr(course, "build_venv", self.build_without_pip)
        self.move_to(folder, monkeypatch)

    def move_to(self, folder, monkeypatch):
        if not folder.exists():
            self.folder.rename(folder)
        self.folder = folder
        monkeypatch.setattr(course, "ROOT", folder)
        monkeypatch.setattr(course, "VENV", folder / ".venv")

    def pip_command(self, lock):
        self.pip_calls.append(lock)
        return [sys.executable, "-c", textwrap.dedent(self.pip)]

    def build_without_pip(self, clear, with_pip):
        self.venvs_made += with_pip
        self.build_venv(clear=clear, with_pip=False)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    return Checkout(tmp_path / with_letters_beyond_ascii(), monkeypatch)


def run_course(*arguments, **options):
    command = [sys.executable, str(ROOT / "course.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=30, check=False, **options
    )


# --- command line ---------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--help", "-h", "help"])
def test_help_is_short_and_names_every_command(option):
    result = run_course(option)
    assert result.returncode == 0
    assert len(result.stdout.strip().splitlines()) <= 22  # one screen of a terminal
    for name in course.COMMANDS:
        assert f"course.py {name}" in result.stdout


def test_unknown_command_is_refused():
    result = run_course("tset")
    assert result.returncode == 2
    assert "no command 'tset'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "name", "rest"),
    [
        ([], "lab", []),
        (["--no-browser"], "lab", ["--no-browser"]),
        (["lab", "--port", "9000"], "lab", ["--port", "9000"]),
        (["test", "tests/unit", "-x"], "test", ["tests/unit", "-x"]),
        (["refresh", "--check"], "refresh", ["--check"]),
    ],
)
def test_arguments_reach_the_command(arguments, name, rest, monkeypatch):
    calls = []
    monkeypatch.setitem(course.COMMANDS, name, lambda given: calls.append(given) or 7)
    assert course.main(arguments) == 7
    assert calls == [rest]


def test_commands_run_the_right_programs(monkeypatch):
    programs, prepared = [], []
    monkeypatch.setattr(course, "prepare", lambda *locks: prepared.append(locks))
    monkeypatch.setattr(course, "run", lambda arguments: programs.append(arguments) or 0)
    course.main(["lab", "--no-browser"])
    course.main(["test", "-x"])
    course.main(["refresh", "--check"])
    course.main(["check-data"])
    course.main(["update-votes", "none.csv", "--write"])
    course.main(["export", "--out", "pages"])
    course.main(["export", "--slides"])
    course.main(["student-copy", "--out", "copy"])
    course.main(["bench", "--readme"])
    lab, test, refresh, check_data, update_votes, export, slides, student_copy, bench = programs
    assert lab[:2] == ["-m", "jupyterlab"]
    assert lab[-1] == "--no-browser"
    assert f"--ServerApp.root_dir={ROOT}" in lab
    assert test == ["-m", "pytest", "-x"]
    assert refresh == [str(ROOT / "tools" / "refresh.py"), "--check"]
    assert check_data == [str(ROOT / "tools" / "check_data.py")]
    assert update_votes == [str(ROOT / "tools" / "update_votes.py"), "none.csv", "--write"]
    assert export == [str(ROOT / "tools" / "export.py"), "--out", "pages"]
    assert slides == [str(ROOT / "tools" / "export.py"), "--slides"]
    assert student_copy == [str(ROOT / "tools" / "student_copy.py"), "--out", "copy"]
    assert bench == [str(ROOT / "tests" / "bench" / "bench.py"), "--readme"]
    base, decks = (course.BASE,), (course.BASE, course.SLIDES)
    tests, measured = (*decks, course.TEST), (course.BASE, course.TEST)
    assert prepared == [base, tests, base, base, base, base, decks, base, measured]


def test_votes_file_is_found_from_the_folder_of_the_person(tmp_path, monkeypatch):
    programs = []
    monkeypatch.setattr(course, "prepare", lambda *_: None)
    monkeypatch.setattr(course, "run", lambda arguments: programs.append(arguments) or 0)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "votes.csv").write_text("", encoding="utf-8")
    course.main(["update-votes", "votes.csv"])
    assert programs[0][1:] == [str(tmp_path / "votes.csv")]


@pytest.mark.parametrize("status", [0, 1, 5])
def test_exit_status_of_the_program_is_returned(status, monkeypatch):
    monkeypatch.setattr(course, "venv_python", lambda: Path(sys.executable))
    monkeypatch.setattr(course.signal, "signal", lambda *_: None)
    assert course.run(["-c", f"raise SystemExit({status})"]) == status


def test_programs_use_utf8_and_nothing_from_other_pythons(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    environment = course.child_environment()
    assert environment["PYTHONUTF8"] == "1"
    assert "PYTHONPATH" not in environment
    assert environment["PATH"].startswith(str(course.VENV))


# --- versions of Python ---------------------------------------------------------------------


def test_file_can_be_read_by_an_old_python():
    source = (ROOT / "course.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if getattr(node, "module", "") == "__future__"]
    assert not futures
    # Hints are evaluated at once: `list[str]` or `str | None` would stop a Python 3.8.
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        hints = [function.returns, *(argument.annotation for argument in function.args.args)]
        assert all(isinstance(hint, ast.Name | ast.Constant) for hint in hints), function.name


def test_old_python_is_refused_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(course.sys, "version_info", (3, 8, 18))
    assert course.main([]) == 1
    message = capsys.readouterr().err.strip()
    assert "Python 3.8" in message
    assert "install Python 3.13" in message
    assert "\n" not in message


def test_newer_python_only_gets_a_note(capsys):
    course.check_python((3, 14))
    assert "3.14 is newer" in capsys.readouterr().out


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_tested_pythons_are_silent(version, capsys):
    course.check_python(version)
    assert capsys.readouterr().out == ""


# --- installing -----------------------------------------------------------------------------


def test_first_start_installs_and_second_does_nothing(checkout):
    course.prepare(course.BASE)
    assert (checkout.venvs_made, checkout.pip_calls) == (1, [course.BASE])
    course.prepare(course.BASE)
    assert (checkout.venvs_made, checkout.pip_calls) == (1, [course.BASE])


def test_helpers_can_be_imported_also_after_a_move(checkout, tmp_path, monkeypatch):
    (checkout.folder / "helpers").mkdir()
    (checkout.folder / "helpers" / "__init__.py").write_text("here = __file__", encoding="utf-8")
    course.prepare(course.BASE)
    checkout.move_to(tmp_path / "moved away", monkeypatch)
    course.prepare(course.BASE)
    assert checkout.pip_calls == [course.BASE]
    assert course.found(course.BASE)["folder"] == str(tmp_path / "moved away")
    script = "import helpers; print(ascii(helpers.here))"
    command = [str(course.venv_python()), "-c", script]
    result = subprocess.run(
        command, cwd=tmp_path, env=course.child_environment(), capture_output=True, check=True
    )
    assert b"moved away" in result.stdout


def test_jupyterlab_is_told_not_to_ask_for_news(checkout):
    course.prepare(course.BASE)
    file = course.VENV / "share/jupyter/lab/settings/overrides.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    notification = settings["@jupyterlab/apputils-extension:notification"]
    assert notification == {"fetchNews": "false", "checkForUpdates": False}


def test_settings_name_things_that_this_jupyterlab_has():
    jupyterlab = pytest.importorskip("jupyterlab")
    schemas = Path(jupyterlab.__file__).parent / "schemas"
    for name, values in course.LAB_SETTINGS.items():
        package, plugin = name.split(":")
        schema = json.loads((schemas / package / f"{plugin}.json").read_text(encoding="utf-8"))
        assert set(values) <= set(schema["properties"])


def test_changed_lock_is_installed_into_the_same_venv(checkout):
    course.prepare(course.BASE)
    (checkout.folder / course.BASE).write_text("one==1.1\n", encoding="utf-8")
    course.prepare(course.BASE)
    assert (checkout.venvs_made, checkout.pip_calls) == (1, [course.BASE, course.BASE])


def test_other_python_rebuilds(checkout, monkeypatch):
    course.prepare(course.BASE)
    other = {**course.found(course.BASE), "python": "3.10"}
    course.write_json(course.marker(course.BASE), other)
    course.prepare(course.BASE)
    assert checkout.venvs_made == 2


def test_tests_install_their_packages_once(checkout):
    for _ in range(2):
        course.prepare(course.BASE, course.TEST)
    assert checkout.pip_calls == [course.BASE, course.TEST]
    course.prepare(course.BASE)
    assert checkout.pip_calls == [course.BASE, course.TEST]


# --- failures -------------------------------------------------------------------------------


@pytest.mark.parametrize("locks", [(course.BASE,), (course.BASE, course.TEST)])
def test_interrupted_install_is_repaired_by_the_next_start(checkout, monkeypatch, capsys, locks):
    monkeypatch.setitem(course.COMMANDS, "lab", lambda _: course.prepare(*locks) or 0)
    if course.TEST in locks:
        course.prepare(course.BASE)

    def press_ctrl_c(text):
        if text:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(course, "progress", press_ctrl_c)
        assert course.main([]) == 130
    assert "start again" in capsys.readouterr().err
    assert course.found(locks[-1]) == course.INTERRUPTED

    made = checkout.venvs_made
    assert course.main([]) == 0
    assert checkout.venvs_made == made + 1
    assert [course.found(lock) for lock in locks] == [course.wanted(lock) for lock in locks]


def test_half_written_or_missing_marker_means_rebuild(checkout):
    course.prepare(course.BASE)
    for break_marker in (lambda file: file.write_text("{", encoding="utf-8"), Path.unlink):
        break_marker(course.marker(course.BASE))
        assert course.must_rebuild((course.BASE,))
        course.prepare(course.BASE)
        assert not course.must_rebuild((course.BASE,))


def test_no_network_is_explained_and_leaves_the_old_packages(checkout):
    course.prepare(course.BASE)
    before = course.found(course.BASE)
    lock = checkout.folder / course.BASE
    old = lock.read_text(encoding="utf-8")
    lock.write_text("one==1.1\n", encoding="utf-8")
    checkout.pip = NETWORK_FAILS
    with pytest.raises(course.CourseError, match="connect to the internet"):
        course.prepare(course.BASE)
    assert course.found(course.BASE) == before
    lock.write_text(old, encoding="utf-8")
    course.prepare(course.BASE)
    assert checkout.venvs_made == 1


def test_tests_without_network_leave_the_course_usable(checkout):
    course.prepare(course.BASE)
    checkout.pip = NETWORK_FAILS
    with pytest.raises(course.CourseError, match="connect to the internet"):
        course.prepare(course.BASE, course.TEST)
    assert not course.must_rebuild((course.BASE, course.TEST))


def test_disk_that_fills_up_is_explained_and_repaired(checkout):
    checkout.pip = DISK_FILLS_UP
    with pytest.raises(course.CourseError, match="disk is full"):
        course.prepare(course.BASE)
    checkout.pip = PIP_WORKS
    course.prepare(course.BASE)
    assert course.found(course.BASE) == course.wanted(course.BASE)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, course.DISK_FULL),
        (errno.EROFS, course.NOT_WRITABLE),
        (errno.EACCES, course.NOT_WRITABLE),
    ],
)
def test_file_system_errors_are_explained(checkout, monkeypatch, capsys, number, sentence):
    def fail(**_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(course, "build_venv", fail)
    assert course.main(["lab"]) == 1
    assert capsys.readouterr().err.strip() == sentence


def test_files_in_use_are_explained(checkout):
    course.prepare(course.BASE)
    assert course.explain(PermissionError(errno.EACCES, "in use")) == course.IN_USE


def test_python_without_venv_is_explained(checkout, monkeypatch, capsys):
    find_spec = course.importlib.util.find_spec
    monkeypatch.setattr(
        course.importlib.util, "find_spec", lambda name: name != "ensurepip" and find_spec(name)
    )
    assert course.main(["lab"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def test_ensurepip_that_fails_is_explained(checkout, monkeypatch):
    def fail(**_):
        raise subprocess.CalledProcessError(1, "ensurepip", output=b"")

    monkeypatch.setattr(course, "build_venv", fail)
    with pytest.raises(course.CourseError, match="python3-venv"):
        course.prepare(course.BASE)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", course.WRONG_HASH),
        ("HINT: this system does not have Windows Long Path support", course.LONG_PATH),
        ("ERROR: No matching distribution found for one==1.0", course.NO_WHEEL),
        ("ERROR: [WinError 5] Access is denied", course.IN_USE),
        ("something else", "read .venv"),
    ],
)
def test_what_pip_says_is_explained(output, sentence):
    assert sentence in course.explain_pip(output)


# --- pinned packages ------------------------------------------------------------------------


def pins(name):
    """Return the lines `package==version ; marker` of a requirements file."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.removesuffix(" \\") for line in lines if re.match(r"[a-z0-9][^ ]*==", line)]


def names(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in requirements}


def test_requirements_and_lock_pin_the_same_versions():
    assert pins("requirements.txt") == pins(course.BASE)
    assert len(pins(course.BASE)) == course.count_pins(course.BASE)
    assert "-e ." in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def test_every_direct_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert names(project["dependencies"]) <= names(pins(course.BASE))
    assert names(project["optional-dependencies"]["slides"]) == names(pins(course.SLIDES))
    locked = names(pins(course.BASE)) | names(pins(course.TEST))
    assert names(project["optional-dependencies"]["test"]) <= locked


def test_test_packages_do_not_repeat_those_of_the_course():
    assert not names(pins(course.BASE)) & names(pins(course.TEST))
    assert not names(pins(course.SLIDES)) & names(pins(course.BASE) + pins(course.TEST))


@pytest.mark.parametrize("lock", [course.BASE, course.TEST, course.SLIDES])
def test_every_pin_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(blocks) == len(pins(lock))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text


def test_pip_is_asked_to_check_hashes():
    command = course.pip_command(course.BASE)
    assert "--require-hashes" in command
    assert command[-1] == str(ROOT / course.BASE)


def saved(outputs: list[dict], metadata: dict | None = None) -> list[list[str]]:
    """Types of what is stored of each output after a notebook with these outputs was saved."""
    cells = [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": outputs}]
    model = {"type": "notebook", "content": {"cells": cells, "metadata": metadata or {}}}
    course.forget_views(model=model, path="a.ipynb", contents_manager=None)
    return [sorted(output.get("data", {})) for output in outputs]


def test_a_saved_notebook_keeps_the_note_and_forgets_the_view() -> None:
    view, figure = {course.WIDGET_VIEW: {}, "text/html": "note"}, {course.FIGURE: {}}
    assert saved([{"data": dict(view)}, {"output_type": "stream", "text": "a"}]) == [
        ["text/html"],
        [],
    ]
    assert saved([{"data": dict(view)}], {"widgets": {"state": {}}}) == [sorted(view)]
    assert saved([{"data": figure | {"image/png": "a"}}]) == [[course.FIGURE]]
    assert saved([{"data": {"image/png": "a"}}]) == [["image/png"]]
    course.forget_views(model={"type": "file", "content": "text"}, path="a.txt")


def test_jupyterlab_is_told_to_forget_views() -> None:
    [option] = [word for word in course.LAB_OPTIONS if "pre_save_hook" in word]
    module, name = option.partition("=")[2].split(".")
    assert getattr(importlib.import_module(module), name) is course.forget_views
