"""What is voted on: subjects, votes on Ukraine, resolutions that return every year."""

from __future__ import annotations

import pandas as pd

from helpers.measures import agreement, bootstrap, votes

REPEATED_YEARS = range(2019, 2026)
ALL, NO_UKRAINE, UKRAINE, REPEATED = "all", "no_ukraine", "ukraine", "repeated"
AGENDAS = {
    ALL: "all whole texts",
    NO_UKRAINE: "without the votes on Ukraine",
    REPEATED: "only the resolutions of every year",
    UKRAINE: "only the votes on Ukraine",
}
ISSUES = [
    "Human rights",
    "Palestinian conflict",
    "Nuclear weapons and nuclear material",
    "Arms control and disarmament",
    "Colonialism",
    "Economic development",
]

_UKRAINE = r"ukrain|crimea"
# Minutes and agenda items that the source gives in place of a title.
_NO_TITLE = r"A/\d+/251|The (?:Acting |Temporary )?(?:Vice-)?President"
_SAME_LETTERS = 75


def whole_texts(roll_calls: pd.DataFrame) -> pd.DataFrame:
    """Keep votes on whole resolutions and decisions, drop those on paragraphs and amendments.

    The sources differ in how many part votes they keep (none before 1997, in 2014–15 and since
    2018), so years are comparable only without them.

    Args:
        roll_calls: Table ``un_votes``.

    Returns:
        The rows whose ``kind`` is ``resolution`` or ``decision``.

    Example:
        >>> whole_texts(pd.DataFrame({"kind": ["resolution", "paragraph"]})).shape[0]
        1
    """
    return roll_calls[roll_calls["kind"].isin(votes.WHOLE_TEXTS)]


def about_ukraine(roll_calls: pd.DataFrame, ukraine: pd.DataFrame) -> pd.Series:
    """Mark the roll calls on Ukraine since 2014.

    Args:
        roll_calls: Columns ``date``, ``resolution`` and ``title``.
        ukraine: Table ``un_ukraine_votes``.

    Returns:
        True where the symbol is in ``un_ukraine_votes`` or the title names Ukraine or Crimea.

    Example:
        >>> from helpers import data
        >>> votes = data.load("un_votes")
        >>> int(about_ukraine(votes, data.load("un_ukraine_votes")).sum()) >= 22
        True
    """
    listed = roll_calls["resolution"].isin(ukraine["resolution"])
    named = roll_calls["title"].str.contains(_UKRAINE, case=False, na=False)
    return listed | (named & (roll_calls["date"] >= "2014-01-01"))


def title_key(titles: pd.Series) -> pd.Series:
    """Reduce titles to what can be compared across years.

    Args:
        titles: Titles as recorded; some are cut after 90 letters, some end in
            " : resolution / adopted by the General Assembly".

    Returns:
        The first 75 small letters without signs and figures; missing where the source gives
        minutes or an agenda item in place of a title (all of autumn 2016 to 2018).

    Example:
        >>> title_key(pd.Series(["The Syrian Golan : resolution / adopted"])).tolist()
        ['the syrian golan']
    """
    short = titles.str.replace(r"(?s) ?: resolution.*", "", regex=True).str.lower()
    plain = short.str.replace(r"[^a-z]+", " ", regex=True).str.strip().str[:_SAME_LETTERS]
    return plain.where(~titles.str.match(_NO_TITLE, na=True))


def repeated(roll_calls: pd.DataFrame, years: range | list[int] = REPEATED_YEARS) -> pd.Series:
    """Mark the resolutions that were voted on under the same title in every one of some years.

    Args:
        roll_calls: Columns ``date`` and ``title``.
        years: Calendar years; the default begins after the years without usable titles.

    Returns:
        True for a vote in one of these years whose title was voted on in all of them.

    Limits:
        The same title is not the same text: a new paragraph, such as one on the war, can change
        what a vote means. Texts that changed their title drop out.

    Example:
        >>> frame = pd.DataFrame({"title": ["The Syrian Golan"] * 2,
        ...     "date": pd.to_datetime(["2020-12-01", "2021-12-01"])})
        >>> repeated(frame, [2020, 2021]).tolist()
        [True, True]
    """
    year = roll_calls["date"].dt.year
    inside = year.isin(years)
    key = title_key(roll_calls["title"]).where(inside)
    seen = year.groupby(key).nunique()
    return inside & key.isin(seen[seen == len(list(years))].index)


