"""Questions of the final self-test on notebook 02."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Option, Question
from helpers.exercises.final_options import right, wrong

NOTEBOOK = "02_war_stance"
FOUR = ["KAZ", "KGZ", "TJK", "ARM"]


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        _always_with_russia(),
        _abstentions(),
        _human_rights_council(),
        _kursk(),
        _speed(),
        _control_cases(),
        _mean(),
        _empty_chair(),
        _wording(),
    ]


def _votes() -> pd.DataFrame:
    return data.read("un_ukraine_votes").set_index("resolution")


def _always_with_russia() -> Question:
    votes = _votes()
    same = {state: int((votes[state] == votes["RUS"]).sum()) for state in ["BLR", *FOUR]}
    return Question(
        id="Q2.101",
        prompt=(
            f"We hold {len(votes)} votes of the General Assembly on Ukraine in full. Which member "
            "voted as Russia did on every one of them?"
        ),
        options=tuple(
            Option(
                data.names()[state],
                same[state] == len(votes),
                "It did so from 2014 to 2025, without an exception."
                if same[state] == len(votes)
                else f"It voted as Russia did on {same[state]} of them.",
            )
            for state in ("KGZ", "TJK", "BLR", "ARM")
        ),
    )


def _abstentions() -> Question:
    votes = _votes()
    recent = votes.loc[votes["date"] > "2022-02-24", FOUR]
    abstained = int((recent == "A").sum().sum())
    return Question(
        id="Q2.102",
        prompt=(
            "Since the invasion Kazakhstan, Kyrgyzstan, Tajikistan and Armenia abstained in "
            f"{abstained} of {recent.size} cases. What do these abstentions record?"
        ),
        options=(
            wrong(
                "That they were not in the room.",
                "Then no vote would be recorded. An abstention is a vote.",
            ),
            wrong(
                "That they secretly back one side.",
                "A motive is not in the record, neither this one nor another.",
            ),
            wrong(
                "That the CSTO told them how to vote.",
                "No voting instruction of the CSTO is known, and Belarus voted no.",
            ),
            right(
                "That they supported neither side of the text.",
                "More than this the vote alone does not tell.",
            ),
        ),
    )


def _human_rights_council() -> Question:
    votes = _votes()
    turned = (votes.loc["A/RES/ES-11/1"] == "A") & (votes.loc["A/RES/ES-11/3"] == "N")
    feedback = {
        True: "Each text asks something else, and this one went further than the first.",
        False: "It did not take part in that vote. An absence is no vote against.",
    }
    return Question(
        id="Q2.103",
        prompt=(
            "On 2 March 2022 four members abstained on the first resolution. Which of them voted "
            "no when Russia was suspended from the Human Rights Council in April?"
        ),
        options=tuple(
            Option(data.names()[state], bool(turned[state]), feedback[bool(turned[state])])
            for state in ("ARM", "KAZ", "TJK", "KGZ")
        ),
    )


def _kursk() -> Question:
    return Question(
        id="Q2.104",
        prompt=(
            "In August 2024 fighting reached Kursk, on recognised Russian territory. Which "
            "argument against a use of Article 4 still held?"
        ),
        options=(
            wrong(
                "The place lies outside the members' territory.",
                "Kursk is Russian. This argument fitted the annexed Ukrainian regions only.",
            ),
            right(
                "Russia had made no request for help.",
                "The secretariat used this argument on 14 August 2024.",
            ),
            wrong(
                "The treaty was suspended during the war.",
                "The treaty has been in force throughout.",
            ),
            wrong(
                "The Security Council of the UN had said no.",
                "Article 4 rests on self-defence. It only asks to inform that Council.",
            ),
        ),
    )


def _speed() -> Question:
    cases = data.read("assistance_requests").set_index("short_title")
    both = cases.loc[["Kazakhstan, January 2022", "Armenia, September 2022"]]
    days = both["days_to_first_response"].tolist()
    kinds = both["response_type"].tolist()
    told = f"First answers after {days[0]} and {days[1]} days; what came: {' and '.join(kinds)}."
    same_speed, same_kind = days[0] == days[1], kinds[0] == kinds[1]
    return Question(
        id="Q2.105",
        prompt=(
            "How did the first answers to Kazakhstan (January 2022) and to Armenia (September "
            "2022) differ?"
        ),
        options=(
            Option("In speed, not in the kind of help.", not same_speed and same_kind, told),
            Option("In speed and in the kind of help.", not (same_speed or same_kind), told),
            Option("In the kind of help, not in speed.", same_speed and not same_kind, told),
            Option("In neither; both were answered alike.", same_speed and same_kind, told),
        ),
    )


def _control_cases() -> Question:
    cases = data.read("assistance_requests")
    return Question(
        id="Q2.106",
        prompt=(
            f"{int(cases['control_case'].sum())} of the {len(cases)} cases in the table of "
            "requests are control cases, in which nobody asked. Why are they there?"
        ),
        options=(
            wrong(
                "To show that allies often help unasked.",
                "They do not show this; in most of them nothing came.",
            ),
            wrong(
                "To make the table long enough for statistics.",
                "More rows of another kind do not help. The comparison does.",
            ),
            wrong(
                "To list the requests that were kept secret.",
                "A secret request would not be known to us.",
            ),
            right(
                "To keep silence apart from a broken promise.",
                "Without them each crisis without troops would look like a refusal.",
            ),
        ),
    )


def _mean() -> Question:
    return Question(
        id="Q2.107",
        prompt=(
            "The coded events of a member have a mean direction close to zero. What may one "
            "conclude about this member?"
        ),
        options=(
            right(
                "Little: strong acts on both sides may cancel out.",
                "Look at the spread and at the single events.",
            ),
            wrong(
                "That it did nothing that matters in the war.",
                "A mean says nothing about how many acts there were, or how strong.",
            ),
            wrong(
                "That it is a neutral state in the sense of law.",
                "Neutrality in law is a status. A mean of codes is not.",
            ),
            wrong(
                "That all of its acts were coded as procedural.",
                "They may be, but plus two and minus two give the same mean.",
            ),
        ),
    )


def _empty_chair() -> Question:
    attendance = data.read("summit_attendance").merge(data.read("summits"), on="summit_id")
    absent = attendance[(attendance["attendance"] == "absent") & (attendance["date"] >= "2023")]
    names = ", ".join(data.names()[state] for state in absent["state"].unique())
    return Question(
        id="Q2.108",
        prompt=(
            f"Since 2023 one member has stayed away from the summits ({names}). Which reason does "
            "its government give for its break with the alliance?"
        ),
        options=(
            wrong(
                "Its opposition to the war in Ukraine.",
                "It has criticised the invasion, but gives another reason for its break.",
            ),
            right(
                "The missing help against Azerbaijan.",
                "It names the attacks of 2021 and 2022. The first came before the invasion.",
            ),
            wrong(
                "The contributions that it cannot pay.",
                "It stopped paying by its own decision, after it had stayed away.",
            ),
            wrong(
                "Its new membership in another alliance.",
                "It has joined no other alliance.",
            ),
        ),
    )


def _wording() -> Question:
    return Question(
        id="Q2.109",
        prompt="How did the statements of CSTO bodies on the war change after the invasion?",
        options=(
            wrong(
                "Critical of Russia at first, procedural from 2024 on.",
                "Nothing in our sample condemns Russia, at any time.",
            ),
            wrong(
                "With Russia's account at first, procedural from 2024 on.",
                "It is the other way round.",
            ),
            right(
                "Procedural at first, some with Russia's account from 2024 on.",
                "The change came in August 2024, with the fighting at Kursk.",
            ),
            wrong(
                "Not at all: they have never touched the war in Ukraine.",
                "They speak of it, if only to say that no request was made.",
            ),
        ),
    )
