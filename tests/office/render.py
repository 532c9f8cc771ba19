"""What a workbook looks like on paper: LibreOffice lays it out, poppler paints the pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.office.session import Office, OfficeError


def render(path: Path | str, out_dir: Path | str, dpi: int = 110, office: Office | None = None) -> list[Path]:
    """Paint every page of every visible sheet as PNG into ``out_dir``; pages in order.

    Starts a LibreOffice of its own unless given a running one.
    """
    painter = shutil.which("pdftoppm")
    if not painter:
        raise OfficeError("pdftoppm (poppler-utils) is missing: run tests/install_tools.sh")
    if office is None:
        with Office() as own:
            return render(path, out_dir, dpi, own)
    out_dir = Path(out_dir)
    pdf = office.convert(path, "pdf", out_dir)
    pages = out_dir / f"{pdf.stem}.pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    subprocess.run([painter, "-png", "-r", str(dpi), pdf, pages / "page"], check=True)
    return sorted(pages.iterdir())  # pdftoppm pads the page numbers to one width
