"""Gauges of cohesion, each with its own unit: sessions, exercises, formal acts, polls."""

from __future__ import annotations

import pandas as pd

from helpers import theme
from helpers.measures import agenda, agreement, poll_answers

CAME = ("in person", "video")

# Categories of impact_indicators that record what a member did or said about its membership.
ACTS = ["dues and budget", "participation", "statement about leaving", "statement of commitment"]


def votes(roll_calls: pd.DataFrame, since: int | None = None, first: int = 2013) -> pd.DataFrame:
    """Compare the votes of the five with Russia's, by year or before and after a year.

    Args:
        roll_calls: Table ``un_votes``; only votes on whole texts count.
        since: First year of the second of two periods; by calendar year if None.
        first: First year used.

    Returns:
        `measures.agreement.with_state` for the measure agreement: ``state``, ``year`` or
        ``period``, ``value``, ``low``, ``high`` (0 to 1), ``n`` (roll calls) and more.

    Limits: Russia's own votes move the number as well as the member's.

    Example:
        >>> from helpers import data
        >>> votes(data.load("un_votes"), since=2022, first=2019)["period"].unique().tolist()
        ['2019–2021', '2022–2025']
    """
    rows = agenda.whole_texts(roll_calls)
    years = rows["date"].dt.year
    rows, years = rows[years >= first], years[years >= first]
    if since is None:
        return agreement.with_state(rows, agreement.FIVE)
    early = f"{years.min()}–{since - 1}"
    label = (years >= since).map({False: early, True: f"{since}–{years.max()}"})
    return agreement.with_state(rows.assign(period=label), agreement.FIVE, by="period")


def attendance(summits: pd.DataFrame, attended: pd.DataFrame) -> pd.DataFrame:
    """Count the sessions that the leader of each member joined, by year.

    Args:
        summits: Table ``summits``; only sessions held count.
        attended: Table ``summit_attendance``.

    Returns:
        One row a member and year with a session: ``state``, ``year``, ``held`` (sessions),
        ``known`` (sessions for which the sources tell), ``joined`` (in person or by video),
        ``in_person``, ``absent``, ``percent`` (joined of known; missing if nothing is known).

    Limits: two or three sessions a year: read the counts, not the per cent. A session by video is
    easier to join. Unknown is not absent.

    Example:
        >>> from helpers import data
        >>> table = attendance(data.load("summits"), data.load("summit_attendance"))
        >>> table[(table["state"] == "ARM") & (table["year"] == 2022)]["joined"].item()
        4
    """
    held = summits[summits["status"] == "held"]
    rows = attended.merge(held[["summit_id", "date"]], on="summit_id")
    rows["year"] = rows["date"].str[:4].astype(int)
    return _tally(rows, "attendance", CAME, in_person=("in person",))


def exercises(exercises: pd.DataFrame, participation: pd.DataFrame) -> pd.DataFrame:
    """Count the joint exercises that each member joined, by year.

    Only exercises that were held count; umbrella rows and yearly totals are left out so that no
    exercise counts twice; drills of the Central Asian force count only for its four members.

    Args:
        exercises: Table ``exercises``.
        participation: Table ``exercise_participation``.

    Returns:
        One row a member and year: ``state``, ``year``, ``held`` (exercises open to the member),
        ``known`` (the sources say who came), ``joined``, ``absent``, ``percent``.

    Limits: exercises were found in the press; small ones and years with little reporting are
    missing. To take part can mean a company or a few officers.

    Example:
        >>> from helpers import data
        >>> table = exercises(data.load("exercises"), data.load("exercise_participation"))
        >>> table[(table["state"] == "ARM") & (table["year"] >= 2022)]["joined"].sum().item()
        0
    """
    held = exercises[(exercises["status"] == "held") & (exercises["kind"] == "exercise")]
    rows = participation.merge(held[["exercise_id", "year"]], on="exercise_id")
    rows = rows[rows["participation"] != "not in this force"]
    return _tally(rows, "participation", ("took part",))


