"""Names of folders with letters beyond ASCII that this computer can write."""

from __future__ import annotations

import os


def with_letters_beyond_ascii() -> str:
    """Return a name of two words; not every locale's encoding holds letters of every script."""
    for name in ("mein Kurs ü", "мой курс"):
        try:
            os.fsencode(name)
        except UnicodeEncodeError:
            continue
        return name
    raise RuntimeError("This locale allows neither Latin nor Cyrillic letters in names.")
