"""Start one student's server: give the student a copy of the course, then run JupyterLab.

JupyterHub runs this as the student, with the Python of the course, whatever the spawner. The copy
is made once. It is never written to again, so that nothing a student did can be lost.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
# Only what students use: no solutions, no teacher's notes, no tests, no history.
HANDED_OUT = ("data", "helpers", "README.md", "LICENSE", "LICENSE-TEXT", "CITATION.cff")
FIRST_PAGE = "notebooks/00_start_here.ipynb"
# The hub decides about these two.
NOT_HERE = ("--ServerApp.root_dir", "--LabApp.default_url")


def hand_out(course: Path, copy: Path) -> bool:
    """Make the student's copy of the course unless there is one.

    Args:
        course: The installed course, which the student can only read.
        copy: Where the copy belongs; it appears whole or not at all.

    Returns:
        Whether a copy was made.
    """
    if copy.exists():
        return False
    draft = Path(tempfile.mkdtemp(dir=copy.parent, prefix=f".{copy.name}."))
    try:
        for name in HANDED_OUT:
            source = course / name
            if source.is_dir():
                shutil.copytree(source, draft / name)
            else:
                shutil.copy2(source, draft / name)
        (draft / "notebooks").mkdir()
        for notebook in sorted((course / "notebooks").glob("*.ipynb")):
            shutil.copy2(notebook, draft / "notebooks" / notebook.name)
        draft.rename(copy)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return True


def student_environment(course_environment: dict[str, str], copy: Path) -> dict[str, str]:
    """Return the environment of the student's server and kernels.

    Args:
        course_environment: That of the course's own command, with its `.venv` activated.
        copy: The student's copy of the course.
    """
    own_work = copy.parent / "my_work"
    own_work.mkdir(exist_ok=True)
    return course_environment | {
        # Notebooks, helpers and data of a student are always of the same edition.
        "PYTHONPATH": str(copy),
        # Beside the copy: a new edition or a fresh copy leaves the student's own work alone.
        "COURSE_WORK": str(own_work),
        "JUPYTERHUB_DEFAULT_URL": f"/lab/tree/{copy.name}/{FIRST_PAGE}",
    }


def main() -> None:
    """Prepare the home folder of this user and become the user's server."""
    sys.path.insert(0, str(COURSE))
    import course

    home = Path.home()
    os.umask(0o077)
    if home.stat().st_uid == os.getuid():
        home.chmod(0o700)  # some systems make homes that all users can read
    os.chdir(home)
    copy = home / os.environ.get("COURSE_COPY", "csto-course")
    hand_out(COURSE, copy)
    options = [option for option in course.LAB_OPTIONS if not option.startswith(NOT_HERE)]
    # Not `python -m`: that would import whatever a student has put into the home folder.
    program = str(course.venv_python().with_name("jupyterhub-singleuser"))
    environment = student_environment(course.child_environment(), copy)
    os.execve(program, [program, *options, *sys.argv[1:]], environment)


if __name__ == "__main__":
    main()
