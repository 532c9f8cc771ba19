"""Every check of the lint finds the fault it is for, and a clean workbook has none."""

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.office.formula_lint import Surroundings, formula_problems
from tests.office.package_lint import COMPOUND_FILE, lint

VBA = COMPOUND_FILE + "VBA dir PROJECT".encode("utf-16-le")
BOOK, FORM, LIST = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
LINKS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
STYLES, DRAWN = "xl/styles.xml", "xl/drawings/vmlDrawing1.vml"
LONG = "长" * 256


def write_form(path: Path) -> Path:
    """A small form with one of everything the lint looks at; as xlsm, macros too."""
    with xlsxwriter.Workbook(path) as book:
        form, other = book.add_worksheet("自评表"), book.add_worksheet("名单 表")
        book.define_name("总分", "=自评表!$A$1")
        book.define_name("档次", "='名单 表'!$A$1:$A$3")
        book.define_name("'名单 表'!本表名", "='名单 表'!$B$1")
        red = book.add_format({"bg_color": "red"})
        form.write_row("A1", [1, "得分", "等级"])
        form.write_formula("A2", "=IFERROR(SUMIFS(A1:A1,A1:A1,\">0\"),'名单 表'!A1)", red, 1)
        form.write_formula("B2", '=IF(总分>=90,"优","")', None, "")
        form.merge_range("A4:C5", "合并", red)
        form.merge_range("D4:D5", "再合并")
        form.data_validation(
            "C1", {"validate": "list", "source": ["优", "良"], "input_title": "题", "input_message": "文"}
        )
        form.data_validation(
            "C2", {"validate": "list", "source": "=档次", "error_title": "错题", "error_message": "错文"}
        )
        form.conditional_format("A1:A9", {"type": "formula", "criteria": "=$A1>总分", "format": red})
        form.write_url("C3", "internal:'名单 表'!A1", string="去")
        form.write_comment("A1", "批注")
        form.write_comment("A2", "批注")
        other.write_comment("A1", "批注")
        other.write_column("A1", ["优", "良", "中"])
        if path.suffix == ".xlsm":
            project = path.with_suffix(".bin")
            project.write_bytes(VBA)
            book.add_vba_project(str(project))
    return path


