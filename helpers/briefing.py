"""A briefing of the student's own: question, figures, claims and text; kept and checked here."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from helpers import data, own_work
from helpers.briefing_figures import FIGURES

FILE = "briefing_draft.json"
OWN = "My own question"
FEWEST, AIM, MOST = 120, 200, 260
MOST_FIGURES, MOST_CLAIMS = 4, 8

# A word may hold apostrophes, hyphens and points inside: "Russia's", "Kyrgyz–Tajik", "1.5".
_WORD = re.compile(r"\w+(?:[’'.,–-]\w+)*")


@dataclass(frozen=True)
class Proposal:
    """A question to start from, with figures that help to answer it."""

    label: str
    text: str
    figures: tuple[str, ...]


QUESTIONS = (
    Proposal(
        "Must members help Russia fight?",
        "Does the treaty oblige the members to help Russia in its war against Ukraine?",
        ("arguments", "un-votes", "speed"),
    ),
    Proposal(
        "Do the members stand behind Russia?",
        "Do the members of the CSTO stand behind Russia in its war against Ukraine?",
        ("un-votes", "positions", "agreement"),
    ),
    Proposal(
        "Does the CSTO help when it is asked?",
        "Does the CSTO help its members when they ask, and what does the answer depend on?",
        ("speed", "answers", "summits"),
    ),
    Proposal(
        "Why did Armenia turn away?",
        "Why did Armenia freeze its part in the CSTO, and is it still a member?",
        ("members", "speed", "cohesion"),
    ),
    Proposal(
        "Will the CSTO last?",
        "How likely is it that the CSTO loses members or ends, and how well can we know?",
        ("survival", "exits", "forecasts"),
    ),
    Proposal(
        "Do members help Russia avoid sanctions?",
        "Do goods from the European Union reach Russia through members of the CSTO?",
        ("re-exports", "positions", "polls"),
    ),
    Proposal(
        "Who else counts in the region?",
        "Who gains influence in the South Caucasus and Central Asia as Russia fights in Ukraine?",
        ("partners", "trade", "arms"),
    ),
    Proposal(
        "Does the CSTO keep peace among its members?",
        "Does the CSTO prevent or settle fighting between and around its members?",
        ("deaths", "conflict-map", "speed"),
    ),
    Proposal(
        "How far can the article be trusted?",
        "Which parts of the article hold against the evidence, and which do not?",
        ("verdicts", "positions", "forecasts"),
    ),
)


@dataclass(frozen=True)
class Draft:
    """What a student has written and chosen so far.

    Args:
        question: Label of a proposed question, or `OWN`.
        own_question: The student's own question.
        title: Title of the briefing.
        name: Name of the author; may stay empty.
        text: The text; an empty line separates paragraphs.
        figures: Ids of `FIGURES` in their order.
        claims: Ids of the table ``claims`` in their order.
    """

    question: str = QUESTIONS[0].label
    own_question: str = ""
    title: str = ""
    name: str = ""
    text: str = ""
    figures: tuple[str, ...] = QUESTIONS[0].figures[:1]
    claims: tuple[str, ...] = ()

    @property
    def asks(self) -> str:
        """The question in full."""
        proposed = {proposal.label: proposal.text for proposal in QUESTIONS}
        return proposed.get(self.question, self.own_question.strip())


def words(text: str) -> int:
    """Count the words of a text.

    Example:
        >>> words("Russia's ally – Kazakhstan – abstained (2 March 2022).")
        7
    """
    return len(_WORD.findall(text))


def length(text: str) -> str:
    """Say in a sentence whether a text has the wanted length.

    Example:
        >>> length("Too short.")
        '2 words: aim for about 200; at least 118 more are needed.'
    """
    count = words(text)
    counted = f"{count} {'word' if count == 1 else 'words'}"
    if count < FEWEST:
        return f"{counted}: aim for about {AIM}; at least {FEWEST - count} more are needed."
    if count > MOST:
        return f"{counted}: aim for about {AIM}; shorten it by at least {count - MOST}."
    return f"{counted}: fits ({FEWEST} to {MOST} are accepted, about {AIM} is the aim)."


def problems(draft: Draft) -> list[str]:
    """Return what keeps a draft from being exported, one sentence each.

    Example:
        >>> problems(Draft())[0]
        'Give the briefing a title.'
    """
    found = [
        (not draft.title.strip(), "Give the briefing a title."),
        (not draft.asks, "Write your own question, or choose a proposed one."),
        (not draft.figures and not draft.claims, "Choose at least one figure or claim."),
        (len(draft.figures) > MOST_FIGURES, f"Choose at most {MOST_FIGURES} figures."),
        (len(draft.claims) > MOST_CLAIMS, f"Choose at most {MOST_CLAIMS} claims."),
        (not FEWEST <= words(draft.text) <= MOST, f"Text: {length(draft.text)}"),
    ]
    return [sentence for wrong, sentence in found if wrong]


def file_name(title: str) -> str:
    """Return a file name that every system accepts.

    Args:
        title: Any text; letters outside the English alphabet lose their accents or fall away.

    Example:
        >>> file_name("Was Arménie / Armenia right?")
        'briefing-was-armenie-armenia-right.html'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    return f"briefing-{slug}.html" if slug else "briefing.html"


