"""A Chromium that cannot reach any computer but this one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HOST = "127.0.0.1"
MISSING = (
    "The browser tests need Chromium or Chrome: install it (Debian, Ubuntu: "
    "sudo apt-get install chromium) or set COURSE_CHROMIUM to the path of its program."
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
         "msedge", "microsoft-edge")  # fmt: skip
USUAL_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name of another computer is ever looked up, whoever in the browser asks for it.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]
# Addresses that lead out of this computer; `data:` and `blob:` stay inside the page.
OUTSIDE = re.compile(rf"^(https?|wss?|ftp)://(?!{re.escape(HOST)}[:/])", re.IGNORECASE)


def program() -> str:
    """Return the path of the browser; the error says how to get one."""
    wanted = os.environ.get("COURSE_CHROMIUM")
    if wanted:
        if not Path(wanted).is_file():
            raise FileNotFoundError(f"COURSE_CHROMIUM names no file: {wanted}. {MISSING}")
        return wanted
    found = [path for path in map(shutil.which, NAMES) if path]
    found += [path for path in USUAL_PATHS if Path(path).is_file()]
    if not found:
        raise FileNotFoundError(MISSING)
    return found[0]


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser with a new, empty profile."""
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Witness:
    """What a page asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.context.route(OUTSIDE, lambda route: route.abort())
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)

    def _asked(self, url: str) -> None:
        if OUTSIDE.match(url):
            self.outside.append(url)

    def _heard(self, message: object) -> None:
        if message.type == "error":
            asked = message.location.get("url", "") if "load resource" in message.text else ""
            self.errors.append(f"{message.text} {asked}".strip())
