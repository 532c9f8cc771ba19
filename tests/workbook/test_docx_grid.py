"""Tables of Word documents: addresses people can find, merges, and what is not part of the text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.documents import draw_tables
from xlperf.errors import UnreadableFile
from xlperf.workbook.archive import Archive
from xlperf.workbook.docx_grid import read_docx
from xlperf.workbook.grid import Grid
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.place import Area, Place

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MORE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def grid(body: str, part: str = "word/document.xml") -> Grid:
    """The tables of a document with this body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            part, f'<w:document xmlns:w="{_WORD}" xmlns:m="{_MORE}"><w:body>{body}</w:body></w:document>'
        )
    return open_grid(buffer.getvalue()).grid


def p(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    """A table of these rows."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(found: Grid, sheet: int = 0) -> dict[tuple[int, int], str]:
    """The filled cells of a sheet."""
    return {place: cell.text for place, cell in found.sheets[sheet].cells.items()}


ACROSS, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_spans_in_both_directions_become_merged_areas() -> None:
    found = grid(
        tbl(
            tc("甲", ACROSS + DOWN) + tc("乙"),
            tc("", ACROSS + ON) + tc("丙"),
            tc("", ACROSS + ON) + tc("丁"),
            tc("戊") + tc("己", DOWN) + tc("庚"),
            tc("辛") + tc("", ON) + tc("壬"),
        )
    )
    assert set(found.sheets[0].merges) == {Area(1, 1, 3, 2), Area(4, 2, 5, 2)}
    assert texts(found)[3, 3] == "丁"
    named = [found.told(Place("表格1", *place)).label for place in ((1, 1), (3, 3), (5, 3), (9, 9))]
    assert named == ["表格1第1行第1格", "表格1第3行第2格", "表格1第5行第3格", "I9"]


def test_a_new_merged_area_below_another_is_one_of_its_own() -> None:
    found = grid(tbl(tc("甲", DOWN), tc("", ON), tc("乙", DOWN), tc("", ON)))
    assert set(found.sheets[0].merges) == {Area(1, 1, 2, 1), Area(3, 1, 4, 1)}


def test_title_year_and_unit_above_belong_to_the_table_and_prose_does_not() -> None:
    long = "按照要求，" * 30
    above = [p("更早的话"), p(long), p("项目支出绩效自评表"), p("（2022年度）"), p(""), p("单位：万元")]
    found = grid("".join(above) + tbl(tc("项目名称") + tc("甲")))
    assert texts(found) == {
        (1, 1): "项目支出绩效自评表",
        (2, 1): "（2022年度）",
        (3, 1): "单位：万元",
        (4, 1): "项目名称",
        (4, 2): "甲",
    }
    assert set(found.sheets[0].merges) == {Area(row, 1, row, 2) for row in (1, 2, 3)}
    assert found.told(Place("表格1", 2, 1)).label == "表格1上方第2段"
    assert found.told(Place("表格1", 4, 2)).label == "表格1第1行第2格"


def test_tables_inside_cells_are_sheets_of_their_own() -> None:
    inner = tbl(tc("内"))
    found = grid(tbl(f"<w:tc>{p('外')}{inner}{p('续')}</w:tc>" + tc("旁")) + tbl(tc("后")))
    assert [sheet.name for sheet in found.sheets] == ["表格1", "表格2", "表格3"]
    assert texts(found, 0) == {(1, 1): "外\n续", (1, 2): "旁"}
    assert texts(found, 1) == {(1, 1): "内"}


def test_a_table_that_goes_on_after_a_break_is_one_and_keeps_its_names() -> None:
    head, row = tc("一级指标") + tc("分值"), tc("甲") + tc("5")
    found = grid(tbl(head, row) + p("") + tbl(row))
    assert [sheet.name for sheet in found.sheets] == ["表格1"]
    assert texts(found)[3, 1] == "甲"
    assert found.told(Place("表格1", 3, 2)).label == "表格2第1行第2格"
    for between, second in ((p("另一张表"), row), ("", head), ("", row + tc("多"))):
        assert len(grid(tbl(head, row) + between + tbl(second)).sheets) == 2


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        ("<w:del><w:r><w:t>旧</w:t></w:r></w:del>", "新"),
        ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>", "新"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "新"),
        (f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>", "新"),
        ("<m:AlternateContent><m:Fallback><w:r><w:t>旧</w:t></w:r></m:Fallback></m:AlternateContent>", "新"),
        ("<w:ins><w:r><w:t>更</w:t></w:r></w:ins>", "更新"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/></w:r>", "一\n二\t新"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", "新"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t><w:tab/></w:r>", "新"),
        ("<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>更</w:t></w:r>", "更新"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>更</w:t></w:r>", "更新"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>g</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>更</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "更新",
        ),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "≥新"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0B3'/></w:r>", "新"),
        ("<w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>\uf0a3</w:t></w:r>", "≤新"),
    ],
)
def test_only_what_shows_is_text(hidden: str, shown: str) -> None:
    found = grid(tbl(f"<w:tc><w:p>{hidden}<w:r><w:t>新</w:t></w:r></w:p></w:tc>"))
    assert texts(found) == {(1, 1): shown}


def box(content: str) -> str:
    """A text box as Word and Writer save it: twice, the second for older programs."""
    framed = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f"<w:r><m:AlternateContent><m:Choice>{framed}</m:Choice>"
        f"<m:Fallback><w:pict>{framed}</w:pict></m:Fallback></m:AlternateContent></w:r>"
    )


def test_a_table_in_a_text_box_is_a_table_of_the_document() -> None:
    found = grid(
        p("自评表")
        + f"<w:p>{box(p('单位：元') + tbl(tc('甲') + tc('乙')) + p('注'))}<w:r><w:t>正文</w:t></w:r></w:p>"
        + tbl(tc("丙") + tc("丁"))
    )
    assert [sheet.name for sheet in found.sheets] == ["表格1", "表格2"]
    assert texts(found, 0) == {(1, 1): "自评表", (2, 1): "单位：元", (3, 1): "甲", (3, 2): "乙"}
    assert texts(found, 1) == {(1, 1): "正文", (2, 1): "丙", (2, 2): "丁"}
    assert found.told(Place("表格1", 3, 2)).label == "表格1第1行第2格"


def test_a_text_box_leaves_the_cell_and_the_heading_around_it_alone() -> None:
    inner = f"<w:p><w:r><w:t>前</w:t></w:r>{box(tbl(tc('框')))}<w:r><w:t>后</w:t></w:r></w:p>"
    found = grid(p("标题") + f"<w:p>{box(p('水印'))}</w:p>" + tbl(f"<w:tc>{inner}</w:tc>" + tc("旁")))
    assert texts(found, 0) == {(1, 1): "标题", (2, 1): "前后", (2, 2): "旁"}
    assert texts(found, 1) == {(1, 1): "框"}


def test_a_row_deleted_under_tracked_changes_is_gone() -> None:
    found = grid(tbl(tc("甲"), "<w:trPr><w:del/></w:trPr>" + tc("乙"), tc("丙")))
    assert texts(found) == {(1, 1): "甲", (2, 1): "丙"}


def test_figures_are_numbers_as_in_a_spreadsheet() -> None:
    cells = grid(tbl(tc("95.23") + tc("72.26%") + tc("")))
    values = [cell.value for cell in cells.sheets[0].cells.values()]
    assert [str(value) for value in values] == ["95.23", "72.26%"]
    assert not isinstance(values[0], str)


def test_other_names_of_the_main_part_are_read(tmp_path: Path) -> None:
    assert texts(grid(tbl(tc("甲")), "word/document2.xml")) == {(1, 1): "甲"}
    path = draw_tables(tmp_path / "a.docx", "标题", [["甲", "乙"], ["1", "2"]])
    assert texts(read_docx(Archive(path.read_bytes())))[2, 1] == "甲"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (p("只有文字"), "XP903"),
        (tbl(""), "XP903"),
        ("<w:tbl><w:tr><w:tc>" * 40 + p("深") + "</w:tc></w:tr></w:tbl>" * 40, "XP904"),
        ("<w:p><w:txbxContent>" * 40 + "</w:txbxContent></w:p>" * 40, "XP904"),
        (tbl(*([tc("宽", '<w:gridSpan w:val="999999"/>')] * 3)), "XP904"),
        (tbl(*([""] * 20_001)), "XP904"),
    ],
)
def test_documents_that_are_no_form_or_too_much_end_in_a_sentence(body: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        grid(body)
    assert refused.value.code == code
