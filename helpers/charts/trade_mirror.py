"""The EU's exports beside the importers' own figures: mirror statistics."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.charts.trade_years import ANNUAL, IMPORTERS, log_axis
from helpers.figures import finish
from helpers.measures import trade as measure

FLOWS = {
    "import": "importer, by country of origin",
    "import_consignment": "importer, by country that sent them",
}


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
        figure.add_trace(_side("EU: exports", eu, "eu_index", column == 1), row=1, col=column)
        for flow in FLOWS:
            rows = one[one["flow"] == flow]
            if len(rows):
                trace = _side(FLOWS[flow], rows, "importer_index", state == "ARM", state, flow)
                figure.add_trace(trace, row=1, col=column)
    log_axis(figure, [75, 1400])
    figure.update_yaxes(title="index, 2021 = 100", row=1, col=1)
    figure.update_xaxes(dtick=1, range=[2018.7, 2023.3], tickangle=-45)
    finish(
        figure,
        title="The EU's figures and the importers' figures for the same trade",
        subtitle="index, 2021 = 100, logarithmic scale; EU: exports in euros; importers: imports "
        "from EU27 in dollars",
        tables=[ANNUAL, "trade_partners"],
        alt=_mirror_words(frame),
        frame=frame,
        note="Currencies differ, so only the change can be compared: by itself the exchange rate "
        "can open a gap of at most 14 per cent. Kyrgyz figures of 2023 are preliminary.",
        height=480,
    )
    return figure.update_layout(
        margin={"t": 152, "l": 88},
        legend={"orientation": "h", "x": 0, "yref": "container", "y": 0.86, "yanchor": "top"},
    )


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
        x=2019, y=high, text="exchange rates of these years", showarrow=False,
        xanchor="left", yanchor="bottom", font={"color": theme.MUTED, "size": 12},
    )  # fmt: skip
    for (state, flow), one in frame.groupby(["importer", "flow"]):
        figure.add_trace(_side(data.names()[state], one, "dollars_per_euro", False, state, flow))
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
    return figure.update_layout(showlegend=False, margin={"r": 140, "l": 78})


def _side(
    name: str,
    frame: pd.DataFrame,
    column: str,
    legend: bool,
    state: str = "",
    flow: str = "import",
) -> go.Scatter:
    dash = "dash" if flow == "import_consignment" else "solid"
    return go.Scatter(
        x=frame["year"].tolist(),
        y=frame[column].round(3).tolist(),
        mode="lines+markers",
        name=name,
        showlegend=legend,
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


def _recent(frame: pd.DataFrame) -> pd.DataFrame:
    first = measure.FIRST_MONTHLY_YEAR
    return frame[frame["importer"].isin(IMPORTERS) & (frame["year"] >= first)]


def _mirror_words(frame: pd.DataFrame) -> str:
    last = frame[frame["year"] == frame["year"].max()]
    parts = [
        f"{data.names()[row.importer]} ({FLOWS[row.flow].removeprefix('importer, ')}) "
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
