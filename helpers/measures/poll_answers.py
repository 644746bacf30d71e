"""How the answers of polls are followed: questions wanted, degrees added up, doubts kept."""

from __future__ import annotations

import math

import pandas as pd

# Questions that bear on the CSTO or on Russia as the leading ally.
TOPICS = [
    "Should Armenia leave the CSTO?",
    "CSTO, NATO or neutrality?",
    "CSTO or NATO?",
    "Is freezing CSTO membership in Armenia's interest?",
    "Belarus in the CSTO",
    "Who could give Armenia military and political help?",
    "Most important security partners",
    "Main friend of Armenia",
    "Relations with Russia",
    "Approval of Russia's leadership",
    "Attitude to Russia",
    "Change of attitude to Russia since the war",
    "Could Russia attack Kazakhstan?",
    "Which side do you support?",
    "Support for Russia's military action in Ukraine",
    "Confidence in Vladimir Putin",
]


# The one answer a question that stands for it where there is room for one line only.
KEY_ANSWERS = {
    "CSTO, NATO or neutrality?": "stay in CSTO",
    "Should Armenia leave the CSTO?": "yes",
    "Belarus in the CSTO": None,
    "Relations with Russia": "good",
    "Main friend of Armenia": "Russia",
    "Approval of Russia's leadership": "approve",
    "Attitude to Russia": "favourable (very or somewhat)",
    "Which side do you support?": "Russia",
    "Support for Russia's military action in Ukraine": "support",
    "Confidence in Vladimir Putin": "a great deal or a fair amount",
}


# The answers that are followed over time where a question has many.
_FOLLOWED = {
    "Who could give Armenia military and political help?": ["Russia", "CSTO", "France"],
    "Most important security partners": ["Russia", "France", "Iran"],
    "Main friend of Armenia": ["Russia", "France"],
    "Approval of Russia's leadership": ["approve", "disapprove"],
}


_GOOD = {"very good": "good", "somewhat good": "good"}


_BAD = {"very bad": "bad", "somewhat bad": "bad"}


DEGREES = [*_GOOD, *_BAD, "definitely yes", "rather yes", "rather not", "definitely not"]


_WHOLE = {
    "Relations with Russia": {**_GOOD, **_BAD, "good (total)": "good", "bad (total)": "bad"},
    "Should Armenia leave the CSTO?": {
        "definitely yes": "yes",
        "rather yes": "yes",
        "rather not": "no",
        "definitely not": "no",
    },
    "Is freezing CSTO membership in Armenia's interest?": {
        "yes (total)": "yes",
        "no (total)": "no",
        "definitely yes": None,
        "rather yes": None,
    },
    "Support for Russia's military action in Ukraine": {
        "definitely support": None,
        "definitely do not support": None,
    },
}


_DOUBT = {"high": 0, "medium": 1, "low": 2, "contested": 3}


def answer(topic: str, response: str) -> str | None:
    """Return the answer under which a response is followed; None if it is left out."""
    if topic in _FOLLOWED:
        return response if response in _FOLLOWED[topic] else None
    return _WHOLE.get(topic, {}).get(response, response)


def merged(key: tuple, group: pd.DataFrame) -> dict:
    """Make one row of the responses that are degrees of the same answer.

    Args:
        key: Pollster, topic, answer and date.
        group: Rows of ``public_opinion``.
    """
    pollster, topic, answer, date = key
    percent = float(group["percent"].sum())
    n = group["n"].iloc[0]
    margin = math.nan if pd.isna(n) else 196 * math.sqrt(percent / 100 * (1 - percent / 100) / n)
    notes = dict.fromkeys(group["note"].dropna())
    return {
        "panel": f"{pollster}: {topic}",
        "pollster": pollster,
        "topic": topic,
        "answer": answer,
        "date": date,
        "when": _middle(date),
        "percent": percent,
        "n": n,
        "margin": margin,
        "added": len(group) > 1,
        "comparable": not any("options differ" in note for note in notes),
        "confidence": max(group["confidence"], key=_DOUBT.__getitem__),
        "note": " ".join(notes),
        "source_ids": ";".join(dict.fromkeys(";".join(group["source_ids"]).split(";"))),
    }


def _middle(date: str) -> pd.Timestamp:
    period = pd.Period(date)
    return period.start_time + (period.end_time - period.start_time) / 2
