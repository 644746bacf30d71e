"""Plausible wrong answers of notebook 05, by exercise."""

from __future__ import annotations

WRONG_ANSWERS: dict[str, list] = {
    "5.1": [0, 6, 9],
    "5.2": [["ARM"], ["ARM", "KGZ", "TJK"], ["KAZ", "BLR"]],
    "5.3": [2, 10, 91],
    "5.4": [1, 0.5, 0.91],
    "5.5": [0.22, 17.6, 1],
    "5.6": [40, 33, 83],
    "5.7": [151, 52, 67],
    "5.8": [9.1, 50, 0.9],
    "5.9": [0, 6, 19],
}
