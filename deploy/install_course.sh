#!/bin/sh
# Make the one installation of the course that all students of a server share.
# Run it as administrator, again after every update of the course. It needs the network.
set -eu
umask 022

course=$(cd "$(dirname "$0")/.." && pwd)
python="$course/.venv/bin/python"

# Makes .venv, or brings it up to date, exactly as on anybody's own computer.
"${PYTHON:-python3}" "$course/course.py" check-data
# The part of JupyterHub that runs in each student's server.
"$python" -m pip install --disable-pip-version-check --quiet --no-deps \
    --requirement "$course/deploy/requirements-student.txt"
# Students cannot write here: without this, every start would compile all packages again.
"$python" -m compileall -q -j 0 "$course/.venv/lib" "$course/helpers"

# Answers stay with the teacher. Git holds them as well.
for private in .git tests notebooks/solutions notebooks/instructor; do
    if [ -e "$course/$private" ]; then
        chmod go-rwx "$course/$private"
    fi
done
