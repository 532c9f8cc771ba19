"""Web pages that budget systems export as .xls: laid out on one sheet as Excel opens them."""

from __future__ import annotations

import pytest

from xlperf.errors import UnreadableFile
from xlperf.workbook.grid import Sheet
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.place import Area


def sheet(page: str | bytes) -> Sheet:
    """The one sheet of the page."""
    data = page if isinstance(page, bytes) else page.encode()
    (found,) = open_grid(data).grid.sheets
    return found


def texts(page: str | bytes) -> dict[tuple[int, int], str]:
    """The filled cells."""
    return {place: cell.text for place, cell in sheet(page).cells.items()}


def test_spans_keep_the_columns_below_in_their_places() -> None:
    page = (
        "<table><tr><th rowspan=2>甲</th><td colspan=2>乙</td></tr><tr><td>丙<td>丁</tr>"
        "<tr><td>戊</td><td></td><td>己</td></tr></table>"
    )
    assert texts(page) == {(1, 1): "甲", (1, 2): "乙", (2, 2): "丙", (2, 3): "丁", (3, 1): "戊", (3, 3): "己"}
    assert set(sheet(page).merges) == {Area(1, 1, 2, 1), Area(1, 2, 1, 3)}


def test_paragraphs_above_come_first_and_tables_one_below_the_other() -> None:
    page = "<html><body><p>标题</p><div>（2022年度）</div><table><tr><td>1.5</table><table><tr><td>二</table>"
    assert texts(page) == {(1, 1): "标题", (2, 1): "（2022年度）", (3, 1): "1.5", (4, 1): "二"}


def test_markup_inside_a_cell_is_text_and_scripts_are_not() -> None:
    page = (
        "<html><head><title>名</title><style>td{}</style></head><table><tr><td><b>年初</b>\n 预算<br>数&nbsp;"
        "<script>1</script><td>&ge;2次<table><tr><td>内</td></tr></table></td></tr></table>"
    )
    assert texts(page) == {(1, 1): "年初 预算\n数", (1, 2): "≥2次\n内"}


def test_a_table_that_only_frames_the_form_is_looked_through() -> None:
    form = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    page = f"<html><table><tr><td><h1>标题</h1>{form}</td></tr></table></html>"
    assert texts(page) == {(1, 1): "标题", (2, 1): "甲", (2, 2): "乙", (3, 1): "丙", (3, 2): "丁"}


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "utf-8", "utf-16", "utf-8-sig"])
def test_character_sets_declared_and_not(encoding: str) -> None:
    page = f'<html><meta charset="{encoding}"><table><tr><td>绩效自评表</td></tr></table></html>'
    assert texts(page.encode(encoding)) == {(1, 1): "绩效自评表"}
    undeclared = "<table><tr><td>绩效自评表</td></tr></table>"
    assert texts(undeclared.encode(encoding)) == {(1, 1): "绩效自评表"}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><p>没有表格</p></html>", "XP903"),
        ("<table><tr>" + "<td colspan=400 rowspan=20000>x</td>" * 3 + "</table>", "XP904"),
        ("<table>" + "<tr><td>x" * 20_001, "XP904"),
        ("<table>" + "<!x" * 20_000, "XP904"),
    ],
)
def test_pages_without_a_table_or_beyond_measure_end_in_a_sentence(page: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_grid(page.encode())
    assert refused.value.code == code
