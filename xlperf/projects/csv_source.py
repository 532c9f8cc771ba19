"""A folder of CSV files as sheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from xlperf.errors import UsageError
from xlperf.projects.sheet import RawSheet, check_size

MAX_BYTES = 100 * 2**20
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(path: Path) -> RawSheet:
    """The file's rows, padded to equal length; rows count as a spreadsheet program would count them."""
    text = _decoded(path)
    first_lines = text[:5000]
    delimiter = next((mark for mark in ",\t;" if mark in first_lines), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    width = 0
    try:
        for row in reader:
            rows.append(row)
            width = max(width, len(row))
            check_size(path.name, len(rows), width)
    except csv.Error:
        raise UsageError(
            f"“{path.name}”第{len(rows) + 1}行的引号不成对，或者一格的文字过长，读不下去。"
            "请用Excel或WPS打开核对后重新保存。"
        ) from None
    return RawSheet([row + [""] * (width - len(row)) for row in rows])


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"“{path.name}”超过{MAX_BYTES >> 20}MB，不像是项目清单，请核对。")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"打不开“{path}”，请检查它是否存在、是否正被其他程序占用。") from error
    marked = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"“{path.name}”的文字编码认不出来，请用Excel或WPS打开，另存为“CSV UTF-8（逗号分隔）”。")
