"""Exercises of notebook 06: judging, comparing judges, weighing evidence, writing."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Names, Number, OneOf

NOTEBOOK = "06_conclusion"
BY_KIND = {"fact": "supported", "interpretation": "partly", "prediction": "not testable"}
ONE_MEMBER = ("C088", "C131", "C134")
SEVERAL_MEMBERS = ("C015", "C072", "C129")
TESTS = ("hoop", "smoking gun", "straw in the wind", "doubly decisive")


def _claims() -> pd.DataFrame:
    return data.read("claims")


def _seen() -> float:
    claims = _claims()
    return float((claims["kind"].map(BY_KIND) == claims["verdict"]).mean())


def _by_chance() -> float:
    claims = _claims()
    ledger = claims["verdict"].value_counts(normalize=True)
    judge = claims["kind"].map(BY_KIND).value_counts(normalize=True)
    return float(ledger.mul(judge, fill_value=0).sum())


def _kappa() -> float:
    return (_seen() - _by_chance()) / (1 - _by_chance())


def _facts(repeats: bool = False) -> pd.DataFrame:
    claims = _claims()
    kept = claims if repeats else claims[claims["repeats"].isna()]
    return kept[kept["kind"] == "fact"]


def _percent_supported(chosen: pd.DataFrame) -> float:
    return 100 * float((chosen["verdict"] == "supported").mean())


def _percent_facts() -> float:
    claims = _claims()
    supported = claims[claims["repeats"].isna() & (claims["verdict"] == "supported")]
    return 100 * float((supported["kind"] == "fact").mean())


EXERCISES = [
    Exercise(
        id="6.1",
        title="A judge who reads no evidence",
        expects=Number(tolerance=0.005),
        solution=_kappa,
        hints=(
            "Chance needs the shares of both judges: `value_counts(normalize=True)` of "
            '`claims["verdict"]` and of `by_kind`.',
            "Multiply the two shares of each verdict and add up. A verdict that one of them never "
            "uses adds nothing: `.mul(other, fill_value=0).sum()`.",
            "Kappa is (seen − by chance) / (1 − by chance).",
        ),
        explanation=(
            "A judge who only looks at the kind of a claim beats chance. So the kind alone tells "
            "much. Reading the evidence should bring you clearly beyond this value."
        ),
        slips=(
            Slip("This is the share of equal verdicts. Take chance out of it.", value=_seen),
            Slip("This is the agreement by chance alone.", value=_by_chance),
            Slip(
                "Divide what is seen beyond chance by what is possible beyond chance: 1 − chance.",
                value=lambda: _seen() - _by_chance(),
            ),
        ),
    ),
    Exercise(
        id="6.2",
        title="How many facts are supported",
        expects=Number(tolerance=0.1, unit="per cent"),
        solution=lambda: _percent_supported(_facts()),
        hints=(
            'Keep the rows with a blank in `repeats`: `claims["repeats"].isna()`.',
            'Of these keep the rows with `kind` equal to `"fact"`.',
            'Of these: `(rows["verdict"] == "supported").mean() * 100`.',
        ),
        explanation=(
            "About two in three. The repeats change it little, and the other way of asking (how "
            "many of the supported claims are facts) has another answer. Say which one you mean."
        ),
        slips=(
            Slip(
                "This still counts the claims that the article makes twice.",
                value=lambda: _percent_supported(_facts(repeats=True)),
            ),
            Slip(
                "This turns the question round: of the *supported* claims, how many are facts? "
                "Asked is: of the *facts*, how many are supported?",
                value=_percent_facts,
            ),
            Slip(
                "This is the share among claims of all kinds. Keep the facts.",
                value=lambda: _percent_supported(_claims()[_claims()["repeats"].isna()]),
            ),
        ),
    ),
    Exercise(
        id="6.3",
        title="One member in the plural",
        expects=Names(of="claim ids"),
        solution=lambda: ONE_MEMBER,
        hints=(
            "For each claim ask: which member would I have to name to keep the sentence true?",
            "A passive counts, too: *is being reassessed* hides who does it.",
            "Half of the six belong here.",
        ),
        explanation=(
            "One says *some members*, one *members*, and one hides the actor in a passive. For the "
            "other three the evidence covers at least two members."
        ),
        slips=(
            Slip(
                "You took those for which the evidence covers several members. Asked are the "
                "others.",
                value=lambda: SEVERAL_MEMBERS,
            ),
            Slip(
                "The plural word *members* alone is no fault. Read how many states the reason of "
                "the ledger names in favour of the claim.",
                when=lambda given: len(set(given)) == len(ONE_MEMBER + SEVERAL_MEMBERS),
            ),
        ),
    ),
    Exercise(
        id="6.4",
        title="Which test does the claim fail",
        expects=OneOf(TESTS),
        solution=lambda: "hoop",
        hints=(
            "Ask first: if the claim were true, *must* the evidence look otherwise?",
            "Then ask: does failing this test harm the claim, or only leave it unproved?",
        ),
        explanation=(
            "If distraction by the war were needed for inaction, there could be none before the "
            "war. The strong form of the claim fails. A weaker one may stand: distraction as one "
            "cause among others after February 2022."
        ),
        slips=(
            Slip(
                "Whoever fails a smoking-gun test is only left unproved. Here something happened "
                "that the claim does not allow.",
                when=lambda given: given == "smoking gun",
            ),
            Slip(
                "A straw in the wind weighs little in either direction. A date on the wrong side "
                "of the cause weighs more.",
                when=lambda given: given == "straw in the wind",
            ),
            Slip(
                "A doubly decisive test would prove one rival at the same time. The date rules "
                "something out; it does not show what the true cause was.",
                when=lambda given: given == "doubly decisive",
            ),
        ),
    ),
    Exercise(
        id="6.5",
        title="A sentence for a briefing",
        expects=OneOf(("A", "B", "C", "D")),
        solution=lambda: "B",
        hints=(
            "Look for four things: who, when, the state in law, and whose reason it is.",
            "A good sentence could be shown false by somebody with a document.",
        ),
        explanation=(
            "It names the speaker by state, gives two dates, keeps law and practice apart, and "
            "says whose reason it reports. A reader can check every part."
        ),
        slips=(
            Slip(
                "In law Armenia is still a member, no such decision is known, and the reason that "
                "it names is another one. A date alone does not make a sentence true.",
                when=lambda given: given == "a",
            ),
            Slip(
                "Nothing here can be looked up: no act, no date. *Crisis* is a judgement.",
                when=lambda given: given == "c",
            ),
            Slip(
                "Which experts, and by when? This is a forecast without a date.",
                when=lambda given: given == "d",
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q6.1",
        prompt=(
            "You agree with the ledger on seven of ten claims. What else must you know before you "
            "call this good?"
        ),
        options=(
            Option(
                "How often two judges would agree by chance alone.",
                True,
                "Yes: with few verdicts in use, much agreement comes without any reading.",
            ),
            Option(
                "How many claims there are, since ten show little.",
                True,
                "Yes. With ten claims the interval of such a share is very wide.",
            ),
            Option(
                "Whether the ledger is right on the three others.",
                True,
                "Yes. The ledger is a judge as well. Read the reasons, then decide.",
            ),
            Option(
                "Nothing else: seven of ten is good in any test.",
                False,
                "A judge who looks only at the kind of a claim comes near to it.",
            ),
        ),
    ),
    Question(
        id="Q6.2",
        prompt=(
            "'Armenia doubts the alliance because of the war in Ukraine.' Which fault is this, if "
            "Armenia's first request failed in May 2021?"
        ),
        options=(
            Option(
                "A condition is missing, as in short versions of Article 4.",
                False,
                "No condition is left out. The trouble is the order of two dates.",
            ),
            Option(
                "What came first is explained by what came later.",
                True,
                "Yes. The cause has to come before its effect.",
            ),
            Option(
                "The plural hides that only one member is meant.",
                False,
                "The sentence names its one member openly.",
            ),
            Option(
                "It names no sign by which it could be tested.",
                False,
                "It can be tested, by the dates and by the reasons that Armenia gives.",
            ),
        ),
    ),
]
