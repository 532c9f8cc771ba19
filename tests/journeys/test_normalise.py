"""``xlperf validate --normalise``: cells spelled anew, listed one by one, and nothing else changed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell as OpenCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents import draw_docx
from tests.handmade import ANNEX_1, draw
from tests.handmade.form import Form
from tests.journeys.conftest import Call
from xlperf.workbook.grid import Cell, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.results import CHANGED
from xlperf.workbook.stamp import RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid

CHANGES = [
    ("12 个月", "12个月"),
    ("6.25万", "6.25"),
    ("6.25万", "6.25万元"),
    ("≥ 5次", "5次"),
    ("＞＝2 次", "≥2次"),
]


def messy() -> Form:
    """A form with signs, blanks and widths of all sorts, and an amount with its unit."""
    rows = list(ANNEX_1.indicators)
    rows[0] = replace(rows[0], initial_target="＞＝2 次", adjusted_target="", actual="≥ 5次")
    rows[2] = replace(rows[2], initial_target="=12个月", adjusted_target="", actual="12 个月")
    rows[3] = replace(rows[3], initial_target="≤8.65万元", adjusted_target="", actual="6.25万")
    funds = (replace(ANNEX_1.funds[0], executed="6.25万"), *ANNEX_1.funds[1:])
    return replace(ANNEX_1, indicators=tuple(rows), funds=funds)


def sheet(path: Path, name: str | None = None) -> Sheet:
    grid = read_grid(Package(path.read_bytes()))
    return next(one for one in grid.sheets if (one.name == name if name else one.name != RESULT_SHEET))


def differing(before: Sheet, after: Sheet) -> dict[str, tuple[str, str]]:
    """The cells that show something else, the text before and after."""

    def text(cell: Cell | None) -> str:
        return cell.text if cell else ""

    places = {*before.cells, *after.cells}
    pairs = {place: (text(before.cells.get(place)), text(after.cells.get(place))) for place in places}
    return {f"{row},{column}": pair for (row, column), pair in pairs.items() if pair[0] != pair[1]}


def log(path: Path) -> list[tuple[str, ...]]:
    """The lines of the change log: place, before, after, reason."""
    rows = sheet(path, RESULT_SHEET)
    texts = [tuple(rows.text(row, column) for column in range(1, 7)) for row in rows.rows()]
    return [line[2:] for line in texts if line[1] == CHANGED and line[0]]


def drawn(path: Path) -> Worksheet:
    """The form's sheet."""
    return openpyxl.load_workbook(path).worksheets[0]


def save(form: Worksheet, path: Path) -> None:
    """Write the workbook of a sheet."""
    assert form.parent is not None
    form.parent.save(path)


def amount(form: Worksheet) -> OpenCell:
    """The cell of 全年执行数 in the row of the total."""
    cells = [cell for row in form.iter_rows(max_row=9) for cell in row if cell.value == "6.25万"]
    assert isinstance(cells[0], OpenCell)
    return cells[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return draw(messy(), tmp_path / "form.xlsx")


def test_it_needs_a_file_to_write_to(xlperf: Call, path: Path) -> None:
    before = path.read_bytes()
    status, _, said = xlperf("validate", path, "--normalise")
    assert status == 2
    assert "--write-back" in said
    assert "-o" in said
    assert path.read_bytes() == before


def test_cells_are_spelled_anew_and_logged(xlperf: Call, path: Path) -> None:
    before = sheet(path)
    _, out, _ = xlperf("validate", path, "--write-back", "--normalise")
    changed = differing(before, sheet(path))
    own = sorted(pair for pair in changed.values() if pair[0])
    assert own == sorted(CHANGES)
    assert sorted((old, new) for _, old, new, _ in log(path)) == own
    assert all(reason.endswith("。") for *_, reason in log(path))
    assert "统一了5个单元格的写法" in out
    assert "不要带“≥”" not in out


def test_styles_stay(xlperf: Call, path: Path) -> None:
    before = drawn(path)
    xlperf("validate", path, "--write-back", "--normalise")
    after = drawn(path)

    def look(sheet: Worksheet) -> list[tuple[object, ...]]:
        rows = sheet.iter_rows(max_row=before.max_row, max_col=before.max_column)
        return [(cell.font.name, cell.border.left.style, cell.number_format) for row in rows for cell in row]

    assert look(before) == look(after)


def test_twice_gives_the_same_file_and_the_log_stays(xlperf: Call, path: Path) -> None:
    xlperf("validate", path, "--write-back", "--normalise")
    once, logged = path.read_bytes(), log(path)
    xlperf("validate", path, "--write-back", "--normalise")
    assert path.read_bytes() == once
    xlperf("validate", path, "--write-back")
    assert log(path) == logged


def test_a_copy_is_changed_and_the_original_is_not(xlperf: Call, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    xlperf("validate", path, "-o", tmp_path / "out", "--normalise")
    assert path.read_bytes() == before
    assert len(log(tmp_path / "out" / path.name)) == 5


def test_the_copy_of_a_document_has_the_changes_too(xlperf: Call, path: Path, tmp_path: Path) -> None:
    document = tmp_path / "form.docx"
    draw_docx(sheet(path), document)
    xlperf("validate", document, "-o", tmp_path / "out", "--normalise")
    (copy,) = (tmp_path / "out").glob("*.xlsx")
    assert sorted((old, new) for _, old, new, _ in log(copy)) == sorted(CHANGES)
    assert {"5次", "6.25万元"} <= {cell.text for cell in sheet(copy).cells.values()}


def test_nothing_to_change_is_the_plain_write_back(xlperf: Call, tmp_path: Path) -> None:
    tidy = replace(ANNEX_1, indicators=ANNEX_1.indicators[1:2])
    plain, other = draw(tidy, tmp_path / "a.xlsx"), draw(tidy, tmp_path / "b.xlsx")
    xlperf("validate", plain, "--write-back")
    xlperf("validate", other, "--write-back", "--normalise")
    assert plain.read_bytes() == other.read_bytes()


def test_an_amount_that_a_formula_uses_stays(xlperf: Call, path: Path) -> None:
    form = drawn(path)
    at = amount(form).coordinate
    form["A60"] = f"=SUM({at}:{at})"
    save(form, path)
    xlperf("validate", path, "--write-back", "--normalise")
    assert amount(drawn(path)).coordinate == at
    assert len(log(path)) == 4


def test_a_percent_format_would_say_something_else(xlperf: Call, path: Path) -> None:
    form = drawn(path)
    amount(form).number_format = "0.00%"
    save(form, path)
    xlperf("validate", path, "--write-back", "--normalise")
    assert amount(drawn(path)).number_format == "0.00%"
    assert len(log(path)) == 4


def test_parts_without_a_change_keep_their_bytes(xlperf: Call, path: Path) -> None:
    plain = path.with_name("plain.xlsx")
    plain.write_bytes(path.read_bytes())
    xlperf("validate", path, "--write-back", "--normalise")
    xlperf("validate", plain, "--write-back")
    with zipfile.ZipFile(path) as first, zipfile.ZipFile(plain) as second:
        assert first.namelist() == second.namelist()
        other = {name for name in first.namelist() if first.read(name) != second.read(name)}
    sheets = openpyxl.load_workbook(path).sheetnames
    assert other <= {f"xl/worksheets/sheet{number}.xml" for number, _ in enumerate(sheets, 1)}
    assert "xl/worksheets/sheet1.xml" in other
