"""The example project list as a workbook: ``python -m tests.projects examples/项目清单 examples/项目清单.xlsx``."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tests.projects.lists import write_xlsx

WIDE = {"项目名称": 26, "年度绩效目标": 60, "三级指标": 30, "主管部门及代码": 24, "预算单位": 30}


def write_example(folder: Path, path: Path) -> Path:
    """The CSV files of ``folder`` as the sheets of one workbook, as staff would keep them."""
    names = ("项目", "资金", "指标")
    tables = {}
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[name] = list(csv.reader(file))
    return write_xlsx(path, tables, WIDE)


if __name__ == "__main__":
    print(f"已生成 {write_example(Path(sys.argv[1]), Path(sys.argv[2]))}")