def select(roll_calls: pd.DataFrame, agenda: str, ukraine: pd.DataFrame) -> pd.DataFrame:
    """Keep the roll calls of one agenda or one subject.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        agenda: A key of `AGENDAS` or one of `ISSUES`. Subjects end in 2019.
        ukraine: Table ``un_ukraine_votes``.

    Returns:
        The rows that belong to it. A vote may have several subjects.

    Raises:
        ValueError: There is no such agenda.

    Example:
        >>> from helpers import data
        >>> votes, ukraine = data.load("un_votes"), data.load("un_ukraine_votes")
        >>> int(select(votes, "Colonialism", ukraine)["date"].dt.year.max())
        2019
    """
    if agenda == ALL:
        return roll_calls
    if agenda == REPEATED:
        return roll_calls[repeated(roll_calls)]
    if agenda in (UKRAINE, NO_UKRAINE):
        return roll_calls[about_ukraine(roll_calls, ukraine) == (agenda == UKRAINE)]
    if agenda in ISSUES:
        subjects = roll_calls["issue"].str.split("; ", regex=False)
        wanted = subjects.map(lambda found: isinstance(found, list) and agenda in found)
        return roll_calls[wanted.astype(bool)]
    known = ", ".join([*AGENDAS, *ISSUES])
    raise ValueError(f"There is no agenda {agenda!r}; choose one of {known}.")


def effects(
    roll_calls: pd.DataFrame,
    ukraine: pd.DataFrame,
    states: list[str] = agreement.FIVE,
    measure: str = "agreement",
    agendas: list[str] | None = None,
    draws: int = bootstrap.DRAWS,
) -> pd.DataFrame:
    """Compare agreement with Russia on several agendas.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        ukraine: Table ``un_ukraine_votes``.
        states: States to compare with Russia.
        measure: A key of `agreement.MEASURES`.
        agendas: Keys of `AGENDAS`; the first three if not given.
        draws: Resamples for the interval.

    Returns:
        The columns of `agreement.with_state` and ``agenda``, for the years of `REPEATED_YEARS`.

    Example:
        >>> from helpers import data
        >>> table = effects(data.load("un_votes"), data.load("un_ukraine_votes"), draws=0)
        >>> table["agenda"].unique().tolist()
        ['all', 'no_ukraine', 'repeated']
    """
    recent = roll_calls[roll_calls["date"].dt.year.isin(REPEATED_YEARS)]
    parts = [
        agreement.with_state(
            select(recent, agenda, ukraine), states, measure=measure, draws=draws
        ).assign(agenda=agenda)
        for agenda in agendas or [ALL, NO_UKRAINE, REPEATED]
    ]
    return pd.concat(parts, ignore_index=True)


def by_year(roll_calls: pd.DataFrame, ukraine: pd.DataFrame) -> pd.DataFrame:
    """Count what was voted on in every year.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        ukraine: Table ``un_ukraine_votes``.

    Returns:
        One row a year: ``year``, ``roll_calls``, ``ukraine`` and ``ukraine_share``; ``repeated``
        resolutions (0 outside `REPEATED_YEARS`); ``with_issue`` and ``issue_share``, the roll
        calls for which the source names a subject.

    Example:
        >>> from helpers import data
        >>> table = by_year(data.load("un_votes"), data.load("un_ukraine_votes"))
        >>> int(table.set_index("year").loc[2021, "with_issue"])
        0
    """
    marks = pd.DataFrame(
        {
            "year": roll_calls["date"].dt.year,
            "roll_calls": 1,
            "ukraine": about_ukraine(roll_calls, ukraine).astype(int),
            "repeated": repeated(roll_calls).astype(int),
            "with_issue": roll_calls["issue"].notna().astype(int),
        }
    )
    table = marks.groupby("year").sum().reset_index()
    return table.assign(
        ukraine_share=table["ukraine"] / table["roll_calls"],
        issue_share=table["with_issue"] / table["roll_calls"],
    )
