"""What a curious student tries in an own kernel; prints one line of JSON. The names come first."""

import http.client
import json
import os
import pwd
import urllib.error
import urllib.request
from pathlib import Path


def attempt(action):
    """Say what came of an action."""
    try:
        action()
    except PermissionError:
        return "refused"
    return "DONE"


def ports(user):
    """Return the ports on which programs of a user listen."""
    listening = []
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        columns = line.split()
        if columns[3] == "0A" and int(columns[7]) == user:
            listening.append(int(columns[1].split(":")[1], 16))
    return listening


def visit(port):
    """Say whether another student's server shows its files to somebody without a login."""
    try:
        address = f"http://127.0.0.1:{port}/user/{OTHER}/api/contents"  # noqa: F821
        with urllib.request.urlopen(address, timeout=3) as answer:
            return "DONE" if b'"content"' in answer.read() else "refused"
    except urllib.error.HTTPError:
        return "refused"
    except (OSError, http.client.HTTPException):
        return "no web server"


def processes(user):
    """Return the folders in /proc of a user's processes."""
    return [f for f in Path("/proc").glob("[0-9]*") if f.exists() and f.stat().st_uid == user]


other = pwd.getpwnam(OTHER)  # noqa: F821
home, course = Path(other.pw_dir), Path(COURSE)  # noqa: F821
kernels = home / ".local/share/jupyter/runtime"
visits = [visit(port) for port in ports(other.pw_uid)]
environ = processes(other.pw_uid)[0] / "environ"
found = {
    "list the home of another student": attempt(lambda: os.listdir(home)),
    "open a file of another student": attempt((home / "my_work/secret.txt").read_text),
    "write into the home of another student": attempt((home / "left.txt").touch),
    "find the keys of another student's kernels": attempt(lambda: os.listdir(kernels)),
    "read the token of another student's server": attempt(environ.read_bytes),
    "visit another student's server without login": (
        "DONE" if "DONE" in visits or "refused" not in visits else "refused"
    ),
    "open the solutions": attempt(lambda: os.listdir(course / "notebooks/solutions")),
    "change the course that all share": attempt((course / "left.txt").touch),
    "change the packages that all share": attempt((course / ".venv/left.txt").touch),
    "read the hub's files": attempt(lambda: os.listdir(STATE)),  # noqa: F821
}
print(json.dumps(found))
