"""Where a project list comes from: a workbook, or a folder of CSV files, both as named sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xlperf.errors import UsageError
from xlperf.projects.columns import SheetSpec
from xlperf.projects.csv_source import read_csv
from xlperf.projects.problems import SHEETS, Problems, Spot
from xlperf.projects.sheet import RawSheet
from xlperf.projects.table import squeezed

_LIST = (
    "项目清单应是一个Excel工作簿（有项目、资金、指标三张工作表），或装有项目.csv、资金.csv、指标.csv的文件夹"
)


@dataclass(frozen=True)
class Source:
    """Sheets by name; each is read when asked for. ``kind`` is the user's word for a sheet."""

    name: str
    kind: str
    sheets: Mapping[str, Callable[[], RawSheet]]

    def find(self, spec: SheetSpec, problems: Problems) -> RawSheet | None:
        """The sheet of that kind; None when there is none, which is then among the problems."""
        by_name = {squeezed(name): read for name, read in self.sheets.items()}
        for name in (spec.name, *spec.aliases):
            if name in by_name:
                return by_name[name]()
        present = "、".join(f"“{name}”" for name in sorted(self.sheets)[:10])
        problems.add(Spot(spec.name), f"没有找到“{spec.name}”这个{self.kind}，现有{present}，请补上或改名。")
        return None


def open_source(path: Path) -> Source:
    """The list at ``path``; UsageError says why it cannot be one."""
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise UsageError(f"找不到“{path}”，请检查路径和文件名。{_LIST}。")
    except OSError as error:
        raise UsageError(f"打不开“{path}”，请检查路径和权限。") from error
    if path.suffix.lower() == ".csv":
        return _folder(path.parent)
    # the reading of workbooks builds on this module
    from xlperf.projects.workbook_source import open_workbook

    return open_workbook(path)


def _folder(path: Path) -> Source:
    try:
        files = sorted(
            file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$"))
        )
    except OSError as error:
        raise UsageError(f"打不开文件夹“{path}”，请检查路径和权限。") from error
    lists = [file for file in files if file.suffix.lower() == ".csv"]
    if not lists:
        books = [file.name for file in files if file.suffix.lower() in {".xlsx", ".xlsm", ".xls"}]
        hint = f"；如果清单是其中的“{books[0]}”，请写出它的完整路径" if books else ""
        raise UsageError(
            f"文件夹“{path}”里没有{'、'.join(f'{name}.csv' for name in SHEETS)}{hint}。{_LIST}。"
        )
    return Source(path.resolve().name, "CSV文件", {file.stem: partial(read_csv, file) for file in lists})
