"""The coding exercise: code ten events blind, then compare with the coder of the course."""

from __future__ import annotations

import html
import re

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, own_work, sources, theme
from helpers.charts.timeline import DIRECTIONS
from helpers.explorers import base
from helpers.explorers.coding_class import FILE, class_results, plain_button
from helpers.explorers.coding_results import comparison, note
from helpers.measures import coding
from helpers.widgets import Interactive

__all__ = ["TenEvents", "class_results", "rules", "ten_events"]

CANNOT = "cannot code"
_NAME = re.compile(r"\w[\w .'’-]{0,39}")


def rules() -> dict[int, str]:
    """Return the coding rules in the words of the table's description, by code.

    Example:
        >>> rules()[-2]
        'open break, a formal act or condemnation that Moscow treats as hostile'
    """
    fields = data.resource("stance_events")["schema"]["fields"]
    words = next(field["description"] for field in fields if field["name"] == "coding_rule")
    found = re.findall(r"R([+-]?\d): (.*?)\.(?= R|\s*NA:)", words)
    return {int(code): rule.split(" (every row")[0] for code, rule in found}


class TenEvents(Interactive):
    """Ten events, one at a time; the coder's codes appear when all ten are coded.

    Codes are locked after the comparison, because a code changed in sight of another's is no
    second opinion any more.

    Args:
        events: The ten events, rows of ``stance_events``.

    Example:
        >>> TenEvents(coding.ten_events(data.load("stance_events"))).compare.disabled
        True
    """

    def __init__(self, events: pd.DataFrame) -> None:
        self._events = events.set_index("event_id", drop=False)
        self._links = {row.event_id: sources.links(row.source_ids) for row in events.itertuples()}
        self.codes: dict[str, int | None] = {}
        self._place = 0
        self._saved: dict[str, int | None] = {}
        self._locked = self._asked = self._filling = False
        self._build()
        self._show_event()
        super().__init__(
            [
                widgets.HTML(_task()),
                self.progress,
                self.text,
                self.code,
                widgets.HBox([self.back, self.next, self.compare], layout=_ROW),
                widgets.HBox([self.name, self.save, self.load, self.restart], layout=_ROW),
                self.status,
                self.result,
                self.figure,
            ],
            title="Code ten events",
        )

    def _build(self) -> None:
        options = [
            (words, code)
            for code, (words, *_) in sorted(DIRECTIONS.items(), key=_down)
            if code is not None
        ]
        self.progress, self.text, self.status = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.code = widgets.RadioButtons(
            options=[*options, (CANNOT, CANNOT)],
            value=None,
            description="My code",
            style=base.LABEL,
            layout={"width": "auto"},
        )
        self.back, self.next = plain_button("Event before"), plain_button("Next event")
        self.compare = plain_button("Compare with the coder")
        self.name = widgets.Text(
            description="Name or pseudonym", style=base.LABEL, continuous_update=True
        )
        self.save, self.load = plain_button("Save my coding"), plain_button("Load my saved coding")
        self.restart = plain_button("Start again")
        self.result = widgets.HTML()
        # On the page from the start: a figure that is made later is not drawn.
        self.figure = base.figure_widget(_waiting(0, len(self._events)))
        self.figure._config = {**self.figure._config, **theme.CONFIG, "responsive": True}
        self.code.observe(self._on_code, names="value")
        self.back.on_click(lambda button: self._move(-1))
        self.next.on_click(lambda button: self._move(1))
        self.compare.on_click(lambda button: self._compare())
        self.save.on_click(lambda button: self._guarded(self._save))
        self.load.on_click(lambda button: self._guarded(self._load))
        self.restart.on_click(lambda button: self._restart())

    @property
    def event_id(self) -> str:
        """The event on the page."""
        return self._events.index[self._place]

    def _show_event(self) -> None:
        event = self._events.iloc[self._place]
        count, done = len(self._events), len(self.codes)
        self.progress.value = (
            f'<p aria-live="polite"><b>Event {self._place + 1} of {count}</b>, '
            f"{done} of {count} coded</p>"
        )
        self.text.value = _described(event, self._links[event["event_id"]])
        given = self.codes.get(self.event_id, "")
        self._filling = True
        self.code.value = None if given == "" else CANNOT if given is None else given
        self._filling = False
        self.code.disabled = self._locked
        self.back.disabled = self._place == 0
        self.next.disabled = self._place == count - 1
        self.compare.disabled = done < count

    def _on_code(self, change: dict) -> None:
        if self._filling or change["new"] is None:
            return
        self.codes[self.event_id] = None if change["new"] == CANNOT else change["new"]
        self._asked = False
        self._show_event()
        base.redraw(self.figure, _waiting(len(self.codes), len(self._events)))

    def _move(self, step: int) -> None:
        self._place = min(max(self._place + step, 0), len(self._events) - 1)
        self._show_event()

    def _compare(self) -> None:
        missing = len(self._events) - len(self.codes)
        if missing:
            self._say(f"Code all ten events first: {missing} are still without a code.")
            return
        self._locked = True
        self._show_event()
        own = _as_series(self.codes, self._events.index)
        coder = self._events["direction"].astype("Float64").astype(float)
        self.result.value = comparison(own, coder, self._events, rules())
        base.redraw(self.figure, charts.coding.compare(own, coder))
        self._say("Compared. Your codes are locked now; “Start again” gives you a fresh sheet.")

    def _save(self) -> None:
        name = self.name.value.strip()
        if not _NAME.fullmatch(name):
            raise own_work.FileProblem(
                "Write a name or pseudonym first: up to 40 letters, digits or spaces, with a "
                "letter or digit at the start. It is stored in the file with your codes."
            )
        if not self.codes:
            raise own_work.FileProblem("There is nothing to save yet: code at least one event.")
        mine = _as_series(self.codes, [e for e in self._events.index if e in self.codes])
        rows = pd.DataFrame({"coder": name, "event_id": mine.index, "code": mine.to_numpy()})
        rows["code"] = rows["code"].astype("Int64")
        with own_work.alone():
            saved = self._on_disk()
            same = saved["coder"].str.casefold() == name.casefold()
            others = saved[~same]
            # Codes of the same person that another notebook saved, for events not coded here.
            earlier = saved[same & ~saved["event_id"].isin(self.codes)].assign(coder=name)
            path = own_work.save(FILE, pd.concat([others, earlier, rows], ignore_index=True))
        self._saved = dict(self.codes)
        kept = f" {len(earlier)} codes of {name} saved before stay in it." if len(earlier) else ""
        if len(others):
            kept += f" The codes of other coders ({others['coder'].nunique()}) stay in it."
        self._say(f"Saved: {len(rows)} of {len(self._events)} codes of {name} in {path}.{kept}")

    def _load(self) -> None:
        if self.codes != self._saved:
            raise own_work.FileProblem(
                "Some codes on this page are not saved. Save them, or press “Start again”, "
                "before you load others."
            )
        saved = self._on_disk()
        if saved.empty:
            raise own_work.FileProblem(
                f"Nothing is saved yet: there is no file {FILE} in the folder my_work."
            )
        coder = self._whose(saved)
        mine = saved[saved["coder"] == coder]
        self.codes = {
            row.event_id: None if pd.isna(row.code) else int(row.code) for row in mine.itertuples()
        }
        self._fresh()
        self._saved = dict(self.codes)
        self.name.value = coder
        self._say(f"Loaded: {len(mine)} of {len(self._events)} codes of {coder}.")

    def _on_disk(self) -> pd.DataFrame:
        path = own_work.folder() / FILE
        if not path.exists():
            return pd.DataFrame({"coder": [], "event_id": [], "code": []}, dtype=object)
        return coding.read_class(path, self._events)

    def _whose(self, saved: pd.DataFrame) -> str:
        coders = list(dict.fromkeys(saved["coder"]))
        wanted = self.name.value.strip().casefold()
        found = [coder for coder in coders if coder.casefold() == wanted]
        if found:
            return found[0]
        if wanted or len(coders) > 1:
            raise own_work.FileProblem(
                f"{FILE} holds the codes of {', '.join(coders)}. Write one of these names into "
                "the field and load again."
            )
        return coders[0]

    def _restart(self) -> None:
        if self.codes != self._saved and not self._asked:
            self._asked = True
            self._say(
                f"Press “Start again” once more to clear {len(self.codes)} codes that are not "
                "saved. A saved file stays as it is."
            )
            return
        self.codes, self._saved = {}, {}
        self._fresh()
        self._say("A fresh sheet. A saved file stays as it is.")

    def _fresh(self) -> None:
        self._place, self._locked, self._asked = 0, False, False
        self.result.value = ""
        base.redraw(self.figure, _waiting(len(self.codes), len(self._events)))
        self._show_event()

    def _guarded(self, act: object) -> None:
        try:
            act()
        except own_work.FileProblem as problem:
            self._say(str(problem))

    def _say(self, words: str) -> None:
        self.status.value = note(words)


