"""When something is in the way: one sentence that says what to do, and the book stays as it was."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.bridge.fake_book import FakeBookState, FakeCell, FakeSheet
from tests.bridge.fake_excel import book
from tests.bridge.fake_program import (
    ALWAYS,
    APPLICATION_ERROR,
    EDITING,
    EXCEPTION,
    HANDS,
    REJECTED,
    FakeProgram,
    com_error,
)
from tests.bridge.fake_save import save
from tests.handmade import draw
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.bridge.trouble import WAITS
from xlperf.errors import XlperfError
from xlperf.workbook.stamp import RESULT_SHEET, STAMP_SHEET

FORM = "Sheet1"
ACTIONS: tuple[Callable[[Session], str], ...] = (
    Session.validate,
    Session.clear,
    Session.normalise,
    Session.next_problem,
    Session.notice,
)


@dataclass
class Desk:
    """A form with mistakes open in the tests' Excel."""

    program: FakeProgram
    path: Path
    book: xw.Book
    waited: list[float] = field(default_factory=list)

    @property
    def state(self) -> FakeBookState:
        return self.program.books[self.path.name]

    def session(self, **more: Any) -> Session:
        return Session(self.book, hands=HANDS, sleep=self.waited.append, **more)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = draw(MISTAKEN["shanxi"], tmp_path / "自评表.xlsx")
    program = FakeProgram()
    return Desk(program, path, book(program, path))


def refused(desk: Desk, action: Callable[[Session], str] = Session.validate, **more: Any) -> str:
    """The sentence of the refusal; the book is as it was."""
    before = copy.deepcopy(desk.state) if desk.path.name in desk.program.books else None
    with pytest.raises(XlperfError) as caught:
        action(desk.session(**more))
    if before:
        assert desk.state == before
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("kind", [REJECTED, EDITING])
def test_a_cell_being_edited_is_waited_for_and_then_said(
    desk: Desk, kind: int, action: Callable[[Session], str]
) -> None:
    desk.program.busy, desk.program.busy_with = ALWAYS, kind
    assert "请按 Enter 或 Esc 结束编辑" in refused(desk, action)
    assert desk.waited == list(WAITS)
    assert 2.5 <= sum(WAITS) <= 3.5


@pytest.mark.parametrize("number", range(1, 12))
def test_whichever_call_is_rejected_it_is_made_again(desk: Desk, number: int) -> None:
    def busy(call: str) -> None:
        if len(desk.program.calls) == number:
            desk.program.busy = 2
            desk.program.after = lambda call: None

    desk.program.after = busy
    assert "校验完成" in desk.session().validate()
    assert desk.state.sheet(RESULT_SHEET)


@pytest.mark.parametrize("number", range(1, 10))
def test_a_book_closed_in_between_is_said(desk: Desk, number: int) -> None:
    def close(call: str) -> None:
        if len(desk.program.calls) == number:
            desk.program.books.clear()

    desk.program.after = close
    with pytest.raises(XlperfError, match="被关闭了"):
        desk.session().validate()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("工作簿1", "还没有保存过"),
        ("https://d.docs.live.net/0123/自评表.xlsx", "网盘"),
        (r"Z:\\绩效\\自评表.xlsx", "找不到工作簿的文件"),
        ("/nirgendwo/自评表.xlsx", "找不到工作簿的文件"),
    ],
)
def test_a_book_without_a_file_that_can_be_read(desk: Desk, path: str, said: str) -> None:
    assert said in refused(desk, path=path)
    desk.state.path = path
    assert said in refused(desk)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"PK\3\4 not a workbook", "损坏"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
            + b"\x22\0",
            "打开密码",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_said(desk: Desk, data: bytes, said: str) -> None:
    desk.path.write_bytes(data)
    assert said in refused(desk)


def test_a_book_without_a_form_is_said(desk: Desk) -> None:
    sheet = desk.state.sheet(FORM)
    assert sheet is not None
    for cell in sheet.cells.values():
        cell.value = "别的"
    sentence = refused(desk)
    assert "没有认出" in sentence or "请先保存" in sentence


def test_a_sheet_with_a_password_is_left_alone(desk: Desk) -> None:
    sheet = desk.state.sheet(FORM)
    assert sheet is not None
    sheet.password = "123"
    assert "工作表“Sheet1”设了保护密码" in refused(desk)
    sheet.password = ""
    assert "校验完成" in desk.session().validate()
    assert sheet.password == ""


def test_a_locked_structure_is_left_alone(desk: Desk) -> None:
    desk.state.structure_password = "123"
    assert "结构设了密码保护" in refused(desk)


def test_a_book_that_takes_no_changes_is_left_alone(desk: Desk) -> None:
    desk.state.refuses_changes = True
    assert "只读" in refused(desk)


