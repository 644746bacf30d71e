"""Questions of the final self-test on notebook 04."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Question
from helpers.exercises.final_options import right, wrong
from helpers.measures import alternatives, cohesion
from helpers.measures.proportions import clopper_pearson

NOTEBOOK = "04_future_impact"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        _gauges(),
        _points(),
        _none_of_three(),
        _fears(),
        _exits(),
        _search(),
        _studies(),
        _model(),
        _brier(),
    ]


def _gauges() -> Question:
    by_year = cohesion.votes(data.read("un_votes"))
    votes = by_year[by_year["state"] == "ARM"].set_index("year")["value"]
    sessions = cohesion.attendance(data.read("summits"), data.read("summit_attendance"))
    chair = sessions[(sessions["state"] == "ARM") & (sessions["year"] == 2025)].iloc[0]
    return Question(
        id="Q4.101",
        prompt=(
            f"Armenia's agreement with Russia in UN votes went from {votes[2024]:.0%} in 2024 to "
            f"{votes[2025]:.0%} in 2025, and it joined {chair['joined']:.0f} of "
            f"{chair['known']:.0f} summits in 2025. What does a careful reader conclude?"
        ),
        options=(
            wrong(
                "That Armenia came back to the alliance in 2025.",
                "The first gauge rose mostly with the agenda. The chair was empty.",
            ),
            wrong(
                "That the mean of both gauges gives the true cohesion.",
                "A mean of a share of votes and a count of sessions has no unit.",
            ),
            wrong(
                "That one of the two gauges must have been miscounted.",
                "Both are right. They show different sides.",
            ),
            right(
                "That gauges can disagree, and no single one is enough.",
                "Say which gauge you mean, and what else may have moved it.",
            ),
        ),
    )


def _points() -> Question:
    polls = data.read("public_opinion")
    asked = (polls["topic"] == "CSTO, NATO or neutrality?") & (polls["response"] == "stay in CSTO")
    first, last = polls[asked].sort_values("fieldwork_end")["percent"]
    points, per_cent = first - last, 100 * (first - last) / first
    return Question(
        id="Q4.102",
        prompt=(
            f"In an Armenian poll the share 'stay in the CSTO' went from {first:.0f}% to "
            f"{last:.0f}%. How large was the fall?"
        ),
        options=(
            wrong(
                f"{points:.0f}% or {per_cent:.0f} percentage points",
                "The other way round: points are the plain difference of two percentages.",
            ),
            right(
                f"{points:.0f} percentage points or {per_cent:.0f}%",
                "First the difference, then the difference in per cent of the first value.",
            ),
            wrong(
                f"{points:.0f} percentage points or {points:.0f}%",
                "Points and per cent of the first value are two numbers.",
            ),
            wrong(
                f"{per_cent:.0f} percentage points or {per_cent:.0f}%",
                "Points are the plain difference of the two shares.",
            ),
        ),
    )


def _none_of_three() -> Question:
    cases = data.read("assistance_requests")
    asked = cases[
        (cases["requester"] == "ARM")
        & (cases["requested"] == "yes")
        & (cases["threat_type"] == "interstate")
    ]
    troops = int((asked["response_type"] == "troops").sum())
    high = 100 * clopper_pearson(troops, len(asked))[1]
    return Question(
        id="Q4.103",
        prompt=(
            f"Of {len(asked)} Armenian requests over a threat from another state {troops} brought "
            "troops. What does the exact 95% interval for the true share tell?"
        ),
        options=(
            wrong(
                "The true share is zero: no request will ever succeed.",
                f"Zero is what was seen. The interval reaches up to {high:.0f}%.",
            ),
            wrong(
                "The true share is about one half, since nothing is known.",
                "Something is known: three cases. They leave a wide range, not a half.",
            ),
            right(
                "So few cases allow a true share from zero to above one half.",
                f"It reaches up to {high:.0f}%. They show what happened, not what will happen.",
            ),
            wrong(
                "The true share lies below five per cent with high certainty.",
                "For this one would need many more requests without success.",
            ),
        ),
    )


def _fears() -> Question:
    return Question(
        id="Q4.104",
        prompt=(
            "An ally hesitates to send observers to a border because it trades with the state on "
            "the other side. Which fear of the alliance dilemma is this?"
        ),
        options=(
            right(
                "Entrapment: to be pulled into a quarrel of others.",
                "So Snyder (1984) calls it. The state at the border fears the opposite.",
            ),
            wrong(
                "Abandonment: to be left alone when it matters.",
                "This is the fear of the state that asks for the observers.",
            ),
            wrong(
                "Deterrence: to raise the cost of an attack.",
                "Deterrence is an aim, no fear of an ally.",
            ),
            wrong(
                "Asymmetry: to have less weight than others.",
                "Weight explains who may hesitate, not what is feared.",
            ),
        ),
    )


def _exits() -> Question:
    spells = data.read("alliance_member_spells")
    leavers = spells[(spells["atop_id"] == 4220) & spells["withdrawal"]]
    same_day = int(leavers["end"].value_counts().iloc[0])
    return Question(
        id="Q4.105",
        prompt=(
            "Up to 2016 members left the Collective Security Treaty more often than others left "
            "their defence pacts. What should be said beside this rate?"
        ),
        options=(
            wrong(
                "The data count Armenia's freeze of 2024 as an exit.",
                "The data end in 2016.",
            ),
            wrong(
                "The other pacts have never lost a single member.",
                "They have, but rarely; this is what the comparison rests on.",
            ),
            wrong(
                "The treaty has too many members for a comparison.",
                "The rate counts member-years, so that size does not matter.",
            ),
            right(
                f"{same_day} of the {len(leavers)} exits are lapses on one day in 1999.",
                "They were not independent, and a lapse is not a notice to leave.",
            ),
        ),
    )


def _search() -> Question:
    links = alternatives.links(data.read("partnerships"))
    deals = links[links["type"] == "arms deal"]["period"].value_counts()
    return Question(
        id="Q4.106",
        prompt=(
            f"Our table of partnerships holds {deals['before']} arms deals from before the "
            f"invasion and {deals['after']} from after it. Why is this no measure of growth?"
        ),
        options=(
            wrong(
                "Deals from before the invasion are secret by law.",
                "Some are public, and the table has them.",
            ),
            right(
                "The search looked harder at the time after it.",
                "A sample found by searching cannot be read as a count.",
            ),
            wrong(
                "Deals have become smaller, so that they are more.",
                "The table does not give sizes that could show this.",
            ),
            wrong(
                "One deal can concern only one of the members.",
                "That would change both numbers alike.",
            ),
        ),
    )


def _studies() -> Question:
    shares = data.read("alliance_reliability")["percent"]
    return Question(
        id="Q4.107",
        prompt=(
            "Published studies say that allies kept their promises in war in "
            f"{shares.min():.0f}% to {shares.max():.1f}% of the cases. How can both numbers be "
            "serious work?"
        ),
        options=(
            right(
                "They count different years, wars and promises.",
                "A share depends on its denominator: ask what is counted.",
            ),
            wrong(
                "The older of two studies must always be wrong.",
                "A later one may only have asked another question.",
            ),
            wrong(
                "Scholars choose the number that they prefer.",
                "They state rules by which others can count again.",
            ),
            wrong(
                "The CSTO is in the one study and not in the other.",
                "One alliance more or less could not move the share so far.",
            ),
        ),
    )


def _model() -> Question:
    return Question(
        id="Q4.108",
        prompt="The scenario model shows a percentage for 'break-up'. What kind of number is it?",
        options=(
            wrong(
                "The rate at which such alliances broke up since 1946.",
                "That is the base rate. It was counted; the model's number was not.",
            ),
            wrong(
                "The mean of all published forecasts about the CSTO.",
                "The forecasts can set the weights. They do not give the percentage.",
            ),
            right(
                "What the chosen weights and judgements imply.",
                "Other assumptions give another number; none was estimated.",
            ),
            wrong(
                "The authors' own prediction for the year 2030.",
                "The model has no year and makes no prediction.",
            ),
        ),
    )


def _brier() -> Question:
    return Question(
        id="Q4.109",
        prompt="Somebody answers each yes-or-no question with '50 in 100'. Which Brier score?",
        options=(
            wrong("0, since nobody can prove this wrong", "Zero needs certainty."),
            right(
                "0.25 each time, whatever happens later",
                f"The distance is one half both ways, and squared it is {0.5**2}.",
            ),
            wrong("0.5 each time, whatever happens later", "The distance is squared."),
            wrong(
                "1 each time, since no side is taken",
                "One is for being certain of the wrong outcome.",
            ),
        ),
    )
