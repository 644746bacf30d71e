"""Active text planted into a copy of the tables: scripts, handlers, links, images, formulas."""

from __future__ import annotations

import ast
import csv
import json
from pathlib import Path

ACT = "window.__planted=1"
# Where a text comes from stands in it, to tell which columns reach a browser.
PLANT = (
    f'</script><script>{ACT}</script><img src=x onerror={ACT}>"onmouseover="{ACT}" '
    f"<a href=javascript:{ACT}>a</a>[m](javascript:{ACT})![i](http://planted.invalid/i.png)"
    f"$$\\href{{javascript:{ACT}}}{{t}}$$ §WHERE§ "
)
ADDRESS = f"javascript:{ACT}//"
# Titles of roll calls are compared by their first letters.
KEPT_AT_THE_START = ("un_votes", "title")


def free_texts(package: dict) -> dict[str, list[str]]:
    """Columns by table in which any text may stand: no code, key, date or reference."""
    found = {}
    for table in package["resources"]:
        schema = table.get("schema", {"fields": []})
        keys = _names(schema.get("primaryKey", []))
        for foreign in schema.get("foreignKeys", []):
            keys |= _names(foreign["fields"])
        columns = [
            field["name"]
            for field in schema["fields"]
            if field["type"] == "string"
            and field["name"] not in keys
            and "references" not in field
            and not {"enum", "pattern"} & field.get("constraints", {}).keys()
        ]
        found |= {table["name"]: columns} if columns else {}
    return found


def addresses(package: dict) -> dict[str, list[str]]:
    """Columns by table that hold addresses of web pages."""
    return {
        table["name"]: columns
        for table in package["resources"]
        if (
            columns := [
                field["name"]
                for field in table.get("schema", {"fields": []})["fields"]
                if field.get("constraints", {}).get("pattern", "").startswith("^https?")
            ]
        )
    }


def _names(fields: str | list[str]) -> set[str]:
    return {fields} if isinstance(fields, str) else set(fields)


def plant(course: Path) -> dict[str, list[str]]:
    """Plant into the tables of a copy; return the columns in which it was done.

    A text that the code of the course looks for by its whole wording stays as it is.
    """
    folder, wanted = course / "data", literals(course)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    done = {}
    texts, links = free_texts(package), addresses(package)
    for name in sorted({*texts, *links}):
        columns = [*texts.get(name, []), *links.get(name, [])]
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        planted = set()
        for row in rows:
            for column in columns:
                if row[column] and row[column] not in wanted:
                    row[column] = planted_text(
                        row[column], name, column, column in links.get(name, [])
                    )
                    planted.add(column)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        done[name] = [column for column in columns if column in planted]
    return done


def planted_text(text: str, table: str, column: str, is_address: bool) -> str:
    """Plant before a text, so that no cut loses it; one column must keep its first letters."""
    if is_address:
        return ADDRESS + text
    planted = PLANT.replace("WHERE", f"{table}.{column}")
    return f"{text} {planted.strip()}" if (table, column) == KEPT_AT_THE_START else planted + text


def literals(course: Path) -> set[str]:
    """Every text that stands between quotes in the code of helpers and notebooks."""
    sources = [path.read_text(encoding="utf-8") for path in (course / "helpers").rglob("*.py")]
    for path in (course / "notebooks").rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources += ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
    return {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
