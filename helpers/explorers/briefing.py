"""The briefing builder: choose, write, look, export; the draft is kept at every change."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable

import ipywidgets as widgets
import plotly.graph_objects as go

from helpers import briefing, briefing_page, own_work, theme, verdict_file
from helpers.briefing_figures import FIGURES
from helpers.explorers import base
from helpers.explorers.claim_list import ClaimList
from helpers.widgets import Interactive

_WIDE = {"width": "min(100%, 46em)"}
_PROMPT = (
    "What is your answer? What do the figures show, in numbers? What speaks against it? "
    "How sure are you, and up to which date does the evidence reach?"
)


class BriefingBuilder(Interactive):
    """Controls for every part of a briefing, a preview, and the export.

    The draft that was kept is taken up again. Nothing is written before something is changed.
    """

    def __init__(self, today: Callable[[], dt.date] = dt.date.today) -> None:
        """Build the form and take up the draft in the student's folder.

        Args:
            today: Returns the day that counts as today.
        """
        self._today = today
        self._shown: dict[str, go.FigureWidget] = {}
        self._unreadable = False
        draft = self._resumed()
        labels = [proposal.label for proposal in briefing.QUESTIONS]
        self.question = base.dropdown("Question", [*labels, briefing.OWN])
        self.own_question = _text("My question")
        self.question_text = widgets.HTML()
        self.take_figures = _button("Take the proposed figures")
        choices = [("none", ""), *((_label(name), name) for name in FIGURES)]
        self.figures = [
            base.dropdown(f"Figure {place + 1}", choices) for place in range(briefing.MOST_FIGURES)
        ]
        self.claims = ClaimList(briefing.MOST_CLAIMS, self._on_change)
        self.title_of = _text("Title")
        self.name = _text("Name (may stay empty)")
        self.text = widgets.Textarea(
            placeholder=_PROMPT,
            description="Text",
            style=base.LABEL,
            layout={**_WIDE, "height": "16em"},
        )
        self.counter = widgets.HTML()
        self.preview_head = widgets.HTML()
        self.preview_figures = widgets.VBox()
        self.preview_rest = widgets.HTML()
        self.replace = widgets.Checkbox(
            description="Replace the file if it exists", indent=False, style=base.LABEL
        )
        self.export = _button("Write the file")
        self.export.button_style = "primary"
        self.message = widgets.HTML(value=_status(self._greeting))
        self._fill(draft)
        super().__init__(self._rows(), title="Briefing builder")
        self._show(self.draft())
        self._watch()

    def draft(self) -> briefing.Draft:
        """Return what the controls hold now."""
        chosen = dict.fromkeys(control.value for control in self.figures if control.value)
        return briefing.Draft(
            question=self.question.value,
            own_question=self.own_question.value,
            title=self.title_of.value,
            name=self.name.value,
            text=self.text.value,
            figures=tuple(chosen),
            claims=self.claims.chosen,
        )

    def _resumed(self) -> briefing.Draft:
        self._greeting = ""
        self._seen: bytes | None = None
        try:
            self._seen = briefing.on_file()
            draft, said = briefing.resume()
        except own_work.FileProblem as problem:
            self._unreadable = True
            self._greeting = f"{problem} It stays as it is; a new draft begins."
            return briefing.Draft()
        if draft is None:
            return briefing.Draft()
        self._greeting = f"Your draft from {own_work.folder() / briefing.FILE} is here. {said}"
        return draft

    def _fill(self, draft: briefing.Draft) -> None:
        known = draft.question in self.question.options
        self.question.value = draft.question if known else briefing.OWN
        self.own_question.value = draft.own_question
        self.title_of.value, self.name.value = draft.title, draft.name
        self.text.value = draft.text
        self._choose_figures(draft.figures)
        self.claims.choose(draft.claims)

    def _choose_figures(self, names: tuple[str, ...]) -> None:
        for place, control in enumerate(self.figures):
            control.value = names[place] if place < len(names) else ""

    def _rows(self) -> list[widgets.Widget]:
        wrap = {"flex_flow": "row wrap", "grid_gap": "4px 18px"}
        return [
            _heading("1 Question"),
            widgets.HBox([self.question, self.own_question], layout=wrap),
            self.question_text,
            _heading(f"2 Figures (up to {briefing.MOST_FIGURES})"),
            widgets.HBox(self.figures, layout=wrap),
            self.take_figures,
            _heading(f"3 Claims (up to {briefing.MOST_CLAIMS})"),
            self.claims.box,
            _heading("4 Text"),
            self.title_of,
            self.name,
            self.text,
            self.counter,
            _heading("5 Preview"),
            self.preview_head,
            self.preview_figures,
            self.preview_rest,
            _heading("6 File"),
            widgets.HBox([self.export, self.replace], layout=wrap),
            self.message,
        ]

    def _watch(self) -> None:
        controls = [self.question, self.own_question, *self.figures]
        for control in [*controls, self.title_of, self.name, self.text]:
            control.observe(self._on_change, names="value")
        self.take_figures.on_click(self._on_take_figures)
        self.export.on_click(self._on_export)

    def _on_change(self, change: object = None) -> None:
        draft = self.draft()
        self._show(draft)
        self._keep(draft)

    def _on_take_figures(self, button: widgets.Button) -> None:
        for proposal in briefing.QUESTIONS:
            if proposal.label == self.question.value:
                self._choose_figures(proposal.figures)

    def _show(self, draft: briefing.Draft) -> None:
        own = draft.question == briefing.OWN
        self.own_question.layout.display = "" if own else "none"
        self.take_figures.layout.display = "none" if own else ""
        self.question_text.value = "" if own else f"<p>{html.escape(draft.asks)}</p>"
        self.counter.value = f'<p role="status">{html.escape(briefing.length(draft.text))}</p>'
        built = briefing_page.parts(draft, self._today(), _own_verdicts(draft.claims))
        self.preview_head.value = _smaller(built.head)
        self.preview_rest.value = _smaller(built.rest)
        wanted = [self._live(*pair) for pair in zip(draft.figures, built.figures, strict=True)]
        shown = tuple(widget for pair in wanted for widget in pair)
        if shown != self.preview_figures.children:
            self.preview_figures.children = shown

    def _live(
        self, name: str, built: tuple[str, go.Figure]
    ) -> tuple[widgets.HTML, go.FigureWidget]:
        """Return caption and figure for the page; both are made once and used again."""
        caption, figure = built
        if name not in self._shown:
            live = base.figure_widget(figure)
            live._config = {**live._config, **theme.CONFIG, "responsive": True}
            self._shown[name] = (widgets.HTML(), live)
        said, live = self._shown[name]
        said.value = f"<p>{caption}</p>"
        return said, live

    def _keep(self, draft: briefing.Draft) -> None:
        try:
            if self._unreadable:
                kept = briefing.set_aside()
                self._unreadable = False
                self._say(f"The unreadable draft is kept as {kept}.")
            elif briefing.on_file() not in (self._seen, None):
                kept = briefing.set_aside("other")
                self._say(
                    f"Another notebook has changed the draft meanwhile; its version is kept as "
                    f"{kept}. Go on in one of the two notebooks only."
                )
            briefing.save(draft)
            self._seen = briefing.on_file()
        except own_work.FileProblem as problem:
            self._say(f"The draft is not kept. {problem}")

    def _on_export(self, button: widgets.Button) -> None:
        draft = self.draft()
        lacking = briefing.problems(draft)
        if lacking:
            self._say(f"Not written yet. {' '.join(lacking)}")
            return
        name = briefing.file_name(draft.title)
        path = own_work.folder() / name
        if path.exists() and not self.replace.value:
            self._say(f"Not written: {path} exists. Change the title, or tick “Replace the file”.")
            return
        self._say(f"Writing {name} …")
        self.export.disabled = True
        try:
            built = briefing_page.page(draft, self._today(), _own_verdicts(draft.claims))
            path = own_work.save_text(name, built)
        except own_work.FileProblem as problem:
            self._say(f"Not written. {problem}")
            return
        finally:
            self.export.disabled = False
        self.replace.value = False
        size = path.stat().st_size / 1e6
        self._say(
            f"Written: {path} ({size:.1f} MB). Open it with your browser, also without a network; "
            "print it from there. If the file browser of JupyterLab shows it, right-click it and "
            "choose Download, or Open in New Browser Tab."
        )

    def _say(self, text: str) -> None:
        self.message.value = _status(text)


def builder() -> BriefingBuilder:
    """Return the briefing builder with the draft that was kept, if there is one.

    Example:
        >>> builder()
        Interactive: run this cell to use it: Briefing builder
    """
    return BriefingBuilder()


def _own_verdicts(claims: tuple[str, ...]) -> dict[str, str]:
    """Return the student's verdicts on claims; the ledger, not this form, says what is damaged."""
    if not claims:
        return {}
    try:
        saved = verdict_file.read()
    except own_work.FileProblem:
        return {}
    return {row.claim_id: f"{row.verdict}. {row.reason}".strip() for row in saved.itertuples()}


def _label(name: str) -> str:
    return f"{FIGURES[name].notebook[:2]} · {FIGURES[name].label}"


def _smaller(text: str) -> str:
    """Return the parts of a page with headings that fit under those of a notebook."""
    for big, small in (("h1", "h4"), ("h2", "h5")):
        text = text.replace(f"<{big}", f"<{small}").replace(f"</{big}>", f"</{small}>")
    return text


def _text(label: str) -> widgets.Text:
    return widgets.Text(description=label, style=base.LABEL, layout=_WIDE)


def _button(label: str) -> widgets.Button:
    return widgets.Button(description=label, layout={"width": "auto", "align_self": "flex-start"})


def _heading(text: str) -> widgets.HTML:
    return widgets.HTML(value=f"<p style='margin:0.8em 0 0'><b>{html.escape(text)}</b></p>")


def _status(text: str) -> str:
    return f'<p role="status">{html.escape(text)}</p>' if text else ""
