"""Short words for the options in the bank of final questions."""

from __future__ import annotations

from helpers.exercises.base import Option


def right(text: str, why: str) -> Option:
    """Return a right answer with what to say to somebody who chose it.

    Example:
        >>> right("2003", "Then it took effect.").right
        True
    """
    return Option(text, True, why)


def wrong(text: str, why: str) -> Option:
    """Return a wrong answer with what to say to somebody who chose it.

    Example:
        >>> wrong("1992", "In 1992 only the treaty was signed.").right
        False
    """
    return Option(text, False, why)
