"""Set up and start the course "Alliance under strain: the CSTO and the war in Ukraine".

python course.py                 open the course in JupyterLab (same as: python course.py lab)
python course.py lab [...]       the same; the rest goes to JupyterLab, for example --no-browser
python course.py test [...]      run all tests; the rest goes to pytest, for example tests/unit
python course.py refresh [...]   run the notebooks again and rebuild what is made from the data
python course.py check-data      say in words whether the tables in data/ are in order
python course.py update-votes F  compare our votes with F, a new edition of the UN's voting file
python course.py export [...]    write the course as web pages, or with --slides as slides
python course.py student-copy --out DIR    write a copy without solutions for students
python course.py bench [--readme]          measure speed and memory, in about ten minutes

The first start puts the packages into the folder .venv here and needs the internet, once.
Needs Python 3.11, 3.12 or 3.13. To undo everything, delete the folder .venv.
"""

# A Python that is too old must get as far as its message: no syntax newer than 3.6 in this file.

import errno
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BASE, TEST = "requirements.lock", "requirements-test.lock"
SLIDES = "requirements-slides.lock"
INTERRUPTED = {"interrupted": True}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
FIGURE = "application/vnd.plotly.v1+json"

LAB_OPTIONS = (
    "--ServerApp.root_dir=" + str(ROOT),
    "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    "--LabApp.extension_manager=readonly",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LanguageServerManager.autodetect=False",
    "--ContentsManager.pre_save_hook=course.forget_views",
    "--Application.log_level=WARN",
)
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
}

STUDENTS_COPY = (
    "This copy of the course is for students and has no '{}': start it with python course.py, "
    "without more words."
)
NO_VENV = (
    "This Python cannot make environments: install the missing part "
    "(Debian, Ubuntu: sudo apt install python3-venv; elsewhere: Python from python.org) "
    "and start again."
)
NOT_WRITABLE = (
    "This folder cannot be written to: copy the course to a folder of your own, "
    "for example in your home folder, and start it there."
)
IN_USE = (
    "The folder .venv cannot be changed: close JupyterLab and other programs that use it, "
    "or delete .venv yourself, and start again."
)
DISK_FULL = "The disk is full: free about 1 GB and start again."
NO_NETWORK = (
    "The packages could not be fetched: connect to the internet (or set your proxy) "
    "and start again."
)
WRONG_HASH = (
    "A package that arrived is not the one the course was tested with: start again on another "
    "network, and tell the people who maintain the course if it happens there too."
)
LONG_PATH = (
    "The path of this folder is too long for Windows: move the course to a short one such as "
    "C:\\course and start again."
)
NO_WHEEL = (
    "There is no ready-made package for this computer's Python: install the 64-bit Python 3.13 "
    "from python.org and start again with it."
)
# What pip says, and what it means; the first that fits counts.
PIP_FAILURES = (
    (("No space left on device", "not enough space on the disk", "[Errno 28]"), DISK_FULL),
    (("Long Path",), LONG_PATH),
    (("Read-only file system",), NOT_WRITABLE),
    (("Permission denied", "[WinError 5]", "[WinError 32]"), IN_USE),
    (("DO NOT MATCH THE HASHES",), WRONG_HASH),
    (("Retrying (", "ConnectionError", "ProxyError", "timed out"), NO_NETWORK),
    (("No matching distribution",), NO_WHEEL),
)


class CourseError(Exception):
    """Something the person can put right; the message says how."""


