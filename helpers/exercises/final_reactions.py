"""Questions of the final self-test on notebook 03."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Question
from helpers.exercises.final_options import right, wrong
from helpers.measures import agenda, agreement, positions

NOTEBOOK = "03_member_reactions"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        _random_weights(),
        _gaps(),
        _without_azerbaijan(),
        _chance(),
        _agenda(),
        _who_moved(),
        _sanctions(),
        _mirror(),
        _alpha(),
    ]


def _random_weights() -> Question:
    return Question(
        id="Q3.101",
        prompt=(
            "In the spectrum of the members each point has a bar, an interval over random "
            "weights. What does it show?"
        ),
        options=(
            wrong(
                "How likely it is that our codes are right.",
                "The codes stay the same in every draw. Only the weights change.",
            ),
            right(
                "How far the score depends on the weights.",
                "It shows this and nothing else.",
            ),
            wrong(
                "How much the position changed since 2022.",
                "The bar has no time in it.",
            ),
            wrong(
                "How many sources contradict each other.",
                "Contested values are marked in the matrix. They are not in the bar.",
            ),
        ),
    )


def _gaps() -> Question:
    matrix = _matrix()
    return Question(
        id="Q3.102",
        prompt=(
            f"{int(matrix.isna().sum().sum())} of the {matrix.size} values behind the spectrum are "
            "missing. What makes the three groups of the article less certain, weights or gaps?"
        ),
        options=(
            right(
                "Mostly the gaps: unknown values could turn the order.",
                "Under nearly all weights the groups fit, if the gaps are left out.",
            ),
            wrong(
                "Mostly the weights: other weights turn the order at once.",
                "They hardly matter. The groups fit under nearly all random weights.",
            ),
            wrong(
                "Both alike: gaps and weights have the same effect here.",
                "The two tests give very different results.",
            ),
            wrong(
                "Neither: the order is the same whatever one assumes.",
                "If every gap may hold any allowed value, the order is no longer sure.",
            ),
        ),
    )


def _matrix() -> pd.DataFrame:
    table, indicators = data.read("positions"), data.read("position_indicators")
    wide = table.pivot(index="indicator", columns="member", values="stance")
    others = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
    return wide.reindex(index=indicators["indicator"], columns=others).astype(float)


def _without_azerbaijan() -> Question:
    whole = _matrix()
    on_war = whole.drop(index=positions.ABOUT_AZERBAIJAN)
    told = (
        f"Armenia's mean goes from {whole['ARM'].mean():+.2f} to {on_war['ARM'].mean():+.2f}; "
        f"Kazakhstan's is then {on_war['KAZ'].mean():+.2f}."
    )
    return Question(
        id="Q3.103",
        prompt=(
            "Three indicators record steps for which Armenia names Azerbaijan, not Ukraine. What "
            "happens to the spectrum without them?"
        ),
        options=(
            wrong("Armenia moves still farther from Russia.", told),
            wrong("Armenia changes places with Belarus.", told),
            right("Armenia comes close to Kazakhstan.", told),
            wrong("Armenia keeps its distance from all others.", told),
        ),
    )


def _votes() -> pd.DataFrame:
    return agenda.whole_texts(data.read("un_votes"))


def _chance() -> Question:
    votes = _votes()
    recent = votes[_year(votes) == 2023]
    simple, pi = (
        float(agreement.with_state(recent, ["KAZ"], measure=name, draws=0)["value"].iloc[0])
        for name in ("agreement", "pi")
    )
    return Question(
        id="Q3.104",
        prompt=(
            f"In 2023 the simple agreement of Kazakhstan with Russia was {simple:.2f}, while "
            f"Scott's pi was {pi:.2f}. How can both be right?"
        ),
        options=(
            wrong(
                "Pi counts the votes on Ukraine only.",
                "Both use all roll calls of the year.",
            ),
            wrong(
                "Pi counts an absence as a vote against.",
                "Absences are left out of both.",
            ),
            wrong(
                "One is in per cent, the other is not.",
                "Both have 1 as their largest value. They differ in what counts as zero.",
            ),
            right(
                "Chance alone would give as much agreement.",
                "Pi subtracts what two states with this mix of votes share by chance.",
            ),
        ),
    )


def _year(votes: pd.DataFrame) -> pd.Series:
    return votes["date"].dt.year


def _agenda() -> Question:
    votes = _votes()
    year = _year(votes)
    count = year.value_counts()
    against = float((votes.loc[year == 2025, "USA"] == "N").mean())
    russian = {when: float((votes.loc[year == when, "RUS"] == "N").mean()) for when in (2023, 2025)}
    return Question(
        id="Q3.105",
        prompt="In 2025 all members agreed more often with Russia than before. What had changed?",
        options=(
            wrong(
                "The members had adopted a common line in the CSTO.",
                "No such decision is known. States outside the alliance agreed more as well.",
            ),
            right(
                "The agenda: more texts on which nearly all said yes.",
                f"There were {count[2025]} roll calls instead of {count[2023]} two years before, "
                f"with the United States against {against:.0%} of them.",
            ),
            wrong(
                "Russia said no to many more texts than before.",
                f"Its share of no votes fell, from {russian[2023]:.0%} in 2023 to "
                f"{russian[2025]:.0%}.",
            ),
            wrong(
                "The Assembly had stopped to vote on Ukraine.",
                "It voted on Ukraine in 2025, too, and such votes are few among all.",
            ),
        ),
    )


def _who_moved() -> Question:
    votes = _votes()
    russian = {
        when: float((votes.loc[_year(votes) == when, "RUS"] == "N").mean()) for when in (2021, 2023)
    }
    return Question(
        id="Q3.106",
        prompt=(
            "The distance of two states in votes grew. Which finding points to the second state, "
            "and not to the first, as the one that moved?"
        ),
        options=(
            right(
                "The second one's distance to most other states grew as well.",
                "So it was with Russia from 2021 to 2023: its share of no votes rose from "
                f"{russian[2021]:.0%} to {russian[2023]:.0%}.",
            ),
            wrong(
                "The first one's distance to most other states grew as well.",
                "This points to the first state.",
            ),
            wrong(
                "The two abstained more often in the year before than now.",
                "This tells about the two together, not about who moved.",
            ),
            wrong(
                "The distance of the two to each other grew every year.",
                "A distance alone has no direction, however long it grows.",
            ),
        ),
    )


def _sanctions() -> Question:
    return Question(
        id="Q3.107",
        prompt="Which sentence describes what Kazakhstan did about the Western sanctions?",
        options=(
            wrong(
                "It joined them in 2022 and left them again in 2024.",
                "It never joined them.",
            ),
            wrong(
                "It ignored them and let its banks do as they liked.",
                "Banks left the Russian card system, and goods are tracked since 2023.",
            ),
            wrong(
                "It wrote them into its own law after warnings.",
                "No such law is known; an export ban was denied in October 2023.",
            ),
            right(
                "It did not join, and promised to be no way around them.",
                "To join, to follow and to prevent evasion are three things.",
            ),
        ),
    )


def _mirror() -> Question:
    return Question(
        id="Q3.108",
        prompt=(
            "EU exporters declare far more goods for Kyrgyzstan than Kyrgyz statistics record as "
            "imports. What follows from this gap alone?"
        ),
        options=(
            wrong(
                "All of the missing goods were sold on to Russia.",
                "Likely for a part. But the gap does not show where a single product went.",
            ),
            wrong(
                "The figures of the exporters were made up.",
                "Nothing points to this; exporters have to declare what they sell.",
            ),
            right(
                "Much was cleared elsewhere, or the offices count differently.",
                "The mirror shows that the books differ, and by how much.",
            ),
            wrong(
                "The Kyrgyz government planned the whole trade.",
                "Firms trade. What a government knew is another question.",
            ),
        ),
    )


def _alpha() -> Question:
    return Question(
        id="Q3.109",
        prompt=(
            "Two coders write 0 for nearly every event and so agree on nine of ten. Why can "
            "Krippendorff's alpha still be low?"
        ),
        options=(
            wrong(
                "Alpha needs three coders at least to be valid.",
                "Two are enough, and gaps are allowed.",
            ),
            right(
                "Chance alone would make them agree this often.",
                "Alpha sets the disagreement that we see beside that of chance.",
            ),
            wrong(
                "Alpha leaves out all events with the code 0.",
                "Zero is a code like any other.",
            ),
            wrong(
                "Nine of ten is low agreement by any measure.",
                "As a share it is high; this is why a share alone flatters.",
            ),
        ),
    )
