"""Full-text search that minds neither case nor accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pandas as pd


def plain(text: str) -> str:
    """Return a text in small letters without accents, for comparing.

    Example:
        >>> plain("Élysée, Wałęsa, Paşinyan")
        'elysee, walesa, pasinyan'
    """
    apart = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def texts(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Return by row the text in which to search.

    Args:
        frame: Any table.
        columns: Columns to search in; missing cells count as empty.

    Example:
        >>> texts(pd.DataFrame({"a": ["Élan", None], "b": [1, 2]}), ["a", "b"]).tolist()
        ['elan 1', ' 2']
    """
    cells = frame[list(columns)].astype("string").fillna("")
    return cells.agg(" ".join, axis=1).map(plain)


def matches(searched: pd.Series, query: str) -> pd.Series:
    """Tell for each text whether it holds all words of a query, in any order.

    Args:
        searched: Texts as `texts` returns them.
        query: Words or parts of words; empty finds everything.

    Example:
        >>> matches(pd.Series(["armenia and france"]), "Françe arm").tolist()
        [True]
    """
    found = pd.Series(True, index=searched.index)
    for word in set(plain(query).split()):
        found &= searched.str.contains(word, regex=False)
    return found
