"""Dossiers: the marks drawn are the rows of the member."""

from __future__ import annotations

import pytest

from helpers import charts, data, theme
from helpers.figures import describe, table
from helpers.measures import dossier as about
from helpers.measures import positions as matrix

SCRIPT = "<script>alert(1)</script>"
TRADE = [data.read(name) for name in ("trade_partners", "russia_trade", "eu_exports_annual")]
MEMBERS = pytest.mark.parametrize("member", theme.MEMBERS)


@MEMBERS
def test_positions_draw_every_question_once(member: str) -> None:
    positions, indicators = data.read("positions"), data.read("position_indicators")
    figure = charts.dossier.positions_of(member, positions, indicators)
    own = table(figure)
    assert len(own) == len(figure.data[0].x) == len(indicators)
    for place, row in zip(figure.data[0].x, own.itertuples(), strict=True):
        assert place == (row.stance if row.status == "coded" else -3)
    assert figure.data[1].text[0].startswith(own["value"].iloc[0])


def test_positions_without_a_code_never_stand_at_zero() -> None:
    positions, indicators = data.read("positions"), data.read("position_indicators")
    figure = charts.dossier.positions_of("TJK", positions, indicators)
    signs = [sign for sign in figure.data[0].text if sign]
    cells = matrix.cells(positions, indicators).query("member == 'TJK' and status != 'coded'")
    assert len(signs) == len(cells)
    assert "<b>C</b>" in signs


@MEMBERS
def test_timeline_draws_every_event_once(member: str) -> None:
    events = data.read("stance_events")
    figure = charts.dossier.timeline(member, events)
    own = events[events["actor"] == member]
    assert sum(len(trace.x) for trace in figure.data[1:-1]) == len(own)
    assert len(figure.data[-1].x) == (own["confidence"] == "contested").sum()
    for trace in figure.data[1:-1]:
        assert len({round(place) for place in trace.y}) == 1


@MEMBERS
def test_votes_repeat_the_table(member: str) -> None:
    votes = data.read("un_ukraine_votes")
    figure = charts.dossier.votes(member, votes)
    words = {"Y": "yes", "N": "no", "A": "abstained", "X": "did not vote"}
    assert list(figure.data[-1].y) == [words[vote] for vote in votes[member]]
    same = int((votes[member] == votes["RUS"]).sum())
    assert f"Same vote as Russia: {same}." in describe(figure)


@pytest.mark.parametrize("member", ["ARM", "KAZ", "KGZ", "RUS"])
def test_partners_are_drawn_from_the_largest_to_the_smallest(member: str) -> None:
    figure = charts.dossier.trade(member, *TRADE)
    rows = table(figure)
    assert set(rows["flow"]) == {"export", "import"}
    for _, block in rows.groupby("flow"):
        assert block["last"].is_monotonic_decreasing
        assert not set(block["partner"]) & {"WLD", "CIS", "EAEU", "EU"}
    drawn = [trace for trace in figure.data if trace.mode == "markers"]
    assert [round(x * 1000, 3) for x in drawn[1].x] == rows["last"].iloc[:7].round(3).tolist()


def test_partner_shares_are_parts_of_the_total_of_the_same_flow() -> None:
    trade = TRADE[0]
    row = about.partners(trade, "KGZ", "import").iloc[0]
    total = trade.query(
        "reporter == 'KGZ' and partner == 'WLD' and flow == 'import' and year == 2023"
    )["usd_million"].iloc[0]
    assert row["partner"] == "CHN"
    assert row["share"] == pytest.approx(row["last"] / total)


def test_members_of_the_eu_are_not_listed_beside_the_eu() -> None:
    for reporter in ("ARM", "KAZ", "KGZ"):
        for flow in ("export", "import"):
            partners = about.partners(TRADE[0], reporter, flow, count=15)["partner"]
            assert "EU27" in set(partners)
            assert not set(partners) & {"DEU", "FRA", "ITA", "LTU", "NLD", "POL"}


@pytest.mark.parametrize("member", ["BLR", "TJK"])
def test_trade_without_own_statistics_says_so(member: str) -> None:
    figure = charts.dossier.trade(member, *TRADE)
    assert figure.layout.meta["title"].endswith("trade as others record it")
    assert "publishes no full table by partner" in describe(figure)
    lines = 3 if member == "BLR" else 1
    assert len(figure.data) == lines
    assert table(figure)["unit"].nunique() == (2 if member == "BLR" else 1)


@MEMBERS
def test_polls_draw_the_newest_answers(member: str) -> None:
    opinion = data.read("public_opinion")
    figure = charts.dossier.polls(member, opinion)
    latest = about.latest_polls(opinion, member)
    assert list(figure.data[0].x) == latest["percent"].tolist()
    weak = latest["confidence"].isin(["low", "contested"])
    shapes = list(figure.data[0].marker.pattern.shape)
    assert shapes == ["/" if one else "" for one in weak]


def test_newest_poll_of_each_pollster_is_chosen() -> None:
    latest = about.latest_polls(data.read("public_opinion"), "ARM")
    relations = latest[latest["topic"] == "Relations with Russia"]
    assert relations["fieldwork_end"].unique().tolist() == ["2025-07-22"]


@MEMBERS
def test_claims_are_counted_without_their_verdicts(member: str) -> None:
    ledger = data.read("claims")
    figure = charts.dossier.claims(member, ledger)
    own = about.claims_about(ledger, member)
    assert sum(sum(trace.x) for trace in figure.data) == len(own)
    assert "verdict" not in table(figure).columns
    assert not any(verdict in describe(figure) for verdict in ledger["verdict"].unique())


def test_claims_by_context_go_to_the_members_meant() -> None:
    ledger = data.read("claims")
    found = {one: set(about.claims_about(ledger, one)["claim_id"]) for one in theme.MEMBERS}
    assert "C076" in found["KGZ"] & found["TJK"]
    assert "C076" not in found["KAZ"]
    assert "C129" in found["ARM"]
    assert "C129" not in found["BLR"] | found["RUS"]


@MEMBERS
def test_small_map_marks_one_state(member: str) -> None:
    trace = charts.dossier.locator(member).data[1]
    marked = [code for code, level in zip(trace.locations, trace.z, strict=True) if level]
    assert marked == [member]


def test_tables_are_escaped() -> None:
    positions = data.read("positions").assign(value=SCRIPT, note=SCRIPT)
    events = data.read("stance_events").assign(headline=SCRIPT)
    polls = data.read("public_opinion").assign(response=SCRIPT)
    votes = data.read("un_ukraine_votes").assign(title=SCRIPT)
    figures = [
        charts.dossier.positions_of("ARM", positions, data.read("position_indicators")),
        charts.dossier.timeline("ARM", events),
        charts.dossier.votes("ARM", votes),
        charts.dossier.polls("ARM", polls),
    ]
    for figure in figures:
        shown = str([trace.to_plotly_json() for trace in figure.data])
        shown += str(figure.layout.yaxis.ticktext)
        assert SCRIPT not in shown
        assert "&lt;script&gt;" in shown
