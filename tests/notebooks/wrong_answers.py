"""Plausible wrong answers by exercise: at least three each, values or functions giving one.

Exercises with a closed list of options, and slips that compute their value, are tried by
themselves and need no entry here.
"""

from __future__ import annotations

import wrong_answers_03
import wrong_answers_04
import wrong_answers_05
import wrong_answers_06

WRONG_ANSWERS: dict[str, list] = {
    "0.1": [0, 22, 3],
    "0.2": [5, 17, 238],
    "0.3": [0, 1, 100],
    "1.1": [1, 365, 345],
    "1.2": [5, 8, 12],
    "1.3": [["UZB"], ["AZE", "GEO"], ["AZE", "GEO", "UZB", "ARM"]],
    "1.4": [0, 174, 2143],
    "1.6": [0, 7, 11],
    "1.7": [0.9576, 50, 96.9],
    "1.9": [0, 18000, 1600],
    "2.1": [
        {"BLR": 22, "KAZ": 14, "KGZ": 15, "TJK": 15, "ARM": 12},
        {"BLR": 22, "KAZ": 22, "KGZ": 22, "TJK": 22, "ARM": 22},
        {"BLR": 22, "KAZ": 7},
    ],
    "2.2": [["ARM"], ["KAZ"], ["BLR", "KAZ", "KGZ", "TJK"], ["Kazakhstan", "Kyrgyzstan"]],
    "2.3": [0, 3, 11, -0.1],
    "2.4": [25, 11, 12, 10],
    "2.5": [0, 35, 62],
    "2.6": [0, 3, 11],
}
WRONG_ANSWERS |= wrong_answers_03.WRONG_ANSWERS
WRONG_ANSWERS |= wrong_answers_04.WRONG_ANSWERS
WRONG_ANSWERS |= wrong_answers_05.WRONG_ANSWERS
WRONG_ANSWERS |= wrong_answers_06.WRONG_ANSWERS