def rewrite(
    path: Path, changes: dict[str, tuple[str, str]], more: tuple[tuple[str, bytes], ...] = ()
) -> Path:
    """Replace text once in some parts and append entries; what is to be replaced must be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        text = parts[name].decode()
        assert old in text, f"{old} not in {text}"
        parts[name] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_a_clean_workbook_has_no_problem(tmp_path: Path, ending: str) -> None:
    assert lint(write_form(tmp_path / f"表.{ending}")) == []


FAULTS = {
    # the package
    "not xml": (FORM, "</sheetData>", "</sheetDat>", "not well-formed"),
    "no content type": (TYPES, '<Default Extension="vml"', '<Default Extension="other"', "no content type"),
    "type of no part": (TYPES, "/xl/styles.xml", "/xl/style.xml", "no part xl/style.xml"),
    "type against ending": (TYPES, "sheet.main+xml", "template.main+xml", "template.main+xml in .xlsx"),
    "link to no part": (LINKS, "sheet2.xml", "sheet9.xml", "missing xl/worksheets/sheet9.xml"),
    "link twice": (LINKS, '"rId1"', '"rId2"', "relationship rId2 more than once"),
    "id of no link": (FORM, 'legacyDrawing r:id="rId1"', 'legacyDrawing r:id="rId7"', "no relationship rId7"),
    "shape id twice": (DRAWN, '"_x0000_s1026"', '"_x0000_s1025"', "_x0000_s1025 more than once"),
    "shape id in two drawings": (DRAWN, '"_x0000_s1026"', '"_x0000_s2049"', "_x0000_s2049 in 2 drawings"),
    # the workbook
    "sheet name long": (BOOK, 'name="名单 表"', f'name="{LONG[:32]}"', "1 to 31 characters"),
    "sheet name illegal": (BOOK, 'name="名单 表"', 'name="名/单"', "name not allowed"),
    "sheet name twice": (BOOK, 'name="名单 表"', 'name="自评表"', "name used 2 times"),
    "sheet id twice": (BOOK, 'sheetId="2"', 'sheetId="1"', "sheetId 1: used 2 times"),
    "name twice": (BOOK, 'name="档次"', 'name="总分"', "defined 2 times"),
    "name like a cell": (BOOK, 'name="档次"', 'name="AB12"', "not a legal name"),
    "name illegal": (BOOK, 'name="档次"', 'name="档 次"', "not a legal name"),
    "name into the void": (BOOK, "自评表!$A$1", "没有!$A$1", "'总分': no sheet '没有'"),
    "name broken": (BOOK, "自评表!$A$1", "#REF!", "'总分': refers to #REF!"),
    "name of no scope": (BOOK, 'localSheetId="1"', 'localSheetId="5"', "scope 5 is no sheet"),
    "font of no style": (STYLES, 'fontId="0" fillId="2"', 'fontId="8" fillId="2"', "fontId 8 of"),
    # the sheets
    "rows unsorted": (FORM, '<row r="1"', '<row r="3"', "row 2: after 3"),
    "row twice": (FORM, '<row r="2"', '<row r="1"', "row 1: more than once"),
    "cells unsorted": (FORM, '<c r="A1"', '<c r="D1"', "column 2: after 4"),
    "cell twice": (FORM, '<c r="B1"', '<c r="A1"', "column 1: more than once"),
    "cell in the wrong row": (FORM, '<c r="C1"', '<c r="C2"', "holds a cell of row 2"),
    "shared string": (FORM, "<v>0</v>", "<v>999</v>", "B1: shared string 999 of"),
    "number": (FORM, "<v>1</v>", "<v>一</v>", "'一' is no number"),
    "style": (FORM, '<c r="A2" s="1"', '<c r="A2" s="99"', "A2: style 99 of"),
    "dxf": (FORM, 'dxfId="0"', 'dxfId="5"', "dxfId 5 of 1"),
    "merge overlap": (FORM, '"D4:D5"', '"C5:D5"', "merges A4:C5 and C5:D5 overlap"),
    "merge of one": (FORM, '"D4:D5"', '"D4"', "merge D4 of one cell"),
    "list too long": (FORM, '"优,良"', f'"{LONG}"', "validation of C1: 256 characters"),
    "prompt title": (FORM, 'promptTitle="题"', f'promptTitle="{LONG[:33]}"', "promptTitle of 33 characters"),
    "prompt": (FORM, 'prompt="文"', f'prompt="{LONG}"', "prompt of 256 characters"),
    "error title": (FORM, 'errorTitle="错题"', f'errorTitle="{LONG[:33]}"', "errorTitle of 33 characters"),
    "error text": (FORM, 'error="错文"', f'error="{LONG}"', "error of 256 characters"),
    "validation by no name": (FORM, "<formula1>档次", "<formula1>档位", "no defined name '档位'"),
    "validation elsewhere": (FORM, "<formula1>档次", "<formula1>'名单 表'!$A$1", "sheet '名单 表' directly"),
    "format elsewhere": (FORM, "$A1&gt;总分", "'名单 表'!$A1&gt;1", "sheet '名单 表' directly"),
    "format broken": (FORM, "$A1&gt;总分", "$A1&gt;(总分", "conditional format of A1:A9: unbalanced"),
    "hyperlink": (FORM, "location=\"'名单 表'!A1\"", "location=\"'名册'!A1\"", "no sheet '名册'"),
    "formula": (FORM, "总分&gt;=90", "总分&gt;=", "B2: nothing after '>='"),
    "formula by new function": (FORM, "<f>IF(总分", "<f>_xlfn.IFS(总分", "IFS is not one of Excel 2007"),
    "formula missing": (FORM, "<f>IF(", "<f/><f>IF(", "B2: empty formula"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_finds(tmp_path: Path, fault: str) -> None:
    part, old, new, expected = FAULTS[fault]
    problems = lint(rewrite(write_form(tmp_path / "表.xlsx"), {part: (old, new)}))
    assert any(expected in problem for problem in problems), problems


def test_finds_what_is_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_text("junk")
    assert lint(path) == ["表.xlsx: not a readable zip: File is not a zip file"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_finds_an_entry_twice(tmp_path: Path) -> None:
    path = rewrite(write_form(tmp_path / "表.xlsx"), {}, ((FORM, b"<x/>"),))
    assert f"{FORM}: more than once in the zip" in lint(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"garbage", "not an OLE compound file"), (COMPOUND_FILE, "a compound file, but no VBA project")],
)
def test_finds_garbage_for_macros(tmp_path: Path, content: bytes, expected: str) -> None:
    path = write_form(tmp_path / "表.xlsm")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, old in parts.items():
            archive.writestr(name, content if name.endswith("vbaProject.bin") else old)
    assert lint(path) == [f"xl/vbaProject.bin: {expected}"]


def test_finds_macros_where_none_may_be(tmp_path: Path) -> None:
    path = write_form(tmp_path / "表.xlsm").rename(tmp_path / "表.xlsx")
    assert any("macros in .xlsx" in problem for problem in lint(path))


def test_finds_a_calculation_chain_without_formulas(tmp_path: Path) -> None:
    path = write_form(tmp_path / "表.xlsx")
    space = "http://schemas.openxmlformats.org"
    cells = '<c r="A2" i="1"/><c r="B1"/><c r="A1" i="7"/>'
    chain = f'<calcChain xmlns="{space}/spreadsheetml/2006/main">{cells}</calcChain>'
    relation = f"{space}/officeDocument/2006/relationships/calcChain"
    link = f'<Relationship Id="rId99" Type="{relation}" Target="calcChain.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    rewrite(
        path,
        {
            LINKS: ("</Relationships>", f"{link}</Relationships>"),
            TYPES: ("</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'),
        },
        (("xl/calcChain.xml", chain.encode()),),
    )
    assert lint(path) == [
        "xl/calcChain.xml: xl/worksheets/sheet1.xml B1 holds no formula",
        "xl/calcChain.xml: no sheet with id 7",
    ]


AROUND = Surroundings(sheets={"自评表", "另一 表", "it's"}, names={"总分", "权重.1"}, tables={"表1"})


@pytest.mark.parametrize(
    "formula",
    [
        "SUM('另一 表'!A1:B2,自评表!$A$1)+总分%",
        'IF(A1>=0,"是""x，（",-1)',
        "SUM(A:A)+SUM(1:2)+SUM((A1,B1))+SUM(A1:C3 B2:B4)",
        "A1:INDEX(A:A,3)--B1^-2",
        "SUMPRODUCT(({1,2;3,4}=A1)*1)",
        "'it''s'!B2+自评表!总分+权重.1",
        "IF(A1,,)+NA()+1.5E-3+.5",
        "SUM(表1[列],表1[[#All],[列]])",
        'HYPERLINK("#自评表!A1","去")',
    ],
)
def test_sound_formulas_pass(formula: str) -> None:
    assert list(formula_problems(formula, AROUND)) == []


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1", "1 left open"),
        ("SUM(A1))", "never opened"),
        ('A1&"x', "unclosed quote"),
        ("'自评表", "unclosed quote"),
        ("SUM(A1，B1)", "unexpected character at '，"),
        ("A1+", r"nothing after '\+'"),
        ("*A1", r"nothing before '\*'"),
        ('A1"x"', "no operator between"),
        ("A1 3", "no operator between"),
        ("自评表!", "nothing after"),
        ("没有!A1", "no sheet '没有'"),
        ("2022!A1", "needs quotes"),
        ("[1]自评表!A1", "another workbook"),
        ("总份+1", "no defined name '总份'"),
        ("SUM(表2[列])", "no table '表2'"),
        ("#REF!+1", "#REF!"),
        ("XLOOKUP(1,A:A,B:B)", "not one of Excel 2007"),
        (f'"{"x" * 256}"', "more than 255 characters"),
        ("1+" * 4100 + "1", "over 8192"),
        ("(" * 65 + "1" + ")" * 65, "deeper than 64"),
        ('HYPERLINK("#没有!A1","去")', "link to missing sheet"),
        (" ", "empty formula"),
    ],
)
def test_faulty_formulas_do_not(formula: str, expected: str) -> None:
    found = list(formula_problems(formula, AROUND))
    assert any(re.search(expected, problem) for problem in found), found
