"""The buttons of a generated workbook, clicked with a mouse in a LibreOffice that is to be seen.

What the running workbook then shows is what ``xlperf validate`` says of the same content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.click.desk import PATIENCE, TITLE, Desk, Told, at_a_desk
from tests.journeys.conftest import Call
from tests.journeys.conftest import xlperf as xlperf
from tests.macros.sentences import SENTENCES
from tests.office.document import Value
from tests.office.screen import wait_for
from xlperf.audit.finding import Severity
from xlperf.workbook.place import parse_a1
from xlperf.workbook.results import NOTHING_FOUND
from xlperf.workbook.stamp import RESULT_SHEET

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "build" / "screens"
FORM = "项目支出绩效自评表"
RIGHT: dict[str, Value] = {"F7": 35.2, "F10": "上门服务1326人次。", "F12": 1326.0, "F13": 260.0}
WRONG: dict[str, Value] = {"F7": 47.0, "F10": None, "F12": 1000.0, "F13": 900.0}


@pytest.fixture
def book(tmp_path: Path, xlperf: Call) -> Path:
    """A filled form with buttons that is right in everything."""
    listed = ROOT / "examples" / "填好的清单"
    assert xlperf("generate", listed, "-t", "national-2020", "-o", tmp_path, "--macro")[0] == 0
    return next(tmp_path.glob("212003-22-001_*.xlsm"))


@pytest.fixture
def desk(book: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """That form on a screen; a picture of the end lies in build/screens, whatever happened."""
    with at_a_desk(book) as desk:
        yield desk
        desk.keep_picture(SCREENS / f"{request.node.name}.png")


def said_by_command(xlperf: Call, path: Path) -> Told:
    """What the command line says of a workbook."""
    (form,) = json.loads(xlperf("validate", path, "--format", "json")[1])["files"]
    words = {severity.value: severity for severity in Severity}
    findings: list[tuple[str, ...]] = [
        (str(number), words[one["severity"]].chinese, one["cell"], one["message"], one["basis"], one["fix"])
        for number, one in enumerate(form["findings"], 1)
    ]
    worst: dict[str, Severity] = {}
    for severity in reversed(Severity):
        worst |= {
            cell: severity
            for one in form["findings"]
            if words[one["severity"]] is severity
            for cell in one["cells"]
        }
    figures = form["computed"]
    return Told(findings, worst, {"总分": f"{figures['total']:g}", "等级": figures["grade"]})


def test_a_click_tells_what_the_command_tells(desk: Desk, xlperf: Call, tmp_path: Path) -> None:
    """Wrong values, a click: findings, marks, computed figures; corrected, another click: nothing is left of them."""
    desk.document.set_many(FORM, WRONG)
    said = said_by_command(xlperf, desk.document.save_as(tmp_path / "as it is.xlsm"))
    desk.click("校验")
    shown = desk.told()
    assert Severity.ERROR in shown.marks.values()
    assert shown.findings == said.findings
    assert shown.marks == said.marks
    assert said.computed.items() <= shown.computed.items()
    assert desk.office.active_sheet == FORM
    figure = f"系统核算总分{said.computed['总分']}分，等级“{said.computed['等级']}”"
    assert any(figure in words for words in desk.office.words())
    desk.wait_for_colours(shown.marks)

    desk.document.set_many(FORM, RIGHT)
    desk.click("校验")
    assert desk.told().findings == [("", "", "", NOTHING_FOUND, "", "")]
    assert desk.told().marks == {}
    desk.wait_for_colours({}, among=shown.marks)


def test_small_buttons_lead_from_mark_to_mark_and_clear(desk: Desk) -> None:
    desk.document.set_many(FORM, WRONG)
    desk.click("校验")
    told = desk.told()
    main = sorted({row[2] for row in told.findings if row[2] in told.marks}, key=parse_a1)
    assert len(main) > 1
    for address in [*main, main[0]]:
        desk.click("下一个问题")
        assert desk.office.selected == address
    desk.click("清除标记")
    assert desk.told() == Told([], {}, {})
    desk.wait_for_colours({}, among=told.marks)
    assert desk.document.value(FORM, "F12") == WRONG["F12"]


def test_a_password_is_said_in_a_box_and_nothing_is_written(desk: Desk) -> None:
    """The box of the bridge, which comes from another process than the one it stands in front of."""
    desk.document.set_many(FORM, WRONG)
    desk.office.protect(RESULT_SHEET, "nobody knows")
    before = desk.told()
    desk.office.click("校验")
    said = wait_for("a box", PATIENCE, lambda: desk.office.dialog(TITLE))
    assert f"工作表“{RESULT_SHEET}”设了保护密码" in said
    desk.answer_box()
    assert desk.told() == before


def test_without_python_a_box_says_what_to_do(book: Path, tmp_path: Path) -> None:
    """No program on the PATH and no setting: the launcher says so, and changes nothing."""
    empty = tmp_path / "empty"
    empty.mkdir()
    with at_a_desk(book, path=str(empty)) as desk:
        before = desk.told()
        desk.office.click("校验")
        assert wait_for("a box", PATIENCE, lambda: desk.office.dialog(TITLE)) == SENTENCES["SayNoPython"]
        desk.keep_picture(SCREENS / "test_without_python_a_box_says_what_to_do.png")
        desk.answer_box()
        assert desk.told() == before
