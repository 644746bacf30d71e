"""The ledger of claims: the reader judges first, then sees the verdict of the course."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from helpers import data, own_work, verdict_file
from helpers.explorers import base, ledger_text, searching
from helpers.explorers.coding_class import plain_button
from helpers.explorers.coding_results import note
from helpers.measures import verdicts
from helpers.widgets import Interactive

ALL = "all"
STATES = ["all", "not judged yet", "judged", "judged, and we differ"]
_SEARCHED = ["claim_id", "claim", "test", "section", "kind"]
_ROW = {"flex_flow": "row wrap", "grid_gap": "6px 14px"}


class Ledger(Interactive):
    """One claim at a time. The verdict of the course appears only after the reader's own.

    Nothing is written before the button is pressed; every judgement is saved at once.

    Args:
        claims: Table ``claims``.
        places: Table ``claim_places``.

    Example:
        >>> Ledger(data.read("claims"), data.read("claim_places")).claim_id
        'C001'
    """

    def __init__(self, claims: pd.DataFrame, places: pd.DataFrame) -> None:
        self._claims = claims.set_index("claim_id", drop=False)
        self._places = places.set_index("claim_id")
        self._texts = searching.texts(self._claims, _SEARCHED)
        self._drafts: dict[str, tuple[str | None, str]] = {}
        self._own, problem = _saved()
        self._filling = False
        self._build()
        self._find()
        self._say(problem)
        super().__init__(
            [
                widgets.HBox([self.section, self.kind, self.state, self.search], layout=_ROW),
                self.claim,
                self.statement,
                self.verdict,
                self.reason,
                widgets.HBox([self.judge, self.back, self.next], layout=_ROW),
                self.status,
                self.answer,
                self.place,
                self.result,
            ],
            title="Ledger of claims",
        )

    def _build(self) -> None:
        self.section = base.dropdown("Section", [ALL, *self._claims["section"].unique()])
        self.kind = base.dropdown("Kind", [ALL, *self._claims["kind"].unique()])
        self.state = base.dropdown("My work", STATES)
        self.search = widgets.Text(description="Search", style=base.LABEL, placeholder="a word")
        self.claim = widgets.Dropdown(
            options=[("", "")],
            description="Claim",
            style=base.LABEL,
            layout={"width": "34em", "max_width": "100%"},
        )
        self.statement, self.status, self.result = (widgets.HTML() for _ in range(3))
        self.verdict = widgets.RadioButtons(
            options=list(verdicts.VERDICTS),
            value=None,
            description="My verdict",
            style=base.LABEL,
            layout={"width": "auto"},
        )
        self.reason = widgets.Textarea(
            description="My reason", style=base.LABEL, rows=2, layout={"width": "98%"}
        )
        self.judge = plain_button("Judge and compare")
        self.back, self.next = plain_button("Claim before"), plain_button("Next claim")
        self.answer = widgets.HTML()
        # Links to other notebooks work in an output of JupyterLab, not in a plain HTML widget.
        self.place = widgets.Output()
        for control in (self.section, self.kind, self.state, self.search):
            control.observe(lambda change: self._find(), names="value")
        self.claim.observe(lambda change: self._show(), names="value")
        for part in (self.verdict, self.reason):
            part.observe(lambda change: self._draft(), names="value")
        self.judge.on_click(lambda button: self._judge())
        self.back.on_click(lambda button: self._step(-1))
        self.next.on_click(lambda button: self._step(1))

    @property
    def claim_id(self) -> str:
        """Id of the claim on the page; empty if none fits the choice."""
        return self.claim.value

    @property
    def listed(self) -> list[str]:
        """Ids of the claims that fit the choice."""
        return [value for _, value in self.claim.options if value]

    def _find(self) -> None:
        table = self._claims
        kept = searching.matches(self._texts, self.search.value)
        if self.section.value != ALL:
            kept &= table["section"] == self.section.value
        if self.kind.value != ALL:
            kept &= table["kind"] == self.kind.value
        kept &= self._fits_state(table)
        wanted = table.index[kept].tolist()
        options = [(_short(f"{one} {table.at[one, 'claim']}"), one) for one in wanted]
        before = self.claim_id
        self._filling = True
        self.claim.options = options or [("No claim fits this choice.", "")]
        self.claim.value = before if before in wanted else self.claim.options[0][1]
        self._filling = False
        self._show()

    def _fits_state(self, table: pd.DataFrame) -> pd.Series:
        own = table["claim_id"].map(self._own["verdict"])
        return {
            "all": pd.Series(True, table.index),
            "not judged yet": own.isna(),
            "judged": own.notna(),
            "judged, and we differ": own.notna() & (own != table["verdict"]),
        }[self.state.value]

    def _show(self) -> None:
        if self._filling:
            return
        chosen = self.claim_id
        for part in (self.verdict, self.reason, self.judge):
            part.disabled = not chosen
        place = self.listed.index(chosen) if chosen else 0
        self.back.disabled = place == 0
        self.next.disabled = place + 1 >= len(self.listed)
        self._say("")
        if not chosen:
            self.statement.value, self.answer.value = "", ""
            self._link("")
            return
        self.statement.value = ledger_text.claim(self._claims.loc[chosen])
        self._filling = True
        self.verdict.value, self.reason.value = self._written(chosen)
        self._filling = False
        self._compare()
        if chosen in self._drafts:
            self._say("Not judged yet: what you wrote here is kept until you press the button.")

    def _written(self, claim_id: str) -> tuple[str | None, str]:
        """Return verdict and reason of a claim: as drafted, as saved, or empty."""
        if claim_id in self._drafts:
            return self._drafts[claim_id]
        if claim_id in self._own.index:
            return self._own.at[claim_id, "verdict"], self._own.at[claim_id, "reason"]
        return None, ""

    def _draft(self) -> None:
        """Keep in memory what was written and not judged, while the reader looks elsewhere."""
        if not self._filling and self.claim_id:
            self._drafts[self.claim_id] = (self.verdict.value, self.reason.value)

    def _compare(self) -> None:
        """Show the verdict of the course for a judged claim, and the result so far."""
        chosen, row = self.claim_id, self._claims.loc[self.claim_id]
        judged = chosen in self._own.index
        self.answer.value = (
            ledger_text.verdict(row, *self._own.loc[chosen, ["verdict", verdict_file.FIRST]])
            if judged
            else ""
        )
        self._link(ledger_text.place(row, self._places) if judged else "")
        both = verdicts.compared(self._own[verdict_file.FIRST], self._claims)
        self.result.value = ledger_text.progress(len(both), len(self._claims), both)

    def _judge(self) -> None:
        if self.verdict.value is None:
            self._say("Choose a verdict first.")
            return
        try:
            saved = verdict_file.judge(self.claim_id, self.verdict.value, self.reason.value)
        except own_work.FileProblem as problem:
            self._say(str(problem))
            return
        self._own = saved.set_index("claim_id")
        self._drafts.pop(self.claim_id, None)
        self._compare()
        words = f"Saved in {verdict_file.FILE} in your folder my_work."
        if not self._fits_state(self._claims)[self.claim_id]:
            words += " The claim stays on the list until you choose again."
        self._say(words)

    def _step(self, step: int) -> None:
        listed = self.listed
        place = min(max(listed.index(self.claim_id) + step, 0), len(listed) - 1)
        self.claim.value = listed[place]

    def _link(self, html: str) -> None:
        shown = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
        self.place.outputs = (shown,) if html else ()

    def _say(self, words: str) -> None:
        self.status.value = note(words) if words else ""


def judge() -> Ledger:
    """Return the ledger explorer; verdicts saved earlier are taken up again.

    Example:
        >>> len(judge().listed) > 130
        True
    """
    return Ledger(data.load("claims"), data.read("claim_places"))


def _saved() -> tuple[pd.DataFrame, str]:
    """Return the saved verdicts and, if the file is damaged, what to do about it."""
    try:
        return verdict_file.read().set_index("claim_id"), ""
    except own_work.FileProblem as problem:
        columns = [*verdict_file.COLUMNS, verdict_file.FIRST]
        return pd.DataFrame(columns=columns).set_index("claim_id"), str(problem)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + " …"
