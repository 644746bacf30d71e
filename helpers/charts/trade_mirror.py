"""The EU's exports beside the importers' own figures: mirror statistics."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.charts.trade_years import ANNUAL, IMPORTERS, log_axis
from helpers.figures import finish
from helpers.measures import trade as measure

# Only Armenia publishes both; data/README.md does not say which one the others use.
FLOWS = {"import": "imports", "import_consignment": "imports by sender"}
_LAST_LABELS = {("ARM", "import"): "origin", ("ARM", "import_consignment"): "sender"}


def indices(annual: pd.DataFrame, partners: pd.DataFrame) -> go.Figure:
    """Draw what the EU says it sold beside what three importers say they bought.

    Args:
        annual: Table ``eu_exports_annual``.
        partners: Table ``trade_partners``.

    Returns:
        Three panels of indices (2021 = 100): the EU's exports in euros, the importer's imports
        in dollars. Levels are not compared.
    """
    frame = _recent(measure.mirror(annual, partners))
    figure = make_subplots(
        rows=1,
        cols=3,
        shared_yaxes=True,
        horizontal_spacing=0.03,
        subplot_titles=[data.names()[state] for state in IMPORTERS],
    )
    for column, state in enumerate(IMPORTERS, start=1):
        one = frame[frame["importer"] == state]
        eu = one[one["flow"] == "import"]
        figure.add_trace(_side("EU: exports", eu, "eu_index"), row=1, col=column)
        _label(figure, column, "EU", eu["eu_index"].iloc[-1])
        for flow, rows in one.groupby("flow"):
            trace = _side(FLOWS[flow].capitalize(), rows, "importer_index", state, flow)
            figure.add_trace(trace, row=1, col=column)
            word = _LAST_LABELS.get((state, flow), "importer")
            _label(figure, column, word, rows["importer_index"].iloc[-1], state)
    log_axis(figure, [75, 1400])
    figure.update_yaxes(title="index, 2021 = 100", row=1, col=1)
    figure.update_xaxes(tickvals=[2019, 2021, 2023], range=[2018.7, 2025.3], tickangle=0)
    figure.update_layout(showlegend=False)
    finish(
        figure,
        title="The EU's figures and the importers' figures for the same trade",
        subtitle="index, 2021 = 100, logarithmic scale; EU: exports in euros; importers: imports "
        "from EU27 in dollars",
        tables=[ANNUAL, "trade_partners"],
        alt=_mirror_words(frame),
        frame=frame,
        note="Currencies differ, so only the change can be compared: by itself the exchange rate "
        "can open a gap of at most 14 per cent. Armenia counts by origin of the goods and by "
        "sender. Kyrgyz figures of 2023 are preliminary.",
        height=480,
    )
    return figure.update_layout(margin={"t": 96, "l": 88})


def rates(annual: pd.DataFrame, partners: pd.DataFrame) -> go.Figure:
    """Draw at which exchange rate the EU's and the importers' figures would agree.

    Args:
        annual: Table ``eu_exports_annual``.
        partners: Table ``trade_partners``.

    Returns:
        Lines of dollars per euro with a band for the rates that these years really saw.
    """
    frame = _recent(measure.mirror(annual, partners))
    low, high = measure.DOLLARS_PER_EURO
    figure = go.Figure()
    figure.add_hrect(y0=low, y1=high, fillcolor="#DDDDDD", opacity=0.7, line_width=0, layer="below")
    figure.add_annotation(
        x=2022,
        y=(low + high) / 2,
        text="exchange rates of these years",
        font={"color": theme.MUTED, "size": 12},
        xanchor="left",
        yanchor="middle",
        showarrow=False,
    )
    for (state, flow), one in frame.groupby(["importer", "flow"]):
        figure.add_trace(_side(data.names()[state], one, "dollars_per_euro", state, flow))
        figure.add_annotation(
            x=2023,
            y=one["dollars_per_euro"].iloc[-1],
            text=data.names()[state] + (" (sender)" if flow != "import" else ""),
            font={"color": theme.colour(state)},
            xanchor="left",
            xshift=9,
            yshift=-5 if (state, flow) == ("KAZ", "import") else 5,
            showarrow=False,
        )
    figure.update_yaxes(title="dollars per euro", range=[0, 1.55])
    figure.update_xaxes(dtick=1, range=[2018.8, 2023.2])
    figure.update_layout(showlegend=False)
    finish(
        figure,
        title="At which exchange rate would both sides agree?",
        subtitle="importer's figure in dollars divided by the EU's figure in euros, 2019–2023",
        tables=[ANNUAL, "trade_partners"],
        alt=_rates_words(frame),
        frame=frame,
        note="Grey band: about 1.05–1.20 dollars per euro, the range in the data dictionary. Below "
        "it the EU records more than the importer. Sender: by the country that sent the goods.",
        height=440,
    )
    return figure.update_layout(margin={"r": 140, "l": 78})


def _side(
    name: str,
    frame: pd.DataFrame,
    column: str,
    state: str = "",
    flow: str = "import",
) -> go.Scatter:
    dash = "dash" if flow == "import_consignment" else "solid"
    return go.Scatter(
        x=frame["year"].tolist(),
        y=frame[column].round(3).tolist(),
        mode="lines+markers",
        name=name,
        line={
            "color": theme.colour(state) if state else theme.INK,
            "dash": dash if state else "dot",
            "width": 2.5,
        },
        marker={"symbol": theme.STATE_MARKERS.get(state, "square-open"), "size": 8},
        customdata=frame[["eur_million", "usd_million"]].round(1).to_numpy(),
        hovertemplate=f"{name}, %{{x}}: %{{y:,.2f}}<br>EU: %{{customdata[0]:,.0f}} million euros; "
        "importer: %{customdata[1]:,.0f} million dollars<extra></extra>",
    )


def _label(figure: go.Figure, column: int, word: str, value: float, state: str = "") -> None:
    figure.add_annotation(
        x=2023,
        y=float(np.log10(value)),
        text=f"{word} {value:,.0f}",
        font={"color": theme.colour(state) if state else theme.INK, "size": 12},
        xanchor="left",
        xshift=8,
        yshift={"origin": -8, "sender": 5}.get(word, 0),
        showarrow=False,
        row=1,
        col=column,
    )


def _recent(frame: pd.DataFrame) -> pd.DataFrame:
    first = measure.FIRST_MONTHLY_YEAR
    return frame[frame["importer"].isin(IMPORTERS) & (frame["year"] >= first)]


def _mirror_words(frame: pd.DataFrame) -> str:
    last = frame[frame["year"] == frame["year"].max()]
    parts = [
        f"{data.names()[row.importer]}, {FLOWS[row.flow]}: "
        f"{row.importer_index:,.0f} against {row.eu_index:,.0f} in the EU's figures, "
        f"a gap of {row.gap:.2f}"
        for row in last.itertuples()
    ]
    return (
        f"Lines in three panels, 2021 = 100. In {last['year'].iloc[0]} the importers' figures "
        f"grew less: {'; '.join(parts)}."
    )


def _rates_words(frame: pd.DataFrame) -> str:
    low, high = measure.DOLLARS_PER_EURO
    parts = []
    for (state, flow), one in frame.groupby(["importer", "flow"]):
        rows = one.set_index("year")["dollars_per_euro"]
        kind = " by sender" if flow != "import" else ""
        parts.append(
            f"{data.names()[state]}{kind} {rows[measure.BASE]:.2f} in {measure.BASE}, "
            f"{rows.iloc[-1]:.2f} in {rows.index[-1]}"
        )
    return (
        f"Lines of dollars per euro; a band marks {low}–{high}. {'; '.join(parts)}. Below the band "
        "the EU records more than the importer."
    )
