"""Plausible wrong answers to the exercises of notebook 03, see wrong_answers.py."""

from __future__ import annotations

WRONG_ANSWERS: dict[str, list] = {
    "3.1": [
        {"ARM": -1.17, "BLR": 1.25, "KAZ": 0.5, "KGZ": -0.33, "TJK": 0},
        {"ARM": -7, "BLR": 15, "KAZ": 3, "KGZ": -2, "TJK": 0},
        {"KAZ": 0.27},
    ],
    "3.2": [
        {"BLR": 0, "KAZ": 0, "KGZ": 0, "TJK": 0, "ARM": 0},
        {"BLR": 21, "KAZ": 21, "KGZ": 21, "TJK": 21, "ARM": 21},
        {"TJK": 6},
    ],
    "3.3": [["ARM"], ["KAZ", "ARM"], ["KAZ", "KGZ", "TJK", "ARM"], ["Armenia", "Kazakhstan"]],
    "3.5": [
        {"BLR": 22, "KAZ": 7, "KGZ": 6, "TJK": 3, "ARM": 8},
        {"BLR": 1, "KAZ": 0.5, "KGZ": 0.5, "TJK": 0.5, "ARM": 0.5},
        {"BLR": 1, "KAZ": 0.67},
    ],
    "3.6": [0.55, 47, 91, 100],
    "3.7": [
        {"BLR": 0.86, "KAZ": 0.74},
        {"BLR": 1, "KAZ": 0.67, "KGZ": 0.64, "TJK": 0.58, "ARM": 0.67},
        {"BLR": 86, "KAZ": 74, "KGZ": 76, "TJK": 79, "ARM": 79},
    ],
    "3.8": [0.128, 22.5, -12.8, 8],
    "3.9": [0.049, -31.1, 104.9, 88],
    "3.11": [0.89, 0.85, 0.815, 1],
}