def main(arguments: list) -> int:
    """Run the sub-command in `arguments` and return the exit status."""
    command, rest = "lab", arguments
    if arguments and not (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        command, rest = arguments[0], arguments[1:]
    if command in ("-h", "--help", "help"):
        print(__doc__.strip())
        return 0
    if command not in COMMANDS:
        print(__doc__.strip())
        return complain(f"There is no command '{command}': use one of those above.", 2)
    try:
        check_python(sys.version_info[:2])
        if command != "lab" and not (ROOT / "tools").is_dir():
            raise CourseError(STUDENTS_COPY.format(command))
        return COMMANDS[command](rest)
    except CourseError as problem:
        return complain(str(problem))
    except OSError as error:
        return complain(explain(error))
    except KeyboardInterrupt:
        return complain("Stopped before everything was ready: start again to go on.", 130)


def run_lab(arguments: list) -> int:
    """Open JupyterLab at the first notebook."""
    prepare(BASE)
    say("JupyterLab opens in your browser. To stop it, press Ctrl-C twice in this window.")
    return run(["-m", "jupyterlab", *LAB_OPTIONS, *arguments])


def run_tests(arguments: list) -> int:
    """Run pytest on the whole course."""
    prepare(BASE, SLIDES, TEST)
    return run(["-m", "pytest", *arguments])


def run_refresh(arguments: list) -> int:
    """Rebuild what is made from the data."""
    prepare(BASE)
    return run([str(ROOT / "tools" / "refresh.py"), *arguments])


def run_check_data(arguments: list) -> int:
    """Say in words whether the tables are in order."""
    prepare(BASE)
    return run([str(ROOT / "tools" / "check_data.py"), *arguments])


def run_update_votes(arguments: list) -> int:
    """Compare the votes with a new edition of the UN's file."""
    prepare(BASE)
    # The program runs in the course's folder, the file is named from where the person is.
    named = [os.path.abspath(word) if os.path.isfile(word) else word for word in arguments]
    return run([str(ROOT / "tools" / "update_votes.py"), *named])


def run_export(arguments: list) -> int:
    """Write the course as web pages or slides."""
    prepare(*((BASE, SLIDES) if "--slides" in arguments else (BASE,)))
    return run([str(ROOT / "tools" / "export.py"), *arguments])


def run_student_copy(arguments: list) -> int:
    """Write a copy of the course without solutions."""
    prepare(BASE)
    return run([str(ROOT / "tools" / "student_copy.py"), *arguments])


def run_bench(arguments: list) -> int:
    """Measure speed and memory beside bare libraries."""
    prepare(BASE, TEST)
    return run([str(ROOT / "tests" / "bench" / "bench.py"), *arguments])


COMMANDS = {
    "lab": run_lab,
    "test": run_tests,
    "refresh": run_refresh,
    "check-data": run_check_data,
    "update-votes": run_update_votes,
    "export": run_export,
    "student-copy": run_student_copy,
    "bench": run_bench,
}


def check_python(version: tuple) -> None:
    """Refuse a Python that is too old; warn about one newer than those tested."""
    here = "{}.{}".format(*version)
    if version < OLDEST:
        raise CourseError(
            f"This is Python {here}, which is too old: install Python 3.13 from python.org "
            "and start the course with it."
        )
    if version > NEWEST:
        say(f"Note: Python {here} is newer than those tested (3.11 to 3.13).")


def prepare(*locks: str) -> None:
    """Make sure that the packages of `locks` are installed; when they are, do nothing."""
    if must_rebuild(locks):
        say("Preparing the course; this happens once and takes a minute or two.")
        make_venv()
    for lock in locks:
        if found(lock) != wanted(lock):
            install(lock)


def must_rebuild(locks: tuple) -> bool:
    """Tell whether .venv is missing, for another Python, or was left half done."""
    if not venv_python().exists() or any(found(lock) == INTERRUPTED for lock in locks):
        return True
    return (found(BASE) or {}).get("python") != wanted(BASE)["python"]


def make_venv() -> None:
    """Make .venv anew, with pip and nothing else."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise CourseError(NO_VENV)
    say("Step 1 of 3: making the folder .venv")
    # Before anything else goes: without its marker a half-deleted .venv counts as incomplete.
    marker(BASE).unlink(missing_ok=True)
    try:
        build_venv(clear=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        if b"No space left" in (error.output or b""):
            raise CourseError(DISK_FULL) from error
        raise CourseError(NO_VENV) from error


def build_venv(clear: bool, with_pip: bool) -> None:
    """Make or update the folder .venv with the standard library."""
    import venv  # not there on every Debian, hence not at the top

    symlinks = os.name != "nt"
    venv.EnvBuilder(clear=clear, with_pip=with_pip, symlinks=symlinks).create(str(VENV))


def install(lock: str) -> None:
    """Install the packages of `lock`; its marker is written last, so a cut is noticed."""
    before, after = found(lock) or {}, wanted(lock)
    if before.get("packages") == after["packages"]:
        say("The course folder was moved: adapting .venv.")
        build_venv(clear=False, with_pip=False)
    else:
        write_json(marker(lock), INTERRUPTED)
        run_pip(lock, before)
    if lock == BASE:
        configure()
    write_json(marker(lock), after)


def run_pip(lock: str, before: dict) -> None:
    """Let pip install `lock`; a failure that changed nothing puts the marker `before` back."""
    say(f"Step 2 of 3: fetching packages ({lock})")
    lines, total, done = [], count_pins(lock), 0
    with (VENV / "install.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            pip_command(lock),
            cwd=str(ROOT),
            env=child_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        try:
            for line in process.stdout:
                lines.append(line)
                log.write(line)
                if line.startswith(("Collecting ", "Ignoring ", "Requirement already")):
                    done += 1
                    progress(f"  {done} of {total} packages")
                elif line.startswith("Installing collected"):
                    progress("")
                    say("Step 3 of 3: unpacking packages")
            status = process.wait()
        finally:
            process.kill()
            process.stdout.close()
    if status != 0:
        if not any(line.startswith("Installing collected") for line in lines):
            restore_marker(lock, before)
        raise CourseError(explain_pip("".join(lines)))


def pip_command(lock: str) -> list:
    """Return the command that installs `lock` with its hashes checked."""
    # The locks are complete, hence --no-deps; everything has wheels, so nothing is compiled.
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input"]
    # Compiling only what is used, when it is used, makes the first start ten seconds faster.
    options += ["--no-compile", "--disable-pip-version-check", "--progress-bar", "off"]
    return [str(venv_python()), "-m", "pip", "install", *options, "-r", str(ROOT / lock)]


def explain_pip(output: str) -> str:
    """Return one sentence for what pip reported."""
    for signs, sentence in PIP_FAILURES:
        if any(sign in output for sign in signs):
            return sentence
    return f"The packages could not be installed: read .venv{os.sep}install.log and start again."


def explain(error: OSError) -> str:
    """Return one sentence for an error of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno == errno.EROFS or not os.access(str(ROOT), os.W_OK):
        return NOT_WRITABLE
    if error.errno in (errno.EACCES, errno.EPERM):
        return IN_USE if VENV.exists() else NOT_WRITABLE
    return f"The file system refused something ({error}): delete the folder .venv and start again."


def configure() -> None:
    """Make `helpers` importable and keep JupyterLab from asking other computers for news."""
    paths = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=paths))
    # A relative path is plain ASCII and stays right when the folder is moved.
    relative = os.path.relpath(str(ROOT), str(packages))
    (packages / "course.pth").write_text(relative + "\n", encoding="utf-8")
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    write_json(settings / "overrides.json", LAB_SETTINGS)


