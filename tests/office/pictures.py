"""The pictures of the README: ``python -m tests.office.pictures demo examples/pictures``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from tests.office.render import render
from tests.office.session import Office, OfficeError

WIDTH, MARGIN, DPI = 1600, 24, 220
BOOK = "303001-22-001_*.xlsx"
PICTURES = {"generated.png": "空白表", "checked.png": "已校验"}
"""Each picture shows the first page of that workbook in a folder of the demo."""


def crop(page: Image.Image) -> Image.Image:
    """The page without its empty border, at a common width."""
    page = page.convert("RGB")
    box = ImageChops.invert(page.convert("L")).getbbox()
    if not box:
        raise OfficeError("the page is blank")
    left, top, right, bottom = box
    page = page.crop(
        (
            max(left - MARGIN, 0),
            max(top - MARGIN, 0),
            min(right + MARGIN, page.width),
            min(bottom + MARGIN, page.height),
        )
    )
    height = round(page.height * WIDTH / page.width)
    return page.resize((WIDTH, height), Image.Resampling.LANCZOS)


def paint(demo: Path, out_dir: Path) -> list[Path]:
    """Make all pictures, few colours each, for git keeps every version."""
    books = {out_dir / name: _first_workbook(demo / kind) for name, kind in PICTURES.items()}
    out_dir.mkdir(parents=True, exist_ok=True)
    with Office() as office, tempfile.TemporaryDirectory() as folder:
        for picture, book in books.items():
            first = render(book, Path(folder) / picture.stem, DPI, office)[0]
            with Image.open(first) as page:
                crop(page).quantize(64, dither=Image.Dither.NONE).save(picture, optimize=True)
    return [*books]


def _first_workbook(folder: Path) -> Path:
    books = sorted(folder.glob(BOOK))
    if not books:
        raise OfficeError(f"{folder} 里没有工作簿，请先运行 make demo。")
    return books[0]


if __name__ == "__main__":
    try:
        for picture in paint(Path(sys.argv[1]), Path(sys.argv[2])):
            print(f"已生成 {picture}")
    except OfficeError as problem:
        sys.exit(str(problem))
