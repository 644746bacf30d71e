"""Accounts of a class on this machine; run it with sudo.

python3 deploy/class_accounts.py add NAMES.txt       one account a line; prints name and password
python3 deploy/class_accounts.py collect FOLDER      one archive a student with what they worked on
"""

from __future__ import annotations

import grp
import pwd
import re
import secrets
import subprocess
import sys
from pathlib import Path

GROUP = "csto-students"
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
# Run as the student: a link to a file that only the administrator can read gives nothing away.
PACK = 'cd "$HOME" && exec tar --create --gzip --ignore-failed-read my_work */notebooks'


class AccountError(Exception):
    """An account cannot be made; the message says why."""


def add(name: str, base: Path = Path("/home")) -> str:
    """Make an account for one student and return its first password.

    Args:
        name: Small letters, digits and hyphens; best a pseudonym.
        base: Folder for the student's home, which only the student can read.

    Raises:
        AccountError: The name is not allowed or taken; nothing was changed.
    """
    if not NAME.fullmatch(name):
        raise AccountError(f"{name}: use small letters, digits and hyphens, a letter first")
    if name in (account.pw_name for account in pwd.getpwall()):
        raise AccountError(f"{name}: there is such an account already; it was not changed")
    _run("groupadd", "--force", GROUP)
    # Explicit, because some systems make homes that every user can read.
    private = ("--create-home", "--key", "HOME_MODE=0700")
    _run("useradd", *private, "--base-dir", str(base), "--groups", GROUP, "--shell", "/bin/bash",
         name)  # fmt: skip
    password = secrets.token_urlsafe(9)
    _run("chpasswd", text=f"{name}:{password}\n")
    return password


def collect(name: str, folder: Path) -> bool:
    """Pack a student's own work and notebooks into FOLDER/NAME.tar.gz.

    Args:
        name: Account of the student.
        folder: Where the archive goes; it may hold an older one, which is replaced.

    Returns:
        Whether there was anything to collect: False for a student who never logged in.
    """
    home = pwd.getpwnam(name).pw_dir
    if not (Path(home) / "my_work").is_dir():
        return False
    draft = folder / f".{name}.part"
    with draft.open("wb") as file:
        command = ["runuser", "-u", name, "--", "env", f"HOME={home}", "sh", "-c", PACK]
        subprocess.run(command, stdout=file, check=True)
    draft.replace(folder / f"{name}.tar.gz")
    return True


def main(arguments: list[str]) -> int:
    """Add or collect, as the arguments say, and return the exit status."""
    if len(arguments) != 2 or arguments[0] not in ("add", "collect"):
        print(__doc__)
        return 2
    command, path = arguments[0], Path(arguments[1])
    return _add_all(path) if command == "add" else _collect_all(path)


def _add_all(names: Path) -> int:
    failed = 0
    for name in names.read_text(encoding="utf-8").split():
        try:
            print(f"{name}\t{add(name)}")
        except AccountError as problem:
            failed = 1
            print(problem, file=sys.stderr)
    return failed


def _collect_all(folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in sorted(grp.getgrnam(GROUP).gr_mem):
        print(f"{name}\t{'collected' if collect(name, folder) else 'has not logged in yet'}")
    return 0


def _run(*command: str, text: str | None = None) -> None:
    subprocess.run(command, input=text, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
