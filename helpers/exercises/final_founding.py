"""Questions of the final self-test on notebook 01."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Option, Question
from helpers.exercises.final_options import right, wrong
from helpers.measures import asymmetry, membership

NOTEBOOK = "01_founding"
MILITARY = "military_spending_usd_million_2023"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        _request(),
        _charter(),
        _lapse(),
        _twice(),
        _weights(),
        _herfindahl(),
        _sites(),
        _strengths(),
        _troops(),
    ]


def _request() -> Question:
    return Question(
        id="Q1.101",
        prompt="What did the change of 2010, in force since December 2012, add to Article 4?",
        options=(
            wrong(
                "An attack on one member counts as an attack on all.",
                "This core stands in the text of 1992 already.",
            ),
            right(
                "Help is due if the attacked member asks for it.",
                "Summaries of the treaty often leave this condition out.",
            ),
            wrong(
                "Help is due if a majority of the members agrees.",
                "Decisions need consensus, and that rule stands elsewhere.",
            ),
            wrong(
                "Help is due for attacks from inside a member, too.",
                "The change widened Article 2 to crises. Article 4 still asks for an armed attack.",
            ),
        ),
    )


def _charter() -> Question:
    events = data.read("membership_events").drop_duplicates("event").set_index("event")["date"]
    steps = {
        "signed the treaty": "In {} the treaty was signed. There was no organisation yet.",
        "treaty in force": "In {} the treaty took effect, still without an organisation.",
        "charter signed": "In {} the charter was signed. It did not bind yet.",
        "charter in force": "From {} on the organisation exists in law.",
    }
    years = {step: events[step][:4] for step in steps}
    return Question(
        id="Q1.102",
        prompt="From which year on does the charter of the CSTO bind its members?",
        options=tuple(
            Option(years[step], step == "charter in force", why.format(years[step]))
            for step, why in steps.items()
        ),
    )


def _lapse() -> Question:
    return Question(
        id="Q1.103",
        prompt="Azerbaijan, Georgia and Uzbekistan ceased to be parties in April 1999. Why?",
        options=(
            wrong(
                "They gave notice of withdrawal six months ahead.",
                "No notice was needed: the treaty was made for five years.",
            ),
            wrong(
                "The Council expelled them for unpaid contributions.",
                "Nobody has ever been expelled, and there was no organisation to pay for.",
            ),
            wrong(
                "They froze their part and stayed parties in law.",
                "This describes Armenia since 2024.",
            ),
            right(
                "The term of five years ended and they did not renew.",
                "The treaty lapsed for them; texts often call this a withdrawal.",
            ),
        ),
    )


def _twice() -> Question:
    spells = membership.spells(data.read("membership_events"))
    begun = spells[spells["status"] == "member"]["state"].value_counts()
    why = {
        "AZE": "It joined in 1993, let the treaty lapse in 1999 and did not return.",
        "UZB": "It signed in 1992, returned in 2006 and suspended its part in 2012.",
        "GEO": "It joined in 1993, let the treaty lapse in 1999 and did not return.",
        "BLR": "It joined once and has stayed ever since.",
    }
    return Question(
        id="Q1.104",
        prompt="Which state has been a party to the treaty in two separate periods?",
        options=tuple(
            Option(data.names()[state], bool(begun[state] == 2), text)
            for state, text in why.items()
        ),
    )


def _weights() -> Question:
    sizes = asymmetry.members_only(data.read("alliance_asymmetry"))
    year = sizes[sizes["year"] == 2024].set_index(["alliance", "state"])[MILITARY]
    share = {
        state: float(100 * year[alliance, state] / year[alliance].sum())
        for alliance, state in (("CSTO", "RUS"), ("NATO", "USA"))
    }
    largest_other = 100 * year["NATO"].drop("USA").max() / year["NATO"].sum()
    return Question(
        id="Q1.105",
        prompt=(
            f"In 2024 Russia spent about {share['RUS']:.0f}% of what all CSTO members spent on "
            "their military. What was the share of the United States in NATO?"
        ),
        options=(
            wrong(
                f"About {share['RUS']:.0f}%, as much as Russia's.",
                "NATO has many members with large budgets of their own.",
            ),
            wrong(
                f"About {largest_other:.0f}%, as much as many other allies.",
                "So much has the second largest of NATO.",
            ),
            right(
                f"About {share['USA']:.0f}%, clearly less than Russia's.",
                "Both alliances have one large member; in the CSTO it outweighs the rest far more.",
            ),
            wrong(
                f"About {100 - share['USA']:.0f}%, less than the rest together.",
                "It is the other way round: this is the share of all other members.",
            ),
        ),
    )


def _herfindahl() -> Question:
    return Question(
        id="Q1.106",
        prompt=(
            "Alliances A and B have six members each. In A one member has all military spending, "
            "in B all spend the same. What are their Herfindahl indices?"
        ),
        options=(
            right("A: 1, B: one sixth", "In A it is 1 squared, in B six times 1/6 squared."),
            wrong(
                "A: 1, B: 0",
                "Zero cannot be reached: six equal shares, squared and added, give one sixth.",
            ),
            wrong("A: 6, B: 1", "Shares are at most 1, so the index is at most 1."),
            wrong(
                "A: 0, B: 1",
                "The index measures concentration: it is highest where one has all.",
            ),
        ),
    )


def _sites() -> Question:
    return Question(
        id="Q1.107",
        prompt="On what do Russian military sites in the member states rest?",
        options=(
            wrong(
                "On decisions of the CSTO about each site.",
                "The CSTO decides about bases of third countries, not about these.",
            ),
            right(
                "On agreements between Russia and the host.",
                "Article 7 of the treaty asks for separate agreements.",
            ),
            wrong(
                "On Article 4, which lets troops pass freely.",
                "Article 4 is about an armed attack. It gives nobody a base.",
            ),
            wrong(
                "On the charter, which lists all the sites.",
                "The charter names aims and organs, no sites.",
            ),
        ),
    )


def _strengths() -> Question:
    return Question(
        id="Q1.108",
        prompt="How far can one trust the strengths that are given for the CSTO's forces?",
        options=(
            right(
                "Officials declared them, and nobody outside checked.",
                "They also differ by date and source.",
            ),
            wrong(
                "The United Nations counts them in a yearly report.",
                "No such count is known to us.",
            ),
            wrong(
                "They are the sum of the armies of all six members.",
                "They name units that members keep ready, a small part of the armies.",
            ),
            wrong(
                "They are exact, since the forces live in one place.",
                "The units stay at home. There is no standing army of the CSTO.",
            ),
        ),
    )


def _troops() -> Question:
    cases = data.read("assistance_requests")
    since = cases["request_date"] > "2013"
    asked = cases[(cases["requested"] == "yes") & since & cases["addressee"].str.contains("CSTO")]
    sent = asked.loc[asked["response_type"] == "troops", "short_title"].tolist()
    listed = {
        "In one: Kazakhstan in January 2022.": ["Kazakhstan, January 2022"],
        "In two: Kazakhstan and Armenia in 2022.": [
            "Kazakhstan, January 2022",
            "Armenia, September 2022",
        ],
        "In none: the CSTO has never sent troops.": [],
        "In all: the only question was how fast.": asked["short_title"].tolist(),
    }
    right = "The others brought consultations, a mission, a plan for goods, or nothing."
    wrong = f"Of the {len(asked)} requests, troops came in {len(sent)}: {', '.join(sent)}."
    return Question(
        id="Q1.109",
        prompt=(
            f"Since 2013 members made {len(asked)} dated requests or proposals to the CSTO. After "
            "how many of them were troops sent?"
        ),
        options=tuple(
            Option(text, cases_named == sent, right if cases_named == sent else wrong)
            for text, cases_named in listed.items()
        ),
    )
