"""A lock between processes, so that one of them at a time reads a file, changes and writes it.

The operating system keeps the lock and takes it back when a process ends, however it ends. So no
lock is left behind by a process that was killed.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    fcntl = None

_PAUSE = 0.01
_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
# Some network drives know no locks. There a save is as safe as an atomic renaming makes it.
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock that a file stands for; the file itself stays empty and is never removed.

    Args:
        path: The file; made if it does not exist.
        seconds: How long to wait for another process.

    Raises:
        TimeoutError: Another process still holds the lock.
        OSError: The file cannot be opened.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + seconds
        while not _taken(handle):
            if time.monotonic() > end:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return True
        if error.errno in _TAKEN:
            return False
        raise
    return True
