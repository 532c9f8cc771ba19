"""The pictures of the README are cropped to what the form shows."""

from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from tests.office.pictures import WIDTH, crop, paint
from tests.office.session import OfficeError


def test_paints_both_pictures(tmp_path: Path) -> None:
    for folder in ("空白表", "已校验"):
        (tmp_path / "demo" / folder).mkdir(parents=True)
        with xlsxwriter.Workbook(tmp_path / "demo" / folder / "303001-22-001_表.xlsx") as book:
            book.add_worksheet("表").write("A1", "绩效自评表")
    made = paint(tmp_path / "demo", tmp_path / "pictures")
    assert [picture.name for picture in made] == ["generated.png", "checked.png"]
    with Image.open(made[0]) as picture:
        assert picture.width == WIDTH
        assert picture.height < WIDTH, "not cropped"


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="请先运行 make demo"):
        paint(tmp_path, tmp_path)
    with pytest.raises(OfficeError, match="blank"):
        crop(Image.new("RGB", (90, 90), "white"))
