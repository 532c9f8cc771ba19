"""One form of ours, right in everything, and ways to make it wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from xlperf.audit.audit import audit
from xlperf.audit.finding import Finding
from xlperf.forms import shipped_templates, template
from xlperf.layout.workbook import plan_workbook
from xlperf.model import Assessment
from xlperf.profiles import profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.scoring.assessment import score_assessment
from xlperf.scoring.live import settled
from xlperf.workbook.draw import draw
from xlperf.workbook.form_map import Unrecognised
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.read import locate_form, read_form
from xlperf.workbook.xlsx_grid import read_grid

PROFILE = profile("national-2020")
DONE, PARTLY, FAILED = (band.phrase for band in PROFILE.bands)
REASON = "因一处窗口搬迁，停办了两周；已补办完毕。"

PROJECT = Project(
    code="212003-22-001",
    name="社区居家养老上门服务",
    department="212-青禾县民政局",
    unit="212003-青禾县社会福利服务中心",
    year=2022,
    goal="全年提供上门服务1200人次以上。",
    completion="全年上门服务1326人次。",
    funds=(
        PlannedFund("当年财政拨款", Decimal(36), Decimal(36), Decimal(36), Decimal("35.2")),
        PlannedFund("上年结转资金", Decimal("4.5"), Decimal("4.5"), Decimal("4.5"), Decimal("4.5")),
    ),
    indicators=(
        PlannedIndicator("产出指标", "数量指标", "上门服务人次", "≥1200人次", Decimal(20), actual="1326"),
        PlannedIndicator("产出指标", "质量指标", "服务记录完整率", "≥98%", Decimal(10), actual="98.9%"),
        PlannedIndicator("产出指标", "时效指标", "紧急呼叫到场时间", "≤30分钟", Decimal(10), actual="26"),
        PlannedIndicator("产出指标", "成本指标", "单次服务补助", "≤60元", Decimal(10), actual="58.5"),
        PlannedIndicator(
            "效益指标", "社会效益指标", "居家安全状况", "明显改善", Decimal(15), actual=DONE, score=Decimal(15)
        ),
        PlannedIndicator(
            "效益指标", "可持续影响指标", "服务机制建设", "基本建立", Decimal(15),
            actual=PARTLY, score=Decimal(11), deviation_reason=REASON,
        ),
        PlannedIndicator(
            "满意度指标", "服务对象满意度指标", "老人及家属满意度", "≥95%", Decimal(10), actual="96.4%"
        ),
    ),
    narratives={
        "execution": "全年预算40.5万元，实际执行39.7万元，结余0.8万元为年末未结算的服务费。",
        "output": "上门服务1326人次，服务记录完整率98.9%。",
        "benefit": "老人居家安全状况改善。",
        "satisfaction": "收回有效问卷232份，满意度96.4%。",
        "experience": "固定上门时间。",
        "problems": "服务机制建设还有一项制度没有出台。",
        "improvements": "明年一季度出台制度。",
    },
)  # fmt: skip

New = Cell | tuple[str, int] | str | int | None
"""A cell's new content: a text or number, None for empty; a pair gives what shows and the number behind it."""


@cache
def clean_grid() -> Grid:
    """The form as read back from the drawn workbook."""
    data = draw(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT))
    return read_grid(Package(data))


def changed(grid: Grid, changes: Mapping[str, New]) -> Grid:
    """The grid after typing over the cells of these names (without ``xp_``); formulas elsewhere wait for a result."""
    cells: dict[str, dict[tuple[int, int], Cell]] = {sheet.name: dict(sheet.cells) for sheet in grid.sheets}
    for (sheet, position), cell in [((s, p), c) for s in cells for p, c in cells[s].items()]:
        if cell.formula is not None:
            cells[sheet][position] = replace(cell, value=None, text="")
    for name, new in changes.items():
        sheet, area = grid.names[f"xp_{name}"]
        if new is None:
            cells[sheet].pop((area.top, area.left), None)
        else:
            cells[sheet][area.top, area.left] = _typed(new)
    sheets = tuple(Sheet(sheet.name, cells[sheet.name], sheet.merges, sheet.hidden) for sheet in grid.sheets)
    return Grid(sheets, grid.names)


def clean_assessment() -> Assessment:
    """The clean form as read."""
    found = locate_form(clean_grid(), shipped_templates())
    assert not isinstance(found, Unrecognised)
    return settled(read_form(clean_grid(), found), PROFILE)


def findings_of(form: Assessment) -> tuple[Finding, ...]:
    """What the audit says of a form."""
    return audit(form, score_assessment(form, PROFILE), PROFILE)


def _typed(new: Cell | tuple[str, int] | str | int) -> Cell:
    if isinstance(new, Cell):
        return new
    text, value = new if isinstance(new, tuple) else (str(new), new)
    return Cell(value if isinstance(value, str) else Decimal(str(value)), text)


def findings_after(changes: Mapping[str, New]) -> tuple[Finding, ...]:
    """What the audit says once the clean form is changed so."""
    grid = changed(clean_grid(), changes)
    found = locate_form(grid, shipped_templates())
    assert not isinstance(found, Unrecognised)
    form = settled(read_form(grid, found), PROFILE)
    return audit(form, score_assessment(form, PROFILE), PROFILE)
