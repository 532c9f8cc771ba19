"""Microsoft's schema checker passes what it should, and only that."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.office import schema_check
from tests.office.schema_check import CheckerMissing, schema_problems


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("自评表").write_formula("A1", "=1+1", None, 2)
    return path


def test_tells_good_from_broken(good: Path, tmp_path: Path) -> None:
    book = load_workbook(good)
    book["自评表"]["A1"].font = Font(bold=True, name="宋体", color="FF0000")
    broken, junk = tmp_path / "坏.xlsx", tmp_path / "junk.xlsx"
    book.save(broken)
    junk.write_bytes(b"junk")

    found = schema_problems([good, broken, junk], version="Office2007")

    assert list(found) == [good, broken, junk]
    assert found[good] == []
    assert any(one.startswith("/xl/styles.xml /x:styleSheet[1]/x:fonts[1]") for one in found[broken])
    assert found[junk] == ["File contains corrupted data."]


def test_nothing_passes_unchecked(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no such version"):
        schema_problems([good], version="Office97")
    monkeypatch.delenv("OOXML_VALIDATOR_CLI", raising=False)
    monkeypatch.setattr(schema_check, "TOOLS", tmp_path)
    with pytest.raises(CheckerMissing, match="install_tools"):
        schema_problems([good])
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", "/bin/false")
    with pytest.raises(CheckerMissing, match="failed with status 1"):
        schema_problems([good])
