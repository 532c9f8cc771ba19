"""LibreOffice Writer does for the tests what a person does with a form in a document."""

from pathlib import Path

import docx
import pytest
import xlsxwriter

from tests.office.session import Office, OfficeError
from xlperf.workbook.grid import Sheet
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.place import Area


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "两张.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("甲", "乙"):
            sheet = book.add_worksheet(name)
            sheet.merge_range("A1:B1", f"{name}表")
            sheet.write_row("A2", ["项目名称", 1.703])
            sheet.write_row("A3", ["得分", 0.997])
    return path


def _sheets(path: Path) -> tuple[Sheet, ...]:
    return open_grid(path.read_bytes()).grid.sheets


@pytest.mark.parametrize("framed", [False, True], ids=["pasted", "framed"])
def test_pastes_every_sheet_as_a_table(office: Office, workbook: Path, tmp_path: Path, framed: bool) -> None:
    path = tmp_path / "a.docx"
    with office.open(workbook) as source, office.new_text() as document:
        (document.paste_into_frames if framed else document.paste)(source)
        document.save_as(path)
    tables = _sheets(path)
    assert [table.name for table in tables] == ["表格1", "表格2"]
    for table, name in zip(tables, ("甲", "乙"), strict=True):
        assert [cell.text for _, cell in sorted(table.cells.items())] == [
            f"{name}表", "项目名称", "1.703", "得分", "0.997"
        ]  # fmt: skip
        assert table.merges == (Area(1, 1, 1, 2),)
    # in frames they are no part of the running text
    assert len(docx.Document(str(path)).tables) == (0 if framed else 2)


def test_says_what_is_wrong(office: Office, workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="not a TextDocument"):
        office.open_text(workbook)
    with office.new_text() as document:
        with pytest.raises(OfficeError, match="cannot write 'odd'"):
            document.save_as(tmp_path / "a.odd")
        saved = document.save_as(tmp_path / "a.odt")
    with pytest.raises(OfficeError, match="not a SpreadsheetDocument"):
        office.open(saved)