def save(draft: Draft) -> Path:
    """Keep a draft in the student's folder.

    Raises:
        FileProblem: The file cannot be written.
    """
    return own_work.save_text(FILE, json.dumps(asdict(draft), ensure_ascii=False, indent=1) + "\n")


def resume() -> tuple[Draft | None, str]:
    """Read the draft that was kept last.

    Returns:
        The draft, or nothing if none was kept; and what to say about parts that no longer exist.

    Raises:
        FileProblem: The file is damaged; the sentence names the place. It is left as it is.
    """
    path = own_work.folder() / FILE
    if not path.exists():
        return None, ""
    given = _fields(path)
    known = set(data.read("claims")["claim_id"])
    gone = [name for name in given["figures"] if name not in FIGURES]
    gone += [name for name in given["claims"] if name not in known]
    draft = Draft(
        **{
            **given,
            "figures": _first(given["figures"], FIGURES, MOST_FIGURES),
            "claims": _first(given["claims"], known, MOST_CLAIMS),
        }
    )
    return draft, f"No longer in the course: {', '.join(gone)}." if gone else ""


def on_file() -> bytes | None:
    """Return the kept draft as it stands in its file, to see whether another notebook changed it.

    Raises:
        FileProblem: The file cannot be read.
    """
    path = own_work.folder() / FILE
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise own_work.FileProblem(
            f"{path} could not be read ({error.strerror or error})."
        ) from error


def set_aside(why: str = "unreadable") -> Path:
    """Give the kept draft another name, so that a new one does not overwrite it.

    Args:
        why: A word for the new name.

    Returns:
        The new path of the old file.

    Raises:
        FileProblem: The file cannot be renamed.
    """
    path = own_work.folder() / FILE
    number = 1
    while (kept := path.with_name(f"{path.stem}-{why}-{number}.json")).exists():
        number += 1
    try:
        return path.rename(kept)
    except OSError as error:
        raise own_work.FileProblem(
            f"{path} could not be renamed ({error.strerror or error}). Rename it yourself."
        ) from error


def _fields(path: Path) -> dict[str, str | list[str]]:
    try:
        if path.stat().st_size > own_work.LARGEST:
            raise own_work.FileProblem(f"{path.name} is too large to be a draft.")
        given = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise own_work.FileProblem(
            f"{path} could not be read ({error.strerror or error})."
        ) from error
    except json.JSONDecodeError as error:
        raise own_work.FileProblem(
            f"{path.name}, line {error.lineno}, column {error.colno}: this is no longer a draft "
            f"({error.msg})."
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise own_work.FileProblem(f"{path.name} is not the text of a draft.") from error
    if not isinstance(given, dict):
        raise own_work.FileProblem(f"{path.name}, line 1: a draft must start with a brace.")
    return {field.name: _checked(path, field.name, given) for field in fields(Draft)}


def _checked(path: Path, name: str, given: dict) -> str | list[str]:
    several = name in ("figures", "claims")
    value = given.get(name)
    right = isinstance(value, list if several else str)
    if not right or (several and not all(isinstance(item, str) for item in value)):
        wanted = "a list of texts" if several else "a text"
        raise own_work.FileProblem(f"{path.name}: “{name}” is missing or is not {wanted}.")
    return value


def _first(chosen: Sequence[str], known: object, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in chosen if name in known))[:most]
