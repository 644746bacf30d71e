"""What the coding exercise says after the comparison, as escaped HTML."""

from __future__ import annotations

import html

import numpy as np
import pandas as pd

from helpers.measures import coding, reliability

_DRAWN = (
    "How the ten were chosen: of each of five members two acts of its own that bear on Ukraine, "
    "with different codes, in an order that a checksum gives; no UN votes, nothing contested."
)
_THRESHOLDS = (
    "A common rule of thumb (Krippendorff) trusts codes from an alpha of 0.80 on and draws "
    "tentative conclusions from 0.67 on."
)


def note(words: str) -> str:
    """Return one sentence or two for a person, read out when it changes."""
    return (
        f'<p role="status" aria-live="polite" style="max-width:52em">{html.escape(str(words))}</p>'
    )


def comparison(
    own: pd.Series, coder: pd.Series, events: pd.DataFrame, rules: dict[int, str]
) -> str:
    """Return the student's codes beside the coder's, with share equal, alpha and interval.

    Args:
        own: Codes by event; NaN for "cannot code".
        coder: Codes of the course's coder by the same events.
        events: The events with ``headline``, indexed by ``event_id``.
        rules: Wording of the rule by code.
    """
    table = pd.DataFrame({"own": own, "coder": coder})
    equal = int((table["own"] == table["coder"]).sum())
    blank = int(table["own"].isna().sum())
    rows = "".join(
        _comparison_row(row, events.loc[row.Index, "headline"], rules) for row in table.itertuples()
    )
    left_out = f" Events that you could not code ({blank}) are left out of alpha." if blank else ""
    return (
        f"<div style='max-width:60em'><p><b>{equal} of {len(table)} codes are equal.</b>{left_out} "
        f"{html.escape(alpha_words(table))} {_THRESHOLDS}</p><p>The course's coder is one person, "
        "not the truth: where you differ, read the rule and argue. "
        f"{_DRAWN}</p>{_table(('event', 'you', 'coder', 'rule of the coder'), rows)}</div>"
    )


def class_report(codes: pd.DataFrame, events: pd.DataFrame) -> str:
    """Return how far the students of a class agree, without names.

    Args:
        codes: Columns ``coder``, ``event_id``, ``code`` as `coding.read_class` gives them.
        events: The events that may be coded.
    """
    course = coding.of_the_course(events[events["event_id"].isin(codes["event_id"])])
    table = coding.matrix(codes)
    order = [name for name in events["event_id"] if name in table.index]
    table = table.loc[order]
    coders = table.shape[1]
    parts = [f"<b>{coders} {'coder' if coders == 1 else 'coders'}, {len(table)} events.</b>"]
    if coders > 1:
        share = reliability.agreement(table)
        if not np.isnan(share):
            parts.append(f"{100 * share:.0f} per cent of all pairs of codes are equal.")
        parts.append(html.escape(alpha_words(table)))
    else:
        parts.append("Agreement among students needs at least two of them.")
    parts.append(html.escape(_against_course(table, course)))
    rows = "".join(_class_row(row, course, events) for row in table.iterrows())
    heads = ("event", "−2", "−1", "0", "+1", "+2", "cannot code", "course's coder")
    return (
        f'<div role="status" style="max-width:60em"><p>{" ".join(parts)} {_THRESHOLDS}</p>'
        f"{_table(heads, rows)}</div>"
    )


def alpha_words(table: pd.DataFrame) -> str:
    """Say Krippendorff's alpha and its interval in words, or why there is none.

    Example:
        >>> alpha_words(pd.DataFrame({"A": [1.0, 0.0], "B": [1.0, 0.0]}))[:46]
        "Krippendorff's alpha (ordinal) is 1.00; betwee"
    """
    missing = reliability.undefined(table)
    if missing:
        return f"Krippendorff's alpha cannot be computed. {missing}"
    value, spread = reliability.alpha(table), reliability.interval(table)
    low, high = (_signed(spread[end]) for end in ("low", "high"))
    return (
        f"Krippendorff's alpha (ordinal) is {_signed(value)}; between {low} and {high} in 95 per "
        f"cent of samples drawn again from these {spread['events']} events. So few events leave "
        "alpha very uncertain."
    )


def _against_course(table: pd.DataFrame, course: pd.DataFrame) -> str:
    coder = course.set_index("event_id")["code"].astype("Float64").astype(float)
    pairs = [pd.DataFrame({"own": table[name], "coder": coder}) for name in table.columns]
    found = [value for pair in pairs if not np.isnan(value := reliability.alpha(pair))]
    if not found:
        return "No student's alpha against the course's coder can be computed."
    if len(found) == 1:
        return f"Alpha against the course's coder: {_signed(found[0])}."
    return (
        f"Alpha of single students against the course's coder: lowest {_signed(min(found))}, "
        f"median {_signed(float(np.median(found)))}, highest {_signed(max(found))}."
    )


def _comparison_row(row: tuple, headline: str, rules: dict[int, str]) -> str:
    same = row.own == row.coder
    marks = [_code(row.own), _code(row.coder)]
    if not same:
        marks = [f"<b>{mark}</b>" for mark in marks]
    rule = html.escape(rules[int(row.coder)]) if not same else "same code"
    return _cells([html.escape(headline), *marks, rule])


def _class_row(entry: tuple, course: pd.DataFrame, events: pd.DataFrame) -> str:
    event_id, codes = entry
    headline = events.set_index("event_id").loc[event_id, "headline"]
    coder = course.set_index("event_id").loc[event_id, "code"]
    counts = [int((codes == code).sum()) for code in reliability.CODES]
    counts.append(int(codes.isna().sum()))
    return _cells([html.escape(headline), *(str(n) if n else "" for n in counts), _code(coder)])


def _cells(cells: list[str]) -> str:
    first, *others = cells
    return (
        "<tr><th scope='row' style='text-align:left;font-weight:normal;padding:0 0.6em'>"
        f"{first}</th>"
        + "".join(f"<td style='text-align:left;padding:0 0.6em'>{cell}</td>" for cell in others)
        + "</tr>"
    )


def _table(heads: tuple[str, ...], rows: str) -> str:
    head = "".join(
        f"<th scope='col' style='text-align:left;padding:0 0.6em'>{name}</th>" for name in heads
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _code(value: float) -> str:
    if pd.isna(value):
        return "cannot code"
    return f"{int(value):+d}".replace("-", "−").replace("+0", "0")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
