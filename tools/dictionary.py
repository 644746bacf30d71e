"""The data dictionary: `data/README.md`, written from `data/datapackage.json`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

INTRODUCTION = """
One tidy CSV file a table, UTF-8, commas, dates as year-month-day. An empty cell means unknown: it
is neither zero nor no. States have their ISO 3166-1 alpha-3 code; [areas](#areas) lists all codes.
Where a table has `source_ids`, the ids (separated by `;`) lead to the pages in [sources](#sources).

This page is written by `python course.py refresh` from `datapackage.json`: change that file.
""".strip()


def write(folder: Path) -> str | None:
    """Write the data dictionary of a data package.

    Args:
        folder: Folder with ``datapackage.json`` and the files it describes.

    Returns:
        The text of ``README.md``; None when there is no package yet.

    Raises:
        FileNotFoundError: A file that the package describes is missing.
        KeyError: A resource lacks a property that the dictionary shows.
    """
    package_file = folder / "datapackage.json"
    if not package_file.exists():
        return None
    package = json.loads(package_file.read_text(encoding="utf-8"))
    resources = package["resources"]
    parts = [f"# {package.get('title', 'Data dictionary')}", INTRODUCTION]
    parts += ["## Contents", _contents(resources, folder)]
    parts += [_section(resource, folder) for resource in resources]
    return "\n\n".join(parts) + "\n"


def _contents(resources: list[dict], folder: Path) -> str:
    lines = [
        f"| [{r['name']}](#{r['name']}) | {_cell(r['title'])} | {_size(r, folder)} | {r['as_of']} |"
        for r in resources
    ]
    return "\n".join(["| table | content | rows | as of |", "|---|---|---:|---|", *lines])


def _section(resource: dict, folder: Path) -> str:
    path = resource["path"]
    facts = [
        f"- File: [{path}]({path}), {_size_in_words(resource, folder)}",
        f"- As of: {resource['as_of']}",
        f"- Terms: {resource['licence']}",
        f"- Cite: {resource['attribution']}",
    ]
    if primary_key := resource.get("schema", {}).get("primaryKey"):
        facts.append(f"- Key: {_codes(primary_key)}")
    parts = [f"## {resource['name']}", f"**{resource['title']}.** {resource['description']}"]
    parts.append("\n".join(facts))
    if resource.get("notes"):
        parts.append("Please note:\n\n" + "\n".join(f"- {note}" for note in resource["notes"]))
    if "schema" in resource:
        parts.append(_columns(resource["schema"]))
    return "\n\n".join(parts)


def _columns(schema: dict) -> str:
    targets = {
        column: key["reference"]["resource"]
        for key in schema.get("foreignKeys", ())
        for column in _listed(key["fields"])
    }
    lines = [
        f"| `{field['name']}` | {_type(field)} | {_meaning(field, targets)} |"
        for field in schema["fields"]
    ]
    return "\n".join(["| column | type | meaning |", "|---|---|---|", *lines])


def _type(field: dict) -> str:
    unit = f", {field['unit']}" if field.get("unit") else ""
    required = "" if field.get("constraints", {}).get("required") else ", may be empty"
    return _cell(f"{field['type']}{unit}{required}")


def _meaning(field: dict, targets: dict[str, str]) -> str:
    parts = [_cell(field["description"])]
    allowed = field.get("constraints", {}).get("enum")
    if allowed:
        parts.append("Allowed: " + ", ".join(f"`{_cell(str(value))}`" for value in allowed) + ".")
    target = field.get("references", {}).get("resource") or targets.get(field["name"])
    if target:
        parts.append(f"Refers to [{target}](#{target}).")
    return " ".join(parts)


def _size(resource: dict, folder: Path) -> str:
    rows = _rows(resource, folder)
    return "–" if rows is None else str(rows)


def _size_in_words(resource: dict, folder: Path) -> str:
    rows = _rows(resource, folder)
    return "shapes for maps" if rows is None else f"{rows} rows"


def _rows(resource: dict, folder: Path) -> int | None:
    """Number of rows of a table; None for a file that is no table."""
    path = folder / resource["path"]
    if path.suffix != ".csv":
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _codes(names: str | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in _listed(names))


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _cell(text: str) -> str:
    """A text that cannot break a Markdown table."""
    return " ".join(text.split()).replace("|", r"\|")
