"""A page of HTML as a browser would read it: elements, links, ids, scripts."""

from __future__ import annotations

from html.parser import HTMLParser

LOADING = {"script", "img", "iframe", "source"}


class Page(HTMLParser):
    """The elements of a page and the content of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, text: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += text

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)

    def values(self, attribute: str, tags: set[str] | None = None) -> list[str]:
        """Values of an attribute, of all elements or of some kinds."""
        return [
            given[attribute]
            for tag, given in self.elements
            if given.get(attribute) and (tags is None or tag in tags)
        ]

    @property
    def targets(self) -> list[str]:
        """Where links lead."""
        return self.values("href", {"a"})

    @property
    def fetched(self) -> list[str]:
        """What a browser asks for to show the page."""
        return self.values("src", LOADING) + self.values("href", {"link"})

    @property
    def ids(self) -> list[str]:
        return self.values("id")
