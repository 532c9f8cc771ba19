"""The hand-made forms among the examples: ``python -m tests.handmade examples/手工表``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.ground_truth.xiaogan import XIAOGAN
from tests.handmade import ANNEX_3, draw

EXAMPLES = {
    "资产购置经费自评表（手工填写）.xlsx": ANNEX_3,
    "部门整体支出绩效自评表（手工填写）.xlsx": XIAOGAN,
}


def write_examples(folder: Path) -> Iterator[Path]:
    """Draw every example into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in EXAMPLES.items():
        yield draw(form, folder / name)


if __name__ == "__main__":
    for path in write_examples(Path(sys.argv[1])):
        print(f"已生成 {path}")
