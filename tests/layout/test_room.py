"""Texts have room on paper: rows are high enough for what stands in them, measured by the characters' own size."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.layout.variations import NOTHING_LISTED, OFFICE_FORM
from tests.projects_for_tests import DONE, PARTLY, fund, indicator, planned, project, real_project
from xlperf.layout.plan import SheetPlan, Slot, WorkbookPlan

NAME = "开展打击欺诈骗保专项行动，对全市定点医疗机构、定点零售药店和经办机构开展日常巡查、专项检查和飞行检查的监督检查数量及覆盖情况"
REASON = "因省级药品和医用耗材联盟采购进度推迟，两批集中采购未能在年内落地；下一步将加强与省局的沟通衔接，倒排工期，确保明年一季度全部落地。"
LEVELS = ("数量指标", "质量指标", "社会公众或服务对象满意度指标", "可持续影响指标")


def crowded(rows: int, times: int) -> WorkbookPlan:
    """Many indicators and texts of any length."""
    indicators = (
        indicator(
            "成效明显" if number % 3 else "在规定的时限以内全部办结并且没有任何有效投诉",
            2,
            first_level=("产出指标", "效益指标", "社会公众或服务对象满意度指标")[number * 3 // rows],
            second_level=LEVELS[number * 4 // rows],
            name=NAME * times if number % 4 == 0 else f"指标{number}",
            actual=PARTLY if number % 2 else DONE,
            score=Decimal(1),
            deviation_reason=REASON * times if number % 5 == 0 else "",
        )
        for number in range(rows)
    )
    return planned(
        project(
            *indicators,
            name=NAME[:60],
            department="中央财政城乡居民基本医疗保险补助资金主管部门" * 2,
            goal=NAME * 6 * times,
            completion=REASON,
            narratives={"execution": REASON * 5 * times, "problems": REASON},
            funds=(
                fund("1234567.891234", source="中央财政城乡居民基本医疗保险补助资金（一般公共预算）"),
                fund(),
            ),
        )
    )


PLANS = {
    "blank": planned(real_project(filled=False)),
    "filled": planned(real_project(filled=True)),
    "nothing listed": planned(NOTHING_LISTED),
    "12 indicators": crowded(12, 1),
    "40 indicators, long texts": crowded(40, 3),
    "an office's own form": planned(real_project(filled=True), OFFICE_FORM),
}


def lines(text: str, room: float, size: float) -> int:
    """How many lines the text takes: a Chinese character is as wide as the type is high, others half of it."""
    count = 0
    for line in text.split("\n"):
        count, used = count + 1, 0.0
        for sign in line:
            width = size * (96 / 72) * (1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5)
            if used + width > room:
                count, used = count + 1, 0.0
            used += width
    return count


def cramped(sheet: SheetPlan) -> Iterator[str]:
    """The texts that do not fit into their cells."""
    for slot in sheet.slots:
        if not isinstance(slot.content, str) or slot.style.shrink or not slot.style.wrap:
            continue
        area, size = slot.area, slot.style.size
        pixels = sum(7 * sheet.widths[column] + 5 for column in range(area.left, area.right + 1))
        needed = lines(slot.content, pixels - 6 - 9 * slot.style.indent, size) * size * 1.22
        height = sum(sheet.heights.get(row, 15) for row in range(area.top, area.bottom + 1))
        if needed > height:
            yield f"{area.address} has {height} of {needed:.0f} points: {slot.content[:20]}"


@pytest.mark.parametrize("name", PLANS)
def test_every_text_has_room(name: str) -> None:
    for sheet in PLANS[name].sheets[:4]:
        assert list(cramped(sheet)) == [], sheet.name


@pytest.mark.parametrize("name", PLANS)
def test_rows_are_no_higher_than_excel_allows(name: str) -> None:
    for sheet in PLANS[name].sheets:
        assert all(0 < height <= 409 for height in sheet.heights.values())


def test_there_is_room_to_write_by_hand() -> None:
    form = PLANS["blank"].sheets[0]
    for slot in form.slots:
        if slot.content is None and not slot.style.locked and slot.area.left != slot.area.right:
            assert sum(form.heights[row] for row in range(slot.area.top, slot.area.bottom + 1)) >= 60, (
                slot.name
            )


def figures(sheet: SheetPlan) -> list[Slot]:
    return [slot for slot in sheet.slots if isinstance(slot.content, Decimal)]


def test_figures_shrink_rather_than_show_as_hashes() -> None:
    for plan in PLANS.values():
        assert all(slot.style.shrink and not slot.style.wrap for slot in figures(plan.sheets[0]))
