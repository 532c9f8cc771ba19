"""However an office draws a form, its mistakes are found on the same cells, with the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handmade import LEVELS, PLAIN, RATES, SPELLINGS, Habits, draw
from tests.journeys.logical import Said, cell_names, check_one, said, values
from tests.journeys.mistaken import MISTAKEN
from xlperf.validation import write_results
from xlperf.workbook.stamp import STAMP_SHEET

ALIASES: Mapping[str, str] = {
    "实际完成值": "全年实际完成值",
    "分值": "权重",
    "三级指标": "指标名称",
    "偏差原因分析及改进措施": "偏差原因及改进措施",
    "全年预算数": "全年预算数（A）",
    "全年执行数": "全年执行数（B）",
    "项目名称": "项 目 名 称",
    "总分": "总计",
}
OTHER_ALIASES: Mapping[str, str] = {
    "实际完成值": "实际完成值（B）",
    "全年实际完成值": "实际完成值",
    "年度指标值": "年度指标值（A）",
    "得分": "自评得分",
    "主管部门": "项目主管部门",
    "实施单位": "项目实施单位",
    "预期目标": "年初设定目标",
    "实际完成情况": "全年实际完成情况",
    "全年预算数": "预算数",
    "全年执行数": "执行数",
    "执行率": "预算执行率",
    "一级指标": "一级 指标",
    "三级指标": "三级指标名称",
    "偏差原因分析及改进措施": "未完成原因分析及改进措施",
    "存在问题": "存在的问题",
    "改进措施": "下一步改进措施",
}
SINGLE: Mapping[str, Habits] = {
    "sheet": Habits(sheet="自评'1' 表"),
    "top": Habits(top=3),
    "left": Habits(left=2),
    "blank_rows": Habits(blank_rows=frozenset({2, 4, 6, 9, 14})),
    "blank_columns": Habits(blank_columns=frozenset({1, 3, 6})),
    "text_numbers": Habits(text_numbers=True),
    **{f"rate_{rate}": Habits(rate=rate) for rate in RATES[1:]},
    **{f"levels_{levels}": Habits(levels=levels) for levels in LEVELS[1:]},
    "merge_labels": Habits(merge_labels=False),
    **{f"spelling_{spelling}": Habits(spelling=spelling) for spelling in SPELLINGS[1:]},
    "labels": Habits(labels=ALIASES),
    "other_labels": Habits(labels=OTHER_ALIASES),
    "units_in_headers": Habits(units_in_headers=True),
    "single_initial": Habits(single_initial=True),
    "split_fund_labels": Habits(split_fund_labels=True),
    "total_label": Habits(total_label="合计"),
    "sheets_before": Habits(sheets_before=("目录",)),
    "hidden": Habits(hidden=True, sheets_before=("目录",)),
    "in_yuan": Habits(money="元"),
    "in_ten_thousand": Habits(money="万元"),
    "head_apart": Habits(head_apart=True),
    "classes_down": Habits(classes="down"),
    "points_in_levels": Habits(points_in_levels=True),
    "subtotals": Habits(subtotals=True),
    "header_again": Habits(header_again=3),
    "extra_left": Habits(extra_left=("序号",)),
    "extra_right": Habits(extra_right=("备注",)),
}
_HABITS = st.builds(
    Habits,
    sheet=st.sampled_from(["Sheet1", "自评'1' 表"]),
    top=st.integers(0, 4),
    left=st.integers(0, 3),
    blank_rows=st.frozensets(st.integers(1, 40), max_size=4),
    blank_columns=st.frozensets(st.integers(1, 12), max_size=2),
    text_numbers=st.booleans(),
    rate=st.sampled_from(RATES),
    levels=st.sampled_from(LEVELS),
    merge_labels=st.booleans(),
    spelling=st.sampled_from(SPELLINGS),
    labels=st.sampled_from([{}, ALIASES, OTHER_ALIASES]),
    units_in_headers=st.booleans(),
    single_initial=st.booleans(),
    split_fund_labels=st.booleans(),
    total_label=st.sampled_from(["总 分", "合计", "总计"]),
    narratives=st.booleans(),
    sheets_before=st.just(("目录",)),
    hidden=st.booleans(),
    money=st.sampled_from(["", "元", "万元"]),
    classes=st.sampled_from(["across", "down"]),
    points_in_levels=st.booleans(),
    subtotals=st.booleans(),
    header_again=st.sampled_from([0, 3, 5]),
    extra_left=st.sampled_from([(), ("序号",)]),
    extra_right=st.sampled_from([(), ("佐证材料",), ("佐证材料", "联系人")]),
)
HABITS = st.one_of(
    st.builds(replace, _HABITS, head_apart=st.booleans()),
    st.builds(replace, _HABITS, tables=st.sampled_from(["stacked", "sheets"])),
)
Plain = Callable[[str, Habits], list[Said]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("variants")


@pytest.fixture(scope="module")
def plain(folder: Path) -> Plain:
    """The findings of a form drawn plainly, but printing what the habits print."""
    known: dict[tuple[str, str, bool], list[Said]] = {}

    def find(name: str, habits: Habits) -> list[Said]:
        key = (name, habits.tables, habits.narratives)
        if key not in known:
            base = replace(PLAIN, tables=habits.tables, narratives=habits.narratives)
            known[key] = said(check_one(draw(MISTAKEN[name], folder / "plain.xlsx", base)))
        return known[key]

    return find


def _differences(folder: Path, plain: Plain, name: str, habits: Habits) -> list[str]:
    """Findings that only one of the two drawings has; amounts in another unit are worded differently."""
    found = said(check_one(draw(MISTAKEN[name], folder / "variant.xlsx", habits)))
    wanted = plain(name, habits)
    if habits.money:
        found, wanted = ([replace(one, message="") for one in many] for many in (found, wanted))
    return [f"- {one}" for one in wanted if one not in found] + [
        f"+ {one}" for one in found if one not in wanted
    ]


@pytest.mark.parametrize("name", MISTAKEN)
def test_each_habit_alone(folder: Path, plain: Plain, name: str) -> None:
    different = {
        habit: found
        for habit, habits in SINGLE.items()
        if (found := _differences(folder, plain, name, habits))
    }
    assert different == {}


@pytest.mark.parametrize("name", MISTAKEN)
@settings(max_examples=8)
@given(habits=HABITS)
def test_habits_together(folder: Path, plain: Plain, name: str, habits: Habits) -> None:
    assert _differences(folder, plain, name, habits) == []


WRITTEN = {
    "plain": PLAIN,
    "moved": Habits(left=2, top=3, blank_columns=frozenset({2}), spelling="broken"),
    "apart": Habits(sheet="自评'1' 表", head_apart=True, subtotals=True, sheets_before=("目录",)),
    "in_two": Habits(tables="sheets", levels="repeated", money="元"),
}


@pytest.mark.parametrize("habits", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("name", MISTAKEN)
def test_marks_are_written_on_the_cells_concerned(tmp_path: Path, name: str, habits: Habits) -> None:
    path = draw(MISTAKEN[name], tmp_path / "a.xlsx", habits)
    checked = check_one(path)
    write_results([checked], path)
    names = {f"{place.sheet}!{place.address}": cell for place, cell in cell_names(checked.assessment).items()}
    book = openpyxl.load_workbook(path, read_only=True)
    marks = [
        str(mark) for row in book[STAMP_SHEET].iter_rows(2, values_only=True) for mark in row[3:6] if mark
    ]
    assert sorted(names[mark] for mark in marks) == sorted(
        {cell for one in said(checked) for cell in one.cells}
    )
    again = check_one(path)
    assert said(again) == said(checked)
    assert values(again.assessment) == values(checked.assessment)
