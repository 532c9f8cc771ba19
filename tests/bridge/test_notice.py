"""退回修改意见: a text file beside the workbook that opens anywhere, and never over what somebody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bridge.fake_excel import book
from tests.bridge.fake_program import HANDS, FakeProgram
from tests.handmade import draw
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.errors import XlperfError

FORM = "Sheet1"


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def session(program: FakeProgram, tmp_path: Path) -> Session:
    return Session(book(program, draw(MISTAKEN["annex_3"], tmp_path / "自评表.xlsx")), hands=HANDS)


def notices(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.txt"))


def test_the_notice_lists_what_is_wrong_now(session: Session, program: FakeProgram, tmp_path: Path) -> None:
    sheet = program.books["自评表.xlsx"].sheet(FORM)
    assert sheet is not None
    sheet.cell(12, 7).value = "≥77台(套)"
    sentence = session.notice()
    target = tmp_path / "自评表_退回修改意见.txt"
    assert str(target) in sentence
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    text = data.decode("utf-8-sig")
    assert "≥77台(套)" in text
    assert "[错误]" in text
    # it is sent to others
    assert str(tmp_path) not in text
    # the book itself is not written
    assert [one.name for one in program.books["自评表.xlsx"].sheets] == [FORM]


def test_a_notice_nobody_changed_is_written_anew(
    session: Session, program: FakeProgram, tmp_path: Path
) -> None:
    session.notice()
    first = (tmp_path / "自评表_退回修改意见.txt").read_bytes()
    sheet = program.books["自评表.xlsx"].sheet(FORM)
    assert sheet is not None
    sheet.cell(12, 7).value = "≥77台(套)"
    session.notice()
    assert notices(tmp_path) == ["自评表_退回修改意见.txt"]
    assert (tmp_path / "自评表_退回修改意见.txt").read_bytes() != first


@pytest.mark.parametrize("changed", ["请于周五前改好。", "\xff", ""])
def test_a_notice_somebody_changed_stays(session: Session, tmp_path: Path, changed: str) -> None:
    session.notice()
    target = tmp_path / "自评表_退回修改意见.txt"
    data = target.read_bytes() + changed.encode("latin-1", "ignore") if changed else b"mine"
    if changed.startswith("请"):
        data = target.read_bytes() + changed.encode()
    target.write_bytes(data)
    sentence = session.notice()
    assert target.read_bytes() == data
    assert "自评表_退回修改意见(2).txt" in sentence
    session.notice()
    assert notices(tmp_path) == ["自评表_退回修改意见(2).txt", "自评表_退回修改意见.txt"]


def test_what_was_written_is_said_even_where_macros_are_forbidden(
    session: Session, program: FakeProgram, tmp_path: Path
) -> None:
    program.macros_allowed = False
    with pytest.raises(XlperfError, match=r"退回修改意见写在“.*自评表_退回修改意见\.txt”里"):
        session.notice()
    assert notices(tmp_path) == ["自评表_退回修改意见.txt"]


def test_a_folder_that_takes_no_files_is_said(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(XlperfError, match="写不进文件夹"):
        session.notice()
    assert notices(tmp_path) == []
