"""Ask whether the pages in data/sources.csv are still there: `python tools/check_links.py`.

Only an answer that says so counts as gone (404 or 410, twice). A page that answers too late,
refuses robots or cannot be reached today is listed, but is no failure: it may be there tomorrow.
Needs the network, hence it is no part of the tests.
"""

from __future__ import annotations

import csv
import itertools
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

SOURCES = Path(__file__).resolve().parents[1] / "data" / "sources.csv"
GONE = (404, 410)
AT_ONCE = 16
SECONDS = 20
PAUSE = 1.0  # between two questions to the same server
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; link check of a university course)",
    "Accept": "text/html,application/pdf,*/*;q=0.8",
}


def main(table: Path = SOURCES, pause: float = PAUSE) -> int:
    """Print what was found; return 1 when a page is gone, else 0."""
    addresses = read(table)
    answers = ask_all(set(addresses.values()), pause)
    gone = {url for url, answer in answers.items() if answer in GONE}
    answers |= ask_all(gone, pause)  # a server that is being repaired may say so once
    print("\n".join(report(addresses, answers)))
    return int(any(answer in GONE for answer in answers.values()))


def read(table: Path) -> dict[str, str]:
    """Return the web address of every source by its id."""
    with table.open(encoding="utf-8", newline="") as file:
        return {row["source_id"]: row["url"] for row in csv.DictReader(file)}


def ask_all(urls: Iterable[str], pause: float) -> dict[str, int | str]:
    """Ask many servers at once, each of them one question at a time."""
    by_server = sorted(urls, key=server)
    queues = [list(group) for _, group in itertools.groupby(by_server, key=server)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = pool.map(lambda queue: ask_in_turn(queue, pause), queues)
        return dict(itertools.chain.from_iterable(answered))


def ask_in_turn(urls: list[str], pause: float) -> list[tuple[str, int | str]]:
    """Ask one server, with a pause after each question."""
    answers = []
    for url in urls:
        answers.append((url, ask(url)))
        time.sleep(pause)
    return answers


def ask(url: str, opened: Callable = urllib.request.urlopen) -> int | str:
    """Return the status that a server answers with, or in words why there is none.

    Example:
        >>> ask("http://localhost:1/nobody-listens-here").startswith("not reached")
        True
    """
    request = urllib.request.Request(ascii_only(url), headers=HEADERS)
    try:
        with opened(request, timeout=SECONDS) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, HTTPException, ValueError) as error:
        return f"not reached: {getattr(error, 'reason', error) or type(error).__name__}"


def ascii_only(url: str) -> str:
    """Write letters outside ASCII as browsers send them; leave what is already written so.

    Example:
        >>> ascii_only("https://example.org/a b?q=%C3%A9")
        'https://example.org/a%20b?q=%C3%A9'
    """
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def server(url: str) -> str:
    """Return the name of the server in an address."""
    return urlsplit(url).netloc


def report(addresses: dict[str, str], answers: dict[str, int | str]) -> list[str]:
    """Return the summary as Markdown: counts, then every page that did not answer with 200."""
    gone = [s for s, url in addresses.items() if answers[url] in GONE]
    other = [s for s, url in addresses.items() if answers[url] not in (*GONE, 200)]
    there = len(addresses) - len(gone) - len(other)
    lines = [f"{len(addresses)} sources: {there} there, {len(gone)} gone, {len(other)} unclear."]
    for title, ids in (("Gone", gone), ("Unclear, no failure", other)):
        if ids:
            lines += ["", f"## {title}", ""]
            lines += [f"- {s}: {answers[addresses[s]]}, <{addresses[s]}>" for s in ids]
    return lines


if __name__ == "__main__":
    sys.exit(main())
