"""Values that repeat each other, written once: the views of one explorer share most of a figure."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

# A reference takes about ten characters; below this length sharing gains nothing.
_SHORTEST = 30
REFERENCE = "$"


def pack(values: list[Any]) -> dict[str, list]:
    """Return values with every larger part that occurs twice or more stored once.

    Args:
        values: Plain values, as JSON knows them.

    Returns:
        ``parts``, and ``views``, one a value, in which ``{"$": 3}`` stands for part 3. Parts may
        refer to other parts; ``course.js`` puts them together again.

    Example:
        >>> shapes = list(range(30))
        >>> packed = pack([[1, shapes], [2, shapes]])
        >>> packed["views"], len(packed["parts"])
        ([[1, {'$': 0}], [2, {'$': 0}]], 1)
    """
    counts: Counter[str] = Counter()
    for value in values:
        _count(value, counts)
    parts: list[Any] = []
    places: dict[str, int] = {}

    def short(value: Any) -> Any:
        key = _key(value)
        if counts[key] < 2:
            return inside(value)
        if key not in places:
            content = inside(value)
            places[key] = len(parts)
            parts.append(content)
        return {REFERENCE: places[key]}

    def inside(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: short(item) for name, item in value.items()}
        return [short(item) for item in value] if isinstance(value, list) else value

    views = [short(value) for value in values]
    return {"parts": parts, "views": views}


def _count(value: Any, counts: Counter[str]) -> None:
    """Count the parts of a value; what lies inside a known part is not counted again."""
    key = _key(value)
    if key:
        counts[key] += 1
    if counts[key] < 2:
        items = value.values() if isinstance(value, dict) else value
        for item in items if isinstance(value, dict | list) else ():
            _count(item, counts)


def _key(value: Any) -> str:
    """Return what tells a value from others; nothing for one that is too short to be shared."""
    if not isinstance(value, dict | list | str):
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) >= _SHORTEST else ""