def periods(counts: pd.DataFrame, since: int = 2022) -> pd.DataFrame:
    """Add up yearly counts before a year and from it on.

    Args:
        counts: What `attendance` or `exercises` returns.
        since: First year of the second period.

    Returns:
        One row a member and period: ``state``, ``period`` (such as 2019–2021), ``held``,
        ``known``, ``joined``, ``absent``, ``percent``.

    Limits: a period of whole years; the session of 10 January 2022 on Kazakhstan falls into the
    second one although it came before the full-scale invasion.

    Example:
        >>> from helpers import data
        >>> table = periods(attendance(data.load("summits"), data.load("summit_attendance")))
        >>> table[table["state"] == "ARM"][["joined", "known"]].to_numpy().tolist()
        [[3, 3], [4, 7]]
    """
    years = counts["year"]
    label = {
        False: f"{years[years < since].min()}–{since - 1}",
        True: f"{since}–{years.max()}",
    }
    grouped = counts.assign(period=(years >= since).map(label)).groupby(
        ["state", "period"], sort=False
    )
    summed = grouped[["held", "known", "joined", "absent"]].sum().reset_index()
    return _ordered(_with_percent(summed), "period")


def acts(indicators: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """List what members did or said about their part in the CSTO: dues, posts, hosting, exit.

    Args:
        indicators: Table ``impact_indicators``.
        exercises: Table ``exercises``, for exercises that a host cancelled or refused.

    Returns:
        In the order of the tables, exercises last: ``row_id``, ``state`` (the member concerned),
        ``date`` (as known), ``when`` (timestamp), ``category``, ``what``, ``detail``, ``note``,
        ``source_ids``, ``confidence``.

    Limits: found by searching, so silence is not calm. A statement is not a legal act: to leave,
    a member gives notice under Article 37 of the charter.

    Example:
        >>> from helpers import data
        >>> found = acts(data.load("impact_indicators"), data.load("exercises"))
        >>> found["category"].unique().tolist()[-1]
        'exercise cancelled or refused'
    """
    said = indicators[indicators["category"].isin(ACTS)]
    # Two Russian statements are entered under Armenia, whose arrears they are about.
    first = pd.DataFrame(
        {
            "row_id": said["indicator_id"],
            "state": said["actor"],
            "date": said["date"],
            "category": said["category"],
            "what": said["indicator"],
            **{name: said[name] for name in ("detail", "note", "source_ids", "confidence")},
        }
    )
    off = exercises[exercises["status"].isin(["cancelled", "refused"])]
    second = pd.DataFrame(
        {
            "row_id": off["exercise_id"],
            "state": off["hosts"],
            "date": off["start"].fillna(off["year"].astype(str)),
            "category": "exercise cancelled or refused",
            "what": off["name"] + " " + off["year"].astype(str) + ": " + off["status"],
            "detail": off["note"],
            "note": None,
            "source_ids": off["source_ids"],
            "confidence": off["confidence"],
        }
    )
    found = pd.concat([first, second], ignore_index=True)
    found.insert(3, "when", pd.to_datetime(found["date"], format="ISO8601"))
    return found


def polls(opinion: pd.DataFrame, state: str, topics: list[str] | None = None) -> pd.DataFrame:
    """Return the poll series of a member, one pollster and one question a series.

    Where a report gives only the two degrees of an answer (very good, somewhat good) they are
    added up and marked. Answers that are followed are named in the result.

    Args:
        opinion: Table ``public_opinion``.
        state: Code of the member.
        topics: Questions wanted; `poll_answers.TOPICS` if left out.

    Returns:
        ``panel`` (pollster and question), ``pollster``, ``topic``, ``answer``, ``date`` (as
        known), ``when`` (timestamp of the middle of what is known), ``percent``, ``n`` (missing if
        not reported), ``margin`` (half of a 95% interval in points, for a simple random sample;
        missing without n), ``added`` (True: summed from degrees), ``confidence`` (the weakest of
        the rows), ``comparable`` (False: other answer options than in the other waves),
        ``note``, ``source_ids``.

    Method: margin = 1.96 √(p(1 − p)/n). Limits: the surveys are not simple random samples, so the
    true uncertainty is larger; pollsters differ in wording, mode and population, so that levels
    of different pollsters must not be compared, and never joined by a line.

    Example:
        >>> from helpers import data
        >>> series = polls(data.load("public_opinion"), "ARM", ["CSTO, NATO or neutrality?"])
        >>> series[series["answer"] == "stay in CSTO"]["percent"].tolist()
        [28.0, 16.9]
    """
    wanted = poll_answers.TOPICS if topics is None else topics
    rows = opinion[(opinion["area"] == state) & opinion["topic"].isin(wanted)].copy()
    rows["answer"] = [poll_answers.answer(row.topic, row.response) for row in rows.itertuples()]
    rows = rows[rows["answer"].notna()]
    keys = ["pollster", "topic", "answer", "fieldwork_end"]
    # One degree alone ("somewhat bad") is not the whole answer ("bad").
    alone = rows["response"].isin(poll_answers.DEGREES) & ~rows.duplicated(keys, keep=False)
    rows["answer"] = rows["answer"].mask(alone, rows["response"])
    merged = [poll_answers.merged(key, group) for key, group in rows.groupby(keys, sort=False)]
    columns = ["panel", "pollster", "topic", "answer", "date", "when", "percent", "n", "margin"]
    columns += ["added", "confidence", "comparable", "note", "source_ids"]
    frame = pd.DataFrame(merged, columns=columns)
    frame["order"] = frame["topic"].map({topic: place for place, topic in enumerate(wanted)})
    frame = frame.sort_values(["order", "pollster", "when"], ignore_index=True)
    return frame.drop(columns="order")


def key_polls(series: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """Keep one answer a question, for the questions with the most waves.

    Args:
        series: What `polls` returns.
        most: Number of panels kept.

    Returns:
        Rows of ``series``.

    Example:
        >>> from helpers import data
        >>> key_polls(polls(data.load("public_opinion"), "ARM"))["panel"].nunique()
        4
    """
    wanted = series["topic"].map(poll_answers.KEY_ANSWERS)
    kept = series[
        series["topic"].isin(poll_answers.KEY_ANSWERS)
        & (wanted.isna() | (wanted == series["answer"]))
    ]
    waves = kept.groupby("panel", sort=False)["date"].nunique()
    about_csto = {panel: "CSTO" in panel for panel in waves.index}
    ranked = sorted(waves.index, key=lambda panel: (not about_csto[panel], -waves[panel]))
    return kept[kept["panel"].isin(ranked[:most])].reset_index(drop=True)


def _tally(rows: pd.DataFrame, column: str, joined: tuple[str, ...], **more: tuple) -> pd.DataFrame:
    flags = rows.assign(
        held=1,
        joined=rows[column].isin(joined),
        absent=rows[column] == "absent",
        **{name: rows[column].isin(words) for name, words in more.items()},
    )
    flags["known"] = flags["joined"] | flags["absent"]
    names = ["held", "known", "joined", *more, "absent"]
    counts = flags.groupby(["state", "year"])[names].sum().astype(int).reset_index()
    return _ordered(_with_percent(counts), "year")


def _with_percent(counts: pd.DataFrame) -> pd.DataFrame:
    known = counts["known"].where(counts["known"] > 0)
    return counts.assign(percent=100 * counts["joined"] / known)


def _ordered(counts: pd.DataFrame, then: str) -> pd.DataFrame:
    place = counts["state"].map({state: place for place, state in enumerate(theme.MEMBERS)})
    return (
        counts.assign(place=place)
        .sort_values(["place", then], ignore_index=True)
        .drop(columns="place")
    )
