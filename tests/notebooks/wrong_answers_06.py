"""Plausible wrong answers of notebook 06, by exercise."""

from __future__ import annotations

WRONG_ANSWERS: dict[str, list] = {
    "6.1": [0, 1, 0.59, 0.37, 35.2],
    "6.2": [68.75, 0.681, 41, 100],
    "6.3": [["C088"], ["C088", "C131"], ["C072", "C129", "C134"], ["C088", "C015", "C129"]],
}
