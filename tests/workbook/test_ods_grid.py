"""OpenDocument tables: repeats are bounded, what does not show is not read, and bad ones end in a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from xlperf.errors import UnreadableFile
from xlperf.workbook.archive import Archive
from xlperf.workbook.grid import Sheet
from xlperf.workbook.ods_grid import read_ods
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.place import Area

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)


TWICE = 'table:number-columns-repeated="2"'


def ods(tables: str, **files: str) -> bytes:
    """A spreadsheet with this inside its body."""
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def sheet_of(rows: str) -> Sheet:
    """The one sheet with these rows."""
    (sheet,) = read_ods(Archive(ods(f'<table:table table:name="表">{rows}</table:table>'))).sheets
    return sheet


def refused(data: bytes) -> UnreadableFile:
    """Why these bytes are not read."""
    with pytest.raises(UnreadableFile) as caught:
        open_grid(data)
    return caught.value


def cell(text: str, attributes: str = "") -> str:
    """A table cell with one paragraph."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_repeated_cells_and_rows_keep_what_follows_in_its_place() -> None:
    sheet = sheet_of(
        f'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="4"/>{cell("甲")}'
        f"{cell('乙', TWICE)}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{cell("丙")}</table:table-row>'
        f"<table:table-row>{cell('丁')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (4, 5): "甲",
        (4, 6): "乙",
        (4, 7): "乙",
        (5, 1): "丙",
        (6, 1): "丙",
        (7, 1): "丁",
    }


def test_covered_cells_do_not_show_and_notes_are_no_content() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    sheet = sheet_of(
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2">'
        f"{note}<text:p>标<text:s text:c='2'/>题</text:p><text:p>二行<text:line-break/>三行</text:p></table:table-cell>"
        "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell></table:table-row>"
    )
    assert sheet.merges == (Area(1, 1, 2, 2),)
    assert {place: cell.text for place, cell in sheet.cells.items()} == {(1, 1): "标  题\n二行\n三行"}


def test_figures_without_a_shown_text_still_show() -> None:
    sheet = sheet_of(
        '<table:table-row><table:table-cell office:value-type="float" office:value="72.26"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.7226"/>'
        '<table:table-cell table:formula="of:=A1"/></table:table-row>'
    )
    assert [sheet.text(1, column) for column in (1, 2)] == ["72.26", "72.26%"]
    assert sheet.cells[1, 2].percent
    assert (sheet.cells[1, 3].value, sheet.cells[1, 3].formula) == (None, "")


def test_former_versions_and_stored_cells_of_other_files_are_left_out() -> None:
    row = f"<table:table-row>{cell('x')}</table:table-row>"
    grid = read_ods(
        Archive(
            ods(
                f"<table:tracked-changes>{row}</table:tracked-changes>"
                f'<table:table table:name="表">{row}</table:table>'
                f"<table:table table:name=\"'file:///a.ods'#表\">{row}</table:table>"
            )
        )
    )
    assert [(sheet.name, len(sheet.cells)) for sheet in grid.sheets] == [("表", 1)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (f'<table:table-row table:number-rows-repeated="1000000">{cell("x") * 3}</table:table-row>', "XP904"),
        (
            '<table:table-row><table:table-cell table:number-columns-spanned="9999"'
            ' table:number-rows-spanned="999999"/></table:table-row>' * 20,
            "XP904",
        ),
        (
            f'<table:table-row table:number-rows-repeated="1048576"/><table:table-row>{cell("x")}</table:table-row>',
            "XP901",
        ),
    ],
)
def test_more_than_a_sheet_holds_is_refused(rows: str, code: str) -> None:
    data = ods(f'<table:table table:name="表">{rows}</table:table>')
    assert refused(data).code == code


def test_encrypted_content_asks_for_the_password_to_be_removed() -> None:
    data = ods("", **{"META-INF__manifest.xml": "<m><manifest:encryption-data/></m>"})
    assert refused(data).code == "XP902"


def test_flat_xml_is_refused_politely() -> None:
    data = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    said = refused(data)
    assert (said.code, ".fods" in str(said)) == ("XP905", True)
