"""Loss-proof write-back: results go into a workbook, and every part that carries none stays byte for byte.

A workbook with a digital signature is refused: any change would break the signature, also in a copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.errors import UsageError, XlperfError
from xlperf.workbook.beside_records import BesideRecord, read_records
from xlperf.workbook.draft import Draft
from xlperf.workbook.edits import CellChange, Edits
from xlperf.workbook.package import Package
from xlperf.workbook.patch_beside import replace_beside
from xlperf.workbook.patch_cells import change_cells
from xlperf.workbook.patch_marks import ensure_mark_formats
from xlperf.workbook.patch_results import ensure_results, fill_results, link_look
from xlperf.workbook.patch_stamp import ensure_stamp, keep_link_look, write_stamp
from xlperf.workbook.stamp import STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid

# a form has some thousands
MOST_TAGS = 400_000


def write_back(data: bytes, *forms: Edits) -> bytes:
    """The workbook with the results of all its forms in place of any former ones.

    The same results give the same bytes.
    """
    draft = _draft(data)
    old = _records(draft)
    marks = tuple(dict.fromkeys(mark for form in forms for mark in form.marks))
    beside = tuple(cell for form in forms for cell in form.beside)
    for form in forms:
        if draft.sheet(form.sheet) is None:
            raise UsageError(f"工作簿里没有名为“{form.sheet}”的工作表，没有写入结果。请重新校验后再写入。")
    # a form may reach over several sheets
    marked = dict.fromkeys([form.sheet for form in forms] + [place.sheet for place, _ in marks])
    touched = {place.sheet for place, _ in beside} | {record.place.sheet for record in old}
    grid = read_grid(draft.package, touched | marked.keys())
    for name in (*marked, STAMP_SHEET, *sorted(touched)):
        _refuse_crowded(draft, name)
    spots = ensure_results(draft, [form.sheet for form in forms])
    _refuse_crowded(draft, spots.sheet.name)
    stamp = ensure_stamp(draft)
    for name in marked:
        sheet, listed = grid.sheet(name), draft.sheet(name)
        if sheet and listed:
            ensure_mark_formats(draft, listed, sheet, [place for place, _ in marks])
    records = replace_beside(draft, grid, old, beside)
    write_stamp(draft, stamp, marks, records)
    fill_results(draft, spots, forms, keep_link_look(draft, stamp, link_look(draft, spots)))
    return draft.finished()


def with_cells(data: bytes, changes: Iterable[CellChange]) -> bytes:
    """The workbook with other texts and numbers in some cells of its forms."""
    draft = _draft(data)
    changes = tuple(changes)
    for name in dict.fromkeys(change.place.sheet for change in changes):
        _refuse_crowded(draft, name)
    change_cells(draft, changes)
    return draft.finished()


def _records(draft: Draft) -> list[BesideRecord]:
    return read_records(read_grid(draft.package, {STAMP_SHEET}).sheet(STAMP_SHEET))


def _refuse_crowded(draft: Draft, name: str) -> None:
    """UsageError before much time and memory go into a sheet with far more rows and cells than a form has."""
    listed = draft.sheet(name)
    if listed and draft.read(listed.part).count(b"<") > MOST_TAGS:
        raise UsageError(
            f"工作表“{name}”里的行和单元格过多（可能是大片设了格式的空行），没有写入结果。"
            "请删除多余的行，或把自评表复制到新的工作簿，再写入。"
        )


def _draft(data: bytes) -> Draft:
    package = Package(data)
    if package.signed:
        raise XlperfError(
            "这份表带有数字签名，写入结果会使签名失效，所以没有写入。"
            "请只看校验报告；确需写入时，请先在 Excel 的“文件—信息—查看签名”中删除签名。"
        )
    return Draft(package)
