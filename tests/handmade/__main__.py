"""The hand-made form among the examples: ``python -m tests.handmade examples/手工表``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.handmade import ANNEX_3, draw

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    print(f"已生成 {draw(ANNEX_3, folder / '资产购置经费自评表（手工填写）.xlsx')}")
