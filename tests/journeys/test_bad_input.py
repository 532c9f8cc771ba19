"""Bad input ends in one sentence and exit status 2; nothing is written and nothing is lost."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.handmade import CLEAN, draw
from tests.journeys.conftest import Call

SHEET = "xl/worksheets/sheet1.xml"


def _good(folder: Path) -> bytes:
    return draw(CLEAN, folder / "good.xlsx").read_bytes()


def _with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == name else content)
    return buffer.getvalue()


def _bomb(data: bytes) -> bytes:
    return _with_part(
        data, SHEET, lambda xml: xml.replace(b"</worksheet>", b" " * 400_000_000 + b"</worksheet>")
    )


def _entities(data: bytes) -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return _with_part(data, SHEET, lambda xml: laughs + xml[xml.index(b"<worksheet") :])


def _password(_: bytes) -> bytes:
    # a compound file whose directory names the stream that encrypted workbooks have
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return header + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(2048)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "no zip": lambda data: b"this is no workbook",
    "cut zip": lambda data: data[: len(data) // 2],
    "cut xml": lambda data: _with_part(data, SHEET, lambda xml: xml[: len(xml) // 2]),
    "bomb": _bomb,
    "entities": _entities,
    "password": _password,
    "old format": lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_unusable_file_is_one_sentence_and_stays_as_it_is(xlperf: Call, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(BROKEN[kind](_good(tmp_path)))
    (tmp_path / "good.xlsx").unlink()
    before = path.read_bytes()
    status, out, err = xlperf("validate", path, "--write-back", "--format", "json")
    assert status == 2
    assert err.count("\n") == 1
    assert err.rstrip().endswith("。")
    assert "Traceback" not in err
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["form.xlsx"]
    (form,) = json.loads(out)["files"]
    assert form["status"] == "unreadable"
    assert form["findings"][0]["code"].startswith("XP9")
    assert form["findings"][0]["fix"]


def test_workbook_without_a_form_says_what_is_missing(xlperf: Call, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("名单", 0).append(["序号", "姓名", "一级指标", "得分"])
    book.save(tmp_path / "名单.xlsx")
    status, _, err = xlperf("validate", tmp_path / "名单.xlsx")
    assert status == 2
    assert "没有认出绩效自评表" in err


def test_sheet_of_a_million_declared_rows_is_read_as_any_other(xlperf: Call, tmp_path: Path) -> None:
    def declared(xml: bytes) -> bytes:
        start = xml.index(b"<dimension")
        xml = xml[:start] + b'<dimension ref="A1:XFD1048576"' + xml[xml.index(b"/>", start) :]
        return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')

    path = tmp_path / "form.xlsx"
    path.write_bytes(_with_part(_good(tmp_path), SHEET, declared))
    status, out, _ = xlperf("validate", path)
    assert status == 0
    assert "没有发现问题" in out


def test_error_words_in_cells_are_reported_on_their_cells(xlperf: Call, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(_good(tmp_path))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    row = next(cell.row for cell in sheet["A"] if cell.value and "总" in str(cell.value).replace(" ", ""))
    score = sheet.cell(row, 9)
    score.value, score.data_type = "#DIV/0!", "e"
    book.save(path)
    status, out, _ = xlperf("validate", path, "--format", "json")
    assert status == 1
    (form,) = json.loads(out)["files"]
    assert [(f["code"], f["cell"]) for f in form["findings"] if f["severity"] == "error"] == [
        ("XP912", f"I{row}")
    ]


LISTS = {
    "duplicate codes": ("项目.csv", "A01,甲项目", "A02,甲项目二", "A01,甲项目二", "A01"),
    "negative": ("资金.csv", "A01,财政资金,10", "", "A01,财政资金,-10", "-10"),
    "absurd": ("资金.csv", "A01,财政资金,10", "", "A01,财政资金,1e30", "大得不合情理"),
    "words": ("资金.csv", "A01,财政资金,10", "", "A01,财政资金,十万", "十万"),
}
PROJECTS = "项目编码,项目名称,主管部门,预算单位,年度\nA01,甲项目,甲局,甲局机关,2022\nA02,甲项目二,甲局,甲局机关,2022\n"
FUNDS = "项目编码,资金来源,全年预算数（万元）\nA01,财政资金,10\nA02,财政资金,10\n"
INDICATORS = "项目编码,一级指标,二级指标,三级指标,指标值,分值\n" + "".join(
    f"{code},产出指标,数量指标,检查次数,≥2次,50\n{code},效益指标,社会效益指标,安全,改善,30\n"
    f"{code},满意度指标,服务对象满意度指标,满意度,≥90%,10\n"
    for code in ("A01", "A02")
)


def _write_list(folder: Path, **files: str) -> Path:
    folder.mkdir()
    texts = {"项目.csv": PROJECTS, "资金.csv": FUNDS, "指标.csv": INDICATORS} | files
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    return folder


@pytest.mark.parametrize("kind", LISTS)
def test_wrong_list_names_the_place_and_writes_nothing(xlperf: Call, tmp_path: Path, kind: str) -> None:
    file, old, other, new, said = LISTS[kind]
    text = {"项目.csv": PROJECTS, "资金.csv": FUNDS}[file]
    wrong = text.replace(other, new) if other else text.replace(old, new)
    folder = _write_list(tmp_path / "list", **{file: wrong})
    status, out, err = xlperf("generate", folder, "-t", "shanxi-2022", "-o", tmp_path / "out")
    assert (status, out) == (2, "")
    assert "行" in err
    assert said in err
    assert not (tmp_path / "out").exists()


NAMES = ["=1+1", "+甲", "-乙", "@丙", 'a/b\\c:d*e?f"g<h>i|j', "..", "CON", " 空格 ", "长" * 300]


@pytest.mark.parametrize("name", NAMES)
def test_any_project_name_is_one_file_inside_and_stays_text(xlperf: Call, tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    folder = _write_list(tmp_path / "list", **{"项目.csv": PROJECTS.replace("甲项目,", f"{quoted},", 1)})
    status, _, err = xlperf("generate", folder, "-t", "shanxi-2022", "-o", tmp_path / "out")
    assert status == 0, err
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    assert sorted(tmp_path.iterdir()) == [tmp_path / "list", tmp_path / "out"]
    sheet = openpyxl.load_workbook(files[0])["项目支出绩效自评表"]
    cell = next(row[3] for row in sheet.iter_rows() if row[0].value == "项目名称")
    assert (cell.data_type, str(cell.value).strip()) == ("s", name.strip())


def test_zero_budget_project_generates_and_is_not_scored_on_execution(xlperf: Call, tmp_path: Path) -> None:
    folder = _write_list(
        tmp_path / "list", **{"资金.csv": FUNDS.replace("A01,财政资金,10", "A01,财政资金,0")}
    )
    status, _, _ = xlperf("generate", folder, "-t", "shanxi-2022", "-o", tmp_path / "out")
    assert status == 0
    path = next((tmp_path / "out").glob("A01*"))
    _, out, _ = xlperf("validate", path, "--format", "json")
    (form,) = json.loads(out)["files"]
    assert form["computed"]["execution_rate"] is None
    assert form["computed"]["total"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and name lengths as on POSIX")
def test_a_pipe_is_refused_and_not_waited_for(xlperf: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    status, out, err = xlperf("validate", tmp_path / "a.xlsx")
    assert (status, out) == (2, "")
    assert "不是普通文件" in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and name lengths as on POSIX")
def test_names_that_are_too_long_end_in_one_sentence(xlperf: Call, tmp_path: Path) -> None:
    longest = draw(CLEAN, tmp_path / ("长" * 83 + ".xlsx"))
    assert xlperf("validate", longest, "--write-back")[0] == 0
    too_long = tmp_path / ("长" * 100)
    for words in (
        ("validate", too_long),
        ("validate", longest, "-o", too_long),
        ("generate", _write_list(tmp_path / "list"), "-t", "shanxi-2022", "-o", too_long),
    ):
        status, _, err = xlperf(*words)
        assert status == 2, words
        assert "\n" not in err.strip()
        assert "文件夹" in err or "路径" in err


@pytest.mark.parametrize("figure", ["9" * 400, "1234567890123456789", "0." + "0" * 400 + "1"])
def test_a_target_no_cell_can_hold_stays_as_typed(xlperf: Call, tmp_path: Path, figure: str) -> None:
    listed = INDICATORS.replace("≥2次", f"≥{figure}次", 1)
    lists = _write_list(tmp_path / "list", **{"指标.csv": listed})
    status, _, err = xlperf("generate", lists, "-t", "shanxi-2022", "-o", tmp_path / "out")
    assert status == 0, err
    sheet = openpyxl.load_workbook(next((tmp_path / "out").glob("A01*")))["项目支出绩效自评表"]
    assert f"≥{figure}次" in {cell.value for row in sheet.iter_rows() for cell in row}