def ten_events() -> TenEvents:
    """Return the coding exercise with the ten events of the course.

    Example:
        >>> len(ten_events().codes)
        0
    """
    return TenEvents(coding.ten_events(data.load("stance_events")))


_ROW = {"flex_flow": "row wrap", "grid_gap": "6px 12px"}


def _down(entry: tuple) -> int:
    return -entry[0] if entry[0] is not None else 9


def _waiting(done: int, count: int) -> go.Figure:
    return base.message(
        f"{done} of {count} events are coded. The comparison appears here when all are."
    )


def _as_series(codes: dict[str, int | None], index: object) -> pd.Series:
    values = [float("nan") if codes[name] is None else float(codes[name]) for name in index]
    return pd.Series(values, index=list(index), dtype=float)


def _task() -> str:
    items = "".join(
        f"<li><b>{DIRECTIONS[code][0].split(' ')[0]}</b>: {html.escape(rule)}</li>"
        for code, rule in sorted(rules().items(), reverse=True)
    )
    return (
        "<div style='max-width:52em'><p>How near is the act to Russia's line on the war? Code each "
        "event with these rules, from the text alone. Choose “cannot code” where the text does not "
        f"decide it.</p><ul>{items}</ul></div>"
    )


def _described(event: pd.Series, links: str) -> str:
    actor = html.escape(data.names()[event["actor"]])
    return (
        f"<div style='max-width:52em'><p><b>{html.escape(event['headline'])}</b><br>"
        f"{html.escape(event['date'])}, {actor}</p><p>{html.escape(event['detail'])}</p>"
        f"<p>Sources: {links}</p></div>"
    )