def test_a_read_only_file_shows_results_but_wants_another_name(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "另存为新文件" in desk.session().validate()
    assert desk.state.sheet(RESULT_SHEET)


def test_without_macros_nothing_is_written_and_the_way_out_is_said(desk: Desk) -> None:
    desk.program.macros_allowed = False
    assert "宏没有运行" in refused(desk)


def test_the_macro_of_another_place_is_missing(desk: Desk) -> None:
    with pytest.raises(XlperfError, match="宏没有运行"):
        Session(desk.book, hands="'没有.xlam'!XlperfRun").validate()


@pytest.mark.parametrize("number", [1, 5, 20, 40])
def test_half_written_is_put_back(desk: Desk, number: int) -> None:
    desk.program.breaks_at = number
    assert "已恢复原样" in refused(desk)
    desk.program.breaks_at = None
    assert "校验完成" in desk.session().validate()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "宏没有回答"),
        ("??", "宏回答“??”"),
        ("missing\tSheet1", "工作表“Sheet1”在校验时被改名"),
        (0, "宏没有回答"),
    ],
)
def test_whatever_the_macro_answers_becomes_a_sentence(
    desk: Desk, monkeypatch: Any, answer: object, said: str
) -> None:
    monkeypatch.setattr(desk.program, "run", lambda macro, arguments: answer)
    assert said in refused(desk)


def test_an_empty_answer_of_excel_for_mac_is_no_refusal(desk: Desk, monkeypatch: Any) -> None:
    class Missing:
        def __repr__(self) -> str:
            return "k.missing_value"

    monkeypatch.setattr(desk.program, "run", lambda macro, arguments: Missing())
    assert "校验完成" in desk.session().validate()


def test_a_form_sheet_renamed_since_saving_asks_to_save(desk: Desk) -> None:
    desk.book.sheets[FORM].name = "改了名"
    assert "请先保存" in refused(desk)


def test_the_form_is_never_taken_for_the_result_sheet(tmp_path: Path) -> None:
    path = draw(MISTAKEN["shanxi"], tmp_path / "a.xlsx")
    program = FakeProgram()
    opened = book(program, path)
    state = program.books[path.name]
    state.sheets[0].name = state.active = RESULT_SHEET
    save(state, path)
    program.books.clear()
    opened = book(program, path)
    Session(opened, hands=HANDS).validate()
    names = [sheet.name for sheet in program.books[path.name].sheets]
    assert names == [RESULT_SHEET, STAMP_SHEET, f"{RESULT_SHEET}(2)"]


def test_a_sheet_of_that_name_that_is_not_ours_stays(desk: Desk) -> None:
    theirs = FakeSheet(RESULT_SHEET, {(1, 1): FakeCell("我自己的记录")})
    desk.state.sheets.append(theirs)
    desk.session().validate()
    desk.session().validate()
    assert theirs.cells == {(1, 1): FakeCell("我自己的记录")}
    assert [sheet.name for sheet in desk.state.sheets if sheet.name.startswith(RESULT_SHEET)] == [
        RESULT_SHEET,
        f"{RESULT_SHEET}(2)",
    ]


def test_errors_of_our_own_are_not_hidden(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("xlperf.bridge.session.results_for", lambda form: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.session().validate()


def test_an_unknown_error_of_the_program_comes_through(desk: Desk) -> None:
    def break_(call: str) -> None:
        raise com_error(EXCEPTION, "内存不足", APPLICATION_ERROR)

    desk.program.after = break_
    with pytest.raises(com_error):
        desk.session().validate()


def test_selection_active_sheet_and_screen_stay(desk: Desk) -> None:
    desk.state.selection = (14, 7)
    desk.session().validate()
    assert (desk.state.active, desk.state.selection) == (FORM, (14, 7))
    assert desk.program.screen_updating


def test_words_beside_the_form_that_somebody_changed_stay(desk: Desk) -> None:
    desk.session().validate()
    sheet = desk.state.sheet(FORM)
    assert sheet is not None
    at = next(at for at, cell in sheet.cells.items() if str(cell.value).startswith("系统核算"))
    sheet.cells[at].value = "系统核算：已电话核实"
    desk.session().validate()
    desk.session().clear()
    assert sheet is desk.state.sheet(FORM)
    assert sheet.cells[at].value == "系统核算：已电话核实"


def test_report_and_about_need_no_program(desk: Desk) -> None:
    session = desk.session()
    desk.program.busy = ALWAYS
    assert "退回修改意见单" in session.report()
    about = session.about()
    assert "Python" in about
    assert "xlperf --help" in about
    assert "docs/" not in about
    assert desk.program.calls == []


def test_a_status_bar_has_one_line_of_two_hundred_and_fifty_letters(desk: Desk) -> None:
    session = desk.session()
    session.validate()
    for _ in range(12):
        sentence = session.next_problem()
        assert len(sentence) <= 250
        assert "\n" not in sentence
