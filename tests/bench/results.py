"""The table of results: for the terminal and, between two markers, in the README."""

from __future__ import annotations

import datetime
import os
import platform

from comparison import ROUNDS, Comparison

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"
HEAD = "| measured | course | compared with | figure | goal |\n|---|---|---|---|---|"


def table(rows: list[Comparison]) -> str:
    """Return the table as Markdown, one row a comparison."""
    return "\n".join([HEAD, *map(line, rows)])


def line(row: Comparison) -> str:
    """Return one row.

    Example:
        >>> line(Comparison("start", [1.0], [2.0], "another"))
        '| start | 1 s | 2 s, another | 0.50 | – |'
    """
    course, other = (f"{number(value)} {row.unit}" for value in row.medians)
    return f"| {row.what} | {course} | {other}, {row.against} | {figure(row)} | {verdict(row)} |"


def number(value: float) -> str:
    """Return three digits that count, without an exponent.

    Example:
        >>> number(0.12345), number(2345.6)
        ('0.123', '2346')
    """
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def figure(row: Comparison) -> str:
    """Return what the goal speaks of; without a goal, the ratio.

    Example:
        >>> figure(Comparison("pairs", [10.0], [3560.0], "a loop", "ms"))
        '1/356'
    """
    if row.goal and row.goal.of == "difference":
        return f"{row.judged():+.2f} {row.unit}"
    if row.goal and row.goal.of == "course":
        return f"{number(row.judged())} {row.unit}"
    if row.ratio < 0.1:
        return f"1/{1 / row.ratio:.0f}"
    return number(row.ratio) if row.ratio >= 10 else f"{row.ratio:.2f}"


def verdict(row: Comparison) -> str:
    """Return the goal and whether it is met; a missed one is easy to see."""
    if not row.goal:
        return "–"
    unit = "" if row.goal.of == "ratio" else f" {row.unit}"
    sign = "+" if row.goal.of == "difference" else ""
    return f"≤ {sign}{row.goal.limit:g}{unit}: {'met' if row.met() else '**missed**'}"


def machine() -> str:
    """Say where and when it was measured."""
    return (
        f"Medians of at least {ROUNDS} runs taken in turns, unless the row says otherwise; "
        f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{datetime.date.today().isoformat()}."
    )


def filled(readme: str, rows: list[Comparison]) -> str:
    """Return the README with a new table between its two markers.

    Raises:
        ValueError: The markers are not there, once each and in order.
    """
    before, begin, rest = readme.partition(BEGIN)
    old, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in old + after or END in before + after:
        raise ValueError(f"README.md must have one {BEGIN} and, below it, one {END}.")
    return f"{before}{BEGIN}\n\n{table(rows)}\n\n{machine()}\n\n{END}{after}"
