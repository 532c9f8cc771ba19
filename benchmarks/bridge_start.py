"""How long the button takes: ``python -m benchmarks.bridge_start``. See README.md beside this file."""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlwings as xw

from tests.bridge.benches import CountingBench
from tests.bridge.libreoffice_bench import libreoffice_bench
from tests.office.session import Office
from xlperf.bridge.session import Session
from xlperf.forms import shipped_templates, template
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.validation import check_file
from xlperf.workbook.draw import draw

STARTS, CHECKS = 15, 5
FORM_ROWS = (20, 200)
CELLS, COLUMNS = 180, 9
HEAVY = ("pandas", "numpy", "PIL", "matplotlib")
FORM = "national-2020"

KEPT_OUT = f"import sys; sys.modules.update(dict.fromkeys({HEAVY!r}))"
# the first thing that is asked of the workbook ends the process: all before it is what a user waits for
TO_FIRST_CALL = """
import os, sys
from xlperf.bridge import __main__ as bridge
from xlperf.bridge.start import light_xlwings
xlwings = light_xlwings()
import xlperf.bridge.attach as attaching
class Border:
    def __getattr__(self, name):
        os._exit(0)
attaching.attach = lambda arguments: xlwings.Book(impl=Border())
sys.exit(bridge.main(["validate", "--wb=" + sys.argv[1], "--app=libreoffice"]) + 10)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        books = {rows: _form(Path(folder), rows) for rows in FORM_ROWS}
        print(f"Python {sys.version.split()[0]}，{os.cpu_count()} 个核；各项轮流做，取中位数。\n")
        _print_starts(_starts(books[FORM_ROWS[0]]))
        with Office() as office:
            for rows, book in books.items():
                _print_checks(rows, book, office)


def _form(folder: Path, rows: int) -> Path:
    """A filled form with buttons and so many indicators, each of which misses its target: much to mark."""
    weight = (Decimal(90) / rows).quantize(Decimal("0.01"))
    indicators = tuple(
        PlannedIndicator("产出指标", "数量指标", f"第{number}项工作", "≥10次", weight, actual="8")
        for number in range(1, rows + 1)
    )
    amount = Decimal(36)
    project = Project(
        "212003-22-001", "社区居家养老上门服务", "212-青禾县民政局", "212003-青禾县社会福利服务中心", 2022,
        funds=(PlannedFund("当年财政拨款", amount, amount, amount, amount),), indicators=indicators,
    )  # fmt: skip
    form = template(FORM)
    path = folder / f"{rows}.xlsm"
    path.write_bytes(draw(plan_workbook(form, profile(form.profile), project, macro=True)))
    return path


def _starts(book: Path) -> dict[str, list[Cost]]:
    """Every way to start in turn, again and again."""
    present = [name for name in (*HEAVY, "openpyxl") if importlib.util.find_spec(name)]
    ways = {
        "python -c pass": ["-c", "pass"],
        f"import xlwings（挡住 {'、'.join(HEAVY)}）": ["-c", f"{KEPT_OUT}; import xlwings"],
        f"import xlwings（装着 {'、'.join(present) or '别无他物'}）": ["-c", "import xlwings"],
        "import openpyxl": ["-c", "import openpyxl"],
        "xlperf.bridge 到第一次调用": ["-c", TO_FIRST_CALL, str(book)],
    }
    costs: dict[str, list[Cost]] = {way: [] for way in ways}
    for number in range(STARTS + 1):
        for way, words in ways.items():
            cost = _run([sys.executable, "-P", *words])
            if number:  # the first round fills the caches
                costs[way].append(cost)
    return costs


def _run(command: list[str]) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def _print_starts(costs: dict[str, list[Cost]]) -> None:
    (bare, *_) = costs.values()
    print(
        "启动（毫秒）                                     时钟   处理器   是 python -c pass 的几倍（处理器）"
    )
    for way, found in costs.items():
        wall, cpu = (statistics.median(pick) * 1000 for pick in _columns(found))
        ratio = cpu / (statistics.median(one.cpu for one in bare) * 1000)
        print(f"  {_padded(way, 46)} {wall:6.0f} {cpu:8.0f} {ratio:8.1f}")
    print()


def _columns(costs: list[Cost]) -> Iterator[list[float]]:
    yield [one.wall for one in costs]
    yield [one.cpu for one in costs]


def _print_checks(rows: int, book: Path, office: Office) -> None:
    counting = CountingBench()
    session = Session(counting.open(book), hands=counting.hands, path=str(book))
    counting.calls.clear()
    sentence = session.validate()
    print(f"{rows} 项指标的表：{sentence}")
    print(f"  校验一次，跨进程调用 {len(counting.calls)} 次")
    with libreoffice_bench(office) as bench:
        opened = bench.open(book)
        ways: dict[str, Callable[[], object]] = {
            "xlperf.bridge 在 LibreOffice 里校验并写入": Session(
                opened, hands=bench.hands, path=str(book)
            ).validate,
            "xlperf 命令校验同一个文件（不写入）": lambda: check_file(book, shipped_templates()),
            f"只是逐格读{CELLS}个格（xlwings 通常的写法）": lambda: _cell_by_cell(opened),
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(CHECKS):
            for way, work in ways.items():
                start = time.perf_counter()
                work()
                seconds[way].append(time.perf_counter() - start)
    (first, *_) = seconds.values()
    for way, found in seconds.items():
        median = statistics.median(found)
        print(f"  {_padded(way, 46)} {median * 1000:6.0f} 毫秒 {median / statistics.median(first):6.2f} 倍")
    print()


def _cell_by_cell(book: xw.Book) -> int:
    sheet = book.sheets[0]
    return sum(sheet[number // COLUMNS, number % COLUMNS].value is not None for number in range(CELLS))


def _padded(text: str, width: int) -> str:
    taken = sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
    return text + " " * max(0, width - taken)


if __name__ == "__main__":
    main()
