"""A student as the server sees one: logs in, starts a server, runs a notebook cell by cell."""

from __future__ import annotations

import asyncio
import time
import uuid
from types import TracebackType

import aiohttp

NOTEBOOKS = "csto-course/notebooks"


class Student:
    """One account's session with the hub."""

    def __init__(self, address: str, name: str, password: str) -> None:
        self.address, self.name, self._password = address, name, password
        self.server = f"{address}/user/{name}"
        # The address is a number, which cookies are otherwise not kept for.
        self.web = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=600)
        )
        self.token: dict[str, str] = {}

    async def __aenter__(self) -> Student:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.web.close()

    async def log_in(self, password: str | None = None) -> int:
        """Fill in the login form and return the status of the answer: 302 when let in."""
        await self.status("GET", "/hub/login")
        form = {"username": self.name, "password": password or self._password}
        form["_xsrf"] = self._form_cookie()
        address = f"{self.address}/hub/login"
        async with self.web.post(address, data=form, allow_redirects=False) as answer:
            return answer.status

    async def start(self) -> float:
        """Start the student's server and return the seconds until it could be used."""
        began = time.monotonic()
        await self.status("GET", "/hub/spawn")
        while not (await self._user())["server"]:
            await asyncio.sleep(1)
        took = time.monotonic() - began
        answer = await self.hub_json("POST", f"users/{self.name}/tokens", {"note": "trial"})
        self.token = {"Authorization": f"token {answer['token']}"}
        return took

    async def runs(self) -> bool:
        """Tell whether the student's server is there, without counting as a visit to it."""
        return (await self._user())["server"] is not None

    async def status(self, method: str, path: str, **options: object) -> int:
        """Return the status of the answer for an address of the hub, as a browser asks for it."""
        async with self.web.request(method, self.address + path, **options) as answer:
            return answer.status

    async def hub_json(self, method: str, path: str, content: dict | None = None) -> dict:
        """Call the hub's API as the page of this student would, and return its answer."""
        headers = {"X-XSRFToken": self._form_cookie()}
        address = f"{self.address}/hub/api/{path}"
        async with self.web.request(method, address, json=content, headers=headers) as answer:
            return {"status": answer.status, **(await answer.json(content_type=None) or {})}

    async def api(self, method: str, path: str, content: dict | None = None) -> dict:
        """Call the API of the student's own server."""
        address = f"{self.server}/api/{path}"
        async with self.web.request(method, address, json=content, headers=self.token) as answer:
            return {"status": answer.status, **await answer.json()}

    async def run_notebook(self, name: str) -> tuple[float, list[str]]:
        """Run all code cells of a notebook in a new kernel.

        Returns:
            Seconds from the kernel's start to the last cell's end, and the errors.
        """
        path = f"{NOTEBOOKS}/{name}.ipynb"
        notebook = (await self.api("GET", f"contents/{path}"))["content"]
        cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
        began = time.monotonic()
        _, errors = await self.run_code(cells, path)
        return time.monotonic() - began, errors

    async def run_code(self, cells: list[str], path: str) -> tuple[str, list[str]]:
        """Run pieces of code in a new kernel; return what they printed and their errors."""
        kernel = {"name": "python3"}
        wanted = {"path": path, "name": path, "type": "notebook", "kernel": kernel}
        session = await self.api("POST", "sessions", wanted)
        channels = f"{self.server}/api/kernels/{session['kernel']['id']}/channels"
        printed, errors = "", []
        async with self.web.ws_connect(channels, headers=self.token, max_msg_size=0) as socket:
            for code in cells:
                text, error = await _execute(socket, code)
                printed += text
                errors += error
        return printed, errors

    async def _user(self) -> dict:
        return await self.hub_json("GET", f"users/{self.name}")

    def _form_cookie(self) -> str:
        return next(cookie.value for cookie in self.web.cookie_jar if cookie.key == "_xsrf")


async def _execute(socket: aiohttp.ClientWebSocketResponse, code: str) -> tuple[str, list[str]]:
    """Run one piece of code and wait until it has ended and all its output is here."""
    number = uuid.uuid4().hex
    header = {"msg_id": number, "msg_type": "execute_request", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    await socket.send_json(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content,
         "channel": "shell"}
    )  # fmt: skip
    text, errors, replied, idle = "", [], False, False
    while not (replied and idle):
        message = await socket.receive_json()
        if message["parent_header"].get("msg_id") != number:
            continue
        kind, body = message["msg_type"], message["content"]
        if kind == "stream":
            text += body["text"]
        elif kind == "error":
            errors.append(f"{body['ename']}: {body['evalue']}")
        replied |= kind == "execute_reply"
        idle |= kind == "status" and body["execution_state"] == "idle"
    return text, errors
