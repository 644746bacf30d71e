"""The check of links: gone is only what the server says is gone."""

from __future__ import annotations

import csv
import threading
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import check_links


class Server(ThreadingHTTPServer):
    """Answers with the status in the path; `/once` is gone only the first time."""

    asked: Counter
    at_once = 0
    most_at_once = 0


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.at_once += 1
        self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        self.server.asked[self.path] += 1
        time.sleep(0.005)  # time enough for another question
        self.server.at_once -= 1
        self.answer(self.path.rsplit("/", 1)[-1])

    def answer(self, word: str) -> None:
        if word == "cut":
            return  # closes the connection without an answer
        if word == "late":
            threading.Event().wait(1)
        if word == "moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        else:
            first = self.server.asked[self.path] == 1
            self.send_response({"late": 200, "once": 404 if first else 200}.get(word) or int(word))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        running.asked = Counter()
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.shutdown()


def table(folder: Path, site: Server, *pages: str) -> Path:
    path = folder / "sources.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source_id", "url"])
        for number, page in enumerate(pages):
            writer.writerow([f"s{number}", f"http://127.0.0.1:{site.server_port}/{page}"])
    return path


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_a_failure(
    site: Server, tmp_path: Path, capsys: pytest.CaptureFixture, status: int
) -> None:
    assert check_links.main(table(tmp_path, site, "200", str(status)), pause=0) == 1
    said = capsys.readouterr().out
    assert said.startswith("2 sources: 1 there, 1 gone, 0 unclear.")
    assert f"- s1: {status}, <http://127.0.0.1:{site.server_port}/{status}>" in said
    assert site.asked == {"/200": 1, f"/{status}": 2}


@pytest.mark.parametrize("page", ["403", "429", "500", "503", "late", "cut"])
def test_a_page_that_may_be_there_tomorrow_is_none(
    site: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
) -> None:
    monkeypatch.setattr(check_links, "SECONDS", 0.2)
    assert check_links.main(table(tmp_path, site, page), pause=0) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 sources: 0 there, 0 gone, 1 unclear.")
    assert ("- s0: not reached: " if page in ("late", "cut") else f"- s0: {page}, ") in said


@pytest.mark.parametrize("page", ["200", "moved", "once", "caf%C3%A9/200", "кафе/200", "a b/200"])
def test_a_page_that_is_there_is_counted(
    site: Server, tmp_path: Path, capsys: pytest.CaptureFixture, page: str
) -> None:
    assert check_links.main(table(tmp_path, site, page), pause=0) == 0
    assert capsys.readouterr().out.strip() == "1 sources: 1 there, 0 gone, 0 unclear."


def test_a_server_that_does_not_exist_is_no_failure() -> None:
    def unknown(request: object, timeout: float) -> None:
        raise urllib.error.URLError("Name or service not known")

    answer = check_links.ask("https://example.org/", opened=unknown)
    assert answer == "not reached: Name or service not known"


def test_one_server_is_asked_one_question_at_a_time(site: Server, tmp_path: Path) -> None:
    pages = [f"{number}/200" for number in range(20)]
    assert check_links.main(table(tmp_path, site, *pages), pause=0) == 0
    assert sum(site.asked.values()) == 20
    assert site.most_at_once == 1


def test_every_source_of_the_course_is_asked() -> None:
    addresses = check_links.read(check_links.SOURCES)
    assert len(addresses) > 1000
    assert all(url.startswith(("http://", "https://")) for url in addresses.values())
