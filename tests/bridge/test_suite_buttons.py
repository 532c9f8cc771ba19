"""The other buttons, in every program: clearing, spelling anew, going from problem to problem."""

from __future__ import annotations

from decimal import Decimal

from tests.bridge.benches import sheet_now
from tests.bridge.form_desk import FORM, At, agrees, mistaken, validated
from tests.journeys.conftest import Call
from xlperf.workbook.package import Package
from xlperf.workbook.place import a1, parse_a1
from xlperf.workbook.stamp import RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid


def test_clearing_leaves_what_was_filled_in(at: At) -> None:
    desk = at(mistaken("shanxi"))
    before = read_grid(Package(desk.path.read_bytes())).sheet(FORM)
    desk.session.validate()
    desk.session.clear()
    assert desk.bench.marks() == {}
    assert desk.rows() == []
    after = desk.saved().sheet(FORM)
    assert before is not None
    assert after is not None
    assert {at: cell.text for at, cell in after.cells.items()} == {
        at: cell.text for at, cell in before.cells.items()
    }
    assert "不用清除" in desk.session.clear()


def test_notes_of_others_survive(at: At) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    last = max(sheet_now(desk.book, RESULT_SHEET).rows())
    desk.bench.set(RESULT_SHEET, a1(last + 2, 4), "财务科：此条已核实")
    desk.bench.set(FORM, desk.rows()[0][1], "123456")
    desk.session.validate()
    desk.session.clear()
    assert [line for line in desk.lines() if any(line)] == [("", "", "", "财务科：此条已核实", "", "")]
    desk.session.validate()
    assert "财务科：此条已核实" in {line[3] for line in desk.lines()}


def test_spelling_anew_never_touches_a_score(at: At, xlperf: Call) -> None:
    desk = at(mistaken("annex_3"))
    desk.bench.set(FORM, "G7", "'1.703")  # a number kept as text
    before = desk.saved().sheet(FORM)
    sentence = desk.session.normalise()
    after = desk.saved().sheet(FORM)
    assert before is not None
    assert after is not None
    changed = {
        a1(*at): (cell.text, after.text(*at))
        for at, cell in before.cells.items()
        if cell.value != after.cells[at].value and not cell.text.startswith("系统核算")
    }
    assert changed == {"G7": ("1.703", "1.703"), "G12": ("≥18台(套)", "18台(套)"), "G13": ("≥100%", "100%")}
    number = after.cells[7, 7].value
    assert isinstance(number, Decimal)
    logged = {line[2]: (line[3], line[4]) for line in desk.lines() if line[1] == "规范" and line[0]}
    assert logged == changed
    assert "统一了3个单元格的写法" in sentence
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    assert "没有要改的单元格" in desk.session.normalise()
    assert {line[2]: (line[3], line[4]) for line in desk.lines() if line[1] == "规范" and line[0]} == logged


def test_next_goes_round_the_marked_cells(at: At) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    told = {row[1]: row[2] for row in reversed(desk.rows()) if row[1] != "整份表"}
    order = sorted(told, key=parse_a1)
    seen = []
    for number, address in enumerate([*order, order[0]]):
        sentence = desk.session.next_problem()
        selected = desk.book.app.selection
        assert selected is not None
        assert selected.sheet.name == FORM
        seen.append(a1(selected.row, selected.column))
        assert f"{number % len(order) + 1}处，共{len(order)}处：{address}" in sentence
        assert "".join(told[address].split())[:40] in "".join(sentence.split())
    assert seen == [*order, order[0]]
    desk.session.clear()
    assert "请先点“校验”" in desk.session.next_problem()
