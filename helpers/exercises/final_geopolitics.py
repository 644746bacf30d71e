"""Questions of the final self-test on notebook 05."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Option, Question
from helpers.exercises.final_options import right, wrong
from helpers.measures import agenda, agreement

NOTEBOOK = "05_geopolitics"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        _unit_of_arms(),
        _armenian_arms(),
        _kazakh_trade(),
        _spread(),
        _remittances(),
        _border(),
        _deaths(),
        _integrity(),
        _outpost(),
        _democracy(),
    ]


def _unit_of_arms() -> Question:
    return Question(
        id="Q5.101",
        prompt="What does SIPRI's trend-indicator value (TIV) of an arms delivery measure?",
        options=(
            wrong(
                "The price that the buyer paid.",
                "Prices are often secret, and a gift would count nothing.",
            ),
            right(
                "The military capability delivered.",
                "It is an index, so that old and new arms can be added up.",
            ),
            wrong(
                "The weight of the goods in tonnes.",
                "A light radar can be worth more than a heavy vehicle.",
            ),
            wrong(
                "The number of contracts signed.",
                "Deliveries count, not signatures.",
            ),
        ),
    )


def _armenian_arms() -> Question:
    arms = data.read("arms_imports")
    armenian = arms[(arms["recipient"] == "ARM") & (arms["year"] >= 2019)]
    by_year = armenian.pivot_table("tiv_million", "year", "supplier", "sum", fill_value=0)
    russian, total = by_year["RUS"], by_year.sum(axis=1)
    share = {first: russian.loc[first:].sum() / total.loc[first:].sum() for first in (2019, 2020)}
    return Question(
        id="Q5.102",
        prompt=(
            f"Russia's share of the major arms that Armenia received was {share[2019]:.0%} in "
            f"2019–2023 and {share[2020]:.0%} in 2020–2023 (SIPRI). What makes the difference?"
        ),
        options=(
            wrong(
                "Russia delivered nothing at all after 2019.",
                f"It did: {russian.loc[2020:].sum():.0f} million TIV.",
            ),
            right(
                "Large deliveries of 2019, in one period only.",
                f"{russian[2019]:.0f} million TIV came from Russia in that year, mostly fighter "
                f"aircraft, and {total.loc[2020:].sum():.0f} from all suppliers later.",
            ),
            wrong(
                "Armenia had no other supplier before 2020.",
                "Jordan delivered in 2019 as well.",
            ),
            wrong(
                "SIPRI has changed its unit in the year 2020.",
                "The unit is the same. The choice of the period decides.",
            ),
        ),
    )


def _kazakh_trade() -> Question:
    shares = _shares("KAZ", 2023)
    names = {"RUS": "Russia", "CHN": "China", "EU27": "the EU"}
    order = shares.sort_values(ascending=False).index.tolist()
    told = ", ".join(f"{names[code]} {shares[code]:.0f}%" for code in order)
    offered = (
        ["RUS", "CHN", "EU27"],
        ["CHN", "RUS", "EU27"],
        ["EU27", "RUS", "CHN"],
        ["EU27", "CHN", "RUS"],
    )
    return Question(
        id="Q5.103",
        prompt=(
            "Order the European Union, China and Russia by their share of Kazakhstan's trade in "
            "goods in 2023, the largest first."
        ),
        options=tuple(
            Option(
                ", ".join(names[code] for code in codes),
                codes == order,
                f"The shares: {told}.",
            )
            for codes in offered
        ),
    )


def _shares(reporter: str, year: int) -> pd.Series:
    trade = data.read("trade_partners")
    rows = trade[(trade["reporter"] == reporter) & (trade["year"] == year)]
    sums = rows[rows["flow"].isin(["export", "import"])].groupby("partner")["usd_million"].sum()
    return 100 * sums[["EU27", "CHN", "RUS"]] / sums["WLD"]


def _spread() -> Question:
    return Question(
        id="Q5.104",
        prompt=(
            "The trade of a state is spread more evenly over its partners than before. May one "
            "call this hedging?"
        ),
        options=(
            wrong(
                "Yes: more partners are what hedging means.",
                "Spread counts partners. Hedging is a way to insure against risk.",
            ),
            wrong(
                "No: only members of alliances can hedge.",
                "Studies of hedging are mostly about states that avoid a clear side.",
            ),
            wrong(
                "Yes, if the largest partner is a rival.",
                "Trade with rivals is common. It need not be a choice of policy.",
            ),
            right(
                "Not by itself: trade may follow prices.",
                "For hedging one needs signs in security (Lim and Cooper 2015).",
            ),
        ),
    )


def _remittances() -> Question:
    indicators = data.read("development_indicators")
    tajik = indicators[indicators["state"] == "TJK"]
    tajik = tajik.pivot(index="year", columns="indicator", values="value")
    billion = tajik["gdp_usd"] * tajik["remittances_percent_gdp"] / 100 / 1e9
    forecast = data.read("economic_statements").set_index("statement_id").loc["E009"]
    before, after = float(billion[2021]), float(billion[2022])
    told = f"Their share of GDP and the GDP give {before:.1f} and {after:.1f} billion dollars."
    return Question(
        id="Q5.105",
        prompt=(
            "In April 2022 the Asian Development Bank expected remittances to Tajikistan to fall "
            f"by {-forecast['value']:.0f}% in dollars that year. What happened from 2021 to 2022?"
        ),
        options=(
            Option(
                f"They rose, from {before:.1f} to {after:.1f} billion.",
                after > before,
                f"{told} A forecast with a number and a date can fail in public, and teach.",
            ),
            wrong(f"They fell by a half, to {before / 2:.1f} billion.", told),
            wrong(f"They stayed the same, at {before:.1f} billion.", told),
            wrong(f"They fell by a tenth, to {before * 0.9:.1f} billion.", told),
        ),
    )


def _border() -> Question:
    return Question(
        id="Q5.106",
        prompt="How did Kyrgyzstan and Tajikistan, both members, settle their border in 2025?",
        options=(
            wrong(
                "By a ruling of the CSTO's Council.",
                "The Council made no ruling. In 2022 the CSTO had offered to mediate.",
            ),
            right(
                "By a treaty between the two states.",
                "It was signed on 13 March 2025; the last fighting was of September 2022.",
            ),
            wrong(
                "By a force of CSTO peacekeepers.",
                "The CSTO sent troops once, to Kazakhstan in January 2022.",
            ),
            wrong(
                "By a judgement of a world court.",
                "No court was asked.",
            ),
        ),
    )


def _deaths() -> Question:
    deaths = data.read("conflict_deaths")
    rows = deaths[deaths["state"].isin(["ARM", "AZE"])].groupby("year")["best"].sum()
    worst = int(rows.loc[2019:].idxmax())
    return Question(
        id="Q5.107",
        prompt=(
            "In which year since 2019 did most people die in armed conflict in Armenia and "
            "Azerbaijan, by the count of UCDP?"
        ),
        options=tuple(
            Option(
                str(year),
                year == worst,
                f"UCDP counts {rows[year]:,.0f} deaths in that "
                f"year{', before the invasion of Ukraine' if year < 2022 else ''}.",
            )
            for year in (2020, 2021, 2022, 2023)
        ),
    )


def _integrity() -> Question:
    votes = data.read("un_ukraine_votes").set_index("resolution").loc["A/RES/ES-11/4"]
    letters = set(votes[["KAZ", "KGZ", "ARM"]])
    offered = {
        "They voted for the text.": ({"Y"}, "Then words and votes would have been one."),
        "They abstained.": (
            {"A"},
            "Words and votes are two kinds of evidence; here they differ.",
        ),
        "They voted against it.": ({"N"}, "Of the members, Russia and Belarus did."),
        "They did not vote.": ({"X"}, "They were there and cast a vote."),
    }
    return Question(
        id="Q5.108",
        prompt=(
            "Kazakhstan, Kyrgyzstan and Armenia have invoked territorial integrity in words. What "
            "did they do when the Assembly rejected the annexations in October 2022 (ES-11/4)?"
        ),
        options=tuple(
            Option(text, letters == wanted, why) for text, (wanted, why) in offered.items()
        ),
    )


def _outpost() -> Question:
    return Question(
        id="Q5.109",
        prompt="What can be written about a Chinese outpost in the east of Tajikistan?",
        options=(
            right(
                "It is reported since about 2016 and denied by both states.",
                "The row is contested, and both versions stand in it.",
            ),
            wrong(
                "It exists since 2016; both governments have confirmed it.",
                "Both deny it, the Tajik side again in August 2024.",
            ),
            wrong(
                "It is an invention; no serious source has reported it.",
                "Press reports and satellite images stand behind the row.",
            ),
            wrong(
                "It was handed over to the CSTO in the year 2021.",
                "Nothing of the kind is known.",
            ),
        ),
    )


def _democracy() -> Question:
    index = data.read("democracy").query("year == 2024").set_index("state")["libdem"]
    votes = agenda.whole_texts(data.read("un_votes"))
    of_2024 = votes[votes["date"].dt.year == 2024]
    both = agreement.with_state(of_2024, ["ARM", "KAZ"], draws=0).set_index("state")["value"]
    return Question(
        id="Q5.110",
        prompt=(
            f"V-Dem's index of 2024 is {index['ARM']:.2f} for Armenia and {index['KAZ']:.2f} for "
            f"Kazakhstan; their agreement with Russia in UN votes was {both['ARM']:.2f} and "
            f"{both['KAZ']:.2f}. What follows for 'democracies keep away from Russia'?"
        ),
        options=(
            wrong(
                "It holds: only the ends of the scale count.",
                "Belarus and Moldova fit. But two states fit many other sentences as well.",
            ),
            wrong(
                "It is refuted: democracy never plays a part.",
                "This says too much. At the ends of the scale the picture fits.",
            ),
            wrong(
                "It will be proved as soon as states are added.",
                "With a dozen states a correlation rests on two or three of them.",
            ),
            right(
                "It fails here, so that other causes must count.",
                "The index tells whom to compare. It does not tell why states act.",
            ),
        ),
    )
