"""Exercises 1.1 to 1.6 of notebook 01: membership and treaty."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Names, OneOf, WholeNumber
from helpers.measures import membership

NOTEBOOK = "01_founding"


def _day(event: str, state: str | None = None) -> pd.Timestamp:
    events = data.read("membership_events")
    found = events[(events["event"] == event) & (state is None or events["state"] == state)]
    return data.start_of(found["date"]).iloc[0]


def _days(first: str, last: str, state: str | None = None) -> int:
    return (_day(last, state) - _day(first, state)).days


def _statuses(day: str) -> pd.Series:
    return membership.status_on(membership.spells(data.read("membership_events")), day)


def _former() -> list[str]:
    now = _statuses(data.as_of("membership_events"))
    return now.index[now == "former"].tolist()


def _uzbek_difference() -> int:
    longest = _days("return announced", "suspension agreed", "UZB")
    return longest - _days("return ratified", "asked for suspension", "UZB")


def _changed(instrument: str | None = None) -> int:
    table = data.read("treaty_provisions")
    own = table if instrument is None else table[table["instrument"] == instrument]
    return int((own["changed_2010"] == "yes").sum())


EXERCISES = [
    Exercise(
        id="1.1",
        title="From signature to force",
        expects=WholeNumber("days"),
        solution=lambda: _days("charter signed", "charter in force"),
        hints=(
            "You need two rows of `dates`: `charter signed` and `charter in force`.",
            'Look them up by name: `dates["charter in force"] - dates["charter signed"]`.',
            "The difference of two timestamps has an attribute `.days`.",
        ),
        explanation=(
            "A charter binds nobody on the day of signature. Under its Article 26 it took effect "
            "when the last signatory had handed in its notice."
        ),
        slips=(
            Slip(
                "You counted from the decision of May 2002. Begin with the signature of the "
                "charter.",
                value=lambda: _days("treaty became an organisation", "charter in force"),
            ),
            Slip(
                "That is the time from the signature of the treaty of 1992 to its own entry into "
                "force. The question is about the charter.",
                value=lambda: _days("signed the treaty", "treaty in force"),
            ),
            Slip(
                "The order is the other way round: the later date minus the earlier one.",
                value=lambda: -_days("charter signed", "charter in force"),
            ),
        ),
    ),
    Exercise(
        id="1.2",
        title="Members on a given day",
        expects=WholeNumber("members"),
        solution=lambda: int((_statuses("2000-01-01") == "member").sum()),
        hints=(
            "Look at the lower panel of the timeline, just after line C.",
            'Or compute it: `measures.membership.status_on(spells, "2000-01-01")`.',
            'Then count the value `"member"` with `.value_counts()`.',
        ),
        explanation=(
            "The three states that had not renewed in April 1999 were no parties any more. The "
            "organisation of 2002 was made by the six that had."
        ),
        slips=(
            Slip(
                "That is how many states had ever joined by then. Some of them had not renewed "
                "the treaty in 1999.",
                value=lambda: len(_statuses("2000-01-01")),
            ),
            Slip(
                "That is the number of 2007, when Uzbekistan was back.",
                value=lambda: int((_statuses("2007-01-01") == "member").sum()),
            ),
        ),
    ),
    Exercise(
        id="1.3",
        title="Who is a former member",
        expects=Names("codes of states, such as KAZ"),
        solution=_former,
        hints=(
            "A former member has spells in the table, and every one of them has an end.",
            "In the timeline: whose bars do not reach the right edge?",
            'Or: `now = measures.membership.status_on(spells, "2026-06-30")`, then '
            '`now[now == "former"].index`.',
        ),
        explanation=(
            "None of them denounced the treaty in 1999: they did not sign its renewal. One came "
            "back and then suspended its part."
        ),
        slips=(
            Slip(
                "Armenia does not belong in this list: it calls its part frozen, but it is still "
                "a member in law.",
                when=lambda names: "arm" in names,
            ),
            Slip(
                "Uzbekistan came back, but what happened in 2012?",
                when=lambda names: set(names) == {"aze", "geo"},
            ),
        ),
    ),
    Exercise(
        id="1.4",
        title="How much the choice of date matters",
        expects=WholeNumber("days"),
        solution=_uzbek_difference,
        hints=(
            "Longest version: from the announcement (June 2006) to the agreement of the Council "
            "(December 2012).",
            "Shortest version: from the ratification (March 2008) to the note (June 2012).",
            'Both lengths can be computed with `uzbek["…"] - uzbek["…"]`, then subtract.',
        ),
        explanation=(
            "More than two years depend on which act one counts. A table that gives one date "
            "without saying which act it dates hides this."
        ),
        slips=(
            Slip(
                "That is the longest version. Now subtract the shortest one.",
                value=lambda: _days("return announced", "suspension agreed", "UZB"),
            ),
            Slip(
                "That is the shortest version. The question asks for the difference.",
                value=lambda: _days("return ratified", "asked for suspension", "UZB"),
            ),
            Slip(
                "You changed only the beginning. The end has two dates as well.",
                value=lambda: _days("return announced", "return ratified", "UZB"),
            ),
        ),
    ),
    Exercise(
        id="1.5",
        title="What Article 4 demands",
        expects=OneOf(("ask for help", "win a vote", "leave NATO programmes", "declare war")),
        solution=lambda: "ask for help",
        hints=(
            "Choose Article 4 of the treaty in the explorer and read the second sentence.",
            "The Secretary General said in November 2024 when help is given: only on …",
        ),
        explanation=(
            "Since 2012 the duty to help depends on a request of the attacked member. Without "
            "one, nobody refused anything. Notebook 02 tests case by case who asked."
        ),
        slips=(
            Slip(
                "A vote comes later: the use of forces needs a decision of the heads of state "
                "(Article 6), and that is by consensus. What has to come first?",
                when=lambda answer: answer == "win a vote",
            ),
            Slip(
                "No provision in the table says so. Read Article 4 once more.",
                when=lambda answer: answer in ("declare war", "leave nato programmes"),
            ),
        ),
    ),
    Exercise(
        id="1.6",
        title="How much changed in 2010",
        expects=WholeNumber("articles"),
        solution=lambda: _changed("Collective Security Treaty"),
        hints=(
            "Count the cells with ✓ in the first column of the figure.",
            'Or: `(articles["changed_2010"] == "yes").sum()`.',
        ),
        explanation=(
            "More than half of the articles of the treaty changed. A summary that quotes the text "
            "of 1992 as if it were in force describes another treaty."
        ),
        slips=(
            Slip(
                "That counts the charter, too. Keep only the articles of the treaty.",
                value=_changed,
            ),
            Slip(
                "That is the number of articles that did not change.",
                value=lambda: 11 - _changed("Collective Security Treaty"),
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q1.1",
        prompt="A newspaper writes: “The CSTO, founded in 1992 …”. Which correction is exact?",
        options=(
            Option(
                "Its treaty is of 1992, the organisation of 2002–2003.",
                True,
                "Treaty and organisation are two things, ten years apart.",
            ),
            Option(
                "It was founded in 1994, with the treaty in force.",
                False,
                "In 1994 the treaty took effect. There was still no organisation.",
            ),
            Option(
                "No correction is needed.",
                False,
                "The organisation itself counts from 1992, but the body with a charter is younger.",
            ),
            Option(
                "It was founded in 1999, with the renewal.",
                False,
                "In 1999 the treaty was renewed, by six of its nine parties.",
            ),
        ),
    ),
    Question(
        id="Q1.2",
        prompt="Armenia “froze” its participation in February 2024. What do our tables document?",
        options=(
            Option(
                "The prime minister said so in an interview.",
                True,
                "Yes: on 22 February 2024, to France 24.",
            ),
            Option(
                "Armenia gave formal notice that it leaves the treaty.",
                False,
                "No such notice was found up to June 2026.",
            ),
            Option(
                "The Secretariat said that it had received no formal notice.",
                True,
                "Yes, and so did the Kremlin.",
            ),
            Option(
                "The Council suspended Armenia's vote.",
                False,
                "That would need a decision of the Council; none was found.",
            ),
        ),
    ),
]
