"""LibreOffice does for the tests what a person does with the form."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from PIL import Image

from tests.office.render import render
from tests.office.session import Document, Office, OfficeError

FORM, OTHER = "自评表", "另一 表"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "自评 表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        form, other = book.add_worksheet(FORM), book.add_worksheet(OTHER)
        book.define_name("总分", f"={FORM}!$A$1")
        form.write("A1", 2)
        form.write_formula("B1", "=A1*2", None, 99)
        form.write_formula("C1", "=A1/0", None, "#DIV/0!")
        form.write_formula("D1", "=IF(A1>5,\"优\",'另一 表'!A1)", None, "旧")
        form.write_formula("E1", '=""', None, "")
        form.write_formula("F1", "=总分+1", None, 3)
        form.write("B3", "完成")
        other.write("A1", "良")
        other.write("B1", 5, book.add_format({"locked": False}))
        other.protect("secret")
    return path


@pytest.fixture
def document(office: Office, path: Path) -> Document:
    return office.open(path)


def test_cached_values_stay_until_told(office: Office, path: Path) -> None:
    with office.open(path) as document:
        assert document.value(FORM, "B1") == 99
        assert document.value(FORM, "D1") == "旧"
        document.recalculate()
        assert document.value(FORM, "B1") == 4
        assert document.value(FORM, "D1") == "良"
    with office.open(path, recalculate=True) as document:
        assert document.value(FORM, "B1") == 4


def test_reads_every_kind_of_value(document: Document) -> None:
    assert document.values(FORM, ["A1", "B1", "C1", "D1", "E1", "F1", "$B$3", "Z9"]) == {
        "A1": 2,
        "B1": 99,
        "C1": "#DIV/0!",
        "D1": "旧",
        "E1": "",
        "F1": 3,
        "$B$3": "完成",
        "Z9": None,
    }
    assert document.values(FORM, []) == {}


def test_formulas_follow_what_is_typed(document: Document) -> None:
    document.set(FORM, "A1", 6)
    assert document.values(FORM, ["B1", "D1", "F1"]) == {"B1": 12, "D1": "优", "F1": 7}
    document.set_many(FORM, {"A1": 0.5, "A2": "文字"})
    assert document.values(FORM, ["A2", "B1"]) == {"A2": "文字", "B1": 1}
    document.set(FORM, "A1", None)
    assert document.values(FORM, ["A1", "B1"]) == {"A1": None, "B1": 0}


def test_text_that_looks_like_a_formula_or_number_stays_text(document: Document) -> None:
    document.set_many(FORM, {"A5": "=1+1", "A6": "95"})
    assert document.values(FORM, ["A5", "A6"]) == {"A5": "=1+1", "A6": "95"}
    assert "A5" not in document.formulas(FORM)


def test_formulas_go_in_and_out_in_the_spelling_of_excel(document: Document) -> None:
    document.set_formula(FORM, "A5", "=SUM(A1,'另一 表'!B1)")
    assert document.value(FORM, "A5") == 7
    assert document.formulas(FORM) == {
        "B1": "=A1*2",
        "C1": "=A1/0",
        "D1": "=IF(A1>5,\"优\",'另一 表'!A1)",
        "E1": '=""',
        "F1": "=总分+1",
        "A5": "=SUM(A1,'另一 表'!B1)",
    }


def test_sheets_and_used_area(document: Document) -> None:
    assert document.sheet_names() == [FORM, OTHER]
    assert document.used(FORM) == "A1:F3"


def test_locked_cells_refuse_like_in_front_of_a_person(document: Document) -> None:
    document.set(OTHER, "B1", 6)
    with pytest.raises(OfficeError, match="A1 is locked"):
        document.set(OTHER, "A1", "优")
    with pytest.raises(OfficeError, match=r"unprotect.*guess"):
        document.unprotect(OTHER, "guess")
    document.unprotect(OTHER, "secret")
    document.set(OTHER, "A1", "优")
    assert document.values(OTHER, ["A1", "B1"]) == {"A1": "优", "B1": 6}


def test_saves_and_converts(office: Office, path: Path, document: Document, tmp_path: Path) -> None:
    document.set(FORM, "A1", 10)
    saved = document.save_as(tmp_path / "saved.xlsx")
    assert load_workbook(saved, data_only=True)[FORM]["B1"].value == 20
    for kind in ("pdf", "ods", "xls"):
        made = office.convert(path, kind, tmp_path / "out")
        assert made.name == f"自评 表.{kind}"
        assert made.stat().st_size > 1000
    with pytest.raises(OfficeError, match="cannot write 'odd'"):
        office.convert(path, "odd", tmp_path)


def test_says_what_is_wrong(office: Office, document: Document, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="no sheet '没有' among 自评表, 另一 表"):
        document.value("没有", "A1")
    with pytest.raises(OfficeError, match="not the address of a cell"):
        document.value(FORM, "A0")
    document.close()
    document.close()
    with pytest.raises(OfficeError, match="closed"):
        document.value(FORM, "A1")
    with pytest.raises(OfficeError, match="no such file"):
        office.open(tmp_path / "none.xlsx")
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"PK\3\4 not really")
    with pytest.raises(OfficeError, match="cannot load"):
        office.open(junk)


def test_a_lock_left_by_a_crash_does_no_harm(office: Office, path: Path) -> None:
    path.with_name(f".~lock.{path.name}#").write_text("somebody,host,22.11.2026 10:00;")
    with office.open(path) as one, office.open(path) as other:
        one.set(FORM, "A1", 7)
        assert other.value(FORM, "A1") == 2


def test_nothing_is_left_behind(path: Path, tmp_path: Path) -> None:
    with Office() as office:
        profile, process = office._folder, office._process
        office.open(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert not profile.exists()
    assert process.returncode is not None


def test_a_dead_office_is_reported_plainly(path: Path) -> None:
    with Office() as office:
        office.kill()
        with pytest.raises(OfficeError, match="open"):
            office.open(path)


def test_renders_pages(office: Office, path: Path, tmp_path: Path) -> None:
    pages = render(path, tmp_path / "pages", dpi=50, office=office)
    assert len(pages) == 2
    with Image.open(pages[0]) as page:
        assert len(page.convert("L").getcolors() or ()) > 1, "the page is blank"