def run(arguments: list) -> int:
    """Run the course's Python with `arguments` until it ends and return its exit status."""
    command = [str(venv_python()), *arguments]
    process = subprocess.Popen(command, cwd=str(ROOT), env=child_environment())
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            status = process.wait()
            return status if status >= 0 else 128 - status
        except KeyboardInterrupt:
            continue  # the program got the same Ctrl-C and ends by itself


def forget_views(model: dict, **_: object) -> None:
    """Keep out of a saved notebook what could not be shown when it is opened again.

    Without the kernel that made it, the view of a widget shows the error "model not found"; the
    note that is stored beside the view stays. (Who lets JupyterLab save the state of widgets keeps
    the views.) The picture that plotly adds to a figure would hide the live figure.
    """
    if model["type"] != "notebook":
        return
    with_state = "widgets" in model["content"].get("metadata", {})
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            stored = output.get("data", {})
            if not with_state:
                stored.pop(WIDGET_VIEW, None)
            if FIGURE in stored:
                stored.pop("image/png", None)


def child_environment() -> dict:
    """Return the environment for programs of the course: that of an activated .venv."""
    environment = dict(os.environ)
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PIP_USER", "PIP_TARGET")
    for name in unwanted:
        environment.pop(name, None)
    programs = str(venv_python().parent)
    environment.update(
        PATH=programs + os.pathsep + environment.get("PATH", ""),
        VIRTUAL_ENV=str(VENV),
        PYTHONUTF8="1",
        PYTHONUNBUFFERED="1",
        JUPYTER_PREFER_ENV_PATH="1",  # this course's kernel, not one installed for the user
    )
    return environment


def venv_python() -> Path:
    """Return the path of the Python in .venv."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def marker(lock: str) -> Path:
    """Return the file that says what was installed from `lock`."""
    return VENV / (lock + ".installed.json")


def found(lock: str) -> dict:
    """Return what the marker of `lock` says, None when there is no readable one."""
    try:
        return json.loads(marker(lock).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def wanted(lock: str) -> dict:
    """Return what the marker of `lock` says when everything is in place."""
    digest = hashlib.sha256()
    for name in (BASE, lock):  # packages for the tests stand on those of the course
        digest.update((ROOT / name).read_bytes())
    return {
        "packages": digest.hexdigest(),
        "python": "{}.{}".format(*sys.version_info),
        "folder": str(ROOT),
    }


def restore_marker(lock: str, before: dict) -> None:
    """Say again what the marker of `lock` said before pip was called."""
    if before:
        write_json(marker(lock), before)
    elif lock != BASE:
        marker(lock).unlink()


def write_json(path: Path, content: dict) -> None:
    """Write `content` so that the file is either complete or not there."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(str(draft), str(path))


def count_pins(lock: str) -> int:
    """Return the number of packages in `lock`."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith("#") for line in lines)


def progress(text: str) -> None:
    """Show `text` in the last line of a terminal, over the one before."""
    if sys.stdout.isatty():
        print("\r" + text.ljust(40) + ("" if text else "\r"), end="", flush=True)


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def complain(text: str, status: int = 1) -> int:
    """Print what is wrong and what to do, and return the exit status."""
    progress("")
    print(text, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
