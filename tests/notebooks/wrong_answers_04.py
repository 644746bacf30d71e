"""Plausible wrong answers of notebook 04, by exercise."""

from __future__ import annotations

WRONG_ANSWERS: dict[str, list] = {
    "4.1": [0, 100, 50, 0.1429],
    "4.2": [28.0, 16.9, 1.1],
    "4.3": [100, 50, 5, 0.708],
    "4.4": [19, 37, 63.3, 0.491],
    "4.5": [0, 1, 0.21],
    "4.6": [0.21, 0.0612, 30],
    "4.7": [9, 13, 17, 1],
    "4.8": [
        {"war_outcome": 4, "russia_standing": 6},
        {"war_outcome": 24, "russia_standing": 24, "member_will": 24},
        {"war": 4, "standing": 6, "will": 15},
    ],
    "4.9": [0, 1, 0.5, -0.75],
}
